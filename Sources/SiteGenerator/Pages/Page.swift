/// One page of the site: its address, its template, and what it shows. An object that never changes, because every step
/// passes it on.
///
/// Most pages are of articles: what only lists have stands elsewhere.
final class Page: Sendable {
  enum Kind: Sendable, Hashable {
    case home
    case section(Site.Index)
    case tag(Site.Index)
    case author(Site.Index)
    /// All years, one year, or one month.
    indirect case archive(year: Int?, month: Int?)
    case article(Site.Index)
    case page(Site.Index)
    case tags, authors, subscribe, corrections, search, notFound

    /// The name of the template and of `page.kind`.
    var name: String {
      switch self {
      case .home: "home"
      case .section: "section"
      case .tag: "tag"
      case .author: "author"
      case .archive: "archive"
      case .article: "article"
      case .page: "page"
      case .tags: "tags"
      case .authors: "authors"
      case .subscribe: "subscribe"
      case .corrections: "corrections"
      case .search: "search"
      case .notFound: "not-found"
      }
    }
  }

  let kind: Kind
  let address: Address
  let template: String
  let title: String
  private let part: Seldom<Part>

  /// What this page of a list shows.
  var articles: ArraySlice<Site.Index> { part.wrappedValue?.articles ?? [] }
  var pagination: Pagination { part.wrappedValue?.pagination ?? Pagination() }

  /// The article that it shows, when it shows one.
  var article: Site.Index? {
    switch kind {
    case .article(let index), .page(let index): index
    default: nil
    }
  }

  /// - Parameter part: Of a page that shows a part of a list.
  init(kind: Kind, address: Address, template: String, title: String, part: Part? = nil) {
    self.kind = kind
    self.address = address
    self.template = template
    self.title = title
    self.part = Seldom(wrappedValue: part)
  }

  /// One page's part of a list.
  struct Part: Sendable {
    var articles: ArraySlice<Site.Index> = []
    var pagination: Pagination
  }
}

/// Where a page stands in a list that is too long for one.
struct Pagination: Sendable, Hashable {
  /// The address of the first page.
  var list = Address.home
  /// Counted from 1.
  var number = 1
  var pages = 1
  /// Articles on all pages.
  var total = 0

  /// The first page stands at the list's own address, the others at `page/2/`.
  func address(ofPage number: Int) -> Address { number == 1 ? list : list.appending("page/\(number)/") }
  var previous: Address? { number > 1 ? address(ofPage: number - 1) : nil }
  var next: Address? { number < pages ? address(ofPage: number + 1) : nil }
}

extension Page {
  /// The pages of a list, at least one.
  static func pages(
    of kind: Kind, at address: Address, template: String, title: String, _ articles: [Site.Index], length: Int
  ) -> [Page] {
    let count = max(1, (articles.count + length - 1) / length)
    return (1...count).map { number in
      let pagination = Pagination(list: address, number: number, pages: count, total: articles.count)
      let start = (number - 1) * length
      return Page(
        kind: kind, address: pagination.address(ofPage: number), template: template, title: title,
        part: Part(articles: articles[start..<min(start + length, articles.count)], pagination: pagination))
    }
  }
}
