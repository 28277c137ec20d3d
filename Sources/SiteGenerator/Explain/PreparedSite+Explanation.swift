import Diagnostics
import Template

/// What is known of one file of the plan.
extension PreparedSite {
  func explanation(of subject: Subject, output: String, standing: (String) -> [UInt8]?) -> Explanation {
    switch subject {
    case .file(let index): explanation(ofFile: index, output: output)
    case .excluded(let article, let exclusion): explanation(of: article, exclusion)
    case .template(let name): explanation(ofTemplate: name)
    case .words(let language): explanation(ofWords: language)
    case .source(let path): explanation(ofSource: path)
    case .standing(let path): explanation(ofStanding: path, output: output, standing: standing)
    }
  }

  private func explanation(ofFile index: Int, output: String) -> Explanation {
    let file = plan.files[index]
    var explanation = Explanation(file.address.text, isPublished: true)
    explanation.add("made from", origin(of: file))
    explanation.add("file", "\(output)/\(file.path.text)")
    explanation.add("URL", site.settings.baseURL.absolute(file.address))
    switch file.content {
    case .page(let page): describe(page, &explanation)
    case .redirect(let target): explanation.add("redirects to", target.text)
    case .feed(let list, let format): describe(list, format, &explanation)
    case .sitemap(let map): explanation.add("tells", "search engines of \(map.contents)")
    case .copy, .picture, .variant: describeUses(of: file, &explanation)
    case .bytes:
      if case .asset(let name) = file.owner { describe(asset: name, &explanation) }
      explanation.add("tells", audience(of: file.path.text))
    }
    return explanation
  }

  private func describe(_ list: FeedList, _ format: FeedFormat, _ explanation: inout Explanation) {
    let month = list.archive.map { ", what was published in \($0.year)-\(padded($0.month, 2))" } ?? ""
    explanation.add("feed", "\(format.name) of \(list.title)\(month)")
    explanation.add("page", plan.index(of: list.page) == nil ? nil : list.page.text)
    explanation.add("articles", addresses(of: list.articles, most: 5))
  }

  /// Whom a file of the site's root is for, by its path.
  private func audience(of path: String) -> String? {
    switch path {
    case "sitemap-news.xml": "news search engines of what was published in the last two days"
    case "feeds.opml": "feed readers of every feed of the site, to import them all at once"
    case "robots.txt":
      "search engines where the sitemaps are; \(inputs.content.display("_static/robots.txt")) would take its place"
    case "_redirects", "_headers": "the host of redirects and headers, which `servers` in site.yml asks for"
    case _ where path.hasPrefix(".server/"):
      "the web server of redirects and headers, which `servers` in site.yml asks for; no visitor sees it"
    default: nil
    }
  }

  private func origin(of file: PlannedFile) -> String {
    switch file.owner {
    case .article(let source, nil):
      guard case .redirect = file.content else { return inputs.content.display(source) }
      let ledger = inputs.content.display(Ledger.fileName)
      return "an earlier address of \(inputs.content.display(source)), which \(ledger) remembers"
    case .article(let source, let key?): return "`\(key)` in \(inputs.content.display(source))"
    case .file(let path): return path
    case .asset(let name): return origin(ofAsset: name)
    case .program(let what, let place):
      if case .page(let page) = file.content {
        return ([what] + sources(of: page) + settings(of: page)).joined(separator: ", and ")
      }
      return place.map { "\(what), which \($0.path):\($0.line) asks for" } ?? what
    }
  }

  /// The file that says something of a list.
  func sources(of page: Page) -> [String] {
    let source: String? =
      switch page.kind {
      case .home: files.indexes[""]?.source
      case .section(let index): site.sections[Int(index)].source
      default: nil
      }
    return source.map { [inputs.content.display($0)] } ?? []
  }

  /// The settings of an author, who need not have any.
  private func settings(of page: Page) -> [String] {
    guard case .author(let index) = page.kind, let person = site.people[Int(index)].settings else { return [] }
    return ["`people: \(person.key)` in \(inputs.content.display("site.yml"))"]
  }

  private func describe(_ page: Page, _ explanation: inout Explanation) {
    explanation.add("title", page.title)
    if let index = page.kind.article {
      describe(site.article(index), index, &explanation)
    } else {
      if page.pagination.pages > 1 {
        explanation.add("page", "\(page.pagination.number) of \(page.pagination.pages)")
      }
      explanation.add("shows", addresses(of: Array(page.articles), most: 5))
      explanation.add("feeds", feeds { $0.address == page.pagination.list })
    }
    explanation.add("template", templates.chain(of: page.template).map(shown).joined(separator: " → "))
    explanation.add("includes", included(by: page.template))
    explanation.add(
      "redirects",
      plan.files.compactMap { file in
        if case .redirect(page.address) = file.content { "\(file.address) leads here" } else { nil }
      })
  }

  private func describe(_ article: Article, _ index: Site.Index, _ explanation: inout Explanation) {
    let zone = site.settings.zone
    explanation.add("date", article.date.map { $0.rfc3339(in: zone) })
    explanation.add("updated", article.updated.map { $0.rfc3339(in: zone) })
    explanation.add("expires", article.expires.map { $0.rfc3339(in: zone) })
    if article.status == .retracted {
      explanation.add("status", "retracted: the page stays as a notice, and is in no list")
    }
    let lists = plan.files.compactMap { file -> String? in
      guard case .page(let page) = file.content, page.articles.contains(index) else { return nil }
      return "\(page.address) (\(page.title))"
    }
    explanation.add("lists", lists.isEmpty ? ["none: \(reasonForNoList(article))"] : lists)
    let feeds = feeds { $0.articles.contains(index) }
    explanation.add("feeds", feeds.isEmpty ? ["none: \(reasonForNoFeed(article))"] : feeds)
    explanation.add(
      "sitemap", article.isNoindex || article.status == .retracted ? "no: kept from search engines" : "yes")
    explanation.add("views", site.views[Int(index)].map { "\($0)" })
    let comments = site.comments[Int(index)].count
    explanation.add("comments", comments > 0 ? "\(comments)" : nil)
  }

