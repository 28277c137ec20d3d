extension PictureSize {
  /// SVG 2, 8.2: `width` and `height` of the root element, or else its `viewBox`.
  init?(svg bytes: [UInt8]) {
    guard let tag = rootTag(of: bytes.prefix(16_384)) else { return nil }
    if let width = length(value(of: "width", in: tag)), let height = length(value(of: "height", in: tag)) {
      self.init(width: width, height: height)
      return
    }
    guard let box = value(of: "viewBox", in: tag) else { return nil }
    let parts = box.split { $0 <= 0x20 || $0 == UInt8(ascii: ",") }
    guard parts.count == 4, let width = length(parts[2]), let height = length(parts[3]) else { return nil }
    self.init(width: width, height: height)
  }
}

/// What stands between `<svg` and its `>`.
private func rootTag(of bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  let name = Array("<svg".utf8)
  var start = bytes.startIndex
  while let found = bytes[start...].firstIndex(of: name[0]) {
    let rest = bytes[found...].dropFirst(name.count)
    if bytes[found...].starts(with: name), let next = rest.first, next <= 0x20 || next == UInt8(ascii: ">") {
      return rest.firstIndex(of: UInt8(ascii: ">")).map { rest[..<$0] }
    }
    start = found + 1
  }
  return nil
}

/// The value of an attribute in quotes.
private func value(of name: String, in tag: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
  var rest = tag
  while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
    var key = rest[..<equals]
    while let last = key.last, last <= 0x20 { key.removeLast() }
    let own = key.reversed().prefix { $0 > 0x20 }.reversed()
    let after = rest[(equals + 1)...].drop { $0 <= 0x20 }
    guard let quote = after.first, quote == 0x22 || quote == 0x27 else { return nil }
    let content = after.dropFirst().prefix { $0 != quote }
    if own.elementsEqual(name.utf8) { return content }
    rest = rest[min(content.endIndex + 1, rest.endIndex)...]
  }
  return nil
}

/// CSS pixels of `640`, `640.5px` or `210mm`; nil for lengths that depend on where the picture stands (`100%`, `10em`).
private func length(_ text: ArraySlice<UInt8>?) -> Int? {
  guard let text else { return nil }
  let trimmed = text.drop { $0 <= 0x20 }
  let number = trimmed.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
  let unit = String(decoding: trimmed.dropFirst(number.count).prefix { $0 > 0x20 }, as: UTF8.self)
  // CSS Values and Units 4, 6.2: 96 pixels to an inch.
  let pixels = ["": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96.0 / 72, "pc": 16]
  guard let factor = pixels[unit], let value = Double(String(decoding: number, as: UTF8.self)) else { return nil }
  let size = value * factor
  return size > 0 && size < 1e6 ? max(1, Int(size.rounded())) : nil
}
