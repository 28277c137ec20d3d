/// All feeds of the site for a reader to take in at once (OPML 2.0, http://opml.org/spec2.opml): the first list is the
/// site's own, the others stand below it.
func opml(_ lists: [FeedList], in site: Site) -> [UInt8] {
  var xml = XMLWriter(isDocument: true)
  let settings = site.settings
  xml.start("opml", ["version": "2.0"])
  xml.start("head")
  xml.element("title", settings.title)
  if let updated = site.updated { xml.element("dateModified", updated.rfc822(in: settings.zone)) }
  xml.end("head")
  xml.start("body")
  for list in lists {
    xml.empty(
      "outline",
      [
        "type": "rss", "text": list.title, "title": list.title,
        "xmlUrl": settings.baseURL.absolute(list.address(of: .rss)), "htmlUrl": settings.baseURL.absolute(list.page),
        "description": list.description, "language": settings.language,
      ])
  }
  xml.end("body")
  xml.end("opml")
  return xml.bytes
}
