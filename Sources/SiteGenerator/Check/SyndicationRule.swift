import Diagnostics

/// Reads again what machines read of a site — feeds, sitemaps, the list of feeds, structured data, cards — and holds it
/// against the rules of its format.
struct SyndicationRule: OutputRule {
  /// What one file shows: what is wrong with it already, or what it is.
  enum Reading: Sendable {
    case nothing
    case broken([BrokenRule])
    /// A feed, with what is wrong with it by the rules of its format.
    case feed(ParsedFeed, size: Int, Address, [BrokenRule])
    case sitemap(XMLElement, size: Int, Address)
  }

  private let site: CheckedSite
  private var feeds = FeedRules()
  private var sitemaps = SitemapRules()
  private var found: [BrokenRule] = []

  init(_ site: CheckedSite) { self.site = site }

  func read(_ file: FinishedFile) -> Reading {
    let path = file.path.text
    let address = Address("/" + path).ofPage
    if let outline = file.outline {
      return broken(at: address) {
        StructuredDataRules.check(file.bytes, outline, &$0)
        CardRules.check(file.bytes, outline, &$0)
      }
    } else if site.isRedirect(address) {
      // A page, whatever the old address ends in.
      return .nothing
    } else if path.hasSuffix(".xml") || path.hasSuffix(".opml") {
      return readXML(file.bytes, address)
    } else if path.hasSuffix(".json") {
      return readJSON(file.bytes, address)
    } else if path == "robots.txt" {
      return broken(at: address) { RobotsRules.check(file.bytes, &$0) }
    }
    return .nothing
  }

  mutating func take(_ reading: Reading) {
    switch reading {
    case .nothing: return
    case .broken(let rules): found += rules
    case .feed(let feed, let size, let address, let broken):
      var findings = Findings(site, address)
      feeds.check(feed, size: size, &findings)
      found += findings.all + broken
    case .sitemap(let root, let size, let address):
      var findings = Findings(site, address)
      sitemaps.check(root, size: size, &findings)
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
      return read(try XMLReader.read(bytes), size: bytes.count, address)
    } catch {
      let line = bytes[..<min(error.offset, bytes.count)].count { $0 == 0x0A } + 1
      return broken(at: address) { $0.add(.xmlBroken, "\(error.message) (line \(line))") }
    }
  }

  private func read(_ root: XMLElement, size: Int, _ address: Address) -> Reading {
    var findings = Findings(site, address)
    let feed = ParsedFeed(root)
    switch root.name {
    case "rss": RSSRules.check(root, feed, &findings)
    case "atom:feed": if let feed { AtomRules.check(root, feed, &findings) }
    case "sitemap:urlset", "sitemap:sitemapindex": return .sitemap(root, size: size, address)
    case "opml": OPMLRules.check(root, &findings)
    default: return .nothing
    }
    return feed.map { .feed($0, size: size, address, findings.all) } ?? .broken(findings.all)
  }

  private func readJSON(_ bytes: [UInt8], _ address: Address) -> Reading {
    let source = Source(path: "", bytes: bytes)
    do throws(Diagnostic) {
      let root = try JSONReader.read(0..<bytes.count, of: source, limits: ContentLimits())
      guard let feed = ParsedFeed(root) else { return .nothing }
      var findings = Findings(site, address)
      JSONFeedRules.check(root, feed, &findings)
      return .feed(feed, size: bytes.count, address, findings.all)
    } catch {
      return broken(at: address) { $0.add(.jsonBroken, "is broken: \(error.message)") }
    }
  }
}

extension Address {
  /// The address of a page that stands in a file `index.html`; any other as it is.
  fileprivate var ofPage: Address {
    text.hasSuffix("/index.html") ? Address(String(text.dropLast("index.html".utf8.count))) : self
  }
}
