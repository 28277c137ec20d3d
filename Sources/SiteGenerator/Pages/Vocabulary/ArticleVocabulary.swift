import CommonMark
import Template

/// What templates may say of an article. The name, the type, the sentence and the way to get it stand side by side, and
/// give the check of templates, their rendering, and the reference page.
enum ArticleVocabulary {
  static let article: RecordType = RecordType(
    "article", "A story, or a page such as `/about/`, and everything that is known of it.", owner: SiteView.self,
    tracked: TrackedType.article
  ) {
    text + relations.map { $0.part(ArticlePart.relations) } + neighbours.map { $0.part(ArticlePart.neighbours) }
      + journalism
  }

  private static let text: [Field<SiteView>] = [
    Field("title", .text, "The headline, plain text.") { view, index in .text(view.site.articles[index].title) },
    Field("url", .text, "Its address as pages of this site write it.") { view, index in .text(view.urls[index]) },
    Field("permalink", .text, "Its absolute address.") { view, index in
      .text(view.base.absolute(view.site.articles[index].address))
    },
    Field("kind", .text, "`article` or `page`.") { view, index in .text(view.site.articles[index].kind.rawValue) },
    Field("date", .instant, "First publication. A page need not have one: see `dated`.") { view, index in
      view.site.articles[index].date.map { .instant($0.seconds) } ?? .none
    },
    Field("dated", .boolean, "Whether it has a date: articles have, pages need not.") { view, index in
      .boolean(view.site.articles[index].date != nil)
    },
    Field("updated", .optional(.instant), "The last change that a reader should know of.") { view, index in
      view.site.articles[index].updated.map { .instant($0.seconds) } ?? .none
    },
    Field("lang", .text, "The language of its text (BCP 47).") { view, index in .text(view.language(of: index)) },
    Field("dir", .text, "`ltr` or `rtl`.") { view, index in .text(view.direction(of: view.language(of: index))) },
    Field("foreign", .boolean, "Whether its language is not the site's: then `lang` and `dir` belong on it.") {
      view, index in .boolean(view.language(of: index) != view.settings.language)
    },
    Field("description", .optional(.text), "One or two sentences: front matter's, or else the first paragraph.") {
      view, index in Value(view.site.description(of: Site.Index(index)))
    },
    Field("standfirst", .optional(.text), "Front matter's `description` alone.") { view, index in
      Value(view.site.articles[index].standfirst)
    },
    Field("content", .html, "The text.", part: ArticlePart.content) { view, index in
      .html(HTML(trusted: view.content(of: index, absolute: false)))
    },
    Field("summary", .html, "The text before `<!-- more -->`, or else the first paragraph.", part: ArticlePart.content)
    { view, index in
      .html(HTML(trusted: view.summary(of: index)))
    },
    Field("words", .integer, "How many words the text has.") { view, index in
      .integer(view.site.articles[index].fields.body.words)
    },
    Field("minutes", .integer, "How long it takes to read; at least 1.") { view, index in
      .integer(view.site.articles[index].fields.body.minutes)
    },
    Field("headings", .list(.record(PartVocabulary.heading)), "The outline of the text.") { view, index in
      view.items(view.outline(of: view.site.articles[index].fields.body).headings, PartVocabulary.heading)
    },
    Field("contents", .list(.record(PartVocabulary.heading)), "The same as `headings`: a table of contents.") {
      view, index in
      view.items(view.outline(of: view.site.articles[index].fields.body).headings, PartVocabulary.heading)
    },
    Field("image", .optional(.record(PartVocabulary.picture)), "The lead picture.") { view, index in
      view.item(view.site.articles[index].image, PartVocabulary.picture)
    },
    Field("id", .text, "Its id in feeds.") { view, index in
      .text(feedID(of: Site.Index(index), in: view.site))
    },
    Field("anchor", .text, "A name for it that is safe as an `id`.") { view, index in
      .text("a" + slug(view.site.articles[index].address.text))
    },
    Field("noindex", .boolean, "Whether it is kept from search engines.") { view, index in
      .boolean(view.site.articles[index].isNoindex)
    },
    Field("extra", .open, "What front matter says under `extra`.") { view, index in
      Value(view.site.articles[index].extra)
    },
  ]

