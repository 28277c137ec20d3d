import CommonMark
import Diagnostics

/// Puts the site together from its files: what is published, in which order, and how it hangs together.
///
/// Each list comes from one pass over the articles in their final order, so the work grows with the site and not with
/// its square.
struct SiteAssembly {
  let files: ContentFiles
  /// The folders that articles lie in, and those with an `_index.md`.
  let folders: Set<String>
  /// The sections that exist because of a folder or the settings.
  let knownSections: Set<String>
  var articles: [Article] = []
  var articleCount = 0
  var sections: [Section] = []
  var tags: [Tag] = []
  var people: [Person] = []
  var stories: [Story] = []
  var links: [ArticleLinks] = []
  var identities: [ArticleIdentity] = []
  var remembered: [Int32] = []
  var diagnostics: [Diagnostic] = []

  init(_ files: ContentFiles) {
    self.files = files
    var folders = Set(files.indexes.keys)
    // Articles of one folder follow each other.
    var last: String?
    for place in files.articles.indices {
      let folder = ArticleName.sectionFolder(of: files.articles[place].article.source)
      if folder != last { folders.insert(folder) }
      last = folder
    }
    self.folders = folders
    knownSections = Set(files.settings.sections.map(\.key) + folders.map(sectionKey).filter { !$0.isEmpty })
  }

  var places: FrontMatterPlaces { files.places }

  /// The site, and every warning; or every error.
  static func site(from files: ContentFiles) throws(BuildFailure) -> (site: Site, warnings: [Diagnostic]) {
    let (site, found) = assembled(from: files)
    guard !found.hasErrors else { throw BuildFailure(found) }
    return (site, found)
  }

  /// The site as far as it can be put together, and everything that there is to say of it.
  static func assembled(from files: ContentFiles) -> (site: Site, found: [Diagnostic]) {
    var assembly = SiteAssembly(files)
    let site = assembly.assemble()
    return (site, assembly.diagnostics)
  }

  private mutating func assemble() -> Site {
    selectArticles()
    checkFeedIDs()
    assembleIdentities()
    diagnostics += copies(in: articles[..<articleCount], places)
    if files.articles.isEmpty { diagnostics.append(.noArticles(places.reader.folder.name)) }
    links = Array(repeating: ArticleLinks(), count: articles.count)
    let listed = Site.Index(0)..<Site.Index(articleCount)
    let shown = listed.filter(isListed)
    assembleSections(shown)
    assembleTags(shown)
    assemblePeople()
    assembleStories(shown)
    checkCustomFeeds()
    linkNeighbours(shown)
    linkTranslations()
    linkRelated()
    let comments = assembleComments()
    let views = assembleViews()
    let site = Site(
      settings: files.settings, now: files.selection.now, articles: articles, articleCount: articleCount,
      listed: shown, sections: sections, tags: tags, people: people, stories: stories, months: months(of: shown),
      links: links, comments: comments, views: views, mostRead: mostRead(views, shown), corrected: corrected(),
      data: files.data, nextChange: nextChange(), retracted: retracted(), identities: identities, remembered: remembered
    )
    checkFeedContent(of: site)
    return site
  }

  /// Published articles, newest first (of the same instant, in order of address), then pages.
  private mutating func selectArticles() {
    let published = files.articles.filter { files.selection.exclusion(of: $0.article) == nil }
    let stories = newestFirst(published.filter { $0.article.kind == .article })
    let pages = published.filter { $0.article.kind == .page }.sorted { $0.article.address < $1.article.address }
    articles.reserveCapacity(stories.count + pages.count)
    articleCount = stories.count
    for loaded in stories + pages {
      let picture = leadPicture(of: loaded)
      articles.append(picture == nil ? loaded.article : loaded.article.with { $0.image = picture })
    }
    addCategories(of: stories + pages)
  }

  /// A feed with one id twice shows one of the two articles.
  private mutating func checkFeedIDs() {
    var seen: [String: Int] = [:]
    for (index, article) in articles.enumerated() {
      guard let guid = article.guid else { continue }
      if let other = seen.updateValue(index, forKey: guid) {
        let note = Diagnostic.Note("the other one", place: places.value(of: "guid", in: articles[other].source))
        diagnostics.append(.guidTwice(guid, places.value(of: "guid", in: article.source), note))
      }
    }
  }

  /// In order of their dates, of which a copy is sorted: to compare objects means to go and find each in memory.
  private func newestFirst(_ stories: [LoadedArticle]) -> [LoadedArticle] {
    var order = stories.indices.map { (date: stories[$0].article.date?.seconds ?? 0, position: $0) }
    order.sort { a, b in
      if a.date != b.date { return a.date > b.date }
      return stories[a.position].article.address < stories[b.position].article.address
    }
    return order.map { stories[$0.position] }
  }

