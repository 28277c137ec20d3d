/// A kind of file in which smaller pictures are made.
public enum PictureFormat: String, Sendable, CaseIterable {
  case avif, webp, jpeg, png

  /// How the names of its files end.
  public var fileExtension: String { self == .jpeg ? "jpg" : rawValue }

  /// Its media type (RFC 2046).
  var mediaType: String { "image/\(rawValue)" }

  /// Whether every browser shows it, so that it needs no alternative.
  var isShownEverywhere: Bool { self == .jpeg || self == .png }
}

/// What decides into which formats a picture can be made.
struct PictureNature: Sendable, Hashable {
  let format: PictureFormat
  /// Whether it can be transparent: JPEG would lose that.
  let hasAlpha: Bool

  /// Nil for what is left as it is: drawings, GIF, what moves, and what is not a picture at all.
  init?(_ bytes: [UInt8]) {
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
      self.init(.jpeg, hasAlpha: false)
    } else if bytes.starts(with: pngSignature) {
      self.init(png: bytes)
    } else if isWebP(bytes) {
      self.init(webp: bytes)
    } else if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8), bytes[8..<12].elementsEqual("avif".utf8) {
      self.init(.avif, hasAlpha: true)
    } else {
      return nil
    }
  }

  private init(_ format: PictureFormat, hasAlpha: Bool) {
    self.format = format
    self.hasAlpha = hasAlpha
  }

  /// PNG (third edition): the colour type says whether there is an alpha channel (11.2.2), `tRNS` is another way (11.3.2.1),
  /// and `acTL` says that it moves (11.3.8.1).
  private init?(png bytes: [UInt8]) {
    guard bytes.count > 25 else { return nil }
    var hasAlpha = bytes[25] == 4 || bytes[25] == 6
    var index = 8
    while index + 8 <= bytes.count {
      let name = bytes[(index + 4)..<(index + 8)]
      if name.elementsEqual("acTL".utf8) { return nil }
      if name.elementsEqual("tRNS".utf8) { hasAlpha = true }
      if name.elementsEqual("IDAT".utf8) { break }
      index += 12 + bigEndian(bytes[index..<(index + 4)])
    }
    self.init(.png, hasAlpha: hasAlpha)
  }

  /// WebP (RFC 9649, 2.7 and 3.4).
  private init?(webp bytes: [UInt8]) {
    guard bytes.count > 24 else { return nil }
    switch bytes[15] {
    case UInt8(ascii: "X"):
      if bytes[20] & 0x02 != 0 { return nil }
      self.init(.webp, hasAlpha: bytes[20] & 0x10 != 0)
    case UInt8(ascii: "L"): self.init(.webp, hasAlpha: bytes[24] & 0x10 != 0)
    default: self.init(.webp, hasAlpha: false)
    }
  }

  /// The format of a variant that the settings ask for; nil when this picture has none.
  func format(for wanted: PictureFormat) -> PictureFormat? {
    guard wanted == .jpeg, hasAlpha else { return wanted }
    return format == .png ? .png : nil
  }
}
