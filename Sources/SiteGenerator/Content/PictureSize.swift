/// The width and height of a picture in pixels, read from the first bytes of its file.
struct PictureSize: Sendable, Hashable {
  let width: Int
  let height: Int

  static let extensions: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "svg"]
  /// JPEG puts its size behind EXIF data and colour profiles.
  static let bytesNeeded = 262_144

  init?(width: Int, height: Int) {
    guard width > 0, height > 0, width < 1_000_000, height < 1_000_000 else { return nil }
    self.width = width
    self.height = height
  }

  /// Nil when the bytes are not those of a picture that is understood.
  init?(_ bytes: [UInt8]) {
    let size =
      PictureSize(png: bytes) ?? PictureSize(gif: bytes) ?? PictureSize(webp: bytes) ?? PictureSize(jpeg: bytes)
      ?? PictureSize(svg: bytes)
    guard let size else { return nil }
    self = size
  }

  /// PNG (ISO/IEC 15948), 11.2.2: IHDR is the first chunk.
  private init?(png bytes: [UInt8]) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24 else { return nil }
    self.init(width: bigEndian(bytes[16..<20]), height: bigEndian(bytes[20..<24]))
  }

  /// GIF89a, 18: the logical screen descriptor.
  private init?(gif bytes: [UInt8]) {
    guard bytes.starts(with: "GIF8".utf8), bytes.count >= 10 else { return nil }
    self.init(width: littleEndian(bytes[6..<8]), height: littleEndian(bytes[8..<10]))
  }

  /// WebP container (RFC 9649, 2.5 to 2.7).
  private init?(webp bytes: [UInt8]) {
    guard bytes.count >= 30, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) else {
      return nil
    }
    switch bytes[15] {
    case UInt8(ascii: "X"):
      self.init(width: littleEndian(bytes[24..<27]) + 1, height: littleEndian(bytes[27..<30]) + 1)
    case UInt8(ascii: "L"):
      let bits = littleEndian(bytes[21..<25])
      self.init(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
    default:
      self.init(width: littleEndian(bytes[26..<28]) & 0x3FFF, height: littleEndian(bytes[28..<30]) & 0x3FFF)
    }
  }

  /// JPEG (ISO/IEC 10918-1, B.2.2): the frame header is the first SOF marker.
  private init?(jpeg bytes: [UInt8]) {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var index = 2
    while index + 9 < bytes.count {
      guard bytes[index] == 0xFF else { return nil }
      let marker = bytes[index + 1]
      if marker == 0xFF {
        index += 1
      } else if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        self.init(
          width: bigEndian(bytes[(index + 7)..<(index + 9)]), height: bigEndian(bytes[(index + 5)..<(index + 7)]))
        return
      } else {
        index += 2 + max(2, bigEndian(bytes[(index + 2)..<(index + 4)]))
      }
    }
    return nil
  }

  /// SVG 2, 8.2: `width` and `height` of the root element, or else its `viewBox`.
  private init?(svg bytes: [UInt8]) {
    let head = bytes.prefix(8192)
    guard let start = offset(of: "<svg", in: head),
      let end = head[start...].firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let tag = head[start..<end]
    if let width = number(of: " width", in: tag), let height = number(of: " height", in: tag) {
      self.init(width: width, height: height)
      return
    }
    guard let box = value(of: " viewBox", in: tag) else { return nil }
    let parts = box.split { $0 == 0x20 || $0 == UInt8(ascii: ",") }
    guard parts.count == 4, let width = pixels(parts[2]), let height = pixels(parts[3]) else { return nil }
    self.init(width: width, height: height)
  }
}

private func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
private func littleEndian(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }

private func offset(of text: String, in bytes: ArraySlice<UInt8>) -> Int? {
  let wanted = Array(text.utf8)
  guard bytes.count >= wanted.count else { return nil }
  return (bytes.startIndex...(bytes.endIndex - wanted.count)).first { bytes[$0...].starts(with: wanted) }
}

/// The value of an attribute in quotes.
private func value(of name: String, in tag: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  guard let start = offset(of: name + "=", in: tag) else { return nil }
  let rest = tag[(start + name.utf8.count + 1)...]
  guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { return nil }
  return rest.dropFirst().prefix { $0 != quote }
}

private func number(of name: String, in tag: ArraySlice<UInt8>) -> Int? { value(of: name, in: tag).flatMap(pixels) }

/// `640`, `640.5` or `640px`; nil for any other unit.
private func pixels(_ text: ArraySlice<UInt8>) -> Int? {
  let number = text.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
  let unit = text.dropFirst(number.count)
  guard unit.isEmpty || unit.elementsEqual("px".utf8) else { return nil }
  return Double(String(decoding: number, as: UTF8.self)).flatMap { $0 < 1e6 ? Int($0.rounded()) : nil }
}
