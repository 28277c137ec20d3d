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
func sitemap(_ entries: [SitemapEntry], in site: Site) -> [(address: Address, bytes: [UInt8])] {
  let lines = entries.compactMap { SitemapLine($0, in: site) }.sorted { $0.address < $1.address }
  let all = Address("/sitemap.xml")
  if lines.count <= SitemapLimits.single { return [(all, urlSet(lines))] }
  let parts = split(lines).flatMap { numbered($0.name, pages(of: $0.lines)) }
  return [(all, sitemapIndex(parts.map { ($0.address, $0.changed) }, in: site))]
    + parts.map { ($0.address, urlSet($0.lines)) }
}

enum SitemapLimits {
  /// Addresses in a sitemap that needs no index.
  static let single = 10_000
  /// Addresses in one part, by the protocol.
  static let part = 50_000
  /// Bytes in one part, by the protocol: 50 MB, with room for what stands around them.
  static let bytes = 49_000_000
}

private struct SitemapLine {
  let address: Address
  let location: [UInt8]
  /// RFC 3339; the article's own date.
  let changed: (instant: Instant, text: String)?
  /// The month of first publication, `2026-10`; empty for pages.
  let month: String

  init?(_ entry: SitemapEntry, in site: Site) {
    address = entry.address
    let settings = site.settings
    location = Array(settings.baseURL.absolute(entry.address).utf8)
    guard let index = entry.article else {
      changed = nil
      month = ""
      return
    }
    let article = site.article(index)
    guard !article.isNoindex, article.status == .published, article.canonical == nil else { return nil }
    changed = site.lastChange(of: article).map { ($0, $0.rfc3339(in: settings.zone)) }
    let day = article.kind == .article ? article.date?.day(in: settings.zone) : nil
    month = day.map { String($0.utf8.prefix(7)) ?? "" } ?? ""
  }

  /// Bytes, with the tags.
  var size: Int { location.count + 100 }
}

private func urlSet(_ lines: [SitemapLine]) -> [UInt8] {
  var xml = XMLWriter(isDocument: true)
  xml.reserve(lines.reduce(256) { $0 + $1.size })
  xml.start("urlset", ["xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"])
  for line in lines {
    var location: [UInt8] = []
    location.append(line.location, escapedFor: .attribute)
    xml.start("url")
    xml.element("loc", escaped: location)
    if let changed = line.changed { xml.element("lastmod", changed.text) }
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
private func split(_ lines: [SitemapLine]) -> [(name: String, lines: [SitemapLine])] {
  Dictionary(grouping: lines, by: \.month).sorted { $0.key < $1.key }
    .map { (name: $0.key.isEmpty ? "pages" : $0.key, lines: $0.value) }
}

/// Cuts what is too long for one part.
private func pages(of lines: [SitemapLine]) -> [[SitemapLine]] {
  var pages: [[SitemapLine]] = []
  var page: [SitemapLine] = []
  var size = 0
  for line in lines {
    if page.count == SitemapLimits.part || size + line.size > SitemapLimits.bytes {
      pages.append(page)
      page = []
      size = 0
    }
    page.append(line)
    size += line.size
  }
  return pages + [page]
}

/// `/sitemap-2026-10.xml`, `/sitemap-2026-10-2.xml`.
private func numbered(
  _ name: String, _ pages: [[SitemapLine]]
) -> [(address: Address, lines: [SitemapLine], changed: Instant?)] {
  pages.enumerated().map { number, lines in
    let suffix = number == 0 ? "" : "-\(number + 1)"
    let changed = lines.compactMap { $0.changed?.instant }.max()
    return (Address("/sitemap-\(name)\(suffix).xml"), lines, changed)
  }
}
