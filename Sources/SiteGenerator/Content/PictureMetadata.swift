/// The same picture, not one pixel different, without what nobody meant to publish: where it was taken (GPS), when, with
/// which camera, earlier versions of it, and pictures hidden behind it. Who made it, who has the rights, its colours and
/// how it is turned are kept.
///
/// Read and written in JPEG, PNG and WebP; any other file, and one that is damaged, comes back as it was.
func withoutPrivateMetadata(_ picture: [UInt8], keepsColours: Bool = true) -> [UInt8] {
  cleaned(picture, keepsColours: keepsColours) ?? picture
}

/// The same; nil for one that is damaged, or of a kind that is not read here: nobody knows what else such a file says.
func cleaned(_ picture: [UInt8], keepsColours: Bool = true) -> [UInt8]? {
  if picture.starts(with: [0xFF, 0xD8, 0xFF]) { return cleanedJPEG(picture, keepsColours) }
  if picture.starts(with: pngSignature) { return cleanedPNG(picture, keepsColours) }
  if isWebP(picture) { return cleanedWebP(picture, keepsColours) }
  return isOtherPhotograph(picture) ? nil : picture
}

/// HEIC (ISO/IEC 14496-12, 4.3) and TIFF (6.0, section 2), as telephones and cameras make them: people name them `.jpg`.
private func isOtherPhotograph(_ bytes: [UInt8]) -> Bool {
  bytes.dropFirst(4).starts(with: "ftyp".utf8) || bytes.starts(with: "II*\0".utf8) || bytes.starts(with: "MM\0*".utf8)
}

let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

func isWebP(_ bytes: [UInt8]) -> Bool {
  bytes.starts(with: "RIFF".utf8) && bytes.count >= 16 && bytes[8..<12].elementsEqual("WEBP".utf8)
}

/// JPEG (ITU T.81, B.1.1): segments up to the first scan, then scans up to the end of the picture.
private func cleanedJPEG(_ bytes: [UInt8], _ keepsColours: Bool) -> [UInt8]? {
  var kept: [UInt8] = []
  var beginning: [UInt8] = [0xFF, 0xD8]
  var metadata = EXIFData()
  var agency = EXIFData()
  var index = 2
  while index + 4 <= bytes.count {
    guard bytes[index] == 0xFF else { return nil }
    let marker = bytes[index + 1]
    if marker == 0xFF {
      index += 1
      continue
    }
    let end = index + 2 + bigEndian(bytes[(index + 2)..<(index + 4)])
    guard end >= index + 4, end <= bytes.count else { return nil }
    let data = bytes[(index + 4)..<end]
    switch marker {
    case 0xDA:
      metadata.fill(from: agency)
      let file = beginning + exifSegment(metadata) + kept
      return file + bytes[index..<endOfJPEG(bytes, from: end)]
    case 0xE0:
      // JFIF stands first (ITU T.871, 10.1); its extension is a small picture of the picture.
      if data.starts(with: "JFIF\0".utf8) { beginning += bytes[index..<end] }
    case 0xE1:
      if data.starts(with: "Exif\0\0".utf8), let read = EXIFData(data.dropFirst(6)) { metadata.fill(from: read) }
    case 0xE2:
      if keepsColours, data.starts(with: "ICC_PROFILE\0".utf8) { kept += bytes[index..<end] }
    case 0xED: agency.fill(from: EXIFData(photoshop: data))
    case 0xEE: kept += bytes[index..<end]
    case 0xE3...0xEF, 0xFE: break
    default: kept += bytes[index..<end]
    }
    index = end
  }
  return nil
}

/// Behind the end of the picture, telephones put films and second pictures with data of their own.
private func endOfJPEG(_ bytes: [UInt8], from start: Int) -> Int {
  var index = start
  while index + 1 < bytes.count {
    guard bytes[index] == 0xFF else {
      index += 1
      continue
    }
    switch bytes[index + 1] {
    case 0xD9: return index + 2
    case 0x00, 0x01, 0xD0...0xD7: index += 2
    case 0xFF: index += 1
    default:
      // A table or another scan.
      guard index + 4 <= bytes.count else { return bytes.count }
      index += 2 + max(2, bigEndian(bytes[(index + 2)..<(index + 4)]))
    }
  }
  return bytes.count
}

private func exifSegment(_ metadata: EXIFData) -> [UInt8] {
  guard !metadata.isEmpty else { return [] }
  let data = Array("Exif\0\0".utf8) + metadata.tiff
  return [0xFF, 0xE1] + big(data.count + 2, 2) + data
}

/// PNG (third edition, 5.3): chunks of a length, a name, data and a checksum.
private func cleanedPNG(_ bytes: [UInt8], _ keepsColours: Bool) -> [UInt8]? {
  var result = pngSignature
  var metadata = EXIFData()
  var isWritten = false
  var index = 8
  while index + 12 <= bytes.count {
    let end = index + 12 + bigEndian(bytes[index..<(index + 4)])
    guard end <= bytes.count else { return nil }
    let data = bytes[(index + 8)..<(end - 4)]
    switch String(decoding: bytes[(index + 4)..<(index + 8)], as: UTF8.self) {
    case "eXIf":
      guard let read = EXIFData(data), !read.isEmpty else { break }
      if isWritten { result += pngChunk("eXIf", read.tiff) } else { metadata.fill(from: read) }
    case "tIME", "zTXt": break
    case "tEXt", "iTXt":
      let keyword = String(decoding: data.prefix { $0 != 0 }, as: UTF8.self)
      if keyword == "Copyright" || keyword == "Author" { result += bytes[index..<end] }
    case "iCCP": if keepsColours { result += bytes[index..<end] }
    case "IDAT" where !isWritten:
      isWritten = true
      if !metadata.isEmpty { result += pngChunk("eXIf", metadata.tiff) }
      result += bytes[index..<end]
    case "IEND": return result + bytes[index..<end]
    default: result += bytes[index..<end]
    }
    index = end
  }
  return nil
}

