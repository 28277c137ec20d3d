/// The width and height of a picture in pixels as a browser shows it, read from the first bytes of its file.
struct PictureSize: Sendable, Hashable {
  let width: Int
  let height: Int

  static let extensions: Set<String> = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg"]
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
      ?? PictureSize(avif: bytes) ?? PictureSize(svg: bytes)
    guard let size else { return nil }
    self = size
  }

  /// PNG (ISO/IEC 15948:2004), 11.2.2: IHDR is the first chunk. EXIF data (PNG 3, 11.3.3.7) may turn the picture.
  private init?(png bytes: [UInt8]) {
    guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), bytes.count >= 24 else { return nil }
    let (width, height) = (bigEndian(bytes[16..<20]), bigEndian(bytes[20..<24]))
    var rest = bytes[8...]
    while rest.count >= 12, !rest.dropFirst(4).starts(with: "IDAT".utf8) {
      let length = bigEndian(rest.prefix(4))
      if rest.dropFirst(4).starts(with: "eXIf".utf8), EXIFData(rest.dropFirst(8).prefix(length))?.isTurned == true {
        self.init(width: height, height: width)
        return
      }
      rest = rest.dropFirst(12 + length)
    }
    self.init(width: width, height: height)
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

  /// JPEG (ISO/IEC 10918-1, B.2.2): the frame header is the first SOF marker. A camera that was held upright says so in
  /// its EXIF data, and browsers turn the picture.
  private init?(jpeg bytes: [UInt8]) {
    guard bytes.starts(with: [0xFF, 0xD8]) else { return nil }
    var index = 2
    var isTurned = false
    while index + 9 < bytes.count {
      guard bytes[index] == 0xFF else { return nil }
      let marker = bytes[index + 1]
      if marker == 0xFF {
        index += 1
      } else if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
        let height = bigEndian(bytes[(index + 5)..<(index + 7)])
        let width = bigEndian(bytes[(index + 7)..<(index + 9)])
        self.init(width: isTurned ? height : width, height: isTurned ? width : height)
        return
      } else {
        let length = max(2, bigEndian(bytes[(index + 2)..<(index + 4)]))
        let segment = bytes[(index + 4)..<min(index + 2 + length, bytes.count)]
        if marker == 0xE1, segment.starts(with: "Exif\0\0".utf8) {
          isTurned = EXIFData(segment.dropFirst(6))?.isTurned == true
        }
        index += 2 + length
      }
    }
    return nil
  }
}

func bigEndian(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reduce(0) { $0 << 8 | Int($1) } }
func littleEndian(_ bytes: ArraySlice<UInt8>) -> Int { bytes.reversed().reduce(0) { $0 << 8 | Int($1) } }
