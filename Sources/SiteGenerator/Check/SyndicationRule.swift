import Diagnostics

/// Reads again what machines read of a site — feeds, sitemaps, the list of feeds, structured data, cards — and holds it
/// against the rules of its format.
struct SyndicationRule: OutputRule {
  /// What one file shows: what is wrong with it already, or what it is.
  enum Reading: Sendable {
    case nothing
    case broken([BrokenRule])
    case xml(XMLElement, size: Int, Address)
    case json(MetaNode, ParsedFeed, size: Int, Address)
  }

  private let site: CheckedSite
  private var feeds = FeedRules()
  private var sitemaps = SitemapRules()
  private var found: [BrokenRule] = []

  init(_ site: CheckedSite) { self.site = site }

  func read(_ path: OutputPath, _ bytes: [UInt8]) -> Reading {
    let address = Address("/" + path.text).ofPage
    if path.text.hasSuffix(".html") {
      return broken(at: address) {
        StructuredDataRules.check(bytes, &$0)
        CardRules.check(bytes, &$0)
      }
    } else if path.text.hasSuffix(".xml") || path.text.hasSuffix(".opml") {
      return readXML(bytes, address)
    } else if path.text.hasSuffix(".json") {
      return readJSON(bytes, address)
    } else if path.text == "robots.txt" {
      return broken(at: address) { RobotsRules.check(bytes, &$0) }
    }
    return .nothing
  }

  mutating func take(_ reading: Reading) {
    switch reading {
    case .nothing: return
    case .broken(let rules): found += rules
    case .xml(let root, let size, let address):
      var findings = Findings(site, address)
      check(root, size: size, &findings)
      found += findings.all
    case .json(let root, let feed, let size, let address):
      var findings = Findings(site, address)
      JSONFeedRules.check(root, feed, &findings)
      feeds.check(feed, size: size, &findings)
      found += findings.all
    }
  }

  mutating func finish() -> [Diagnostic] { BrokenRule.diagnostics(found) }

  private func broken(at address: Address, _ check: (inout Findings) -> Void) -> Reading {
    var findings = Findings(site, address)
    check(&findings)
    return findings.all.isEmpty ? .nothing : .broken(findings.all)
  }

  private func readXML(_ bytes: [UInt8], _ address: Address) -> Reading {
    do throws(XMLProblem) {
      return .xml(try XMLReader.read(bytes), size: bytes.count, address)
    } catch {
      let line = bytes[..<min(error.offset, bytes.count)].count { $0 == 0x0A } + 1
      return broken(at: address) { $0.add(.xmlBroken, "\(error.message) (line \(line))") }
    }
  }

  private func readJSON(_ bytes: [UInt8], _ address: Address) -> Reading {
    let source = Source(path: "", bytes: bytes)
    do throws(Diagnostic) {
      let root = try JSONReader.read(0..<bytes.count, of: source, limits: ContentLimits())
      return ParsedFeed(root).map { .json(root, $0, size: bytes.count, address) } ?? .nothing
    } catch {
      return broken(at: address) { $0.add(.jsonBroken, "is broken: \(error.message)") }
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
}

extension Address {
  /// The address of a page that stands in a file `index.html`; any other as it is.
  fileprivate var ofPage: Address {
    text.hasSuffix("/index.html") ? Address(String(text.dropLast("index.html".utf8.count))) : self
  }
}
