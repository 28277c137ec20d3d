/// What the front page shows: a lead, seconds beside it, sections with their newest, and the rest of the newest.
final class FrontPage: Sendable {
  struct Block: Sendable {
    var section: Site.Index
    var articles: [Site.Index]
  }

  let view: SiteView
  let lead: Site.Index?
  let seconds: [Site.Index]
  let blocks: [Block]
  let more: [Site.Index]

  private static let secondsCount = 3
  private static let blockLength = 4

  /// Only the first page is composed; the others are lists.
  init(_ view: SiteView, _ page: Page) {
    self.view = view
    let site = view.site
    guard page.pagination.number == 1 else {
      (lead, seconds, blocks, more) = (nil, [], [], Array(page.articles))
      return
    }
    var shown: Set<Site.Index> = []
    let newest = Array(page.articles)
    // A lead with a picture is worth a little age; what is pinned stands where it was put.
    let first = newest.prefix(1 + Self.secondsCount)
    let pinned = first.first { site.article($0).isPinned(at: site.now) }
    lead = pinned ?? first.first { site.article($0).image != nil } ?? first.first
    shown.formUnion([lead].compactMap { $0 })
    seconds = Array(newest.filter { !shown.contains($0) }.prefix(Self.secondsCount))
    shown.formUnion(seconds)
    var blocks: [Block] = []
    for section in site.menu {
      let fresh = site.sections[Int(section)].articles.lazy.filter { !shown.contains($0) }.prefix(Self.blockLength)
      if !fresh.isEmpty { blocks.append(Block(section: section, articles: Array(fresh))) }
    }
    self.blocks = blocks
    for block in blocks { shown.formUnion(block.articles) }
    more = newest.filter { !shown.contains($0) }
  }
}
