import Synchronization

/// Parts of what heads tell machines that many pages have in common, written once.
///
/// One text, and where in it each part stands: an array for each part would be one more object to count references to.
final class MetadataParts: Sendable {
  let text: [UInt8]
  /// The members of the newsroom's object.
  let publisher: Range<Int>
  /// By author: the object of who wrote an article.
  let authors: [Range<Int>]
  /// By section, and at last without one: the elements of the feeds that its articles name.
  let feeds: [Range<Int>]
  /// The same of the steps from the front page down to it.
  let ways: [Way]
  /// What lists say of their articles.
  let items: Mutex<ItemParts>

  struct Way: Sendable {
    /// The values of an array.
    let steps: Range<Int>
    let count: Int
  }

  init(_ site: Site) {
    var text: [UInt8] = []
    func add(_ part: [UInt8]) -> Range<Int> {
      text += part
      return text.count - part.count..<text.count
    }
    publisher = add(publisherMembers(of: site))
    authors = site.people.map { person in
      var json = JSONWriter(inScript: true)
      writeAuthor(person, site.settings.baseURL, to: &json)
      return add(json.bytes)
    }
    let home = Crumb(title: site.settings.title, address: .home)
    feeds = (FeedLink.bySection(in: site) + [FeedLink.all(of: site)]).map { links in
      var html = HeadWriter()
      html.feeds(links, site.settings.baseURL)
      return add(html.bytes)
    }
    ways = (Crumb.waysBySection(in: site) + [[]]).map { way in
      var json = JSONWriter(inScript: true)
      for (position, crumb) in ([home] + way).enumerated() {
        writeCrumb(crumb, at: position, site.settings.baseURL, to: &json)
      }
      return Way(steps: add(json.bytes), count: way.count + 1)
    }
    self.text = text
    items = Mutex(ItemParts(limit: 1 << 20))
  }

  /// The same as an object of its own (see `SiteView`), down to its arrays.
  init(copying other: MetadataParts, itemLimit: Int) {
    text = other.text.map { $0 }
    publisher = other.publisher
    authors = other.authors.map { $0 }
    feeds = other.feeds.map { $0 }
    ways = other.ways.map { $0 }
    items = Mutex(ItemParts(limit: itemLimit))
  }
}

/// What lists say of their articles, written when the first list shows one: most articles stand in ten, and to go and get
/// their headlines and addresses takes longer than to write them.
struct ItemParts: Sendable {
  private(set) var text: [UInt8] = []
  /// By article: where its part is in `text`; empty before it is written.
  private var parts: [Range<Int32>] = []
  /// Bytes of `text` that are kept at most, about.
  private let limit: Int
  /// Bytes of an article.
  private static let usual = 160

  init(limit: Int) { self.limit = limit }

  /// The members of an article's item but for its position.
  mutating func part(of index: Site.Index, in site: Site) -> Range<Int> {
    if parts.isEmpty {
      parts = Array(repeating: 0..<0, count: site.articles.count)
      // At once: an array that doubles holds three times what is in it while it is copied.
      text.reserveCapacity(min(limit, site.articles.count * Self.usual) + Self.usual)
    }
    if parts[Int(index)].isEmpty { write(index, site) }
    return Int(parts[Int(index)].lowerBound)..<Int(parts[Int(index)].upperBound)
  }

  private mutating func write(_ index: Site.Index, _ site: Site) {
    if text.count > limit {
      text.removeAll(keepingCapacity: true)
      for index in parts.indices { parts[index] = 0..<0 }
    }
    let article = site.article(index)
    var json = JSONWriter(inScript: true)
    json.member("url", site.settings.baseURL, article.address)
    json.member("name", article.title)
    let start = Int32(text.count)
    text += json.bytes
    parts[Int(index)] = start..<Int32(text.count)
  }
}