  /// Other generators' categories are a section when there is one of that name, and tags otherwise.
  private mutating func addCategories(of loaded: [LoadedArticle]) {
    for (index, item) in loaded.enumerated() where !item.categories.isEmpty {
      articles[index] = articles[index].with { article in
        var others: [String] = []
        for category in item.categories {
          let key = sectionKey(category)
          if knownSections.contains(key), article.section.isEmpty, article.kind == .article {
            article.section = key
          } else if key != article.section {
            others.append(category)
          }
        }
        article.tags = unique(article.tags + others)
      }
    }
  }

  /// Whether lists show an article.
  func isListed(_ index: Site.Index) -> Bool {
    Int(index) < articleCount && articles[Int(index)].status == .published
  }

  private func months(of listed: [Site.Index]) -> [Month] {
    var months: [Month] = []
    for (position, index) in listed.enumerated() {
      guard let date = articles[Int(index)].date else { continue }
      let day = files.settings.zone.wallTime(at: date).date
      if let last = months.last, last.year == day.year, last.month == day.month {
        let start = last.articles.startIndex
        months[months.count - 1].articles = listed[start...position]
      } else {
        months.append(Month(year: day.year, month: day.month, articles: listed[position...position]))
      }
    }
    return months
  }

  /// As many as the front page may need: some of them stand at its top.
  private func mostRead(_ views: [Int?], _ listed: [Site.Index]) -> [Site.Index] {
    let home = files.settings.home
    let length = home.mostRead == 0 ? 0 : home.mostRead + home.seconds + 1
    var best: [(views: Int, index: Site.Index)] = []
    for index in listed where length > 0 {
      guard let count = views[Int(index)], count > 0 else { continue }
      if best.count < length || count > best[best.count - 1].views {
        best.insert((count, index), at: best.firstIndex { $0.views < count } ?? best.count)
        if best.count > length { best.removeLast() }
      }
    }
    return best.map(\.index)
  }

  private func corrected() -> [Site.Index] {
    let now = files.selection.now
    let dated = articles[..<articleCount].indices.compactMap { index -> (Instant, Int)? in
      articles[index].status == .retracted
        ? nil : articles[index].corrections.lazy.map(\.date).filter { $0 <= now }.max().map { ($0, index) }
    }
    return dated.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map { Site.Index($0.1) }
  }

  private func retracted() -> [Site.Index] {
    let now = files.selection.now
    let dated = articles[..<articleCount].indices.compactMap { index -> (Instant, Int)? in
      articles[index].status == .retracted ? articles[index].lastChange(at: now).map { ($0, index) } : nil
    }
    return dated.sorted { ($1.0, $0.1) < ($0.0, $1.1) }.map { Site.Index($0.1) }
  }

  /// When the clock alone changes what is published: the next date, expiry, end of a pin, comment, or a correction that
  /// stops being new.
  private func nextChange() -> NextChange? {
    let now = files.selection.now
    var next = nextFeedChange()
    func consider(_ instant: Instant?, _ article: Article) {
      guard let instant, instant > now, instant < next?.instant ?? Instant(seconds: .max) else { return }
      next = NextChange(instant: instant, source: article.source)
    }
    if let comment = files.nextComment, comment.instant < next?.instant ?? Instant(seconds: .max) { next = comment }
    for loaded in files.articles {
      let article = loaded.article
      if article.isDraft, !files.selection.includesDrafts { continue }
      if article.date.map({ $0 > now }) == true, !files.selection.includesFuture { consider(article.date, article) }
      if article.date.map({ $0 <= now }) ?? true, !files.selection.includesExpired {
        consider(article.expires, article)
      }
      if case .until(let end) = article.pin { consider(end, article) }
      // The sitemap of news lets go of an article after two days.
      if article.kind == .article { consider(article.date.map { $0 + newsLifetime }, article) }
      for correction in article.corrections {
        consider(correction.date, article)
        consider(correction.date + Correction.isNewFor, article)
      }
    }
    for index in stories.compactMap(\.newestPart) {
      let article = articles[Int(index)]
      consider(article.lastChange(at: now).map { $0 + Story.isLiveFor }, article)
    }
    return next
  }
}

extension Correction {
  /// How long a correction stands above the text, in seconds; afterwards it stands below it.
  static let isNewFor = 48 * Instant.hour
}

extension Story {
  /// How long after its last change the newest part of a running story is marked as live, in seconds.
  static let isLiveFor = 24 * Instant.hour

  /// The newest of at least two: one alone is not running yet.
  var newestPart: Site.Index? { articles.count > 1 ? articles.last : nil }
}

extension Article {
  func isPinned(at now: Instant) -> Bool {
    switch self.pin {
    case .no: false
    case .yes: true
    case .until(let end): now < end
    }
  }
}
