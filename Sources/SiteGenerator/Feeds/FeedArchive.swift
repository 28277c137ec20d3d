/// The older part of a list's feeds, a document a month (RFC 5005, 4).
///
/// The subscription document carries the newest articles and leads to the first archive; each archive leads to the one
/// before it. Archives are cut by the month of first publication and lead backwards alone, so that one of a month that
/// has passed never changes.
struct FeedArchive: Sendable, Hashable {
  let year: Int
  /// 1...12
  let month: Int

  /// `rss-2026-10.xml`, beside the feed itself.
  func fileName(_ format: FeedFormat) -> String {
    let digits = month < 10 ? "0\(month)" : "\(month)"
    switch format {
    case .rss: return "rss-\(year)-\(digits).xml"
    case .atom: return "atom-\(year)-\(digits).xml"
    case .json: return "feed-\(year)-\(digits).json"
    }
  }
}

extension FeedList {
  /// The same list with its archives: itself first, leading to the newest of them, then the archives, newest first.
  ///
  /// `all` is what the list holds, before `feedArticles(_:in:)` took the newest. There is an archive for each month from
  /// that of the newest article that the subscription document has no room for; together they are the whole list.
  func withArchives(of all: some Sequence<Site.Index>, in site: Site) -> [FeedList] {
    let carried = all.filter { isInFeeds($0, of: site) }.sorted()
    guard let first = carried.first(where: { $0 > articles.last ?? -1 }) else { return [self] }
    let months = FeedList.months(of: carried, in: site)
    guard let start = months.firstIndex(where: { $0.articles.contains(first) }) else { return [self] }
    var lists: [FeedList] = [self]
    for month in months[start...] {
      lists[lists.count - 1].previousArchive = month.archive
      var list = self
      list.archive = month.archive
      list.articles = month.articles
      list.previousArchive = nil
      lists.append(list)
    }
    return lists
  }

  /// Articles that are in order of time, cut where the month changes on the clocks of the site.
  private static func months(
    of articles: [Site.Index], in site: Site
  ) -> [(archive: FeedArchive, articles: [Site.Index])] {
    var months: [(archive: FeedArchive, articles: [Site.Index])] = []
    for index in articles {
      guard let date = site.article(index).date else { continue }
      let day = site.settings.zone.wallTime(at: date).date
      let archive = FeedArchive(year: day.year, month: day.month)
      if months.last?.archive == archive {
        months[months.count - 1].articles.append(index)
      } else {
        months.append((archive, [index]))
      }
    }
    return months
  }

  /// Where a document of this list stands.
  func address(of format: FeedFormat, _ archive: FeedArchive?) -> Address {
    address.appending(archive?.fileName(format) ?? format.fileName)
  }
}
