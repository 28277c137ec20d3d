@testable import SiteGenerator

/// The heads of the pages of `FeedFixture.newsroom()`.
enum MetadataFixture {
  static let heads: [(name: String, head: PageHead)] = [
    ("home", home), ("author", author), ("article", article), ("foreign", foreign), ("page", page), ("hidden", hidden),
  ]

  static var home: PageHead {
    var head = PageHead(kind: .home, address: .home, title: "Harbour & Courier", description: "News from the harbour.")
    head.feeds = [FeedLink(title: "Harbour & Courier", address: Address("/rss.xml"), format: .rss)]
    head.items = [0, 1]
    head.next = Address("/page/2/")
    return head
  }

  static var author: PageHead {
    var head = PageHead(kind: .author, address: Address("/authors/ana-silva/"), title: "Ana Silva")
    head.person = 0
    head.feeds = FeedFormat.allCases.map { format in
      FeedLink(title: "Ana Silva", address: Address("/authors/ana-silva/\(format.fileName)"), format: format)
    }
    return head
  }

  static var article: PageHead {
    var head = PageHead(
      kind: .article, address: Address("/world/clash/"), title: "Mayor & council <clash>",
      description: "Nobody said \"5 < 6\" & meant it.</script>")
    head.article = 0
    head.breadcrumbs = [
      Crumb(title: "Home", address: .home), Crumb(title: "World", address: Address("/world/")),
      Crumb(title: "Mayor & council <clash>", address: Address("/world/clash/")),
    ]
    return head
  }

  static var foreign: PageHead {
    var head = PageHead(kind: .article, address: Address("/بندر/"), title: "بندر بسته شد")
    head.article = 2
    head.language = "prs"
    return head
  }

  static var page: PageHead {
    var head = PageHead(kind: .page, address: Address("/about/"), title: "About")
    head.article = 3
    return head
  }

  static var hidden: PageHead {
    var head = PageHead(kind: .other, address: Address("/search/"), title: "Search")
    head.isNoindex = true
    return head
  }
}

enum SitemapFixture {
  static let entries = [
    SitemapEntry(address: Address("/world/clash/"), article: 0), SitemapEntry(address: .home),
    SitemapEntry(address: Address("/about/"), article: 3), SitemapEntry(address: Address("/بندر/"), article: 2),
    SitemapEntry(address: Address("/world/bridge/"), article: 1),
  ]
}
