import Diagnostics

/// The formats in which every list has a feed.
enum FeedFormat: String, Sendable, CaseIterable {
  case rss, atom, json

  /// The file's name, beside the page of the list.
  var fileName: String {
    switch self {
    case .rss: "rss.xml"
    case .atom: "atom.xml"
    case .json: "feed.json"
    }
  }

  var mimeType: String {
    switch self {
    case .rss: "application/rss+xml"
    case .atom: "application/atom+xml"
    case .json: "application/feed+json"
    }
  }

  /// What people call it.
  var name: String {
    switch self {
    case .rss: "RSS"
    case .atom: "Atom"
    case .json: "JSON Feed"
    }
  }

  /// The same with the word for what it is.
  var title: String { self == .json ? name : "\(name) feed" }
}

/// A list of articles that has feeds: the whole site, a section, a tag, an author.
struct FeedList: Sendable {
  /// Plain text, as a reader of the feed sees it among other feeds.
  var title: String
  var description: String?
  /// The folder of its feeds, which stand beside the page of the list when it has one.
  var address: Address
  /// Where readers find the list.
  var page: Address
  /// A WebSub hub; nil for the site's.
  var hub: String?
  /// Full or summary, whatever the sections say.
  var content: Article.Feed?
  /// Where `site.yml` defines it; nil for the lists that every site has.
  var place: Place?
  /// Newest first; see `feedArticles(_:in:)`.
  var articles: [Site.Index]
  /// Which archive this is; nil for the document that people subscribe to.
  var archive: FeedArchive?
  /// The archive that continues it with older articles.
  var previousArchive: FeedArchive?

  init(title: String, description: String?, address: Address, articles: [Site.Index]) {
    self.title = title
    self.description = description
    self.address = address
    page = address
    self.articles = articles
  }

  /// Where this document stands.
  func address(of format: FeedFormat) -> Address { address(of: format, archive) }
}

/// The articles of a list that its feeds carry: the newest by date, as many as the settings say; no pages, none that says
/// `feed: none`.
///
/// - Parameter limit: how many; nil for what the settings of the site say.
///
/// Lists have pinned articles in front; a feed does not, or readers would see an old story come up again.
func feedArticles(_ list: some Sequence<Site.Index>, in site: Site, limit: Int? = nil) -> [Site.Index] {
  let limit = limit ?? site.settings.feeds.items
  guard limit > 0 else { return [] }
  // Articles are numbered from the newest on: the smallest numbers are wanted, and a list is nearly in order already.
  var newest: [Site.Index] = []
  for index in list {
    if newest.count == limit, let last = newest.last, index > last { continue }
    guard isInFeeds(index, of: site) else { continue }
    let position = newest.lastIndex { $0 < index }.map { $0 + 1 } ?? 0
    newest.insert(index, at: position)
    if newest.count > limit { newest.removeLast() }
  }
  return newest
}

/// Whether feeds carry an article.
func isInFeeds(_ index: Site.Index, of site: Site) -> Bool {
  guard Int(index) < site.articleCount, site.articles[Int(index)].date != nil else { return false }
  return site.feedContent(of: index) != .none
}

extension Site {
  /// How an article appears in the feeds: as it says itself, or else its section, or else the site.
  func feedContent(of index: Index) -> Article.Feed {
    if let own = article(index).feed { return own }
    let section = links[Int(index)].section.flatMap { sections[Int($0)].feeds }
    return (section ?? settings.feeds).content
  }
}
