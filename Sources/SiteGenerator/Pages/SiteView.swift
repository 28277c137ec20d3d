import CommonMark
import Template

/// A site as its templates see it: what `Site` knows, with the addresses and the text that only a finished plan has.
final class SiteView: Sendable {
  let site: Site
  let bodies: BodyStore
  /// By article: where each hole of its text leads.
  let targets: [[LinkTarget]]
  let sectionTargets: [[LinkTarget]]
  let pictures: [Address: PictureSize]
  let variants: [Address: PictureSet]
  let words: Words
  /// Whether the search page has an index to search.
  let hasSearchIndex: Bool
  let embedded: EmbeddedPages
  /// By article: its address as pages write it.
  let urls: [String]
  /// The same of sections, tags and authors.
  let sectionURLs: [String]
  let tagURLs: [String]
  let authorURLs: [String]
  /// By section: the feeds of its list and then those of the site, and the way to it from the front page. Every page
  /// in it names them.
  let sectionFeeds: [[FeedLink]]
  let sectionWays: [[Crumb]]
  /// The feeds of the whole site.
  let feeds: [FeedLink]
  /// `ltr` or `rtl`: that of the site's language.
  let direction: String
  /// `_data` as templates see it.
  let data: Value
  let metadata: MetadataParts

  init(
    site: Site, bodies: BodyStore, links: ResolvedLinks, pictures: [Address: PictureSize],
    variants: [Address: PictureSet], words: Words, hasSearchIndex: Bool = false
  ) {
    self.site = site
    self.bodies = bodies
    targets = links.articles
    sectionTargets = links.sections
    self.pictures = pictures
    self.variants = variants
    self.words = words
    self.hasSearchIndex = hasSearchIndex
    embedded = EmbeddedPages(site, links.embedded)
    urls = site.articles.map { site.settings.baseURL.relative($0.address) }
    sectionURLs = site.sections.map { site.settings.baseURL.relative($0.address) }
    tagURLs = site.tags.map { site.settings.baseURL.relative($0.address) }
    authorURLs = site.people.map { site.settings.baseURL.relative($0.address) }
    feeds = FeedLink.all(of: site)
    sectionFeeds = FeedLink.bySection(in: site)
    sectionWays = Crumb.waysBySection(in: site)
    direction = SiteGenerator.direction(of: site.settings.language)
    data = Value(site.data)
    metadata = MetadataParts(site)
  }

  /// The same as an object of its own, for another thread that renders at the same time: two that count the references
  /// to one object wait for each other.
  ///
  /// - Parameter itemLimit: Bytes (see `ItemParts`).
  init(copying other: SiteView, itemLimit: Int) {
    site = other.site
    bodies = other.bodies
    targets = other.targets
    sectionTargets = other.sectionTargets
    pictures = other.pictures
    variants = other.variants
    words = other.words
    hasSearchIndex = other.hasSearchIndex
    embedded = other.embedded
    urls = other.urls
    sectionURLs = other.sectionURLs
    tagURLs = other.tagURLs
    authorURLs = other.authorURLs
    sectionFeeds = other.sectionFeeds
    sectionWays = other.sectionWays
    feeds = other.feeds
    direction = other.direction
    data = other.data
    metadata = MetadataParts(copying: other.metadata, itemLimit: itemLimit)
  }

  var settings: Settings { site.settings }
  var base: BaseURL { site.settings.baseURL }

  /// A target as pages write it: root-relative.
  func relative(_ target: LinkTarget) -> String {
    switch target {
    case .site(let address, let suffix): base.relative(address) + suffix
    case .url(let url): url
    }
  }

  /// The text of an article.
  func content(of index: Int, absolute: Bool) -> [UInt8] {
    let text = TextView(self, article: index, isFeed: absolute)
    return text.html(of: site.articles[index].fields.body, targets[index])
  }

  /// The part before `<!-- more -->`, or the first paragraph.
  func summary(of index: Int) -> [UInt8] {
    let body = site.articles[index].body
    guard let end = body.text.summaryEnd else { return paragraphs(outline(of: body).summary) }
    return TextView(self, article: index, isFeed: false).html(of: body, targets[index], end: end)
  }

  func sectionContent(of index: Int) -> [UInt8] {
    TextView(self).html(of: site.sections[index].body, sectionTargets[index])
  }

  private func paragraphs(_ texts: [String]) -> [UInt8] {
    var html: [UInt8] = []
    for text in texts {
      html += "<p>".utf8
      appendEscapedHTML(text, to: &html)
      html += "</p>\n".utf8
    }
    return html
  }

  /// A day as the site's language writes it.
  func day(_ date: Instant) -> String {
    words.date(date, in: settings.zone, words.find("date_long") ?? "d MMMM yyyy") ?? ""
  }
}

/// Values that one page or article has of its own, as the owner of the records that show them.
final class Items<Item: Sendable>: Sendable {
  let view: SiteView
  let items: [Item]

  init(_ view: SiteView, _ items: [Item]) {
    self.view = view
    self.items = items
  }

  func list(_ type: RecordType) -> Value {
    .list(List(records: type, owner: self, indices: Array(0..<Int32(items.count))))
  }
}

extension SiteView {
  func items<Item: Sendable>(_ items: [Item], _ type: RecordType) -> Value { Items(self, items).list(type) }
  func item<Item: Sendable>(_ item: Item?, _ type: RecordType) -> Value {
    item.map { .record(Record(type, owner: Items(self, [$0]), index: 0)) } ?? .none
  }
}
