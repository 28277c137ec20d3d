import Diagnostics

/// What was read from the file of one article: its fields, and what can only be settled when all articles are known.
struct ReadArticle: Sendable {
  var fields: ArticleFields
  /// The lead picture, before it is known where its file is.
  @Seldom var image: FrontMatterPicture? = nil
  /// What other generators call categories.
  var categories: [String] = []
  var warnings: [Diagnostic] = []
  /// Whether the text was read as well: of what is not published it is not.
  var isRendered = false
  /// Whether there is a warning that `updated` lies in the future, which it will not do for ever.
  var isUpdatedInFuture = false
}

/// One article as it was read: the same in one object that never changes, as `Article` is.
final class LoadedArticle: Sendable {
  let article: Article
  private let seldomImage: Seldom<FrontMatterPicture>
  var image: FrontMatterPicture? { seldomImage.wrappedValue }
  let categories: [String]
  let warnings: [Diagnostic]
  let isRendered: Bool
  let isUpdatedInFuture: Bool

  init(_ read: ReadArticle) {
    article = Article(read.fields)
    seldomImage = Seldom(wrappedValue: read.image)
    categories = read.categories
    warnings = read.warnings
    isRendered = read.isRendered
    isUpdatedInFuture = read.isUpdatedInFuture
  }

  /// The same of a later build, whose store has the text elsewhere.
  init(_ other: LoadedArticle, html: BodyHandle, outline: BodyHandle) {
    article = other.article.with { ($0.body.html, $0.body.outline) = (html, outline) }
    seldomImage = other.seldomImage
    categories = other.categories
    warnings = other.warnings
    isRendered = other.isRendered
    isUpdatedInFuture = other.isUpdatedInFuture
  }
}
