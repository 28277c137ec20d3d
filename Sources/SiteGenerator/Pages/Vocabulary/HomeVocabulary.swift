import Template

/// What templates may say of the front page and of the archive.
enum HomeVocabulary {
  static let home: RecordType = RecordType(
    "home", "The front page. No story stands on it twice.", owner: FrontPage.self
  ) {
    [
      Field("lead", .optional(.record(ArticleVocabulary.article)), "The first story.") { front, _ in
        front.view.record(front.lead, ArticleVocabulary.article)
      },
      Field(
        "seconds", .list(.record(ArticleVocabulary.article)), "Those beside it: up to three, unless site.yml says more."
      ) {
        front, _ in front.view.list(front.seconds, ArticleVocabulary.article)
      },
      Field(
        "most_read", .list(.record(ArticleVocabulary.article)), "Those with the most views that stand nowhere above."
      ) {
        front, _ in front.view.list(front.mostRead, ArticleVocabulary.article)
      },
      Field("blocks", .list(.record(block)), "Sections with their newest stories.") { front, _ in
        .list(List(records: block, owner: front, indices: Array(0..<Int32(front.blocks.count))))
      },
      Field("more", .list(.record(ArticleVocabulary.article)), "What of this page of the list is not shown above.") {
        front, _ in front.view.list(front.more, ArticleVocabulary.article)
      },
      Field("running", .list(.record(running)), "Up to three running stories with parts that are not shown above.") {
        front, _ in .list(List(records: running, owner: front, indices: Array(0..<Int32(front.running.count))))
      },
      Field(
        "corrected", .list(.record(ArticleVocabulary.article)), "Up to two corrected ones that are not shown above."
      ) {
        front, _ in front.view.list(front.corrected, ArticleVocabulary.article)
      },
    ]
  }

  static let block: RecordType = RecordType("block", "A section on the front page.", owner: FrontPage.self) {
    [
      Field("section", .record(ListVocabulary.section), "The section.") { front, index in
        front.view.record(front.blocks[index].section, ListVocabulary.section)
      },
      Field("articles", .list(.record(ArticleVocabulary.article)), "Its newest, at least one.") { front, index in
        front.view.list(front.blocks[index].articles, ArticleVocabulary.article)
      },
    ]
  }

  static let running: RecordType = RecordType("running", "A running story on the front page.", owner: FrontPage.self) {
    [
      Field("story", .record(ListVocabulary.story), "The story.") { front, index in
        front.view.record(front.running[index].story, ListVocabulary.story)
      },
      Field("articles", .list(.record(ArticleVocabulary.article)), "One or two of its parts, the newest first.") {
        front, index in front.view.list(front.running[index].articles, ArticleVocabulary.article)
      },
    ]
  }

  static let archive: RecordType = RecordType(
    "archive", "The archive: all of it, one year, or one month.", owner: PageView.self, tracked: TrackedType.archive,
    isOfPage: true
  ) {
    [
      Field("title", .text, "What the page is called.") { page, _ in .text(page.page.title) },
      Field("year", .optional(.integer), "The year shown.") { page, _ in
        page.archiveYear.map { .integer($0) } ?? .none
      },
      Field("month", .optional(.instant), "The first instant of the month shown.") { page, _ in
        page.archiveMonth.map { .instant($0.seconds) } ?? .none
      },
      Field("years", .list(.record(year)), "Newest first.", part: ArchivePart.years) { page, _ in
        page.view.items(page.view.years, year)
      },
    ]
  }

  static let year: RecordType = RecordType("archive_year", "A year of the archive.", owner: Items<ArchiveYear>.self) {
    [
      Field("year", .integer, "2026.") { list, index in .integer(list.items[index].year) },
      Field("title", .text, "The year as the language writes it.") { list, index in
        .text(list.view.words.year(list.items[index].year))
      },
      Field("url", .text, "Its address as pages write it.") { list, index in
        .text(list.view.base.relative(Address("/archive/\(list.items[index].year)/")))
      },
      Field("count", .integer, "How many articles it has.") { list, index in
        .integer(list.items[index].months.reduce(0) { $0 + $1.articles.count })
      },
      Field("months", .list(.record(month)), "Newest first.") { list, index in
        list.view.items(list.items[index].months, month)
      },
    ]
  }

  static let month: RecordType = RecordType("archive_month", "A month of the archive.", owner: Items<Month>.self) {
    [
      Field("date", .instant, "Its first instant.") { list, index in
        .instant(firstInstant(of: list.items[index].year, list.items[index].month, list.view.settings.zone).seconds)
      },
      Field("url", .text, "Its address as pages write it.") { list, index in
        let (year, month) = (list.items[index].year, list.items[index].month)
        return .text(list.view.base.relative(Address("/archive/\(year)/\(padded(month, 2))/")))
      },
      Field("count", .integer, "How many articles it has.") { list, index in
        .integer(list.items[index].articles.count)
      },
    ]
  }
}

/// A year of the archive with its months.
struct ArchiveYear: Sendable {
  var year: Int
  var months: [Month]
}

func firstInstant(of year: Int, _ month: Int, _ zone: Zone) -> Instant {
  guard let date = CivilDate(year: year, month: month, day: 1) else { return Instant(seconds: 0) }
  return zone.instant(date, secondOfDay: 0).instant
}

extension SiteView {
  var years: [ArchiveYear] {
    site.months.reduce(into: []) { years, month in
      if years.last?.year == month.year {
        years[years.count - 1].months.append(month)
      } else {
        years.append(ArchiveYear(year: month.year, months: [month]))
      }
    }
  }
}

extension PageView {
  var archiveYear: Int? {
    if case .archive(let year, _) = page.kind { year } else { nil }
  }

  var archiveMonth: Instant? {
    guard case .archive(let year?, let month?) = page.kind else { return nil }
    return firstInstant(of: year, month, view.settings.zone)
  }
}
