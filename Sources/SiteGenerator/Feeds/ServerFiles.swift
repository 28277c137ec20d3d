import Bytes
import Diagnostics

/// A program that serves sites and takes redirects and headers from a file.
enum Server: String, Sendable, CaseIterable {
  case netlify, cloudflare, nginx, caddy

  /// The two hosts read files of one name, and never serve them.
  var isHost: Bool { self == .netlify || self == .cloudflare }
}

/// What servers are told of a site besides its files: where old addresses lead, of which type feeds are, and what
/// browsers may keep.
///
/// Hosts read `_redirects` and `_headers` at the root, and serve neither. What nginx and Caddy include stands in the
/// folder `.server`, and denies visitors what begins with a dot: a server that has it refuses to show it.
struct ServerFiles: Sendable {
  struct Redirect: Sendable {
    let from: Address
    let to: Address
  }

  let base: BaseURL
  var redirects: [Redirect] = []
  /// Addresses that do not have the usual name of their format, and the media type of each.
  var otherFeeds: [(address: Address, type: String)] = []
  /// Files whose names change with their bytes.
  var assets: [Address] = []

  func files(for servers: [Server]) -> [(address: Address, bytes: [UInt8])] {
    var files: [(address: Address, bytes: [UInt8])] = []
    if let host = servers.first(where: \.isHost) {
      files.append((Address("/_redirects"), hostRedirects(host)))
      files.append((Address("/_headers"), hostHeaders()))
    }
    if servers.contains(.nginx) {
      files.append((Address("/.server/nginx-http.conf"), nginxMap()))
      files.append((Address("/.server/nginx-server.conf"), nginxServer()))
    }
    if servers.contains(.caddy) { files.append((Address("/.server/caddy.conf"), caddySnippet())) }
    return files
  }

  /// The names that all feeds of a format have, and the list of them, with their media types.
  var feedNames: [(name: String, type: String)] {
    FeedFormat.allCases.map { ($0.fileName, $0.contentType) } + [("feeds.opml", "text/x-opml; charset=utf-8")]
  }

  /// A path as servers write it in the address line: of bytes that have a meaning in none of their languages.
  func path(_ address: Address) -> String { base.path + percentEncoded(address.text.utf8, keeping: plainBytes) }

  /// Names are guessed by nobody: the type is the one that was sent, and other sites learn the host alone.
  static let security = [
    ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "strict-origin-when-cross-origin"),
  ]
  static let forever = "public, max-age=31536000, immutable"
}

private let plainBytes = ByteSet("-._~/")

extension FeedFormat {
  /// As a server sends it.
  var contentType: String { mimeType + "; charset=utf-8" }
}

/// Netlify and Cloudflare Pages.
extension ServerFiles {
  /// How many redirects Cloudflare Pages takes that name one address each
  /// (https://developers.cloudflare.com/pages/configuration/redirects/).
  static let cloudflareLimit = 2000

  /// What is to be said when a host does not take all redirects.
  func tooMany(for servers: [Server], _ place: Place) -> Diagnostic? {
    guard servers.contains(.cloudflare), redirects.count > Self.cloudflareLimit else { return nil }
    return Diagnostic(
      .warning, id: "redirects-too-many",
      "Cloudflare takes \(Self.cloudflareLimit) redirects of `_redirects`, and the site has \(redirects.count)",
      at: place,
      hint:
        "the others lead on by the pages at the old addresses, as they do everywhere; for all of them make a list of "
        + "Bulk Redirects at Cloudflare, or serve the site by `servers: [nginx]` or `[caddy]`")
  }

  /// Cloudflare skips what is beyond its limit; for the others the pages that stand at the old addresses do.
  ///
  /// Netlify serves the page that stands at the old address before it looks at a redirect, unless that is forced;
  /// Cloudflare does not know the mark for it.
  private func hostRedirects(_ host: Server) -> [UInt8] {
    var text: [UInt8] = []
    for redirect in redirects {
      text.append("\(path(redirect.from)) \(path(redirect.to)) 301\(host == .netlify ? "!" : "")\n")
    }
    return text
  }

  /// No address is matched by two rules with one header: Cloudflare would send both values.
  private func hostHeaders() -> [UInt8] {
    var text: [UInt8] = []
    func rule(_ pattern: String, _ headers: [(String, String)]) {
      text.append("\(pattern)\n")
      for (name, value) in headers { text.append("  \(name): \(value)\n") }
    }
    rule("\(base.path)/*", ServerFiles.security)
    for (name, type) in feedNames {
      rule("\(base.path)/\(name)", [("Content-Type", type)])
      rule("\(base.path)/*/\(name)", [("Content-Type", type)])
    }
    // Cloudflare reads 100 rules.
    for feed in otherFeeds.prefix(40) { rule(path(feed.address), [("Content-Type", feed.type)]) }
    for asset in assets.prefix(40) { rule(path(asset), [("Cache-Control", ServerFiles.forever)]) }
    return text
  }
}
