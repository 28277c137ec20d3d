/// Every list that has feeds: the site, the sections, the tags, the authors, the corrections, and what `site.yml` defines.
/// The site's own comes first.
func feedLists(of site: Site, corrections: String) -> [FeedList] {
  let name = site.settings.title
  let sources = FeedSources(site)
  func list(_ title: String, _ description: String?, _ address: Address, _ articles: [Site.Index]) -> FeedList {
    FeedList(title: title, description: description, address: address, articles: feedArticles(articles, in: site))
  }
  return [list(name, site.settings.description, .home, sources.all)]
    + site.sections.indices.map { sectionList(site.sections[$0], sources.section($0), in: site) }
    + site.tags.map { list("\(name): \($0.title)", nil, $0.address, sources.tag($0)) }
    + site.people.indices.map { index in
      let person = site.people[index]
      return list("\(name): \(person.name)", person.settings?.bio, person.address, sources.person(index))
    }
    + correctionsList(of: site, title: corrections)
    + site.settings.feeds.custom.map { customList($0, sources.all, in: site) }
}

/// The same, each with the archives that the settings give it; an archive follows its list.
func withArchives(_ lists: [FeedList], of site: Site) -> [FeedList] {
  let sources = FeedSources(site)
  switch site.settings.feeds.archives {
  case .none: return lists
  case .site:
    guard let first = lists.first else { return [] }
    return first.withArchives(of: sources.all, in: site) + lists.dropFirst()
  case .all:
    let contents =
      [sources.all] + site.sections.indices.map(sources.section) + site.tags.map(sources.tag)
      + site.people.indices.map(sources.person)
    let archived = zip(lists, contents).flatMap { $0.withArchives(of: $1, in: site) }
    return archived + lists.dropFirst(contents.count)
  }
}

/// What each list has for its feeds: the articles that its pages show, and those that were retracted, which no page lists
/// any longer.
///
/// The entry of a retracted article stays in its feeds as long as it would have been there, under its id, and says what has
/// become of it. A feed that let go of it would leave the wrong text with everybody who has it.
private struct FeedSources {
  let all: [Site.Index]
  private let site: Site
  private var sections: [Site.Index: [Site.Index]] = [:]
  private var tags: [String: [Site.Index]] = [:]
  private var people: [Site.Index: [Site.Index]] = [:]

  init(_ site: Site) {
    self.site = site
    all = site.listed + site.retracted
    for index in site.retracted {
      var section = site.links[Int(index)].section
      while let current = section {
        sections[current, default: []].append(index)
        section = site.sections[Int(current)].parent
      }
      for key in Set(site.articles[Int(index)].tags.map(tagKey)) { tags[key, default: []].append(index) }
      for author in Set(site.links[Int(index)].authors) { people[author, default: []].append(index) }
    }
  }

  func section(_ index: Int) -> [Site.Index] { site.sections[index].articles + (sections[Site.Index(index)] ?? []) }
  func tag(_ tag: Tag) -> [Site.Index] { tag.articles + (tags[tag.key] ?? []) }
  func person(_ index: Int) -> [Site.Index] { site.people[index].articles + (people[Site.Index(index)] ?? []) }
}

private func sectionList(_ section: Section, _ articles: [Site.Index], in site: Site) -> FeedList {
  let settings = section.feeds ?? site.settings.feeds
  var list = FeedList(
    title: "\(site.settings.title): \(section.title)", description: section.description, address: section.address,
    articles: feedArticles(articles, in: site, limit: settings.items))
  list.hub = settings.hub
  return list
}

/// What was corrected or retracted, the latest first, for those who take stories over.
private func correctionsList(of site: Site, title: String) -> [FeedList] {
  guard site.hasCorrections else { return [] }
  let dated = (site.corrected + site.retracted).filter { isInFeeds($0, of: site) }
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

private func customList(_ feed: CustomFeed, _ all: [Site.Index], in site: Site) -> FeedList {
  let articles = all.lazy.filter { feed.includes(site.article($0), at: site.now) }
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
