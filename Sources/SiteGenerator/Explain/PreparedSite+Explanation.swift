import Diagnostics
import Template

/// What is known of one file of the plan.
extension PreparedSite {
  func explanation(ofFile index: Int, output: String) -> Explanation {
    let file = plan.files[index]
    var explanation = Explanation(file.address.text, isPublished: true)
    explanation.add("made from", origin(of: file))
    explanation.add("file", "\(output)/\(file.path.text)")
    explanation.add("URL", site.settings.baseURL.absolute(file.address))
    switch file.content {
    case .page(let page): describe(page, &explanation)
    case .redirect(let target): explanation.add("redirects to", target.text)
    case .feed(let list, let format):
      explanation.add("feed", "\(format.name) of \(list.title)")
      explanation.add("articles", addresses(of: list.articles, most: 5))
    default: break
    }
    return explanation
  }

  private func origin(of file: PlannedFile) -> String {
    switch file.owner {
    case .article(let source, nil): return inputs.content.display(source)
    case .article(let source, let key?): return "`\(key)` in \(inputs.content.display(source))"
    case .file(let path): return path
    case .program(let what, _):
      if case .page(let page) = file.content, case .section(let index) = page.kind,
        let source = site.sections[Int(index)].source
      {
        return "\(what), and \(inputs.content.display(source))"
      }
      return what
    }
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
    explanation.add("template", templates.chain(of: page.template).map(display).joined(separator: " → "))
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
    var lines: [(list: Address, feeds: [String])] = []
    for file in plan.files {
      guard case .feed(let list, _) = file.content, isMeant(list) else { continue }
      if lines.last?.list == list.address {
        lines[lines.count - 1].feeds.append(file.address.text)
      } else {
        lines.append((list.address, [file.address.text]))
      }
    }
    return lines.map { $0.feeds.joined(separator: ", ") }
  }

  private func addresses(of articles: [Site.Index], most: Int) -> [String] {
    let shown = articles.prefix(most).map { site.article($0).address.text }
    return shown + (articles.count > most ? ["… \(articles.count) in all"] : [])
  }

  private func display(_ template: String) -> String { theme.templates[template]?.path ?? template }

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

  func explanation(ofTemplate name: String) -> Explanation {
    let path = display(name)
    var explanation = Explanation(path, isPublished: false)
    explanation.add("extends", templates.chain(of: name).dropFirst().map(display).joined(separator: " → "))
    var pages: [String: (first: Address, count: Int)] = [:]
    for file in plan.files {
      guard case .page(let page) = file.content else { continue }
      pages[page.template, default: (page.address, 0)].count += 1
    }
    let users = pages.filter { templates.template($0.key)?.sources.contains(path) ?? false }
    let lines = users.sorted { $0.key < $1.key }.map { template, use in
      "\(display(template)): \(use.count) page\(use.count == 1 ? "" : "s"), such as \(use.first)"
    }
    explanation.add("used by", lines.isEmpty ? ["no page"] : lines)
    return explanation
  }

  func explanation(of article: Article, _ exclusion: Selection.Exclusion) -> Explanation {
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

  /// `3 days`, `5 hours`, `2 minutes`.
  private func span(from start: Instant, to end: Instant) -> String {
    let seconds = end.seconds - start.seconds
    let (count, unit) =
      seconds >= 2 * Instant.day
      ? (seconds / Instant.day, "day")
      : seconds >= 2 * Instant.hour ? (seconds / Instant.hour, "hour") : (max(1, seconds / 60), "minute")
    return "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}

/// What the next build does with one file.
extension PreparedSite {
  func nextBuild(of index: Int, standing: (String) -> [UInt8]?) async throws(BuildFailure) -> [String] {
    let file = plan.files[index]
    guard let made = try await bytes(of: index) else { return [] }
    guard let stands = standing(file.path.text) else { return ["writes it: it is not in Output yet"] }
    if stands == made { return ["keeps it: what it would write stands there already, byte for byte"] }
    guard let (old, new) = firstDifference(stands, made) else { return ["writes it: it has changed"] }
    return ["writes it: it has changed", "- \(old)", "+ \(new)"]
  }

  /// Nil for pictures that a build makes or changes on their way.
  private func bytes(of index: Int) async throws(BuildFailure) -> [UInt8]? {
    let file = plan.files[index]
    var entries: [Site.Index: FeedEntry] = [:]
    if case .feed = file.content { entries = try await feedEntries(plan, view, jobs: inputs.jobs) }
    let renderer = PageRenderer(
      view: view, templates: templates, memo: nil, entries: entries, folder: inputs.content,
      isPortable: inputs.isPortable)
    do throws(Diagnostic) {
      if case .copy(let path) = file.content { return try inputs.content.read(path) }
      switch try renderer.render(file).get() {
      case .bytes(let bytes, _, _): return bytes
      default: return nil
      }
    } catch {
      throw BuildFailure(error)
    }
  }

  /// The first lines that differ, cut to what a terminal shows around the difference; nil for bytes that are no text.
  private func firstDifference(_ old: [UInt8], _ new: [UInt8]) -> (String, String)? {
    let start = zip(old, new).prefix { $0 == $1 }.count
    func line(_ bytes: [UInt8]) -> String? {
      let first = bytes[..<min(start, bytes.count)].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
      let from = max(first, start - 40)
      let to = bytes[min(start, bytes.count)...].firstIndex(of: 0x0A) ?? bytes.count
      let cut = bytes[min(from, to)..<min(to, start + 60)]
      guard !cut.contains(0) else { return nil }
      return (from > first ? "…" : "") + String(decoding: cut, as: UTF8.self)
    }
    guard let before = line(old), let after = line(new) else { return nil }
    return (before, after)
  }
}
