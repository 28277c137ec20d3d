import Diagnostics

/// Reads again what machines read of a site — feeds, sitemaps, the list of feeds, structured data — and holds it
/// against the rules of its format.
struct SyndicationRule: OutputRule {
  private let site: CheckedSite
  private var feeds = FeedRules()
  private var sitemaps = SitemapRules()
  private var found: [BrokenRule] = []

  init(_ site: CheckedSite) { self.site = site }

  mutating func look(at path: OutputPath, _ bytes: [UInt8]) {
    var findings = Findings(site, Address("/" + path.text).ofPage)
    if path.text.hasSuffix(".html") {
      StructuredDataRules.check(bytes, &findings)
    } else if path.text.hasSuffix(".xml") || path.text.hasSuffix(".opml") {
      checkXML(bytes, &findings)
    } else if path.text.hasSuffix(".json") {
      checkJSON(bytes, &findings)
    } else if path.text == "robots.txt" {
      RobotsRules.check(bytes, &findings)
    }
    found += findings.all
  }

  mutating func finish() -> [Diagnostic] { BrokenRule.diagnostics(found) }

  private mutating func checkXML(_ bytes: [UInt8], _ findings: inout Findings) {
    do throws(XMLProblem) {
      check(try XMLReader.read(bytes), size: bytes.count, &findings)
    } catch {
      let line = bytes[..<min(error.offset, bytes.count)].count { $0 == 0x0A } + 1
      findings.add(.xmlBroken, "\(error.message) (line \(line))")
    }
  }

  private mutating func check(_ root: XMLElement, size: Int, _ findings: inout Findings) {
    let feed = ParsedFeed(root)
    if let feed { feeds.check(feed, size: size, &findings) }
    switch root.name {
    case "rss": RSSRules.check(root, feed, &findings)
    case "atom:feed": if let feed { AtomRules.check(root, feed, &findings) }
    case "sitemap:urlset", "sitemap:sitemapindex": sitemaps.check(root, size: size, &findings)
    case "opml": OPMLRules.check(root, &findings)
    default: break
    }
  }

  private mutating func checkJSON(_ bytes: [UInt8], _ findings: inout Findings) {
    let source = Source(path: "", bytes: bytes)
    do throws(Diagnostic) {
      let root = try JSONReader.read(0..<bytes.count, of: source, limits: ContentLimits())
      guard let feed = ParsedFeed(root) else { return }
      JSONFeedRules.check(root, feed, &findings)
      feeds.check(feed, size: bytes.count, &findings)
    } catch {
      findings.add(.jsonBroken, "is broken: \(error.message)")
    }
  }
}

extension Address {
  /// The address of a page that stands in a file `index.html`; any other as it is.
  fileprivate var ofPage: Address {
    text.hasSuffix("/index.html") ? Address(String(text.dropLast("index.html".utf8.count))) : self
  }
}
