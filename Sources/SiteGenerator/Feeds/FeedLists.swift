/// Every list that has feeds: the site, the sections, the tags, the authors, the corrections, and what `site.yml` defines.
/// The site's own comes first.
func feedLists(of site: Site, corrections: String) -> [FeedList] {
  let name = site.settings.title
  func list(_ title: String, _ description: String?, _ address: Address, _ articles: [Site.Index]) -> FeedList {
    FeedList(title: title, description: description, address: address, articles: feedArticles(articles, in: site))
  }
  return [list(name, site.settings.description, .home, site.listed)]
    + site.sections.map { sectionList($0, in: site) }
    + site.tags.map { list("\(name): \($0.title)", nil, $0.address, $0.articles) }
    + site.people.map { list("\(name): \($0.name)", $0.settings?.bio, $0.address, $0.articles) }
    + correctionsList(of: site, title: corrections)
    + site.settings.feeds.custom.map { customList($0, in: site) }
}

/// The same, each with the archives that the settings give it; an archive follows its list.
func withArchives(_ lists: [FeedList], of site: Site) -> [FeedList] {
  switch site.settings.feeds.archives {
  case .none: return lists
  case .site:
    guard let first = lists.first else { return [] }
    return first.withArchives(of: site.listed, in: site) + lists.dropFirst()
  case .all:
    let contents =
      [site.listed] + site.sections.map(\.articles) + site.tags.map(\.articles) + site.people.map(\.articles)
    let archived = zip(lists, contents).flatMap { $0.withArchives(of: $1, in: site) }
    return archived + lists.dropFirst(contents.count)
  }
}

private func sectionList(_ section: Section, in site: Site) -> FeedList {
  let settings = section.feeds ?? site.settings.feeds
  var list = FeedList(
    title: "\(site.settings.title): \(section.title)", description: section.description, address: section.address,
    articles: feedArticles(section.articles, in: site, limit: settings.items))
  list.hub = settings.hub
  return list
}

/// What was corrected or retracted, the latest first, for those who take stories over.
private func correctionsList(of site: Site, title: String) -> [FeedList] {
  guard site.hasCorrections else { return [] }
  let dated = (site.corrected + site.retracted).filter { isInFeeds($0, of: site, withRetracted: true) }
  let sorted = dated.sorted { a, b in
    let (first, second) = (site.lastChange(of: site.article(a)), site.lastChange(of: site.article(b)))
    return first == second ? a < b : first ?? Instant(seconds: 0) > second ?? Instant(seconds: 0)
  }
  return [
    FeedList(
      title: "\(site.settings.title): \(title)", description: nil, address: Site.correctionsAddress,
      articles: Array(sorted.prefix(site.settings.feeds.items)))
  ]
}

private func customList(_ feed: CustomFeed, in site: Site) -> FeedList {
  let articles = site.listed.lazy.filter { feed.includes(site.article($0), at: site.now) }
  var list = FeedList(
    title: feed.title, description: nil, address: feed.address,
    articles: feedArticles(articles, in: site, limit: feed.items))
  list.content = feed.content
  list.place = feed.place
  // It has no page of its own: readers are led to the section that it is about, or to the front page.
  let only = feed.wanted.sections.count == 1 && feed.wanted.tags.isEmpty ? feed.wanted.sections[0].text : nil
  list.page = only.flatMap { key in site.sections.first { $0.key == key }?.address } ?? .home
  return list
}