private func pngChunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
  let body = Array(name.utf8) + data
  return big(data.count, 4) + body + big(Int(pngChecksum(body)), 4)
}

/// PNG, annex D: the checksum of ISO 3309, bit by bit, for the few bytes that are written here.
private func pngChecksum(_ bytes: [UInt8]) -> UInt32 {
  var checksum: UInt32 = 0xFFFF_FFFF
  for byte in bytes {
    checksum ^= UInt32(byte)
    for _ in 0..<8 { checksum = checksum & 1 == 1 ? 0xEDB8_8320 ^ (checksum >> 1) : checksum >> 1 }
  }
  return ~checksum
}

/// WebP (RFC 9649, 2.7): the extended form says in its first chunk which others there are.
private func cleanedWebP(_ bytes: [UInt8], _ keepsColours: Bool) -> [UInt8]? {
  if ["VP8 ", "VP8L"].contains(where: { bytes[12..<16].elementsEqual($0.utf8) }) { return cleanedSimpleWebP(bytes) }
  guard bytes[12..<16].elementsEqual("VP8X".utf8), bytes.count >= 30 else { return nil }
  var chunks: [UInt8] = []
  var metadata = EXIFData()
  var flags = bytes[20] & ~(webpEXIF | webpXMP)
  if !keepsColours { flags &= ~webpColours }
  var index = 30
  while index + 8 <= bytes.count {
    let size = littleEndian(bytes[(index + 4)..<(index + 8)])
    let end = index + 8 + size + size % 2
    guard end <= bytes.count else { return nil }
    switch String(decoding: bytes[index..<(index + 4)], as: UTF8.self) {
    case "EXIF":
      // Some write the six bytes that JPEG has in front.
      let data = bytes[(index + 8)..<(index + 8 + size)]
      EXIFData(data.starts(with: "Exif\0\0".utf8) ? data.dropFirst(6) : data).map { metadata.fill(from: $0) }
    case "XMP ": break
    case "ICCP": if keepsColours { chunks += bytes[index..<end] }
    default: chunks += bytes[index..<end]
    }
    index = end
  }
  if !metadata.isEmpty {
    flags |= webpEXIF
    let tiff = metadata.tiff
    chunks += Array("EXIF".utf8) + little(tiff.count, 4) + tiff + (tiff.count % 2 == 0 ? [] : [0])
  }
  let head = Array("WEBPVP8X".utf8) + bytes[16..<20] + [flags] + bytes[21..<30]
  return Array("RIFF".utf8) + little(head.count + chunks.count, 4) + head + chunks
}

/// The simple forms (RFC 9649, 2.5 and 2.6) have no room for anything but the picture: what follows it is of no use.
private func cleanedSimpleWebP(_ bytes: [UInt8]) -> [UInt8]? {
  guard bytes.count >= 20 else { return nil }
  let size = littleEndian(bytes[16..<20])
  guard size <= bytes.count - 20 else { return nil }
  let chunk = bytes[8..<(20 + size)] + (size % 2 == 0 ? [] : [0])
  return Array("RIFF".utf8) + little(chunk.count, 4) + chunk
}

private let webpColours: UInt8 = 0x20
private let webpEXIF: UInt8 = 0x08
private let webpXMP: UInt8 = 0x04

func big(_ number: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * (count - 1 - $0))) }
}

func little(_ number: Int, _ count: Int) -> [UInt8] { big(number, count).reversed() }

extension EXIFData {
  /// What other data of the same picture say, where these say nothing.
  mutating func fill(from other: EXIFData) {
    if orientation == 1 { orientation = other.orientation }
    if artist.isEmpty { artist = other.artist }
    if copyright.isEmpty { copyright = other.copyright }
  }

  /// The by-line and the notice of rights that agencies put into pictures: IPTC IIM 4.2, data sets 2:80 and 2:116, in a
  /// resource of Adobe Photoshop (File Formats Specification, image resource 1028).
  init(photoshop data: ArraySlice<UInt8>) {
    self.init()
    guard let resource = data.firstRange(of: Array("8BIM\u{4}\u{4}".utf8)) else { return }
    // A name of no letters, in an even number of bytes, then four bytes of length.
    var rest = data[resource.upperBound...].dropFirst(6)
    while rest.count >= 5, rest.first == 0x1C {
      let bytes = Array(rest.prefix(5))
      let length = bigEndian(bytes[3..<5])
      guard length <= rest.count - 5 else { return }
      let value = length > Self.longest ? [] : Array(rest.dropFirst(5).prefix(length))
      if bytes[1] == 2, bytes[2] == 80, artist.isEmpty { artist = value }
      if bytes[1] == 2, bytes[2] == 116, copyright.isEmpty { copyright = value }
      rest = rest.dropFirst(5 + length)
    }
  }
}
