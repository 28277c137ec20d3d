/// All that is published at one instant, and how it hangs together. Drafts, the future and what has expired are not in
/// it.
///
/// An article is known by its index into `articles`; lists are lists of indices, so that a list costs four bytes an
/// article.
final class Site: Sendable {
  typealias Index = Int32

  let settings: Settings
  /// Its language as Open Graph writes it; nil when it names no country.
  let locale: String?
  /// The instant of the build.
  let now: Instant
  /// Articles, newest first, then pages in order of address.
  let articles: [Article]
  /// How many of `articles` are of kind article.
  let articleCount: Int
  /// What lists show: every article that is not retracted, newest first.
  let listed: [Index]
  /// In the order of the menu; those below another follow it.
  let sections: [Section]
  /// The sections of the menu: those at the top that have something to show.
  let menu: [Index]
  /// Most used first.
  let tags: [Tag]
  /// In order of their number of articles.
  let people: [Person]
  let stories: [Story]
  /// By month, newest first.
  let months: [Month]
  /// By article: what it is linked with.
  let links: [ArticleLinks]
  /// By article: approved comments, in order of time.
  let comments: [[Comment]]
  /// By article: how often it was read.
  let views: [Int?]
  /// Indices of articles, those with the most views first; as many as the front page may need.
  let mostRead: [Index]
  /// Indices of articles with corrections, the newest correction first.
  let corrected: [Index]
  /// Indices of articles that were retracted, the latest first.
  let retracted: [Index]
  /// `_data`.
  let data: DataValue
  /// When the clock alone will change the site next, and the file that makes it so.
  let nextChange: NextChange?
  /// By article: the ids of those that are in feeds. Empty where each has one of its own (see `feedID(of:_:)`).
  let identities: [ArticleIdentity]
  /// By article: the line of the ledger that remembers it; less than 0 for those that are new. Empty where none does.
  let remembered: [Int32]

  init(
    settings: Settings, now: Instant, articles: [Article], articleCount: Int, listed: [Index], sections: [Section],
    tags: [Tag], people: [Person], stories: [Story], months: [Month], links: [ArticleLinks], comments: [[Comment]],
    views: [Int?], mostRead: [Index], corrected: [Index], data: DataValue, nextChange: NextChange?,
    retracted: [Index] = [], identities: [ArticleIdentity] = [], remembered: [Int32] = []
  ) {
    self.settings = settings
    locale = LanguageTag(settings.language).openGraphLocale
    self.now = now
    self.articles = articles
    self.articleCount = articleCount
    self.listed = listed
    self.sections = sections
    menu = sections.indices.filter { sections[$0].parent == nil && !sections[$0].articles.isEmpty }.map { Index($0) }
    self.tags = tags
    self.people = people
    self.stories = stories
    self.months = months
    self.links = links
    self.comments = comments
    self.views = views
    self.mostRead = mostRead
    self.corrected = corrected
    self.retracted = retracted
    self.data = data
    self.nextChange = nextChange
    self.identities = identities
    self.remembered = remembered
  }

  /// A site of which nothing but the texts of articles, and the clock, is another.
  convenience init(_ other: Site, articles: [Article], now: Instant, remembered: [Int32]) {
    self.init(
      settings: other.settings, now: now, articles: articles, articleCount: other.articleCount, listed: other.listed,
      sections: other.sections, tags: other.tags, people: other.people, stories: other.stories, months: other.months,
      links: other.links, comments: other.comments, views: other.views, mostRead: other.mostRead,
      corrected: other.corrected, data: other.data, nextChange: other.nextChange, retracted: other.retracted,
      identities: other.identities, remembered: remembered)
  }

  /// Where corrections and retractions are listed, when there are any.
  static let correctionsAddress = Address("/corrections/")
  var hasCorrections: Bool { !corrected.isEmpty || !retracted.isEmpty }

  func article(_ index: Index) -> Article { articles[Int(index)] }

  /// Front matter's description, or else the first paragraph; of a retracted article the reason, so that no preview
  /// repeats what was wrong.
  func description(of index: Index) -> String? {
    let index = Int(index)
    if articles[index].status == .retracted { return articles[index].reason }
    if let standfirst = articles[index].standfirst { return standfirst }
    let summary = articles[index].fields.body.summary
    return summary.isEmpty ? nil : summary
  }

  /// The newest story's date.
  var updated: Instant? {
    articleCount > 0 ? articles[..<articleCount].first { $0.status == .published }?.date : nil
  }

  /// What a reader should know as the last change of an article.
  func lastChange(of article: Article) -> Instant? { article.lastChange(at: now) }

  /// Whether an article is the newest part of a running story and changed less than a day ago: more is expected.
  func isLive(_ index: Index) -> Bool {
    guard let story = links[Int(index)].story, stories[Int(story)].newestPart == index else { return false }
    guard let change = lastChange(of: article(index)) else { return false }
    return now - change < Story.isLiveFor
  }
}

extension Article {
  /// What a reader should know as its last change, at an instant.
  func lastChange(at now: Instant) -> Instant? {
    var last = self.date
    if let updated = self.updated { last = max(last ?? updated, updated) }
    for correction in self.corrections where correction.date <= now {
      last = max(last ?? correction.date, correction.date)
    }
    return last
  }
}

/// What the other articles are to one article.
struct ArticleLinks: Sendable {
  var section: Site.Index?
  var tags: [Site.Index] = []
  var authors: [Site.Index] = []
  var story: Site.Index?
  /// The next older and newer article of the lists.
  var previous: Site.Index?
  var next: Site.Index?
  /// Nearest first.
  var related: [Site.Index] = []
  var translations: [Site.Index] = []
}

struct Section: Sendable {
  /// The folder: `world`, `world/asia`.
  var key: String
  var title: String
  var description: String?
  var address: Address
  /// What `_index.md` says below its front matter.
  var body = Body()
  var extra: DataValue = .mapping([])
  /// What its feeds carry; nil for what the site's do.
  var feeds: FeedSettings?
  var parent: Site.Index?
  var children: [Site.Index] = []
  /// Its own and those of the sections below it, newest first.
  var articles: [Site.Index] = []
  /// `_index.md`, when there is one.
  var source: String?
  /// Of the bytes of `_index.md`.
  var hash = ContentHash(high: 0, low: 0)
}

struct Tag: Sendable {
  var title: String
  /// The last part of the address, by which other spellings of the same name are known.
  var key: String
  var address: Address
  var articles: [Site.Index] = []
}

struct Person: Sendable {
  var key: String
  var name: String
  /// What `people` in `site.yml` says, for those who are in it.
  var settings: PersonSettings?
  var address: Address
  var articles: [Site.Index] = []
}

struct Story: Sendable {
  var key: String
  var title: String
  /// Oldest first.
  var articles: [Site.Index] = []
}

struct Month: Sendable {
  var year: Int
  /// 1...12
  var month: Int
  var articles: ArraySlice<Site.Index>
}

struct NextChange: Sendable, Hashable {
  var instant: Instant
  /// The file of Content that makes it so.
  var source: String
}

/// An approved comment.
struct Comment: Sendable {
  /// The name of its file, without `.yml`.
  var id: String
  var name: String
  var url: String?
  var date: Instant
  var html: [UInt8]
  /// 0 for an answer to the article itself.
  var depth: Int
  /// Indices of the answers among the comments of the article.
  var replies: [Int]
}
