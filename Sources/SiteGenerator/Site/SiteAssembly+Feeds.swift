import Diagnostics

extension SiteAssembly {
  /// A custom feed has to name sections that exist; of a tag that no article has yet it is only told.
  mutating func checkCustomFeeds() {
    let feeds = files.settings.feeds.custom
    guard !feeds.isEmpty else { return }
    let known = sections.map(\.key)
    let sectionSet = Set(known)
    let tagSet = Set(tags.map(\.key))
    for feed in feeds {
      for name in feed.wanted.sections + feed.excluded.sections where !sectionSet.contains(name.text) {
        diagnostics.append(.unknownSection(name.text, known: known.sorted(), name.place))
      }
      for name in feed.wanted.tags + feed.excluded.tags where !tagSet.contains(tagKey(name.text)) {
        let near = nearest(to: tagKey(name.text), in: tags.map(\.key))
        diagnostics.append(.feedTagUnused(name.text, near: near, name.place))
      }
    }
  }

  /// Feeds without a single entry are hardly what somebody wants who writes articles.
  mutating func checkFeedContent(of site: Site) {
    guard let place = site.settings.feeds.nonePlace, articleCount > 0 else { return }
    let isEmpty = !(0..<articleCount).contains { isInFeeds(Site.Index($0), of: site) }
    if isEmpty { diagnostics.append(.feedsEmpty(place)) }
  }

  /// When the next article becomes too old for a custom feed.
  func nextFeedChange() -> NextChange? {
    let now = files.selection.now
    var next: NextChange?
    for feed in files.settings.feeds.custom {
      guard let maxAge = feed.maxAge else { continue }
      // Newest first: the last that is young enough leaves first.
      let young = articles[..<articleCount].prefix { article in article.date.map { now - $0 < maxAge } ?? false }
      guard let leaving = young.last(where: { feed.includes($0) }), let date = leaving.date else { continue }
      let instant = date + maxAge
      if instant < next?.instant ?? Instant(seconds: .max) {
        next = NextChange(instant: instant, source: leaving.source)
      }
    }
    return next
  }
}

extension Diagnostic {
  static func feedsEmpty(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "feeds-empty", "`content: none` keeps every article out of the feeds, and they are empty",
      at: place,
      hint: "`content: summary` sends entries without their texts; `feed: full` in an article lets that one in")
  }

  static func feedTagUnused(_ tag: String, near: String?, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "feed-tag-unused", "no article has the tag \"\(tag)\" that this feed names", at: place,
      hint: near.map { "did you mean \"\($0)\"?" } ?? "it is left as it is, should there be one later")
  }
}
