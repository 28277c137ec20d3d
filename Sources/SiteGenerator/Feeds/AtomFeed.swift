/// Atom 1.0 (RFC 4287).
func atomFeed(_ list: FeedList, _ items: [FeedItem], _ site: Site) -> [UInt8] {
  var xml = XMLWriter(isDocument: true)
  xml.reserve(items.reduce(8192) { $0 + $1.size })
  let history = list.archive == nil ? nil : "http://purl.org/syndication/history/1.0"
  xml.start(
    "feed",
    ["xmlns": "http://www.w3.org/2005/Atom", "xmlns:fh": history, "xml:lang": site.settings.language])
  writeFeedHead(list, changed(items, in: site), site, to: &xml)
  for item in items {
    xml.append(item.frame.head)
    if !item.content.isEmpty { xml.element("content", ["type": "html"], escaped: item.content) }
    xml.append(item.frame.tail)
  }
  xml.end("feed")
  return xml.bytes
}

private func writeFeedHead(_ list: FeedList, _ changed: Instant?, _ site: Site, to xml: inout XMLWriter) {
  let settings = site.settings
  let base = settings.baseURL
  let page = base.absolute(list.page)
  let own = base.absolute(list.address(of: .atom))
  xml.element("id", base.absolute(list.address))
  xml.element("title", ["type": "text"], list.title)
  if let subtitle = list.description ?? settings.description { xml.element("subtitle", ["type": "text"], subtitle) }
  // Required; a site without articles has no date of its own, and the clock is not asked.
  xml.element("updated", (changed ?? Instant(seconds: 0)).rfc3339(in: settings.zone))
  xml.empty("link", ["rel": "self", "type": FeedFormat.atom.mimeType, "href": own])
  xml.empty("link", ["rel": "alternate", "type": "text/html", "href": page])
  writeArchiveLinks(list, .atom, site, as: "link", to: &xml)
  if let hub = hub(of: list, site) { xml.empty("link", ["rel": "hub", "href": hub]) }
  // Entries without an author take the feed's (RFC 4287, 4.1.2).
  writePerson("author", settings.title, base.absolute(.home), to: &xml)
  if let icon = settings.icon { xml.element("icon", base.absolute(icon)) }
  if let logo = settings.logo { xml.element("logo", base.absolute(logo.target)) }
  if let rights = settings.copyright { xml.element("rights", ["type": "text"], rights) }
  xml.element("generator", "sitegen")
}

private func writePerson(_ element: String, _ name: String, _ address: String, to xml: inout XMLWriter) {
  xml.start(element)
  xml.element("name", name)
  xml.element("uri", address)
  xml.end(element)
}

/// The entry without its content, which stands before its end.
func atomFrame(_ entry: EntryFields, _ site: Site) -> FeedEntry.Frame {
  var head = XMLWriter()
  let base = site.settings.baseURL
  let zone = site.settings.zone
  head.start("entry", ["xml:lang": entry.isForeign ? entry.language.text : nil])
  head.element("id", atomID(entry.id, in: site))
  head.element("title", ["type": "text"], entry.title)
  head.element("published", entry.published.rfc3339(in: zone))
  head.element("updated", entry.changed.rfc3339(in: zone))
  head.empty("link", ["rel": "alternate", "type": "text/html", "href": entry.permalink])
  if let original = entry.externalAddress { head.empty("link", ["rel": "via", "href": uri(original)]) }
  for author in entry.authors { writePerson("author", author.name, base.absolute(author.address), to: &head) }
  if let section = entry.section {
    head.empty("category", ["term": section.title, "scheme": base.absolute(section.address)])
  }
  for tag in entry.tags { head.empty("category", ["term": tag]) }
  if let rights = site.settings.copyright { head.element("rights", ["type": "text"], rights) }
  head.element("summary", ["type": "text"], entry.summary ?? entry.title)
  return FeedEntry.Frame(head: head.bytes, tail: Array("</entry>\n".utf8))
}
