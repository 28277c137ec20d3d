import SiteGenerator

/// What a request asks for, taken apart: a path as the names of files are written, and what follows the `?`.
struct RequestTarget: Equatable {
  /// Decoded, and begins with `/`; no part of it is `.`, `..` or empty, but for the last one.
  let path: String
  /// As it came, without the `?`.
  let query: String

  /// Why a target is not answered: status 400.
  struct Refused: Error, Equatable {}

  /// A path, or a whole http URL (RFC 9112, 3.2.1 and 3.2.2). Decoded once: what is still encoded after that is a name.
  init(_ text: String) throws(Refused) {
    var bytes = Array(text.utf8)[...]
    if bytes.first != UInt8(ascii: "/") { bytes = try Self.afterAuthority(bytes) }
    let end = bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? bytes.endIndex
    guard let decoded = percentDecoded(bytes[..<end], isStrict: true) else { throw Refused() }
    let slashes = bytes[..<end].count(where: { $0 == UInt8(ascii: "/") })
    // An encoded `/` would be part of a name, and no file has such a name.
    guard decoded.count(where: { $0 == UInt8(ascii: "/") }) == slashes else { throw Refused() }
    guard let path = String(validating: decoded, as: UTF8.self), Self.isPlain(decoded) else { throw Refused() }
    self.path = path
    let rest = bytes[end...].prefix { $0 != UInt8(ascii: "#") }.dropFirst()
    query = String(decoding: rest, as: UTF8.self)
  }

  /// What is after `http://localhost:8000`; that it is this server is for the `Host` to say.
  private static func afterAuthority(_ bytes: ArraySlice<UInt8>) throws(Refused) -> ArraySlice<UInt8> {
    let scheme = Array("http://".utf8)
    guard bytes.prefix(scheme.count).map({ $0 | 0x20 }) == scheme.map({ $0 | 0x20 }) else { throw Refused() }
    let rest = bytes.dropFirst(scheme.count)
    guard let slash = rest.firstIndex(of: UInt8(ascii: "/")) else { throw Refused() }
    return rest[slash...]
  }

  /// No controls, no `\\`, and no part that is empty or leads elsewhere.
  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { return false }
    let parts = bytes.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard !parts.dropLast().contains(where: \.isEmpty) else { return false }
    return !parts.contains { $0.elementsEqual(".".utf8) || $0.elementsEqual("..".utf8) }
  }

  /// A field of the query, decoded; nil when it is not there.
  func field(_ name: String) -> String? {
    for pair in query.utf8.split(separator: UInt8(ascii: "&")) {
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts[0].elementsEqual(name.utf8) else { continue }
      let value = parts.count > 1 ? parts[1].map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 } : []
      return percentDecoded(value, isStrict: true).flatMap { String(validating: $0, as: UTF8.self) }
    }
    return nil
  }
}
