/// How long an article stands in the sitemap of news, in seconds: the second of its forty-eighth hour is the last.
let newsLifetime = 48 * Instant.hour + 1

/// The sitemap of the last two days' news (https://www.google.com/schemas/sitemap-news/0.9/): at most 1,000 articles
/// that were first published in the 48 hours before the build's instant. Nil when there are none.
func newsSitemap(of site: Site) -> [UInt8]? {
  let recent = site.articles[..<site.articleCount].prefix { article in
    article.date.map { site.now - $0 < newsLifetime } ?? false
  }
  let news = recent.filter { $0.status == .published && !$0.isNoindex && $0.canonical == nil }.prefix(1000)
  guard !news.isEmpty else { return nil }
  var xml = XMLWriter(isDocument: true)
  xml.start(
    "urlset",
    [
      "xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9",
      "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9",
    ])
  for article in news { write(article, site, to: &xml) }
  xml.end("urlset")
  return xml.bytes
}

private func write(_ article: Article, _ site: Site, to xml: inout XMLWriter) {
  guard let date = article.date else { return }
  xml.start("url")
  xml.element("loc", site.settings.baseURL.absolute(article.address))
  xml.start("news:news")
  xml.start("news:publication")
  xml.element("news:name", site.settings.title)
  xml.element("news:language", newsLanguage(LanguageTag(article.language ?? site.settings.language)))
  xml.end("news:publication")
  xml.element("news:publication_date", date.rfc3339(in: site.settings.zone))
  xml.element("news:title", article.title)
  xml.end("news:news")
  xml.end("url")
}

/// An ISO 639 code without script and region, but for the two forms of Chinese that the format names.
private func newsLanguage(_ tag: LanguageTag) -> String {
  guard tag.language == "zh" else { return tag.language }
  let isTraditional = tag.script == "Hant" || ["TW", "HK", "MO"].contains(tag.region)
  return isTraditional ? "zh-tw" : "zh-cn"
}
