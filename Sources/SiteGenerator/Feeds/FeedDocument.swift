import Diagnostics

/// A feed as it is written, and what is to be said about it.
struct FeedDocument: Sendable {
  var bytes: [UInt8]
  var warnings: [Diagnostic] = []

  /// Validators and some readers refuse feeds that are larger.
  static let maximumSize = 5_000_000
}

/// Writes a list's feed in one format; articles that `entry` has nothing for are left out. Messages name them in `folder`.
func writeFeed(
  _ format: FeedFormat, of list: FeedList, in site: Site, from folder: any FolderReader,
  entry: (Site.Index) -> FeedEntry?
) -> FeedDocument {
  var items = list.articles.compactMap { index in
    entry(index).map {
      FeedItem(index: index, entry: $0, format: format, isShortened: $0.isShortened(for: list.content))
    }
  }
  let warning = shorten(&items, list, format, limit: FeedDocument.maximumSize) { index in
    Place(path: folder.display(site.article(index).source))
  }
  let bytes =
    switch format {
    case .rss: rssFeed(list, items, site)
    case .atom: atomFeed(list, items, site)
    case .json: jsonFeed(list, items, site)
    }
  return FeedDocument(bytes: bytes, warnings: warning.map { [$0] } ?? [])
}

/// An entry in a feed of one format.
struct FeedItem: Sendable {
  let index: Site.Index
  let entry: FeedEntry
  let format: FeedFormat
  var isShortened = false

  var content: [UInt8] {
    let content = isShortened ? entry.shortened : entry.content
    return format == .json ? content.json : content.xml
  }

  var frame: FeedEntry.Frame {
    switch format {
    case .rss: entry.rss
    case .atom: entry.atom
    case .json: entry.json
    }
  }

  /// Bytes, with the tags around the content.
  var size: Int { frame.head.count + content.count + frame.tail.count + 64 }
}

/// Cuts contents to summaries until the feed is small enough: those first that no feed has room for, then the oldest.
private func shorten(
  _ items: inout [FeedItem], _ list: FeedList, _ format: FeedFormat, limit: Int, place: (Site.Index) -> Place
) -> Diagnostic? {
  // What stands around the entries.
  let frame = 8192
  var size = items.reduce(frame) { $0 + $1.size }
  guard size > limit else { return nil }
  let tooLarge = items.indices.filter { frame + items[$0].size > limit }
  var cut = 0
  for index in tooLarge + items.indices.reversed() where size > limit && !items[index].isShortened {
    let before = items[index].size
    items[index].isShortened = true
    size -= before - items[index].size
    cut += 1
  }
  let cause = tooLarge.first.map { place(items[$0].index) }
  return .feedTooLarge(
    list.address(of: format), cut: cut, ofThem: tooLarge.count, cause, isStillTooLarge: size > limit)
}

/// The newest change among the entries of a feed: its own date. Nothing is "now", or every build would write every
/// feed.
func changed(_ items: [FeedItem], in site: Site) -> Instant? {
  items.map(\.entry.changed).max() ?? site.updated
}

/// The hub that tells subscribers of news (WebSub, 4); archives have none.
func hub(of list: FeedList, _ site: Site) -> String? {
  list.archive == nil ? (list.hub ?? site.settings.feeds.hub).map(uri) : nil
}

/// How the documents of one list hang together (RFC 5005, 4).
func writeArchiveLinks(
  _ list: FeedList, _ format: FeedFormat, _ site: Site, as element: String, to xml: inout XMLWriter
) {
  let base = site.settings.baseURL
  if list.archive != nil {
    xml.empty(
      element, ["rel": "current", "type": format.mimeType, "href": base.absolute(list.address(of: format, nil))])
  }
  if let previous = list.previousArchive {
    let address = base.absolute(list.address(of: format, previous))
    xml.empty(element, ["rel": "prev-archive", "type": format.mimeType, "href": address])
  }
  if list.archive != nil { xml.empty("fh:archive", [:]) }
}

extension Diagnostic {
  /// - Parameters:
  ///   - ofThem: how many of those that were cut are too large for any feed.
  ///   - cause: the first of these.
  static func feedTooLarge(
    _ address: Address, cut: Int, ofThem: Int, _ cause: Place?, isStillTooLarge: Bool
  ) -> Diagnostic {
    let oldest = cut - ofThem
    let parts = [
      ofThem == 0
        ? nil : ofThem == 1 ? "the entry that no feed has room for" : "the \(ofThem) that no feed has room for",
      oldest == 0 ? nil : oldest == 1 ? "the oldest entry" : "the \(oldest) oldest entries",
    ].compactMap { $0 }
    let entries = parts.joined(separator: " and ") + (cut == 1 ? " was" : " were")
    let more = isStillTooLarge ? ", and it is still larger than readers take" : ""
    return Diagnostic(
      .warning, id: "feed-too-large", "\(address) would be over 5,000,000 bytes: \(entries) cut to summaries\(more)",
      at: cause,
      hint: cause == nil
        ? "set feeds: {items: …} lower, or feeds: {content: summary}"
        : "split the article, or write `feed: summary` into it")
  }
}
