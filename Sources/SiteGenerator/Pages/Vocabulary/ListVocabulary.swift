import Template

/// What templates may say of the lists that articles are in.
enum ListVocabulary {
  static let section: RecordType = RecordType(
    "section", "A folder of articles, with all below it.", owner: SiteView.self, tracked: TrackedType.section
  ) {
    [
      Field("title", .text, "Its name.") { view, index in .text(view.site.sections[index].title) },
      Field("key", .text, "Its folder: `world`, `world/asia`.") { view, index in .text(view.site.sections[index].key) },
      Field("description", .optional(.text), "One or two sentences.") { view, index in
        Value(view.site.sections[index].description)
      },
      Field("content", .html, "The text of its `_index.md`.") { view, index in
        .html(HTML(trusted: view.sectionContent(of: index)))
      },
      Field("parent", .optional(.record(section)), "The section above it.") { view, index in
        view.record(view.site.sections[index].parent, section)
      },
      Field("sections", .list(.record(section)), "The sections below it.", part: ListPart.contents) { view, index in
        view.list(view.site.sections[index].children, section)
      },
      Field("extra", .open, "What its `_index.md` says under `extra`.") { view, index in
        Value(view.site.sections[index].extra)
      },
    ] + common({ $0.sectionURLs }, { $0.sections[$1].address }, { $0.sections[$1].articles }, { $0.sections[$1].title })
  }

  static let tag: RecordType = RecordType(
    "tag", "A subject.", owner: SiteView.self, tracked: TrackedType.tag
  ) {
    [
      Field("title", .text, "Its name.") { view, index in .text(view.site.tags[index].title) },
      Field("key", .text, "The last part of its address.") { view, index in .text(view.site.tags[index].key) },
    ] + common({ $0.tagURLs }, { $0.tags[$1].address }, { $0.tags[$1].articles }, { $0.tags[$1].title })
  }

  static let author: RecordType = RecordType(
    "author", "Someone who writes.", owner: SiteView.self, tracked: TrackedType.author
  ) {
    [
      Field("title", .text, "The name.") { view, index in .text(view.site.people[index].name) },
      Field("key", .text, "The last part of the address.") { view, index in .text(view.site.people[index].key) },
      Field("role", .optional(.text), "`role` in site.yml.") { view, index in
        Value(view.site.people[index].settings?.role)
      },
      Field("bio", .optional(.text), "`bio` in site.yml.") { view, index in
        Value(view.site.people[index].settings?.bio)
      },
      Field("portrait", .optional(.record(PartVocabulary.picture)), "`portrait` in site.yml.") { view, index in
        view.item(view.sized(view.site.people[index].settings?.portrait), PartVocabulary.picture)
      },
      Field("email", .optional(.text), "`email` in site.yml.") { view, index in
        Value(view.site.people[index].settings?.email)
      },
      Field("website", .optional(.text), "`url` in site.yml.") { view, index in
        Value(view.site.people[index].settings?.website)
      },
      Field("links", .list(.text), "Profiles elsewhere.") { view, index in
        .list(List((view.site.people[index].settings?.links ?? []).map { .text($0) }))
      },
      Field("fediverse", .optional(.text), "`@name@host`.") { view, index in
        Value(view.site.people[index].settings?.fediverse)
      },
      Field("words", .integer, "How many words the articles have.", part: ListPart.contents) { view, index in
        .integer(view.site.people[index].articles.reduce(0) { $0 + view.site.article($1).body.words })
      },
    ] + common({ $0.authorURLs }, { $0.people[$1].address }, { $0.people[$1].articles }, { $0.people[$1].name })
  }

  static let story: RecordType = RecordType(
    "story", "A running story.", owner: SiteView.self, tracked: TrackedType.story
  ) {
    [
      Field("title", .text, "Its name.") { view, index in .text(view.site.stories[index].title) },
      Field("key", .text, "Its name as a part of an address would be.") { view, index in
        .text(view.site.stories[index].key)
      },
      Field("count", .integer, "How many articles it has.", part: ListPart.contents) { view, index in
        .integer(view.site.stories[index].articles.count)
      },
      Field("articles", .list(.record(ArticleVocabulary.article)), "Oldest first.", part: ListPart.contents) {
        view, index in
        view.list(view.site.stories[index].articles, ArticleVocabulary.article)
      },
    ]
  }

  /// What every list with a page of its own has.
  private static func common(
    _ urls: @escaping @Sendable (SiteView) -> [String], _ address: @escaping @Sendable (Site, Int) -> Address,
    _ articles: @escaping @Sendable (Site, Int) -> [Site.Index],
    _ title: @escaping @Sendable (Site, Int) -> String
  ) -> [Field<SiteView>] {
    [
      Field("url", .text, "Its address as pages write it.") { view, index in
        .text(urls(view)[index])
      },
      Field("permalink", .text, "Its absolute address.") { view, index in
        .text(view.base.absolute(address(view.site, index)))
      },
      Field("count", .integer, "How many articles it has.", part: ListPart.contents) { view, index in
        .integer(articles(view.site, index).count)
      },
      Field(
        "articles", .list(.record(ArticleVocabulary.article)), "All of them, newest first.", part: ListPart.contents
      ) { view, index in
        view.list(articles(view.site, index), ArticleVocabulary.article)
      },
      Field("feeds", .list(.record(PageVocabulary.feed)), "Its feeds.") { view, index in
        view.items(FeedLink.all(of: title(view.site, index), address(view.site, index)), PageVocabulary.feed)
      },
    ]
  }
}

extension SiteView {
  /// A picture of site.yml with the size of its file.
  func sized(_ picture: Picture?) -> Picture? {
    guard var picture, case .site(let address, _) = picture.target, let size = pictures[address] else { return picture }
    picture.width = size.width
    picture.height = size.height
    return picture
  }
}
