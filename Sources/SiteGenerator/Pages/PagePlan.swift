/// Every page of a site.
struct PagePlan {
  let site: Site
  let words: Words

  func pages() -> [Page] {
    articles() + [home(), sections(), tags(), authors(), archive(), others()].flatMap { $0 }
  }

  private func articles() -> [Page] {
    site.articles.indices.map { index in
      let (article, position) = (site.articles[index], Site.Index(index))
      let isPage = article.kind == .page
      let template = article.template.flatMap { SiteTemplates.mayShowArticle($0) ? $0 : nil }
      return Page(
        kind: isPage ? .page(position) : .article(position), address: article.address,
        template: template ?? (isPage ? "page.html" : "article.html"), title: article.title)
    }
  }

  private func home() -> [Page] {
    list(.home, .home, site.settings.title, site.listed)
  }

  private func sections() -> [Page] {
    site.sections.enumerated().flatMap { index, section in
      list(.section(Site.Index(index)), section.address, section.title, section.articles)
    }
  }

  private func tags() -> [Page] {
    site.tags.enumerated().flatMap { index, tag in
      list(.tag(Site.Index(index)), tag.address, tag.title, tag.articles)
    }
  }

  /// Everyone in `people` has a page, and everyone else who wrote something that lists show.
  private func authors() -> [Page] {
    site.people.enumerated().flatMap { index, person in
      list(.author(Site.Index(index)), person.address, person.name, person.articles, pinsInFront: false)
    }
  }

  private func archive() -> [Page] {
    var pages = [single(.archive(year: nil, month: nil), Address("/archive/"), words.text("archive"))]
    var year: Int?
    for month in site.months {
      if month.year != year {
        year = month.year
        let months = site.months.filter { $0.year == month.year }
        let articles = months.flatMap { Array($0.articles) }
        pages += list(
          .archive(year: month.year, month: nil), Address("/archive/\(month.year)/"), words.year(month.year), articles,
          pinsInFront: false)
      }
      pages += list(
        .archive(year: month.year, month: month.month),
        Address("/archive/\(month.year)/\(padded(month.month, 2))/"),
        words.monthAndYear(month.year, month.month), Array(month.articles), pinsInFront: false)
    }
    return pages
  }

  private func others() -> [Page] {
    var pages = [
      single(.tags, Address("/tags/"), words.text("tags")),
      single(.authors, Address("/authors/"), words.text("authors")),
      single(.subscribe, Address("/subscribe/"), words.text("subscribe")),
      single(.search, Address("/search/"), words.text("search")),
      single(.notFound, Address("/404.html"), words.text("not_found")),
    ]
    if site.hasCorrections {
      pages.append(single(.corrections, Site.correctionsAddress, words.text("corrections")))
    }
    return pages
  }

  private func single(_ kind: Page.Kind, _ address: Address, _ title: String) -> Page {
    let template = kind == .notFound ? "404.html" : "\(kind.name).html"
    return Page(
      kind: kind, address: address, template: template, title: title,
      part: Page.Part(pagination: Pagination(list: address)))
  }

  private func list(
    _ kind: Page.Kind, _ address: Address, _ title: String, _ articles: [Site.Index], pinsInFront: Bool = true
  ) -> [Page] {
    Page.pages(
      of: kind, at: address, template: "\(kind.name).html", title: title,
      pinsInFront ? site.pinnedFirst(articles) : articles, length: site.settings.listLength)
  }
}

extension Site {
  /// Pinned articles to the top, in their order; all others behind them, in theirs.
  func pinnedFirst(_ list: [Index]) -> [Index] {
    let pinned = list.filter { article($0).isPinned(at: now) }
    guard !pinned.isEmpty else { return list }
    return pinned + list.filter { !article($0).isPinned(at: now) }
  }
}
