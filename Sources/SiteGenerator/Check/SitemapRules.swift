/// Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), and those of news
/// (https://www.google.com/schemas/sitemap-news/0.9/).
struct SitemapRules {
  /// Addresses of all sitemaps so far that are not of news.
  private var seen: Set<String> = []
  private let maximumSize: Int
  private let maximumCount: Int

  /// The limits are those of the protocol.
  init(maximumSize: Int = 50_000_000, maximumCount: Int = 50_000) {
    self.maximumSize = maximumSize
    self.maximumCount = maximumCount
  }

  mutating func check(_ root: XMLElement, size: Int, _ findings: inout Findings) {
    let entries = root.all(root.name == "sitemap:urlset" ? "sitemap:url" : "sitemap:sitemap")
    if size > maximumSize { findings.add(.sitemapSize, "has \(size) bytes; \(maximumSize) are allowed") }
    if entries.count > maximumCount {
      findings.add(.sitemapSize, "has \(entries.count) addresses; \(maximumCount) are allowed")
    }
    if entries.isEmpty, root.name == "sitemap:sitemapindex" { findings.add(.sitemapIncomplete, "has no sitemaps") }
    let isNews = entries.first?.first("news:news") != nil
    if isNews, entries.count > 1000 {
      findings.add(.sitemapSize, "has \(entries.count) news; 1,000 are allowed")
    }
    var own: Set<String> = []
    for entry in entries {
      findings.check(entry, SitemapRules.entry, .sitemap)
      guard let address = entry.text(of: "sitemap:loc") else { continue }
      // Not as an argument: the call would hold on to the set, and each insertion would copy it.
      let isTwice = !own.insert(address).inserted || (!isNews && !seen.insert(address).inserted)
      check(address, isTwice: isTwice, &findings)
      if let news = entry.first("news:news") { check(news, address, &findings) }
    }
  }

  private func check(_ address: String, isTwice: Bool, _ findings: inout Findings) {
    if isTwice { findings.add(.sitemapAddressTwice, "names an address twice: \(address)", from: address) }
    if address.utf8.count >= 2048 {
      findings.add(.sitemapAddress, "names an address of over 2,047 bytes: \(address)", from: address)
    }
    guard let own = findings.site.address(of: address) else {
      if isAbsolute(address) {
        findings.add(.sitemapAddress, "names an address of another site: \(address)", from: address)
      }
      return
    }
    if !findings.site.isThere(own) {
      findings.add(.sitemapDeadLink, "names an address where nothing stands: \(address)", from: address)
    }
  }

  private func check(_ news: XMLElement, _ address: String, _ findings: inout Findings) {
    findings.check(news, SitemapRules.news, .sitemap)
    if let publication = news.first("news:publication") {
      findings.check(publication, SitemapRules.publication, .sitemap)
      if let language = publication.text(of: "news:language"), !isNewsLanguage(language) {
        findings.add(.sitemapValue, "has a language that is no code of ISO 639: \(language)", from: address)
      }
    }
    guard let date = news.text(of: "news:publication_date").flatMap(FeedDate.w3c) else { return }
    if findings.site.now - date >= newsLifetime {
      findings.add(.sitemapNewsOld, "names as news what is over 48 hours old: \(address)", from: address)
    }
  }

  private func isNewsLanguage(_ text: String) -> Bool {
    if text == "zh-cn" || text == "zh-tw" { return true }
    return (2...3).contains(text.utf8.count) && text.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }

  private static let entry: [XMLElementRule] = [
    .one("sitemap:loc", .address), .optional("sitemap:lastmod", .w3cDate), .optional("sitemap:changefreq"),
    .optional("sitemap:priority"), .optional("news:news", .any),
  ]

  private static let news: [XMLElementRule] = [
    .one("news:publication", .any), .one("news:publication_date", .w3cDate), .one("news:title"),
  ]

  private static let publication: [XMLElementRule] = [.one("news:name"), .one("news:language")]
}

extension Findings {
  /// The article that stands at an address is what the matter came from.
  fileprivate mutating func add(_ rule: CheckRule, _ message: String, from address: String) {
    add(rule, message, at: site.article(at: address))
  }
}

/// Lists of feeds (OPML 2.0, http://opml.org/spec2.opml).
enum OPMLRules {
  static func check(_ root: XMLElement, _ findings: inout Findings) {
    if root["version"] != "2.0" { findings.add(.opmlIncomplete, "is not of version 2.0") }
    findings.check(root, [.one("head", .any), .one("body", .any)], .opml)
    if let head = root.first("head") {
      findings.check(head, [.optional("title"), .optional("dateModified", .rfc822)], .opml)
    }
    guard let body = root.first("body") else { return }
    findings.check(body, [outline], .opml)
    for outline in body.all("outline") {
      guard let address = outline["xmlUrl"], findings.site.isDead(address) else { continue }
      findings.add(.opmlDeadLink, "names a feed where nothing stands: \(address)")
    }
  }

  private static let outline = XMLElementRule(
    name: "outline", count: 1...Int.max, value: .any,
    attributes: [("text", .text), ("xmlUrl", .address), ("htmlUrl", .address), ("type", .text)])
}

/// `robots.txt` (RFC 9309): what it names as a sitemap has to be one.
enum RobotsRules {
  static func check(_ bytes: [UInt8], _ findings: inout Findings) {
    for line in bytes.split(separator: 0x0A) where line.starts(with: "Sitemap:".utf8) {
      let address = String(decoding: line.dropFirst(8).drop { $0 == 0x20 }, as: UTF8.self)
      if !isAbsolute(address) {
        findings.add(.sitemapAddress, "names a sitemap by an address that is not absolute: \(address)")
      } else if findings.site.isDead(address) {
        findings.add(.sitemapDeadLink, "names a sitemap where nothing stands: \(address)")
      }
    }
  }
}
