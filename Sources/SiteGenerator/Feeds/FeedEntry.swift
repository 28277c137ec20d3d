import Diagnostics

/// What an article gives to every feed that carries it: made once, escaped once for XML and once for JSON.
///
/// An object: it is passed from feed to feed, and a dozen arrays would be counted with each copy.
final class FeedEntry: Sendable {
  /// An entry of one format, without its content.
  struct Frame: Sendable {
    var head: [UInt8]
    var tail: [UInt8]
  }

  /// The content, escaped for both kinds of file; empty when the summary says as much.
  struct Content: Sendable {
    var xml: [UInt8] = []
    var json: [UInt8] = []
  }

  let id: String
  /// When it last changed, as readers should know.
  let changed: Instant
  let rss: Frame
  let atom: Frame
  let json: Frame
  /// The whole text, where a feed has it; else the summary.
  let content: Content
  /// What stands instead in a feed of summaries, and in one that would be too large.
  let shortened: Content
  /// Whether the article and the settings ask for the whole text.
  let isFull: Bool
  /// Whether the article says so itself, so that a feed has no choice.
  let isFixed: Bool

  fileprivate init(_ fields: EntryFields, _ site: Site, content: Content, shortened: Content) {
    id = fields.id
    changed = fields.changed
    rss = rssFrame(fields, site)
    atom = atomFrame(fields, site)
    json = jsonFrame(fields, site)
    self.content = content
    self.shortened = shortened
    isFull = site.feedContent(of: fields.index) == .full
    isFixed = fields.article.feed != nil
  }

  /// Whether it stands with its summary in a feed that asks for this; nil for one that asks for nothing.
  func isShortened(for content: Article.Feed?) -> Bool {
    guard let content, !isFixed else { return !isFull }
    return content == .summary
  }
}

/// Whether the text of an article is in a feed, and not its summary alone.
func feedNeedsContent(of index: Site.Index, in site: Site) -> Bool {
  let article = site.article(index)
  guard article.status == .published else { return false }
  return site.feedContent(of: index) == .full
    || article.feed == nil && site.settings.feeds.custom.contains { $0.content == .full }
}

/// Makes the entry of an article.
///
/// - Parameters:
///   - contentHTML: the text with absolute addresses; it is cleaned here, and what is relative still (in raw HTML) is
///     resolved against the address of the article. Not looked at when `feedNeedsContent` is false.
///   - folder: where the article comes from, for the message.
///   - id: what `feedID(of:in:)` or the ledger says.
/// - Throws: a diagnostic that names the article when an entry would break the rules of the formats.
func makeFeedEntry(
  of index: Site.Index, in site: Site, from folder: any FolderReader, contentHTML: [UInt8], id: String,
  words: FeedWords = .english
) throws(Diagnostic) -> FeedEntry {
  let entry = try EntryFields(of: index, in: site, from: folder, id: id, words: words)
  let html = EntryContent(entry, site, words)
  let short = html.shortened()
  let shortened = FeedEntry.Content(short)
  let hasText = feedNeedsContent(of: index, in: site)
  let content = hasText ? FeedEntry.Content(html.full(contentHTML)) : shortened
  return FeedEntry(entry, site, content: content, shortened: shortened)
}

extension FeedEntry.Content {
  init(_ html: [UInt8]) {
    xml.reserveCapacity(html.count + html.count / 4)
    xml.append(html, escapedFor: .xmlHTML)
    json.reserveCapacity(html.count + html.count / 8)
    json.append(html, escapedFor: .json)
  }
}

/// The facts of an article as all formats tell them.
struct EntryFields: Sendable {
  let index: Site.Index
  let article: Article
  let id: String
  let title: String
  let permalink: String
  let published: Instant
  let changed: Instant
  let summary: String?
  let section: Section?
  let tags: [String]
  let authors: [Person]
  let commentCount: Int
  let language: LanguageTag
  /// Whether its language is another than the site's.
  let isForeign: Bool

  init(
    of index: Site.Index, in site: Site, from folder: any FolderReader, id: String, words: FeedWords
  ) throws(Diagnostic) {
    let article = site.article(index)
    guard let date = article.date else { throw .feedEntryWithoutDate(Place(path: folder.display(article.source))) }
    guard !id.isEmpty else { throw .feedEntryWithoutID(Place(path: folder.display(article.source))) }
    let links = site.links[Int(index)]
    self.index = index
    self.article = article
    self.id = id
    title = article.status == .retracted ? "\(words.retracted): \(article.title)" : article.title
    permalink = site.settings.baseURL.absolute(article.address)
    published = date
    changed = site.lastChange(of: article) ?? date
    summary = article.status == .retracted ? article.reason : site.description(of: index)
    section = links.section.map { site.sections[Int($0)] }
    tags = links.tags.map { site.tags[Int($0)].title }
    authors = links.authors.map { site.people[Int($0)] }
    commentCount = site.comments[Int(index)].count
    language = LanguageTag(article.language ?? site.settings.language)
    isForeign = article.language.map { $0 != site.settings.language } ?? false
  }

  /// Where the reader finds the comments.
  var commentsAddress: String { permalink + "#comments" }
  /// The original of a story that was first published elsewhere.
  var externalAddress: String? { article.origin?.url ?? article.canonical }
}

extension Diagnostic {
  static func feedEntryWithoutDate(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "feed-entry-without-date", "an article without a date cannot be in a feed", at: place,
      hint: "give it a date, or feed: none")
  }

  static func feedEntryWithoutID(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "feed-entry-without-id", "an article without an id cannot be in a feed", at: place,
      hint: "give it a guid that is not empty")
  }
}
