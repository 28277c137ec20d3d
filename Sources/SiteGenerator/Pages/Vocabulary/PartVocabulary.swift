import Bytes
import CommonMark
import Template

/// A correction and the article that it is about.
struct CorrectionItem: Sendable {
  var correction: Correction
  var article: Int
}

/// The name at the top of each page, in type or as a picture.
struct Masthead: Sendable {
  var text: String
  var picture: Picture?

  init(_ view: SiteView) {
    let settings = view.settings
    text = settings.masthead.text ?? settings.title
    picture = view.sized(settings.masthead.picture)
    picture?.alt = text
  }
}

/// What templates may say of the parts of an article.
enum PartVocabulary {
  static let heading: RecordType = RecordType("heading", "A heading in a text.", owner: Items<Heading>.self) {
    [
      Field("level", .integer, "2 to 6.") { list, index in .integer(list.items[index].level) },
      Field("id", .text, "Its `id` in the page.") { list, index in .text(list.items[index].id) },
      Field("title", .text, "Its text.") { list, index in .text(list.items[index].text) },
      Field("url", .text, "The link to it from the same page.") { list, index in .text("#" + list.items[index].id) },
    ]
  }

  static let picture: RecordType = RecordType("picture", "A picture with its words.", owner: Items<Picture>.self) {
    [
      Field("url", .text, "Its address as pages write it.") { list, index in
        .text(list.view.relative(list.items[index].target))
      },
      Field("permalink", .text, "Its absolute address.") { list, index in
        .text(list.view.base.absolute(list.items[index].target))
      },
      Field("alt", .text, "What it shows, for those who cannot see it.") { list, index in .text(list.items[index].alt)
      },
      Field("caption", .optional(.text), "What stands below it.") { list, index in Value(list.items[index].caption) },
      Field("credit", .optional(.text), "Who made it.") { list, index in Value(list.items[index].credit) },
      Field("licence", .optional(.text), "The terms on which it is shown.") { list, index in
        Value(list.items[index].licence)
      },
      Field("licence_url", .optional(.text), "The same, when it is an address.") { list, index in
        Value(list.items[index].licenceURL)
      },
      Field("width", .optional(.integer), "Pixels.") { list, index in
        list.items[index].width.map { .integer($0) } ?? .none
      },
      Field("height", .optional(.integer), "Pixels.") { list, index in
        list.items[index].height.map { .integer($0) } ?? .none
      },
      Field("srcset", .optional(.text), "Its other sizes, for the attribute `srcset`; see `images:` in site.yml.") {
        list, index in
        Value(list.view.variants(of: list.items[index].target)?.fallback.map(list.view.srcset))
      },
      Field("sources", .list(.record(source)), "Its other formats, for elements `source` in a `picture`.") {
        list, index in
        list.view.items(list.view.variants(of: list.items[index].target)?.sources ?? [], source)
      },
    ]
  }

  static let source: RecordType = RecordType(
    "source", "A picture in a format that not every browser shows, in several sizes.",
    owner: Items<PictureSet.Group>.self
  ) {
    [
      Field("type", .text, "Its media type: `image/webp`.") { list, index in
        .text(list.items[index].format.mediaType)
      },
      Field("srcset", .text, "Its sizes, for the attribute `srcset`.") { list, index in
        .text(list.view.srcset(list.items[index]))
      },
    ]
  }

  static let masthead: RecordType = RecordType(
    "masthead", "The name at the top of each page.", owner: Items<Masthead>.self
  ) {
    [
      Field("text", .text, "The name: `masthead` in site.yml, or else the title.") { list, index in
        .text(list.items[index].text)
      },
      Field("picture", .optional(.record(picture)), "The picture that takes its place.") { list, index in
        list.view.item(list.items[index].picture, picture)
      },
    ]
  }

  static let ai: RecordType = RecordType("ai", "How a machine helped to write an article.", owner: Items<AIUse>.self) {
    [
      Field("use", .text, "`assisted` or `generated`.") { list, index in .text(list.items[index].degree.rawValue) },
      Field("note", .optional(.text), "What it did.") { list, index in Value(list.items[index].note) },
      Field("reviewer", .optional(.text), "Who read it before it was published.") { list, index in
        Value(list.items[index].reviewer)
      },
    ]
  }

