import Diagnostics
import Template

extension PreparedSite {
  /// The page that a person means; what has none is told why.
  func page(of subject: Subject, _ asked: String) throws(Diagnostic) -> Page {
    switch subject {
    case .file(let index):
      if case .page(let page) = plan.files[index].content { return page }
    case .excluded(let article, let exclusion):
      throw Diagnostic(
        id: "address-unknown", "\(inputs.content.display(article.source)) is \(exclusion.words) and has no page",
        hint: "`\(exclusion.option)` shows what its templates would see")
    default: break
    }
    throw Diagnostic(
      id: "address-unknown", "\"\(asked)\" is no page of this site",
      hint: "an expression sees what a template sees, and only pages have templates")
  }

  /// What a template sees on a page.
  func value(of expression: String, on page: Page, asJSON: Bool) throws(Diagnostic) -> String {
    let kind = SiteTemplates.kinds.first { $0.template == SiteTemplates.defaultTemplate(for: page.kind) }?.kind
    guard let kind else { throw .templateMissing(page.template, at: Place(path: page.address.text)) }
    let zone = site.settings.zone
    let owner = PageView(view, page)
    do throws(BuildFailure) {
      return try TemplateSet.evaluate(
        Source(path: "expression", text: expression), kind: kind, vocabulary: vocabulary,
        variables: SiteTemplates.values(owner), root: view, owner: owner, asJSON: asJSON
      ) { Instant(seconds: $0).rfc3339(in: zone) }
    } catch {
      throw error.diagnostics.first.map { seen($0, in: expression) }
        ?? Diagnostic(id: "template-value", "this has no value")
    }
  }

  /// An expression is on no page: what could help is another page.
  private func seen(_ diagnostic: Diagnostic, in expression: String) -> Diagnostic {
    var seen = diagnostic
    seen.notes = []
    let text = expression.drop { $0 == " " }
    if diagnostic.id == "template-syntax", let braces = ["{{", "{%"].first(where: text.hasPrefix) {
      seen.hint =
        braces == "{{"
        ? "leave the braces out: the expression alone, such as 'site.title'"
        : "a statement has no value: only what could stand between {{ and }} has one"
    }
    if diagnostic.id == "template-unknown-variable" {
      seen.hint = (seen.hint.map { $0 + "; " } ?? "") + "`--page ADDRESS` shows what another page sees"
    }
    return seen
  }

  private var vocabulary: Vocabulary {
    let assets = Assets(theme.assets, accent: site.settings.accent)
    return SiteTemplates.vocabulary(
      HostFilters(settings: site.settings, words: view.words, assets: assets.addresses))
  }
}

extension Selection.Exclusion {
  /// What includes such articles.
  fileprivate var option: String {
    switch self {
    case .draft: "--drafts"
    case .scheduled: "--future"
    case .expired: "--expired"
    }
  }
}
