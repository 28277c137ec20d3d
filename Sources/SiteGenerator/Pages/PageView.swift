/// One page as its template and its metadata see it.
final class PageView: Sendable {
  let view: SiteView
  let page: Page
  /// Its address as pages write it: menus compare each of their links with it.
  let url: String
  /// BCP 47.
  let language: String
  /// Whether its language is not the site's.
  let isForeign: Bool

  init(_ view: SiteView, _ page: Page) {
    self.view = view
    self.page = page
    url = view.base.relative(page.address)
    language = page.article.map { view.language(of: Int($0)) } ?? view.settings.language
    isForeign = language != view.settings.language
  }

  private var site: Site { view.site }

  /// The article that it shows, when it shows one.
  var article: Site.Index? { page.article }

  var description: String? {
    switch page.kind {
    case .home: view.settings.description
    case .section(let index): site.sections[Int(index)].description
    case .author(let index): site.people[Int(index)].settings?.bio
    case .article(let index), .page(let index): site.description(of: index)
    default: nil
    }
  }

  /// The feeds of the list that it shows, an article its section's; then those of the site.
  var feeds: [FeedLink] {
    switch page.kind {
    case .section(let index): view.sectionFeeds[Int(index)]
    case .article(let index): site.links[Int(index)].section.map { view.sectionFeeds[Int($0)] } ?? view.feeds
    case .tag, .author: FeedLink.all(of: page.title, page.pagination.list) + view.feeds
    case .corrections: FeedLink.all(of: page.title, Site.correctionsAddress) + view.feeds
    default: view.feeds
    }
  }

  /// Those of the list alone.
  var ownFeeds: [FeedLink] { Array(feeds.prefix(FeedFormat.allCases.count)) }

  var breadcrumbs: [Crumb] {
    var crumbs = [Crumb(title: view.settings.title, address: .home)]
    switch page.kind {
    case .home: return crumbs
    case .section(let index): crumbs += view.sectionWays[Int(index)].dropLast()
    case .article(let index): crumbs += site.links[Int(index)].section.map { view.sectionWays[Int($0)] } ?? []
    case .tag: crumbs.append(Crumb(title: view.words.text("tags"), address: Address("/tags/")))
    case .author: crumbs.append(Crumb(title: view.words.text("authors"), address: Address("/authors/")))
    case .archive(let year?, let month):
      crumbs.append(Crumb(title: view.words.text("archive"), address: Address("/archive/")))
      if month != nil { crumbs.append(Crumb(title: view.words.year(year), address: Address("/archive/\(year)/"))) }
    default: break
    }
    crumbs.append(
      Crumb(title: page.title, address: page.pagination.number == 1 ? page.address : page.pagination.list))
    return crumbs
  }

  /// What its metadata is made of.
  var head: PageHead {
    var head = PageHead(
      kind: headKind, address: page.address, title: page.title, description: description, article: article,
      person: person, isNoindex: isNoindex, previous: page.pagination.previous, next: page.pagination.next,
      language: isForeign ? language : nil, items: page.articles, parts: view.metadata)
    if case .article(let index) = page.kind {
      head.section = site.links[Int(index)].section.map { Int($0) } ?? site.sections.count
      head.breadcrumbs = [Crumb(title: page.title, address: page.address)]
    } else {
      head.feeds = feeds
      head.breadcrumbs = page.kind == .home ? [] : breadcrumbs
    }
    return head
  }

  /// Whom it is about.
  private var person: Site.Index? {
    if case .author(let index) = page.kind { index } else { nil }
  }

  /// What is of no use in a search engine's results.
  var isNoindex: Bool {
    switch page.kind {
    case .article(let index), .page(let index):
      site.article(index).isNoindex || site.article(index).status == .retracted
    case .search, .notFound: true
    default: false
    }
  }

  private var headKind: PageHead.Kind {
    switch page.kind {
    case .home: .home
    case .section: .section
    case .tag: .tag
    case .author: .author
    case .archive: .archive
    case .article: .article
    case .page: .page
    default: .other
    }
  }

  /// Links to the pages of a list: all of up to nine, else the first, the last, and two on either side of this one.
  var pageLinks: [LinkItem] {
    let pagination = page.pagination
    var links: [LinkItem] = []
    for number in 1...max(1, pagination.pages) {
      let isNear = abs(number - pagination.number) <= 2 || number == 1 || number == pagination.pages
      if pagination.pages <= 9 || isNear {
        let url = view.base.relative(pagination.address(ofPage: number))
        links.append(
          LinkItem(title: view.words.number(number), url: url, isCurrent: number == pagination.number))
      } else if links.last?.url != "" {
        links.append(LinkItem(title: "…", url: ""))
      }
    }
    return links
  }
}
