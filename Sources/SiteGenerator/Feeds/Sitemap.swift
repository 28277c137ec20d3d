/// A page that the sitemap names.
struct SitemapEntry: Sendable {
  var address: Address
  /// The article or page it shows; nil for pages that only list.
  var article: Site.Index?

  init(address: Address, article: Site.Index? = nil) {
    self.address = address
    self.article = article
  }
}

/// The sitemap of a site (https://www.sitemaps.org/protocol.html): `/sitemap.xml` and, when that is an index, its
/// parts.
///
/// Above 10,000 addresses it is an index of parts by month of first publication, so that old parts never change and are
/// not fetched again. Articles that search engines shall not have, or that stand elsewhere, are left out.
func sitemap(_ entries: [SitemapEntry], in site: Site) -> [SitemapFile] {
  let lines = entries.compactMap { SitemapLine($0, in: site) }
  let all = Address("/sitemap.xml")
  if lines.count <= SitemapLimits.single { return [SitemapFile(address: all, content: .pages(lines), site: site)] }
  let parts = split(lines, site.settings.zone).flatMap { numbered($0.name, pages(of: $0.lines, site.settings.baseURL)) }
  let index = SitemapFile.Content.index(parts.map { ($0.address, $0.changed) })
  return [SitemapFile(address: all, content: index, site: site)]
    + parts.map { SitemapFile(address: $0.address, content: .pages($0.lines), site: site) }
}

/// One file of a sitemap. Its bytes are made when it is written: what stands in it is known in a third of the room, and
/// brought into order where other files are made at the same time.
struct SitemapFile: Sendable {
  fileprivate enum Content: Sendable {
    /// In any order.
    case pages([SitemapLine])
    case index([(address: Address, changed: Instant?)])
  }

  let address: Address
  fileprivate let content: Content
  fileprivate let site: Site

  /// What it names, as people count it.
  var contents: String {
    switch content {
    case .pages(let lines): "\(lines.count) address\(lines.count == 1 ? "" : "es")"
    case .index(let parts): "\(parts.count) other sitemaps"
    }
  }

  var bytes: [UInt8] {
    switch content {
    case .pages(let lines): urlSet(lines, in: site)
    case .index(let parts): sitemapIndex(parts, in: site)
    }
  }
}

enum SitemapLimits {
  /// Addresses in a sitemap that needs no index.
  static let single = 10_000
  /// Addresses in one part, by the protocol.
  static let part = 50_000
  /// Bytes in one part, by the protocol: 50 MB, with room for what stands around them.
  static let bytes = 49_000_000
}

private struct SitemapLine: Sendable {
  let address: Address
  /// The article's own.
  let changed: Instant?
  /// Of first publication; nil for pages.
  let published: Instant?

  init?(_ entry: SitemapEntry, in site: Site) {
    address = entry.address
    guard let index = entry.article else {
      (changed, published) = (nil, nil)
      return
    }
    let article = site.article(index)
    guard !article.isNoindex, article.status == .published, article.canonical == nil else { return nil }
    changed = site.lastChange(of: article)
    published = article.kind == .article ? article.date : nil
  }

  /// Bytes, with the tags.
  func size(_ base: BaseURL) -> Int { base.absolute(address).utf8.count + 100 }
}

private func inOrder(_ lines: [SitemapLine]) -> [SitemapLine] { lines.sorted { $0.address < $1.address } }

private func urlSet(_ lines: [SitemapLine], in site: Site) -> [UInt8] {
  let settings = site.settings
  var xml = XMLWriter(isDocument: true)
  xml.reserve(256 + lines.count * 160)
  xml.start("urlset", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
  for line in inOrder(lines) {
    var location: [UInt8] = []
    location.append(Array(settings.baseURL.absolute(line.address).utf8), escapedFor: .attribute)
    xml.start("url")
    xml.element("loc", escaped: location)
    if let changed = line.changed { xml.element("lastmod", changed.rfc3339(in: settings.zone)) }
    xml.end("url")
  }
  xml.end("urlset")
  return xml.bytes
}

private func sitemapIndex(_ parts: [(address: Address, changed: Instant?)], in site: Site) -> [UInt8] {
  var xml = XMLWriter(isDocument: true)
  xml.start("sitemapindex", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
  for part in parts {
    xml.start("sitemap")
    xml.element("loc", site.settings.baseURL.absolute(part.address))
    if let changed = part.changed { xml.element("lastmod", changed.rfc3339(in: site.settings.zone)) }
    xml.end("sitemap")
  }
  xml.end("sitemapindex")
  return xml.bytes
}

/// The lines of each month, oldest first, and those without one under `pages`.
private func split(_ lines: [SitemapLine], _ zone: Zone) -> [(name: String, lines: [SitemapLine])] {
  let months = Dictionary(grouping: lines) { line in
    let day = line.published.map { zone.wallTime(at: $0).date }
    return day.map { $0.year * 12 + $0.month } ?? 0
  }
  return months.sorted { $0.key < $1.key }.map { _, lines in
    let month = lines[0].published.flatMap { String($0.day(in: zone).utf8.prefix(7)) }
    return (name: month ?? "pages", lines: lines)
  }
}

/// Cuts what is too long for one part.
private func pages(of lines: [SitemapLine], _ base: BaseURL) -> [[SitemapLine]] {
  // However long their addresses are.
  if lines.count * (3 * OutputPath.longest + 200) < SitemapLimits.bytes { return [lines] }
  var pages: [[SitemapLine]] = []
  var page: [SitemapLine] = []
  var size = 0
  for line in inOrder(lines) {
    let lineSize = line.size(base)
    if page.count == SitemapLimits.part || size + lineSize > SitemapLimits.bytes {
      pages.append(page)
      page = []
      size = 0
    }
    page.append(line)
    size += lineSize
  }
  return pages + [page]
}

/// `/sitemap-2026-10.xml`, `/sitemap-2026-10-2.xml`.
private func numbered(
  _ name: String, _ pages: [[SitemapLine]]
) -> [(address: Address, lines: [SitemapLine], changed: Instant?)] {
  pages.enumerated().map { number, lines in
    let suffix = number == 0 ? "" : "-\(number + 1)"
    let changed = lines.compactMap(\.changed).max()
    return (Address("/sitemap-\(name)\(suffix).xml"), lines, changed)
  }
}
