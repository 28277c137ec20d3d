/// Which articles a build publishes: by its instant, and by what was asked for.
public struct Selection: Sendable, Hashable {
  public var now: Instant
  public var includesDrafts: Bool
  public var includesFuture: Bool
  public var includesExpired: Bool

  public init(now: Instant, drafts: Bool = false, future: Bool = false, expired: Bool = false) {
    self.now = now
    includesDrafts = drafts
    includesFuture = future
    includesExpired = expired
  }

  /// Whether it shows what anybody may see at its instant, and nothing else.
  var isPublic: Bool { !includesDrafts && !includesFuture && !includesExpired }

  /// Why an article is not published.
  enum Exclusion: Sendable, Hashable {
    case draft
    case scheduled(Instant)
    case expired(Instant)
  }

  /// Nil when the article is published.
  func exclusion(of article: Article) -> Exclusion? { exclusion(of: article.fields) }

  func exclusion(of article: ArticleFields) -> Exclusion? {
    if article.isDraft, !includesDrafts { return .draft }
    if let expires = article.expires, expires <= now, !includesExpired { return .expired(expires) }
    if let date = article.date, date > now, !includesFuture { return .scheduled(date) }
    return nil
  }
}
