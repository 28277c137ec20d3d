import Diagnostics
import Synchronization

/// What articles give to the feeds that carry them. An article is in several feeds, most of them near each other in the
/// plan: what was made is kept until there is too much of it.
final class FeedEntries: Sendable {
  private struct Store {
    var entries: [Site.Index: FeedEntry] = [:]
    var size = 0
  }

  /// In bytes.
  private static let limit = 16_000_000

  private let view: SiteView
  private let words: FeedWords
  /// Where the articles come from, for messages.
  private let folder: any FolderReader
  private let store = Mutex(Store())

  init(_ view: SiteView, _ folder: any FolderReader) {
    self.view = view
    self.folder = folder
    words = FeedWords(view.words)
  }

  /// The entries of a list's articles.
  func entries(of list: FeedList) throws(Diagnostic) -> [Site.Index: FeedEntry] {
    var entries: [Site.Index: FeedEntry] = [:]
    for index in list.articles { entries[index] = try entry(of: index) }
    return entries
  }

  /// Two threads may make one at the same time; it is the same.
  private func entry(of index: Site.Index) throws(Diagnostic) -> FeedEntry {
    if let known = store.withLock({ $0.entries[index] }) { return known }
    let content = feedNeedsContent(of: index, in: view.site) ? view.content(of: Int(index), absolute: true) : []
    let entry = try makeFeedEntry(
      of: index, in: view.site, from: folder, contentHTML: content, id: feedID(of: index, in: view.site), words: words)
    store.withLock { store in
      if store.size > Self.limit { store = Store() }
      store.entries[index] = entry
      store.size += entry.size
    }
    return entry
  }
}

extension FeedEntry {
  /// About how much memory it takes, in bytes.
  fileprivate var size: Int {
    [rss, atom, json].reduce(200) { $0 + $1.head.count + $1.tail.count }
      + [content, shortened].reduce(0) { $0 + $1.xml.count + $1.json.count }
  }
}
