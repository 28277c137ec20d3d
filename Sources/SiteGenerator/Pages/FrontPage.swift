/// What the front page shows: a lead, seconds beside it, the most read, sections with their newest, and the rest of the
/// newest. No story stands on it twice: each part takes from what the parts before it have left.
final class FrontPage: Sendable {
  struct Block: Sendable {
    var section: Site.Index
    var articles: [Site.Index]
  }

  struct Running: Sendable {
    var story: Site.Index
    var articles: [Site.Index]
  }

  let view: SiteView
  let lead: Site.Index?
  let seconds: [Site.Index]
  let mostRead: [Site.Index]
  let blocks: [Block]
  let more: [Site.Index]
  let running: [Running]
  let corrected: [Site.Index]

  private static let runningCount = 3

  /// Only the first page is composed; the others are lists.
  init(_ view: SiteView, _ page: Page) {
    self.view = view
    let (site, home) = (view.site, view.settings.home)
    let newest = page.articles
    let isComposed = page.pagination.number == 1
    var shown: Set<Site.Index> = []
    func take(_ count: Int, of list: some Sequence<Site.Index>) -> [Site.Index] {
      let taken = Array(list.lazy.filter { !shown.contains($0) }.prefix(count))
      shown.formUnion(taken)
      return taken
    }
    lead = take(isComposed ? 1 : 0, of: Self.leads(of: newest, in: site)).first
    seconds = take(isComposed ? home.seconds : 0, of: newest)
    // On a small site the ranking leaves the sections half of what there is.
    let half = (site.listed.count - shown.count + 1) / 2
    mostRead = take(isComposed ? min(home.mostRead, half) : 0, of: site.mostRead)
    var blocks: [Block] = []
    for section in isComposed ? Self.sections(of: site) : [] {
      let articles = take(home.stories, of: site.sections[Int(section)].articles)
      if !articles.isEmpty { blocks.append(Block(section: section, articles: articles)) }
    }
    self.blocks = blocks
    more = take(newest.count, of: newest)
    var running: [Running] = []
    for (story, parts) in site.stories.enumerated() where running.count < Self.runningCount {
      let articles = take(2, of: parts.articles.reversed())
      if !articles.isEmpty { running.append(Running(story: Site.Index(story), articles: articles)) }
    }
    self.running = running
    corrected = take(2, of: site.corrected.filter { site.article($0).status == .published })
  }

  /// Who may lead, the best first. What is pinned stands where it was put; else a picture is worth a little age.
  private static func leads(of newest: ArraySlice<Site.Index>, in site: Site) -> [Site.Index] {
    let home = site.settings.home
    let top = newest.prefix(1 + home.seconds)
    if top.first.map({ site.article($0).isPinned(at: site.now) }) == true || home.lead == .newest { return Array(top) }
    return top.filter { site.article($0).image != nil } + top
  }

  /// The sections that have a block, in order.
  private static func sections(of site: Site) -> [Site.Index] {
    guard let names = site.settings.home.sections else { return site.menu }
    return names.compactMap { name in site.sections.firstIndex { $0.key == name.key }.map { Site.Index($0) } }
  }
}
