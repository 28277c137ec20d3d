import Diagnostics

/// What the feeds of the site carry; of a section where its `_index.md` says something else.
struct FeedSettings: Sendable, Hashable {
  /// Which lists have archives: what the feed has no room for, a document a month (RFC 5005).
  enum Archives: String, Sendable, CaseIterable { case none, site, all }

  /// Entries in one feed.
  var items = 30
  var content = Article.Feed.full
  /// Where `site.yml` says `content: none`.
  var nonePlace: Place?
  /// A WebSub hub.
  var hub: String?
  var archives = Archives.none
  var custom: [CustomFeed] = []
}

/// What an `_index.md` says of the feeds of its section and of those below it.
struct FeedOverrides: Sendable, Hashable {
  var items: Int?
  var content: Article.Feed?
  var hub: String?

  /// What holds for the section, after what holds for the one above it.
  func applied(to settings: FeedSettings) -> FeedSettings {
    var result = settings
    result.items = items ?? result.items
    result.content = content ?? result.content
    result.hub = hub ?? result.hub
    return result
  }
}

/// A feed that `site.yml` defines, for a partner or a newsletter: the articles that have one of the sections, one of the
/// tags and one of the labels that it names, and nothing of what it excludes.
struct CustomFeed: Sendable, Hashable {
  /// A word of `site.yml`, and where it stands.
  struct Name: Sendable, Hashable {
    var text: String
    var place: Place
  }

  /// What articles are chosen by; what is empty is not asked for.
  struct Criteria: Sendable, Hashable {
    /// Each with all below it.
    var sections: [Name] = []
    var tags: [Name] = []
    var labels: [Article.Label] = []
  }

  /// The folder of the feeds: `/partners/`.
  var address = Address.home
  var title = ""
  var wanted = Criteria()
  var excluded = Criteria()
  /// Seconds; older articles are left out.
  var maxAge: Int?
  var items: Int?
  /// Whatever the sections say; an article that says something itself is as it says.
  var content: Article.Feed?
  /// Of its path in `site.yml`.
  var place = Place(path: "")

  func includes(_ article: Article, at now: Instant) -> Bool {
    if let maxAge, let date = article.date, now - date >= maxAge { return false }
    return includes(article)
  }

  /// Whether an article of any age is one of its.
  func includes(_ article: Article) -> Bool {
    let has = { (names: [Name], isOf: (String) -> Bool) in names.contains { isOf($0.text) } }
    let isInSection = { (key: String) in article.section == key || article.section.hasPrefix(key + "/") }
    let tags = wanted.tags.isEmpty && excluded.tags.isEmpty ? [] : Set(article.tags.map(tagKey))
    let isTagged = { (tag: String) in tags.contains(tagKey(tag)) }
    if has(excluded.sections, isInSection) || has(excluded.tags, isTagged) { return false }
    if let label = article.label, excluded.labels.contains(label) { return false }
    return (wanted.sections.isEmpty || has(wanted.sections, isInSection))
      && (wanted.tags.isEmpty || has(wanted.tags, isTagged))
      && (wanted.labels.isEmpty || article.label.map(wanted.labels.contains) == true)
  }
}
