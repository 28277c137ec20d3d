/// One page as its template and its metadata see it.
final class PageView: Sendable {
  let view: SiteView
  let page: Page
  /// Its address as pages write it: menus compare each of their links with it.
  let url: String

  init(_ view: SiteView, _ page: Page) {
    self.view = view
    self.page = page
    url = view.base.relative(page.address)
  }

  private var site: Site { view.site }

  /// The article that it shows, when it shows one.
  var article: Site.Index? {
    switch page.kind {
    case .article(let index), .page(let index): index
    default: nil
    }
  }

  var language: String { article.map { view.language(of: Int($0)) } ?? view.settings.language }

  var description: String? {
    switch page.kind {
    case .home: view.settings.description
    case .section(let index): site.sections[Int(index)].description
    case .author(let index): site.people[Int(index)].settings?.bio
    case .article(let index), .page(let index): site.description(of: index)
    default: nil
    }
  }

  /// The feeds of the list that it shows; an article has its section's.
  var ownFeeds: [FeedLink] {
    switch page.kind {
    case .section, .tag, .author: view.feedLinks(page.title, page.pagination.list)
    case .article(let index): site.links[Int(index)].section.map(sectionFeeds) ?? siteFeeds
    case .corrections: view.feedLinks(page.title, Site.correctionsAddress)
    default: siteFeeds
    }
  }

  private var siteFeeds: [FeedLink] { view.feedLinks(view.settings.title, .home) }

  private func sectionFeeds(_ index: Site.Index) -> [FeedLink] {
    view.feedLinks(site.sections[Int(index)].title, site.sections[Int(index)].address)
  }

  var breadcrumbs: [Crumb] {
    var crumbs = [Crumb(title: view.settings.title, address: .home)]
    switch page.kind {
    case .home: return crumbs
    case .section(let index): crumbs += site.sections[Int(index)].parent.map(chain) ?? []
    case .article(let index): crumbs += site.links[Int(index)].section.map(chain) ?? []
    case .tag: crumbs.append(Crumb(title: view.words.text("tags"), address: Address("/tags/")))
    case .author: crumbs.append(Crumb(title: view.words.text("authors"), address: Address("/authors/")))
    case .archive(let year?, let month):
      crumbs.append(Crumb(title: view.words.text("archive"), address: Address("/archive/")))
      if month != nil { crumbs.append(Crumb(title: view.words.year(year), address: Address("/archive/\(year)/"))) }
    default: break
    }
    return crumbs + [
      Crumb(title: page.title, address: page.pagination.number == 1 ? page.address : page.pagination.list)
    ]
  }

  /// A section with all above it, from the top.
  private func chain(_ index: Site.Index) -> [Crumb] {
    let section = site.sections[Int(index)]
    return (section.parent.map(chain) ?? []) + [Crumb(title: section.title, address: section.address)]
  }

  /// What its metadata is made of.
  var head: PageHead {
    var head = PageHead(kind: headKind, address: page.address, title: page.title)
    head.description = description
    head.article = article
    if case .author(let index) = page.kind { head.person = index }
    let own = ownFeeds
    head.feeds = own + siteFeeds.filter { feed in !own.contains { $0.address == feed.address } }
    head.isNoindex = isNoindex
    head.previous = page.pagination.previous
    head.next = page.pagination.next
    head.language = article == nil ? nil : language
    head.breadcrumbs = page.kind == .home ? [] : breadcrumbs
    head.items = page.articles
    head.publisher = view.publisher
    return head
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
