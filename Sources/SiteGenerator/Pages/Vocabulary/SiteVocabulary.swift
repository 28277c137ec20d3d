import Template

/// What every template may say of the site.
enum SiteVocabulary {
  static let site: RecordType = RecordType(
    "site", "The site: what site.yml says, and its lists.", owner: SiteView.self,
    tracked: TrackedType.site
  ) {
    settings + lists + addresses
  }

  private static let settings: [Field<SiteView>] = [
    Field("title", .text, "Its name.") { view, _ in .text(view.settings.title) },
    Field("description", .optional(.text), "One or two sentences about it.") { view, _ in
      Value(view.settings.description)
    },
    Field("lang", .text, "Its language (BCP 47).") { view, _ in .text(view.settings.language) },
    Field("dir", .text, "`ltr` or `rtl`.") { view, _ in .text(view.direction) },
    Field("copyright", .optional(.text), "The notice of rights.") { view, _ in Value(view.settings.copyright) },
    Field("masthead", .record(PartVocabulary.masthead), "The name at the top of each page.") { view, _ in
      view.item(Masthead(view), PartVocabulary.masthead)
    },
    Field("logo", .optional(.record(PartVocabulary.picture)), "The picture that stands for it in feeds and cards.") {
      view, _ in
      view.item(view.sized(view.settings.logo), PartVocabulary.picture)
    },
    Field("icon", .optional(.text), "The address of its icon.") { view, _ in
      Value(view.settings.icon.map(view.base.relative))
    },
    Field("accent", .optional(.text), "The colour of the theme.") { view, _ in Value(view.settings.accent) },
    Field("footer", .list(.record(PageVocabulary.link)), "The links at the foot of each page.") { view, _ in
      view.items(
        view.settings.footer.map { LinkItem(title: $0.title, url: view.relative($0.target)) }, PageVocabulary.link)
    },
    Field("social", .list(.text), "Its profiles elsewhere.") { view, _ in
      .list(List(view.settings.social.map { .text($0) }))
    },
    Field("extra", .open, "`extra` in site.yml.") { view, _ in Value(view.settings.extra) },
    Field("generator", .text, "The program that made the site.") { _, _ in .text("sitegen") },
    Field("updated", .optional(.instant), "The date of the newest story.", part: SitePart.updated) { view, _ in
      view.site.updated.map { .instant($0.seconds) } ?? .none
    },
  ]

  private static let lists: [Field<SiteView>] = [
    Field(
      "sections", .list(.record(ListVocabulary.section)),
      "The top sections that have articles, in the order of the menu.", part: SitePart.sections
    ) {
      view, _ in view.list(view.site.menu, ListVocabulary.section)
    },
    Field("tags", .list(.record(ListVocabulary.tag)), "Most used first.", part: SitePart.tags) { view, _ in
      view.list(Array(0..<Int32(view.site.tags.count)), ListVocabulary.tag)
    },
    Field(
      "authors", .list(.record(ListVocabulary.author)), "Those with the most articles first.", part: SitePart.authors
    ) { view, _ in
      view.list(Array(0..<Int32(view.site.people.count)), ListVocabulary.author)
    },
    Field("stories", .list(.record(ListVocabulary.story)), "Running stories, the newest first.", part: SitePart.stories)
    { view, _ in
      view.list(Array(0..<Int32(view.site.stories.count)), ListVocabulary.story)
    },
    Field("articles", .list(.record(ArticleVocabulary.article)), "All of them, newest first.", part: SitePart.articles)
    { view, _ in
      view.list(view.site.listed, ArticleVocabulary.article)
    },
    Field(
      "pages", .list(.record(ArticleVocabulary.article)), "Pages such as `/about/`, in order of address.",
      part: SitePart.pages
    ) {
      view, _ in
      let range = Int32(view.site.articleCount)..<Int32(view.site.articles.count)
      return view.list(Array(range), ArticleVocabulary.article)
    },
    Field(
      "most_read", .list(.record(ArticleVocabulary.article)),
      "Those with the most views: as many as `home` in site.yml says.", part: SitePart.mostRead
    ) { view, _ in
      view.list(view.site.mostRead.prefix(view.settings.home.mostRead), ArticleVocabulary.article)
    },
    Field(
      "corrected", .list(.record(ArticleVocabulary.article)), "Articles with corrections, the newest correction first.",
      part: SitePart.corrected
    ) {
      view, _ in view.list(view.site.corrected, ArticleVocabulary.article)
    },
    Field(
      "retracted", .list(.record(ArticleVocabulary.article)), "Articles that were retracted, the latest first.",
      part: SitePart.corrected
    ) {
      view, _ in view.list(view.site.retracted, ArticleVocabulary.article)
    },
    Field(
      "custom_feeds", .list(.record(PageVocabulary.feed)), "The feeds that site.yml defines, each in three formats."
    ) { view, _ in
      view.items(
        view.settings.feeds.custom.flatMap { FeedLink.all(of: $0.title, $0.address) }, PageVocabulary.feed)
    },
    Field("feeds", .list(.record(PageVocabulary.feed)), "The feeds of the whole site.") { view, _ in
      view.items(view.feeds, PageVocabulary.feed)
    },
  ]

  private static let addresses: [Field<SiteView>] = [
    Field("url", .text, "The address of the front page as pages write it.") { view, _ in
      .text(view.base.relative(.home))
    },
    Field("permalink", .text, "The absolute address of the front page.") { view, _ in .text(view.base.absolute(.home))
    },
    Field("archive_url", .text, "The address of the archive.") { view, _ in
      .text(view.base.relative(Address("/archive/")))
    },
    Field("tags_url", .text, "The address of the list of tags.") { view, _ in
      .text(view.base.relative(Address("/tags/")))
    },
    Field("authors_url", .text, "The address of the list of authors.") { view, _ in
      .text(view.base.relative(Address("/authors/")))
    },
    Field("subscribe_url", .text, "The address of the page about the feeds.") { view, _ in
      .text(view.base.relative(Address("/subscribe/")))
    },
    Field("search_url", .text, "The address of the search page.") { view, _ in
      .text(view.base.relative(Address("/search/")))
    },
    Field("searchable", .boolean, "Whether the search page has an index to search: `search` in site.yml.") { view, _ in
      .boolean(view.hasSearchIndex)
    },
    Field(
      "corrections_url", .optional(.text), "The address of the list of corrections, when there is one.",
      part: SitePart.corrected
    ) {
      view, _ in view.site.hasCorrections ? .text(view.base.relative(Site.correctionsAddress)) : .none
    },
  ]
}
