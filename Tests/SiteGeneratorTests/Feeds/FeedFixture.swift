import CommonMark
import Diagnostics

@testable import SiteGenerator

/// A site of Swift values: small, with a state of everything that feeds and metadata speak of.
struct FeedFixture {
  var settings = Settings()
  var now = Instant(seconds: 1_795_000_000)
  var articles: [ArticleFields] = []
  var sections: [Section] = []
  var tags: [Tag] = []
  var people: [Person] = []
  var links: [ArticleLinks] = []
  var comments: [[Comment]] = []
  var views: [Int?] = []

  /// Where messages say that the articles stand.
  static let folder = MemoryFolder(name: "blog/Content", [:])

  /// Articles must be added newest first, pages last.
  mutating func add(
    _ article: ArticleFields, links: ArticleLinks = ArticleLinks(), comments: [Comment] = [], views: Int? = nil
  ) {
    articles.append(article)
    self.links.append(links)
    self.comments.append(comments)
    self.views.append(views)
  }

  var site: Site {
    let count = articles.count { $0.kind == .article }
    let listed = articles.indices.filter { $0 < count && articles[$0].status == .published }.map { Site.Index($0) }
    return Site(
      settings: settings, now: now, articles: articles.map(Article.init), articleCount: count, listed: listed,
      sections: sections,
      tags: tags, people: people, stories: [], months: [], links: links, comments: comments, views: views,
      mostRead: [], corrected: [], data: .mapping([]), nextChange: nil)
  }

  /// The feed of the whole site, with the HTML that `content` has for an article.
  static func list(_ site: Site, title: String? = nil) -> FeedList {
    FeedList(
      title: title ?? site.settings.title, description: nil, address: .home,
      articles: feedArticles((0..<Site.Index(site.articles.count)), in: site))
  }

  static func entry(_ site: Site, _ index: Site.Index, _ html: String) throws -> FeedEntry {
    try makeFeedEntry(
      of: index, in: site, from: folder, contentHTML: Array(html.utf8), id: feedID(of: index, in: site))
  }

  /// The site's feed as text; every article has the same content.
  static func feed(_ format: FeedFormat, of site: Site, _ html: String = "<p>Text.</p>") throws -> String {
    var entries: [Site.Index: FeedEntry] = [:]
    let list = list(site)
    for index in list.articles { entries[index] = try entry(site, index, html) }
    let document = writeFeed(format, of: list, in: site, from: folder) { entries[$0] }
    return String(decoding: document.bytes, as: UTF8.self)
  }
}

extension ArticleFields {
  /// An article with what it must have; 2026-11-20, 09:30 UTC unless said otherwise.
  static func fixture(
    _ title: String, at address: String, section: String = "", date: Int? = 1_795_166_999
  ) -> ArticleFields {
    var article = ArticleFields(
      source: "world/a.md", kind: date == nil ? .page : .article, title: title, date: date.map(Instant.init),
      address: Address(address), section: section)
    article.body.text.words = 476
    return article
  }
}