  private static let relations: [Field<SiteView>] = [
    Field("section", .optional(.record(ListVocabulary.section)), "Where it stands.") { view, index in
      view.record(view.site.links[index].section, ListVocabulary.section)
    },
    Field("tags", .list(.record(ListVocabulary.tag)), "In the author's order.") { view, index in
      view.list(view.site.links[index].tags, ListVocabulary.tag)
    },
    Field("authors", .list(.record(ListVocabulary.author)), "In the byline's order.") { view, index in
      view.list(view.site.links[index].authors, ListVocabulary.author)
    },
    Field("story", .optional(.record(ListVocabulary.story)), "The running story that it belongs to.") { view, index in
      view.record(view.site.links[index].story, ListVocabulary.story)
    },
    Field("translations", .list(.record(article)), "The same article in other languages.") { view, index in
      view.list(view.site.links[index].translations, article)
    },
    Field("views", .optional(.integer), "How often it was read, where that is known.") { view, index in
      view.site.views[index].map { .integer($0) } ?? .none
    },
    Field("comment_count", .integer, "Approved comments.") { view, index in
      .integer(view.site.comments[index].count)
    },
    Field("comments", .list(.record(PartVocabulary.comment)), "Approved comments that answer the article itself.") {
      view, index in view.threads(of: index)
    },
    Field("takes_comments", .boolean, "Whether it takes comments.") { view, index in
      .boolean(view.site.articles[index].takesComments)
    },
    Field("shares", .list(.record(PartVocabulary.share)), "Links that share it, without a script.") { view, index in
      view.items(shareLinks(of: view.site.articles[index], view.base), PartVocabulary.share)
    },
  ]

  private static let neighbours: [Field<SiteView>] = [
    Field("previous", .optional(.record(article)), "The next older article.") { view, index in
      view.record(view.site.links[index].previous, article)
    },
    Field("next", .optional(.record(article)), "The next newer article.") { view, index in
      view.record(view.site.links[index].next, article)
    },
    Field("related", .list(.record(article)), "Up to four others that share tags, section and time.") { view, index in
      view.list(view.site.links[index].related, article)
    },
  ]

  private static let journalism: [Field<SiteView>] = [
    Field(
      "label", .optional(.text), "`report`, `opinion`, `analysis`, `review`, `sponsored`, `press-release`, `satire`."
    ) {
      view, index in Value(view.site.articles[index].label?.rawValue)
    },
    Field("ai", .optional(.record(PartVocabulary.ai)), "How a machine helped to write it.") { view, index in
      view.item(view.site.articles[index].ai, PartVocabulary.ai)
    },
    Field("source", .optional(.record(PartVocabulary.credit)), "Where it was first published.") { view, index in
      view.item(view.site.articles[index].origin, PartVocabulary.credit)
    },
    Field("canonical", .optional(.text), "The address of the original.") { view, index in
      Value(view.site.articles[index].canonical)
    },
    Field("corrections", .list(.record(PartVocabulary.correction)), "Newest first.", part: ArticlePart.moment) {
      view, index in
      view.items(view.corrections(of: index), PartVocabulary.correction)
    },
    Field("corrections_fresh", .boolean, "Whether a correction is not older than 48 hours.", part: ArticlePart.moment) {
      view, index in
      .boolean(view.corrections(of: index).contains { view.site.now - $0.correction.date < Correction.isNewFor })
    },
    Field("pinned", .boolean, "Whether it is kept at the top of the lists.", part: ArticlePart.moment) { view, index in
      .boolean(view.site.articles[index].isPinned(at: view.site.now))
    },
    Field(
      "live", .boolean, "Whether it is the newest part of a running story, and changed less than a day ago.",
      part: ArticlePart.moment
    ) {
      view, index in .boolean(view.site.isLive(Site.Index(index)))
    },
    Field("retracted", .boolean, "Whether it was retracted.") { view, index in
      .boolean(view.site.articles[index].status == .retracted)
    },
    Field("reason", .optional(.text), "Why it was retracted.") { view, index in
      Value(view.site.articles[index].reason)
    },
  ]
}

extension Value {
  /// Text, or none.
  init(_ text: String?) { self = text.map { .text($0) } ?? .none }

  /// Data of no fixed shape.
  init(_ data: DataValue) {
    switch data {
    case .none: self = .none
    case .boolean(let value): self = .boolean(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .text(let value): self = .text(value)
    case .list(let items): self = .list(List(items.map { Value($0) }))
    case .mapping(let pairs): self = .mapping(Mapping(pairs.map { ($0.key, Value($0.value)) }))
    }
  }
}

extension SiteView {
  func language(of index: Int) -> String { site.articles[index].language ?? settings.language }

  func direction(of language: String) -> String {
    language == settings.language ? direction : SiteGenerator.direction(of: language)
  }

  /// A record of something that the site holds by its index.
  func record(_ index: Site.Index?, _ type: RecordType) -> Value {
    index.map { .record(Record(type, index: Int($0))) } ?? .none
  }

  func list(_ indices: [Site.Index], _ type: RecordType) -> Value {
    .list(List(records: type, indices: indices))
  }

  func list(_ indices: ArraySlice<Site.Index>, _ type: RecordType) -> Value {
    .list(List(records: type, indices: Array(indices)))
  }

  /// Corrections that have been made by now.
  func corrections(of index: Int) -> [CorrectionItem] {
    site.articles[index].corrections.filter { $0.date <= site.now }.map {
      CorrectionItem(correction: $0, article: index)
    }
  }

  func threads(of index: Int) -> Value {
    let comments = site.comments[index]
    let top = comments.indices.filter { comments[$0].depth == 0 }.map { Int32($0) }
    return .list(List(records: PartVocabulary.comment, owner: Items(self, comments), indices: top))
  }
}
