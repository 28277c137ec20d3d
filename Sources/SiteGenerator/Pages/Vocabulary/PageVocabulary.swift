import Template

/// What templates may say of the page that they make, and of its place in a list.
enum PageVocabulary {
  static let page: RecordType = RecordType(
    "page", "The page that is being made.", owner: PageView.self, isOfPage: true
  ) {
    [
      Field(
        "kind", .text,
        "`home`, `section`, `tag`, `author`, `archive`, `article`, `page`, `tags`, `authors`, `subscribe`, `corrections`, `search` or `not-found`."
      ) {
        page, _ in .text(page.page.kind.name)
      },
      Field("title", .text, "Its title, without the name of the site.") { page, _ in .text(page.page.title) },
      Field("url", .text, "Its address as pages write it.") { page, _ in .text(page.url) },
      Field("permalink", .text, "Its absolute address.") { page, _ in
        .text(page.view.base.absolute(page.page.address))
      },
      Field("description", .optional(.text), "One or two sentences about it.") { page, _ in Value(page.description) },
      Field("lang", .text, "Its language (BCP 47).") { page, _ in .text(page.language) },
      Field("dir", .text, "`ltr` or `rtl`.") { page, _ in .text(page.view.direction(of: page.language)) },
      Field(
        "foreign", .boolean, "Whether its language is not the site's: then words of the site need `lang` and `dir`."
      ) { page, _ in .boolean(page.isForeign) },
      Field("number", .integer, "Of a list in several pages: which one, from 1.") { page, _ in
        .integer(page.page.pagination.number)
      },
      Field("feeds", .list(.record(feed)), "The feeds of what it shows.") { page, _ in
        page.view.items(page.ownFeeds, feed)
      },
      Field("breadcrumbs", .list(.record(link)), "From the front page down to it.") { page, _ in
        page.view.items(page.breadcrumbs.map { LinkItem(crumb: $0, page.page.address, page.view.base) }, link)
      },
      Field(
        "metadata", .html, "What machines read in `<head>`: description, canonical link, feeds, Open Graph, JSON-LD."
      ) {
        page, _ in .html(HTML(trusted: metadata(page.head, in: page.view.site)))
      },
    ]
  }

  static let list: RecordType = RecordType(
    "page_of_list", "One page of a list.", owner: PageView.self, isOfPage: true
  ) {
    [
      Field("articles", .list(.record(ArticleVocabulary.article)), "What this page shows.") { page, _ in
        page.view.list(page.page.articles, ArticleVocabulary.article)
      },
      Field("total", .integer, "How many articles the whole list has.") { page, _ in
        .integer(page.page.pagination.total)
      },
      Field("number", .integer, "Which page this is, from 1.") { page, _ in .integer(page.page.pagination.number) },
      Field("pages", .integer, "How many pages the list has.") { page, _ in .integer(page.page.pagination.pages) },
      Field("previous", .optional(.text), "The address of the page before.") { page, _ in
        Value(page.page.pagination.previous.map(page.view.base.relative))
      },
      Field("next", .optional(.text), "The address of the page after.") { page, _ in
        Value(page.page.pagination.next.map(page.view.base.relative))
      },
      Field("first", .text, "The address of the first page.") { page, _ in
        .text(page.view.base.relative(page.page.pagination.address(ofPage: 1)))
      },
      Field("last", .text, "The address of the last page.") { page, _ in
        .text(page.view.base.relative(page.page.pagination.address(ofPage: page.page.pagination.pages)))
      },
      Field("links", .list(.record(link)), "A link to each page; of many, the first, the last and the near ones.") {
        page, _ in page.view.items(page.pageLinks, link)
      },
    ]
  }

  static let feed: RecordType = RecordType("feed", "A feed of a list.", owner: Items<FeedLink>.self) {
    [
      Field("title", .text, "What it carries.") { list, index in .text(list.items[index].title) },
      Field("url", .text, "Its address as pages write it.") { list, index in
        .text(list.view.base.relative(list.items[index].address))
      },
      Field("permalink", .text, "Its absolute address, for readers of feeds.") { list, index in
        .text(list.view.base.absolute(list.items[index].address))
      },
      Field("type", .text, "`RSS`, `Atom` or `JSON Feed`.") { list, index in .text(list.items[index].format.name) },
      Field("mime", .text, "Its media type.") { list, index in .text(list.items[index].format.mimeType) },
    ]
  }

  static let link: RecordType = RecordType("link", "A link with its words.", owner: Items<LinkItem>.self) {
    [
      Field("title", .text, "The words.") { list, index in .text(list.items[index].title) },
      Field("url", .text, "The address; empty where pages are left out.") { list, index in
        .text(list.items[index].url)
      },
      Field("current", .boolean, "Whether it leads to the page that is being made.") { list, index in
        .boolean(list.items[index].isCurrent)
      },
    ]
  }
}

/// A link as templates see it.
struct LinkItem: Sendable, Hashable {
  var title: String
  var url: String
  var isCurrent = false
}

extension LinkItem {
  init(crumb: Crumb, _ current: Address, _ base: BaseURL) {
    self.init(title: crumb.title, url: base.relative(crumb.address), isCurrent: crumb.address == current)
  }
}