  static let credit: RecordType = RecordType("credit", "Who published a story first.", owner: Items<Origin>.self) {
    [
      Field("name", .text, "Their name.") { list, index in .text(list.items[index].name) },
      Field("url", .optional(.text), "The address of the story there.") { list, index in Value(list.items[index].url) },
    ]
  }

  static let correction: RecordType = RecordType(
    "correction", "What was wrong in an article, and is no longer.", owner: Items<CorrectionItem>.self
  ) {
    [
      Field("date", .instant, "When it was corrected.") { list, index in
        .instant(list.items[index].correction.date.seconds)
      },
      Field("text", .text, "What was wrong.") { list, index in .text(list.items[index].correction.text) },
      Field("kind", .text, "`correction`, `clarification` or `update`.") { list, index in
        .text(list.items[index].correction.kind.rawValue)
      },
      Field("article", .record(ArticleVocabulary.article), "The article.") { list, index in
        .record(Record(ArticleVocabulary.article, index: list.items[index].article))
      },
    ]
  }

  static let comment: RecordType = RecordType("comment", "An approved comment.", owner: Items<Comment>.self) {
    [
      Field("id", .text, "The name of its file.") { list, index in .text(list.items[index].id) },
      Field("anchor", .text, "A name for it that is safe as an `id`.") { list, index in
        .text("comment-" + slugKey(list.items[index].id))
      },
      Field("name", .text, "Who wrote it.") { list, index in .text(list.items[index].name) },
      Field("url", .optional(.text), "The writer's own page.") { list, index in Value(list.items[index].url) },
      Field("date", .instant, "When.") { list, index in .instant(list.items[index].date.seconds) },
      Field("content", .html, "Its text.") { list, index in .html(HTML(trusted: list.items[index].html)) },
      Field("depth", .integer, "0 for an answer to the article itself.") { list, index in
        .integer(list.items[index].depth)
      },
      Field("replies", .list(.record(comment)), "The answers to it, oldest first.") { list, index in
        .list(List(records: comment, owner: list, indices: list.items[index].replies.map { Int32($0) }))
      },
    ]
  }

  static let share: RecordType = RecordType("share", "A link that shares an article.", owner: Items<ShareLink>.self) {
    [
      Field("name", .text, "Where to: `Mastodon`.") { list, index in .text(list.items[index].name) },
      Field("key", .text, "The same as one word in lower case.") { list, index in .text(list.items[index].key) },
      Field("url", .text, "The address.") { list, index in .text(list.items[index].url) },
    ]
  }
}

/// A link that shares an article elsewhere: no script, no third party before the reader follows it.
struct ShareLink: Sendable, Hashable {
  var name: String
  var key: String
  var url: String
}

func shareLinks(of article: Article, _ base: BaseURL) -> [ShareLink] {
  let url = percentEncoded(Array(base.absolute(article.address).utf8), keeping: unreserved)
  let title = percentEncoded(Array(article.title.utf8), keeping: unreserved)
  func link(_ name: String, _ key: String, _ service: String, _ separator: String = "%20") -> ShareLink {
    var address = ""
    address.reserveCapacity(service.utf8.count + title.utf8.count + separator.utf8.count + url.utf8.count)
    address += service
    address += title
    address += separator
    address += url
    return ShareLink(name: name, key: key, url: address)
  }
  return [
    link("Mastodon", "mastodon", "https://share.joinmastodon.org/?text="),
    link("Bluesky", "bluesky", "https://bsky.app/intent/compose?text="),
    link("X", "x", "https://x.com/intent/post?text=", "&url="),
    link("WhatsApp", "whatsapp", "https://api.whatsapp.com/send?text="),
    link("E-mail", "email", "mailto:?subject=", "&body="),
  ]
}

/// RFC 3986, 2.3.
private let unreserved = ByteSet("-._~")
