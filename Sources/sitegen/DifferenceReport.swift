import Diagnostics
import SiteGenerator

/// A difference in lines for people.
struct DifferenceReport {
  private let difference: SiteDifference
  /// Stories of one kind that are named; the others are counted.
  private let limit: Int

  init(_ difference: SiteDifference, limit: Int) {
    self.difference = difference
    self.limit = limit
  }

  var lines: [String] {
    var lines = stories("new", difference.new) { _ in nil }
    lines += stories("updated", difference.updated) { $0.parts.joined(separator: ", ") }
    lines += stories("unread again", difference.unreadAgain) { "its id was \($0.previousID ?? "") and is \($0.id)" }
    lines += stories("back", difference.back) { _ in "older, with room for it again" }
    lines += stories("gone", difference.gone) { _ in nil }
    for feed in difference.goneFeeds.prefix(limit) {
      lines.append("feed gone      \(escaped(feed))  whoever subscribed to it gets an error")
    }
    for path in difference.unreadable.prefix(limit) {
      lines.append("unreadable     \(escaped(path))  what is published there is no feed that can be read")
    }
    return lines + [feeds, pages]
  }

  private func stories(
    _ word: String, _ entries: [SiteDifference.Entry], _ note: (SiteDifference.Entry) -> String?
  ) -> [String] {
    let column = word + String(repeating: " ", count: 15 - word.utf8.count)
    var lines = entries.prefix(limit).map { entry in
      let place = entry.feeds.count == 1 ? entry.feeds[0] : "\(entry.feeds.count) feeds"
      let parts = [entry.title, entry.address, place] + [note(entry)].compactMap { $0 }
      return column + parts.map(escaped).joined(separator: "  ")
    }
    if entries.count > limit {
      lines.append("\(column)and \(entries.count - limit) more (--verbose names all of them)")
    }
    return lines
  }

  private var feeds: String {
    let counts = [
      "\(difference.new.count) new", "\(difference.updated.count) updated", "\(difference.gone.count) gone",
      "\(difference.unreadAgain.count) unread again",
    ]
    let others = difference.moved.isEmpty ? "" : ", \(difference.moved.count) in other feeds than before"
    let feeds = [
      "\(difference.changedFeeds) changed", "\(difference.sameFeeds) unchanged", "\(difference.newFeeds.count) new",
      "\(difference.goneFeeds.count) gone",
    ]
    return "stories: \(counts.joined(separator: ", "))\(others); feeds: \(feeds.joined(separator: ", "))"
  }

  private var pages: String {
    let (new, changed, gone) = (difference.newPages, difference.changedPages, difference.gonePages)
    return "pages: \(new.count) new, \(changed.count) changed, \(gone.count) gone, \(difference.samePages) unchanged"
  }
}