  private func reasonForNoList(_ article: Article) -> String {
    article.kind == .page ? "pages stand in none" : "it is retracted"
  }

  private func reasonForNoFeed(_ article: Article) -> String {
    if article.kind == .page { return "pages are in none" }
    if article.status == .retracted { return "it is retracted" }
    if article.feed == Article.Feed.none { return "`feed: none`" }
    return "\(site.settings.feeds.items) newer articles fill them (`feeds: {items: …}` in site.yml)"
  }

  /// The feeds of lists, one line a list.
  private func feeds(_ isMeant: (FeedList) -> Bool) -> [String] {
    var lines: [(list: Address, feeds: [String], archives: [String])] = []
    for file in plan.files {
      guard case .feed(let list, _) = file.content, isMeant(list) else { continue }
      if lines.last?.list != list.address { lines.append((list.address, [], [])) }
      if list.archive == nil {
        lines[lines.count - 1].feeds.append(file.address.text)
      } else {
        lines[lines.count - 1].archives.append(file.address.text)
      }
    }
    return lines.map { line in
      let (feeds, archives) = (line.feeds, line.archives)
      if feeds.isEmpty { return archives.joined(separator: ", ") }
      return feeds.joined(separator: ", ")
        + (archives.isEmpty ? "" : ", and \(archives.count) archives of older articles")
    }
  }

  private func addresses(of articles: [Site.Index], most: Int) -> [String] {
    let shown = articles.prefix(most).map { site.article($0).address.text }
    return shown + (articles.count > most ? ["… \(articles.count) in all"] : [])
  }

  func display(_ template: String) -> String { theme.templates[template]?.path ?? template }

  /// The same, and that it has errors when it has some: then what it extends and includes is not known.
  private func shown(_ template: String) -> String {
    let path = display(template)
    return errors.concerning(path).isEmpty ? path : "\(path) (has errors)"
  }

  /// Some names a line: a theme is made of many files.
  private func included(by template: String) -> [String] {
    let chain = Set(templates.chain(of: template).map(display))
    var lines: [String] = []
    for file in (templates.template(template)?.sources ?? []) where !chain.contains(file) {
      if let last = lines.last, last.utf8.count + file.utf8.count < 92 {
        lines[lines.count - 1] = "\(last), \(file)"
      } else {
        lines.append(file)
      }
    }
    return lines
  }

  private func explanation(ofTemplate name: String) -> Explanation {
    let path = display(name)
    var explanation = Explanation(path, isPublished: false)
    explanation.add("replaces", replaced(path, name))
    explanation.add("extends", templates.chain(of: name).dropFirst().map(display).joined(separator: " → "))
    let lines = pages(showing: [path])
    explanation.add("used by", lines.isEmpty ? ["no page"] : lines)
    return explanation
  }

  /// What a file of `Templates/` stands in place of, when it does.
  private func replaced(_ path: String, _ name: String) -> String? {
    let isOwn = path == (inputs.templates?.display(name) ?? "")
    return isOwn && inputs.theme[name] != nil ? "the built-in theme's \(name)" : nil
  }

  /// The templates of pages that are made of one of these files, each with the number of its pages.
  func pages(showing paths: Set<String>) -> [String] {
    var pages: [String: (first: Address, count: Int)] = [:]
    for file in plan.files {
      guard case .page(let page) = file.content else { continue }
      pages[page.template, default: (page.address, 0)].count += 1
    }
    let users = pages.filter { templates.template($0.key)?.sources.contains(where: paths.contains) ?? false }
    return users.sorted { $0.key < $1.key }.map { template, use in
      "\(display(template)): \(use.count) page\(use.count == 1 ? "" : "s"), such as \(use.first)"
    }
  }

  private func explanation(of article: Article, _ exclusion: Selection.Exclusion) -> Explanation {
    let zone = site.settings.zone
    var explanation = Explanation(inputs.content.display(article.source), isPublished: false)
    explanation.add("title", article.title)
    switch exclusion {
    case .draft:
      explanation.add("not published", "it is a draft: `draft: true` keeps it back, and `--drafts` shows it")
      if let date = article.date, date > site.now {
        explanation.add("then", "it would wait for its date, \(date.rfc3339(in: zone))")
      }
    case .scheduled(let date):
      explanation.add("not published", "its date is still to come; `--future` shows it")
      explanation.add(
        "will be", "with the first build after \(date.rfc3339(in: zone)), in \(span(from: site.now, to: date))")
    case .expired(let date):
      explanation.add(
        "not published",
        "it expired on \(date.rfc3339(in: zone)), \(span(from: date, to: site.now)) ago; `--expired` shows it")
    }
    explanation.add("address", "\(article.address), when it is published")
    explanation.add("expires", article.expires.flatMap { $0 > site.now ? $0.rfc3339(in: zone) : nil })
    return explanation
  }

  /// `3 days`, `5 hours`, `2 minutes`, `9 seconds`.
  private func span(from start: Instant, to end: Instant) -> String {
    let seconds = end.seconds - start.seconds
    let (count, unit) =
      seconds >= 2 * Instant.day
      ? (seconds / Instant.day, "day")
      : seconds >= 2 * Instant.hour
        ? (seconds / Instant.hour, "hour") : seconds >= 60 ? (seconds / 60, "minute") : (seconds, "second")
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}
