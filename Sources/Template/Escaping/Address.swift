/// The scheme that a browser would see in an address that stands in an attribute, when it is not one of `allowed`.
///
/// The address is read as it was written into the page, escaped. A browser leaves out white space and controls at its
/// start, and tabs and line ends anywhere (WHATWG URL, 4.4); an entity other than ours could be any of these, so it is
/// refused as well.
func forbiddenScheme(_ address: ArraySlice<UInt8>, allowed: Set<String>) -> String? {
  var scheme: [UInt8] = []
  for (index, byte) in zip(address.indices, address) {
    switch byte {
    case 0...0x20 where scheme.isEmpty, 0x09, 0x0A, 0x0D: continue
    case UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"): return nil
    case UInt8(ascii: ":"):
      let name = String(decoding: scheme, as: UTF8.self).lowercased()
      return allowed.contains(name) ? nil : name
    case UInt8(ascii: "&") where !ownEntities.contains(where: { address[index...].starts(with: $0) }):
      return String(decoding: address.prefix(40), as: UTF8.self)
    default: scheme.append(byte)
    }
  }
  return nil
}

private let ownEntities = ["&amp;", "&lt;", "&gt;", "&#34;", "&#39;"].map { Array($0.utf8) }

/// The same for an attribute of a kind.
func forbiddenScheme(_ value: ArraySlice<UInt8>, _ kind: AddressKind, allowed: Set<String>) -> String? {
  switch kind {
  case .single: return forbiddenScheme(value, allowed: allowed)
  case .several:
    let parts = value.split { $0 <= 0x20 || $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") }
    return parts.lazy.compactMap { forbiddenScheme($0, allowed: allowed) }.first
  case .refresh:
    // `5; url='…'` (HTML, 4.2.5.3): whatever stands after the seconds, with or without `url=` and quotes.
    var rest = value.drop { $0 <= 0x20 || isDigit($0) || $0 == UInt8(ascii: ".") }
    rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
    if rest.prefix(3).map({ $0 | 0x20 }) == Array("url".utf8) {
      let after = rest.dropFirst(3).drop { $0 <= 0x20 }
      if after.first == UInt8(ascii: "=") { rest = after.dropFirst().drop { $0 <= 0x20 } }
    }
    for quote in ["&#34;", "&#39;", "'", "\""] where rest.starts(with: quote.utf8) {
      rest = rest.dropFirst(quote.utf8.count)
    }
    return forbiddenScheme(rest, allowed: allowed)
  }
}
