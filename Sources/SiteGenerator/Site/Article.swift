import CommonMark

/// An article or a page: what one file of Content says, before it is known what the others say.
///
/// An object that never changes: a build speaks of each article in a hundred places, and what is passed there is one
/// reference instead of forty fields.
@dynamicMemberLookup
final class Article: Sendable {
  let fields: ArticleFields

  init(_ fields: ArticleFields) { self.fields = fields }

  /// A field. The compiler resolves the path: what is left of it is one load. Not where the field is itself part of a
  /// path: `map { $0.title }` is a load, and `map(\.title)` is a search.
  @inline(__always)
  subscript<Value>(dynamicMember path: KeyPath<ArticleFields, Value>) -> Value { fields[keyPath: path] }

  /// The same article but for what `change` does to it.
  func with(_ change: (inout ArticleFields) -> Void) -> Article {
    var fields = fields
    change(&fields)
    return Article(fields)
  }

  enum Kind: String, Sendable, CaseIterable { case article, page }
  enum Status: String, Sendable, CaseIterable { case published, retracted }
  enum Feed: String, Sendable, CaseIterable { case full, summary, none }
  /// What kind of journalism it is; shown to readers and given to machines.
  enum Label: String, Sendable, CaseIterable {
    case report, opinion, analysis, review, sponsored, satire
    case pressRelease = "press-release"
  }
  enum Pin: Sendable, Hashable { case no, yes, until(Instant) }
}

/// What an article says, while it is read.
struct ArticleFields: Sendable {
  /// The file below Content: `world/harbour-bridge.md`.
  var source: String
  var kind: Article.Kind
  /// Plain text.
  var title: String
  /// First publication; nil for pages alone.
  var date: Instant?
  var updated: Instant?
  var isDraft = false
  @Seldom var expires: Instant? = nil
  var status = Article.Status.published
  /// Why it was retracted.
  @Seldom var reason: String? = nil
  var address: Address
  var aliases: [Address] = []
  /// The key of the section, `world` or `world/asia`; empty for none.
  var section: String
  var tags: [String] = []
  /// Names, or keys of `people`.
  var authors: [String] = []
  /// What the front matter says; see `Site.description(of:)` for what is shown.
  var standfirst: String?
  @Seldom var image: Picture? = nil
  var label: Article.Label?
  @Seldom var ai: AIUse? = nil
  @Seldom var origin: Origin? = nil
  /// Newest first.
  var corrections: [Correction] = []
  /// The key of the running story.
  @Seldom var story: String? = nil
  var pin = Article.Pin.no
  /// BCP 47; nil for the site's.
  @Seldom var language: String? = nil
  /// The key that translations of one article share.
  @Seldom var translation: String? = nil
  @Seldom var canonical: String? = nil
  var takesComments = true
  var feed: Article.Feed?
  var isNoindex = false
  @Seldom var guid: String? = nil
  @Seldom var template: String? = nil
  var extra: DataValue = .mapping([])

  var body = Body()
  /// Of the bytes of its file: with the settings it stands for everything above.
  var hash = ContentHash(high: 0, low: 0)
}

/// The text of an article as HTML without its addresses, and what is known of it.
struct Body: Sendable {
  /// All but the HTML itself, which is kept apart.
  var text = RenderedMarkdown()
  var html = BodyHandle.empty
  /// Its headings and its summary, where they are kept apart (see `SiteView.outline`).
  var outline = BodyHandle.empty
  /// What the text says, as a number; see `wording(of:)`. 0 for what has not been rendered.
  var wording: UInt64 = 0

  /// The first paragraph, or what stands before `<!-- more -->`, as plain text.
  var summary: String { text.summary.count == 1 ? text.summary[0] : text.summary.joined(separator: " ") }
  var words: Int { text.words }

  /// Minutes to read, at 238 words or 500 characters (Chinese, Japanese, Korean, Thai) a minute; at least 1.
  ///
  /// 238: Brysbaert, "How many words do we read per minute?", Journal of Memory and Language 109 (2019).
  var minutes: Int {
    let seconds = text.words * 60 * 500 + text.characters * 60 * 238
    return max(1, (seconds + 60 * 238 * 500 - 1) / (60 * 238 * 500))
  }
}

/// A picture that belongs to an article, a person or the site.
struct Picture: Sendable, Hashable {
  /// An address of this site, or an absolute URL.
  var target: LinkTarget
  var alt: String
  var caption: String?
  var credit: String?
  var licence: String?
  /// CSS pixels, when they are known.
  var width: Int?
  var height: Int?

  /// The licence when it is the address of its text.
  var licenceURL: String? { licence.flatMap { isWebURL($0) ? $0 : nil } }
}

/// Where a link leads.
enum LinkTarget: Sendable, Hashable {
  /// A place on this site, with the query and fragment that follow it (`?a#b`), percent-encoded.
  case site(Address, suffix: String)
  /// Any other URL, as it was written.
  case url(String)
}

/// How a machine helped to write an article.
struct AIUse: Sendable, Hashable {
  enum Degree: String, Sendable, CaseIterable { case assisted, generated }
  var degree: Degree
  var note: String?
  var reviewer: String?
}

/// Where a story was first published.
struct Origin: Sendable, Hashable {
  var name: String
  var url: String?
}

struct Correction: Sendable, Hashable {
  enum Kind: String, Sendable, CaseIterable { case correction, clarification, update }
  var date: Instant
  var text: String
  var kind: Kind
}
