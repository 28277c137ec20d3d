import Bytes

/// RSS 2.0 (https://www.rssboard.org/rss-specification), with the modules that readers know.
func rssFeed(_ list: FeedList, _ items: [FeedItem], _ site: Site) -> [UInt8] {
  var xml = XMLWriter(isDocument: true)
  xml.reserve(items.reduce(8192) { $0 + $1.size })
  xml.start(
    "rss",
    [
      "version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom",
      "xmlns:content": "http://purl.org/rss/1.0/modules/content/", "xmlns:dc": "http://purl.org/dc/elements/1.1/",
      "xmlns:dcterms": "http://purl.org/dc/terms/", "xmlns:media": "http://search.yahoo.com/mrss/",
      "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/", "xmlns:thr": "http://purl.org/syndication/thread/1.0",
      "xmlns:fh": list.archive == nil ? nil : "http://purl.org/syndication/history/1.0",
    ])
  xml.start("channel")
  writeChannel(list, changed(items, in: site), site, to: &xml)
  for item in items {
    xml.append(item.frame.head)
    if !item.content.isEmpty { xml.element("content:encoded", escaped: item.content) }
    xml.append(item.frame.tail)
  }
  xml.end("channel")
  xml.end("rss")
  return xml.bytes
}

private func writeChannel(_ list: FeedList, _ changed: Instant?, _ site: Site, to xml: inout XMLWriter) {
  let settings = site.settings
  let base = settings.baseURL
  xml.element("title", list.title)
  xml.element("link", base.absolute(list.page))
  xml.element("description", list.description ?? settings.description ?? list.title)
  xml.element("language", settings.language)
  if let copyright = settings.copyright { xml.element("copyright", copyright) }
  if let changed { xml.element("lastBuildDate", changed.rfc822(in: settings.zone)) }
  xml.element("ttl", "60")
  writeImage(list, settings, to: &xml)
  xml.empty("atom:link", link(to: base.absolute(list.address(of: .rss)), rel: "self", type: FeedFormat.rss.mimeType))
  writeArchiveLinks(list, .rss, site, as: "atom:link", to: &xml)
  if let hub = hub(of: list, site) { xml.empty("atom:link", ["rel": "hub", "href": hub]) }
  xml.element("generator", "sitegen")
  xml.element("docs", "https://www.rssboard.org/rss-specification")
}

private func link(to address: String, rel: String, type: String) -> XMLWriter.Attributes {
  ["rel": rel, "type": type, "href": address]
}

/// `image` takes GIF, JPEG and PNG of at most 144 × 400 pixels; anything else is for readers that know Atom.
private func writeImage(_ list: FeedList, _ settings: Settings, to xml: inout XMLWriter) {
  let base = settings.baseURL
  if let icon = settings.icon { xml.element("atom:icon", base.absolute(icon)) }
  guard let logo = settings.logo else { return }
  let address = base.absolute(logo.target)
  guard let width = logo.width, let height = logo.height, width <= 144, height <= 400, width > 0, height > 0,
    ["image/png", "image/jpeg", "image/gif"].contains(pictureType(of: address))
  else {
    xml.element("atom:logo", address)
    return
  }
  xml.start("image")
  xml.element("url", address)
  xml.element("title", list.title)
  xml.element("link", base.absolute(list.page))
  xml.element("width", String(width))
  xml.element("height", String(height))
  xml.end("image")
}

/// The item without its content.
func rssFrame(_ entry: EntryFields, _ site: Site) -> FeedEntry.Frame {
  var head = XMLWriter()
  let zone = site.settings.zone
  head.start("item")
  head.element("title", entry.title)
  head.element("link", entry.permalink)
  head.element("guid", ["isPermaLink": "false"], entry.id)
  head.element("pubDate", entry.published.rfc822(in: zone))
  for author in entry.authors { head.element("dc:creator", author.name) }
  if let section = entry.section {
    head.element("category", ["domain": site.settings.baseURL.absolute(section.address)], section.title)
  }
  for tag in entry.tags { head.element("category", tag) }
  // The description is HTML, and a summary is plain: it is escaped once as HTML and once as XML.
  var description: [UInt8] = []
  description.append(line: entry.summary ?? entry.title, escapedFor: .html)
  head.element("description", html: description)
  return FeedEntry.Frame(head: head.bytes, tail: rssTail(entry, site))
}

private func rssTail(_ entry: EntryFields, _ site: Site) -> [UInt8] {
  var tail = XMLWriter()
  if let picture = entry.article.image, entry.article.status == .published { writeMedia(picture, site, to: &tail) }
  if entry.commentCount > 0 {
    tail.element("comments", entry.commentsAddress)
    tail.element("slash:comments", String(entry.commentCount))
    tail.element("thr:total", String(entry.commentCount))
  }
  if let origin = entry.article.origin, let url = origin.url { tail.element("source", ["url": uri(url)], origin.name) }
  if entry.changed != entry.published {
    tail.element("dcterms:modified", entry.changed.rfc3339(in: site.settings.zone))
  }
  tail.end("item")
  return tail.bytes
}

/// Media RSS: a picture alone; `media:group` is for two or more forms of one thing.
private func writeMedia(_ picture: Picture, _ site: Site, to xml: inout XMLWriter) {
  let address = site.settings.baseURL.absolute(picture.target)
  xml.start(
    "media:content",
    [
      "url": address, "medium": "image", "type": pictureType(of: address), "width": picture.width.map(String.init),
      "height": picture.height.map(String.init),
    ])
  xml.element("media:description", ["type": "plain"], picture.caption ?? picture.alt)
  if let credit = picture.credit { xml.element("media:credit", credit) }
  xml.end("media:content")
}

private let endsOfPath = ByteSet { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }

/// The media type that the name of a picture's file tells; nil for an address that tells nothing.
///
/// - Parameter address: As it is written: a `#` or `?` ends the path.
func pictureType(of address: String) -> String? {
  guard address.contains(anyOf: endsOfPath) else { return pictureType(ofPath: address) }
  return pictureType(ofPath: String(decoding: address.utf8.prefix { !endsOfPath.contains($0) }, as: UTF8.self))
}

/// The same for a path by itself, in which `#` is a letter like others.
func pictureType(ofPath text: String) -> String? {
  let path = text.utf8
  guard let dot = path.suffix(6).lastIndex(of: UInt8(ascii: ".")) else { return nil }
  switch String(path[path.index(after: dot)...])?.lowercased() {
  case "png": return "image/png"
  case "jpg", "jpeg", "jfif": return "image/jpeg"
  case "gif": return "image/gif"
  case "webp": return "image/webp"
  case "avif": return "image/avif"
  case "svg": return "image/svg+xml"
  default: return nil
  }
}
