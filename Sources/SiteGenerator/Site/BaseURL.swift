import Foundation

/// `base-url` of `site.yml`, taken apart once: where the site is served.
struct BaseURL: Sendable, Hashable, CustomStringConvertible {
  /// `https://example.org`, without a slash at its end; the host as it goes over the wire (RFC 5890, A-labels).
  let origin: String
  /// `/news`, without a slash at its end; empty at the root of a host.
  let path: String
  /// The host without a port: `example.org`.
  let host: String

  /// Where `sitegen serve` shows the site: taken, with a warning, when `base-url` is missing.
  static let preview = BaseURL(origin: "http://localhost:8000", path: "", host: "localhost")

  private init(origin: String, path: String, host: String) {
    self.origin = origin
    self.path = path
    self.host = host
  }

  /// Nil for anything but an http or https URL with a host and without user, query and fragment.
  init?(_ text: String) {
    guard isWebURL(text), let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      let host = parts.encodedHost, !host.isEmpty, parts.port.map({ (0...65_535).contains($0) }) ?? true,
      parts.user == nil, parts.query == nil, parts.fragment == nil
    else { return nil }
    self.host = host.lowercased()
    origin = "\(scheme)://\(self.host)\(parts.port.map { ":\($0)" } ?? "")"
    var bytes = Array(parts.percentEncodedPath.utf8)
    while bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    path = String(decoding: bytes, as: UTF8.self)
    guard !path.split(separator: "/").contains(where: { $0 == ".." || $0 == "." }) else { return nil }
  }

  var description: String { "\(origin)\(path)/" }

  /// The address as it is written in pages: root-relative, percent-encoded.
  func relative(_ address: Address) -> String { path + address.encoded }
  /// The address as it is written in feeds, sitemaps and metadata.
  func absolute(_ address: Address) -> String {
    let encoded = address.encoded
    var url = ""
    url.reserveCapacity(origin.utf8.count + path.utf8.count + encoded.utf8.count)
    url += origin
    url += path
    url += encoded
    return url
  }
}
