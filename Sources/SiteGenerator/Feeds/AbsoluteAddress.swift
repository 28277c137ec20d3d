import Bytes

/// Addresses as feeds, sitemaps and metadata need them: absolute, and of the bytes a URI may have (RFC 3986).
extension BaseURL {
  func absolute(_ target: LinkTarget) -> String {
    switch target {
    case .site(let address, let suffix): absolute(address) + uri(suffix)
    case .url(let text): uri(text)
    }
  }
}

/// A URL with every byte that a URI must not have percent-encoded; what is encoded already stays.
func uri(_ text: String) -> String {
  percentEncoded(plainLine(text), keeping: uriBytes)
}

private let uriBytes = ByteSet("-._~:/?#[]@!$&'()*+,;=%")

/// Finds where an address that stands in the content of an article leads, seen from that article.
struct AddressResolver: Sendable {
  private let scheme: [UInt8]
  /// `https://example.org`
  private let origin: [UInt8]
  /// `https://example.org/news/world/bridge/`
  private let permalink: [UInt8]
  private let allowedSchemes: Set<[UInt8]>

  init(permalink: String, base: BaseURL, schemes: [String]) {
    self.permalink = Array(permalink.utf8)
    origin = Array(base.origin.utf8)
    scheme = Array(base.origin.utf8.prefix { $0 != UInt8(ascii: ":") })
    allowedSchemes = Set((["http", "https", "mailto", "tel"] + schemes).map { Array($0.lowercased().utf8) })
  }

  /// The absolute address (RFC 3986, 5.2); nil for one whose scheme is not among those that links may have.
  ///
  /// `data:` is taken where a picture is wanted, for raster pictures alone.
  func resolve(_ reference: [UInt8], isPicture: Bool) -> [UInt8]? {
    let text = trimmed(reference)
    if let scheme = schemeOf(text) {
      if allowedSchemes.contains(scheme) { return encoded(text) }
      return isPicture && isRasterData(text) ? encoded(text) : nil
    }
    if text.starts(with: "//".utf8) { return scheme + [UInt8(ascii: ":")] + encoded(text) }
    if text.first == UInt8(ascii: "/") { return origin + withoutDots(encoded(text)) }
    if text.isEmpty { return permalink }
    if text.first == UInt8(ascii: "#") { return permalink + encoded(text) }
    if text.first == UInt8(ascii: "?") { return permalink + encoded(text) }
    let folder = permalink.dropFirst(origin.count)
    let end = folder.lastIndex(of: UInt8(ascii: "/")) ?? folder.startIndex
    return origin + withoutDots(Array(folder[..<end]) + [UInt8(ascii: "/")] + encoded(text))
  }

  private func trimmed(_ text: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { $0 <= 0x20 }
    guard let first = text.firstIndex(where: { !isSpace($0) }), let last = text.lastIndex(where: { !isSpace($0) })
    else { return [] }
    // Browsers drop line breaks and tabs within an address, so `java\nscript:` is a scheme (URL Standard, 4.4).
    return text[first...last].filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  private func schemeOf(_ text: [UInt8]) -> [UInt8]? {
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")), text.first.map(isLetter) == true else { return nil }
    let scheme = text[..<colon]
    let isScheme = scheme.allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
    }
    return isScheme ? scheme.map { isLetter($0) ? $0 | 0x20 : $0 } : nil
  }

  private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private func isRasterData(_ text: [UInt8]) -> Bool {
    let kinds = ["data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp", "data:image/avif"]
    let start = text.prefix(16).map { isLetter($0) ? $0 | 0x20 : $0 }
    return kinds.contains { start.starts(with: $0.utf8) }
  }

  private func encoded(_ text: [UInt8]) -> [UInt8] {
    text.allSatisfy(uriBytes.contains) ? text : Array(percentEncoded(text, keeping: uriBytes).utf8)
  }

  /// `.` and `..` taken out of the path (RFC 3986, 5.2.4); the query and fragment stay.
  private func withoutDots(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(UInt8(ascii: ".")) else { return text }
    let end = text.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.count
    var parts: [ArraySlice<UInt8>] = []
    let all = text[..<end].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (number, part) in all.enumerated() {
      let isLast = number == all.count - 1
      if part.elementsEqual("..".utf8) {
        if parts.count > 1 { parts.removeLast() }
        if isLast { parts.append([]) }
      } else if part.elementsEqual(".".utf8) {
        if isLast { parts.append([]) }
      } else {
        parts.append(part)
      }
    }
    return Array(parts.joined(separator: [UInt8(ascii: "/")])) + text[end...]
  }
}

extension AddressResolver {
  /// The addresses of a `srcset` made absolute (HTML, 4.8.4.2.2); candidates that lead nowhere are left out.
  func resolveSet(_ value: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var index = 0
    while true {
      while index < value.count, isHTMLSpace(value[index]) || value[index] == 0x2C { index += 1 }
      guard index < value.count else { return out }
      let start = index
      while index < value.count, !isHTMLSpace(value[index]) { index += 1 }
      var end = index
      while end > start, value[end - 1] == 0x2C { end -= 1 }
      let descriptorStart = index
      if end == index {
        while index < value.count, value[index] != 0x2C { index += 1 }
      }
      guard let address = resolve(Array(value[start..<end]), isPicture: true) else { continue }
      if !out.isEmpty { out.append(", ") }
      out.append(contentsOf: address)
      let descriptor = value[descriptorStart..<index].filter { !isHTMLSpace($0) }
      if !descriptor.isEmpty { out.append(contentsOf: [0x20] + descriptor) }
    }
  }
}
