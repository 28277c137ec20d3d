/// Which articles a build publishes: by its instant, and by what was asked for.
public struct Selection: Sendable, Hashable {
  /// The instant of the build, which stands for the clock: what is later is not published.
  public var now: Instant
  var includesDrafts: Bool
  var includesFuture: Bool
  var includesExpired: Bool

  /// - Parameters:
  ///   - drafts: Whether articles with `draft: true` are shown.
  ///   - future: Whether those whose date is still to come are.
  ///   - expired: Whether those whose `expires` has passed are.
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
  func exclusion(of article: Article) -> Exclusion? {
    exclusion(isDraft: article.isDraft, date: article.date, expires: article.expires)
  }

  func exclusion(of article: ArticleFields) -> Exclusion? {
    exclusion(isDraft: article.isDraft, date: article.date, expires: article.expires)
  }

  private func exclusion(isDraft: Bool, date: Instant?, expires: Instant?) -> Exclusion? {
    if isDraft, !includesDrafts { return .draft }
    if let expires, expires <= now, !includesExpired { return .expired(expires) }
    if let date, date > now, !includesFuture { return .scheduled(date) }
    return nil
  }
}
