import Diagnostics
import Template

/// The kinds of templates and what each may say: the vocabulary of the theme.
enum SiteTemplates {
  private static let common = [
    Variable("site", .record(SiteVocabulary.site), "The site.", isShared: true),
    Variable("page", .record(PageVocabulary.page), "The page that is being made."),
    Variable("data", .open, "The files of `_data`: `data.NAME`.", isShared: true),
    Variable("now", .instant, "The instant of the build.", isShared: true),
  ]

  /// Where `data` and `now` stand among the variables of every kind.
  static let dataVariable = 2
  static let nowVariable = 3

  private static let article = Variable("article", .record(ArticleVocabulary.article), "The article.")
  private static let list = Variable("list", .record(PageVocabulary.list), "This page of the list.")

  /// The kinds by the name of their template; `page.html` and the like.
  static let kinds: [(template: String, kind: TemplateKind)] = [
    kind("home", "The front page.", Variable("home", .record(HomeVocabulary.home), "What stands on it."), list),
    kind("article", "One article.", article),
    kind("page", "One page, such as `/about/`.", article),
    kind("section", "A section.", Variable("section", .record(ListVocabulary.section), "The section."), list),
    kind("tag", "A tag.", Variable("tag", .record(ListVocabulary.tag), "The tag."), list),
    kind("author", "An author.", Variable("author", .record(ListVocabulary.author), "The author."), list),
    kind(
      "archive", "The archive, a year, or a month.",
      Variable("archive", .record(HomeVocabulary.archive), "What it shows."), list),
    kind("tags", "All tags."),
    kind("authors", "All authors."),
    kind("subscribe", "What feeds are, and their addresses."),
    kind("corrections", "All corrections."),
    kind("search", "The search."),
    kind("404", "What is shown for an address that is not there."),
  ]

  private static func kind(_ name: String, _ sentence: String, _ variables: Variable...) -> (String, TemplateKind) {
    ("\(name).html", TemplateKind(name, sentence, variables: common + variables))
  }

  static func vocabulary(_ filters: HostFilters) -> Vocabulary {
    Vocabulary(kinds: kinds.map(\.kind), filters: filters.all)
  }

  /// The values of the variables that all kinds begin with.
  private static func commonValues(_ site: SiteView) -> [Value] {
    [
      .record(Record(SiteVocabulary.site, index: 0)),
      .record(Record(PageVocabulary.page, index: 0)),
      site.data,
      .instant(site.site.now.seconds),
    ]
  }

  /// What all pages of a site share, rendered.
  static func sharedFragments(of templates: TemplateSet, _ site: SiteView) -> [SharedFragment] {
    templates.bound(to: site).sharedFragments(commonValues(site))
  }

  /// The values of a page's variables, in the order of its kind, for templates that are bound to its site's view and
  /// rendered for this page's (`render(_:of:)`).
  ///
  /// - Parameter room: For how many values there is to be room (see `Template.slots`).
  static func values(_ view: PageView, room: Int = 0) -> [Value] {
    let site = view.view
    var values: [Value] = []
    values.reserveCapacity(room)
    values += commonValues(site)
    let list = Value.record(Record(PageVocabulary.list, index: 0))
    switch view.page.kind {
    case .article(let index), .page(let index): values.append(site.record(index, ArticleVocabulary.article))
    case .home: values += [.record(Record(HomeVocabulary.home, owner: FrontPage(site, view.page), index: 0)), list]
    case .section(let index): values += [site.record(index, ListVocabulary.section), list]
    case .tag(let index): values += [site.record(index, ListVocabulary.tag), list]
    case .author(let index): values += [site.record(index, ListVocabulary.author), list]
    case .archive: values += [.record(Record(HomeVocabulary.archive, index: 0)), list]
    case .tags, .authors, .subscribe, .corrections, .search, .notFound: break
    }
    return values
  }

  /// Whether a template may be named by an article: those that are made for other kinds of pages may not.
  static func mayShowArticle(_ name: String) -> Bool {
    ["article.html", "page.html"].contains(name) || !kinds.contains { $0.template == name }
  }

  /// The name of the kind's own template.
  static func defaultTemplate(for kind: Page.Kind) -> String {
    kind == .notFound ? "404.html" : "\(kind.name).html"
  }
}
