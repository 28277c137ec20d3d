public import Diagnostics

/// What is known of an article without building the site, for `sitegen list`.
public struct ListedArticle: Sendable, Codable {
  /// What keeps an article from readers, or does not: the words of `sitegen list`.
  public enum State: String, Sendable, Codable, CaseIterable {
    case published, drafts, scheduled, expired, retracted
  }

  /// `Content/world/bridge.md`
  public var file: String
  /// The headline, plain text.
  public var title: String
  /// RFC 3339, in the site's zone; nil for a page without a date.
  public var date: String?
  /// When it is gone or comes, for what is scheduled or expires.
  public var until: String?
  /// Where its page is, or would be: from the root of the site, `/world/bridge/`.
  public var address: String
  /// At the instant for which the site is listed.
  public var state: State
}

/// Every article and page of a site, newest first, whatever its state.
public func listArticles(_ inputs: BuildInputs) async throws(BuildFailure) -> [ListedArticle] {
  let files = try await ContentLoader(
    folder: inputs.content, selection: inputs.selection, jobs: inputs.jobs
  ).load()
  let zone = files.settings.zone
  let articles = files.articles.map(\.article).sorted {
    ($1.date?.seconds ?? .min, $0.source) < ($0.date?.seconds ?? .min, $1.source)
  }
  return articles.map { listed($0, inputs, zone) }
}

extension BuildReport {
  /// The article of a file that was read and is not published, and why: for whoever has just saved it.
  ///
  /// - Parameter file: Its path below Content: `world/bridge.md`.
  public func withheld(_ file: String) -> ListedArticle? {
    guard let prepared = remains.lazy.compactMap({ $0 as? PreparedSite }).first else { return nil }
    let (files, inputs) = (prepared.files, prepared.inputs)
    guard let position = files.position(of: file) else { return nil }
    let article = files.articles[position].article
    guard inputs.selection.exclusion(of: article) != nil else { return nil }
    return listed(article, inputs, files.settings.zone)
  }
}

private func listed(_ article: Article, _ inputs: BuildInputs, _ zone: Zone) -> ListedArticle {
  ListedArticle(
    file: inputs.content.display(article.source), title: article.title,
    date: article.date.map { $0.rfc3339(in: zone) },
    until: article.expires.map { $0.rfc3339(in: zone) }, address: article.address.text,
    state: state(of: article, inputs.selection))
}

private func state(of article: Article, _ selection: Selection) -> ListedArticle.State {
  switch selection.exclusion(of: article) {
  case .draft: .drafts
  case .scheduled: .scheduled
  case .expired: .expired
  case nil: article.status == .retracted ? .retracted : .published
  }
}
