/// What becomes of an entry, as a person sees it who subscribed to a feed before it changed.
enum EntryChange: Sendable, Equatable {
  /// Not seen before.
  case new
  /// Older than what the feed carried, and not in it before: something newer has gone.
  case back
  /// The same id; what differs: `title`, `text`, `address`, `date`.
  case updated([String])
  /// The story was there under another id, and comes up as one that was not read.
  case unread(was: String)
  case gone
}

/// Two states of one feed.
struct FeedComparison: Sendable {
  private(set) var changes: [(entry: ParsedEntry, change: EntryChange)] = []
  /// Entries for which newer ones left no room: readers notice nothing.
  private(set) var aged = 0

  init(old: ParsedFeed, new: ParsedFeed) {
    var rest = Known(old)
    // In a feed that has grown there was room before: what is added has never been in it, however old it is.
    let hasGrown = new.entries.count > old.entries.count
    let oldest = hasGrown ? nil : old.entries.compactMap { $0.date(old.format) }.min()
    for entry in new.entries {
      if let id = entry.id, let before = rest.take(id: id) {
        let parts = entry.parts(from: before, old.format)
        if !parts.isEmpty { changes.append((entry, .updated(parts))) }
      } else if let before = rest.take(like: entry, in: new) {
        changes.append((entry, .unread(was: before.id ?? "")))
      } else if let oldest, let date = entry.date(new.format), date < oldest {
        changes.append((entry, .back))
      } else {
        changes.append((entry, .new))
      }
    }
    let end = new.entries.compactMap { $0.date(new.format) }.min()
    for entry in rest.entries {
      if let end, let date = entry.date(old.format), date < end { aged += 1 } else { changes.append((entry, .gone)) }
    }
  }

  /// The entries of the old state that no entry of the new one has been found for.
  private struct Known {
    private var entriesLeft: [Int: ParsedEntry]
    private var ids: [String: Int] = [:]
    private var links: [String: Int] = [:]
    private var titles: [[String]: Int] = [:]

    init(_ feed: ParsedFeed) {
      entriesLeft = Dictionary(uniqueKeysWithValues: feed.entries.enumerated().map { ($0, $1) })
      for (index, entry) in feed.entries.enumerated() {
        if let id = entry.id { ids[id] = index }
        if let link = entry.link { links[link] = index }
        titles[entry.titleAndDate(feed.format)] = index
      }
    }

    var entries: [ParsedEntry] { entriesLeft.sorted { $0.key < $1.key }.map(\.value) }

    mutating func take(id: String) -> ParsedEntry? { ids[id].flatMap { entriesLeft.removeValue(forKey: $0) } }

    /// The same story under another id: the same address, or the same headline and date. One whose id the new state
    /// still has is itself.
    mutating func take(like entry: ParsedEntry, in new: ParsedFeed) -> ParsedEntry? {
      let index = entry.link.flatMap { links[$0] } ?? titles[entry.titleAndDate(new.format)]
      guard let index, let found = entriesLeft[index] else { return nil }
      guard !new.entries.contains(where: { $0.id == found.id }) else { return nil }
      return entriesLeft.removeValue(forKey: index)
    }
  }
}

extension ParsedEntry {
  func date(_ format: FeedFormat) -> Instant? { published.flatMap { FeedDate.any($0, format) } }

  fileprivate func titleAndDate(_ format: FeedFormat) -> [String] {
    [title ?? "", date(format).map { "\($0.seconds)" } ?? published ?? ""]
  }

  /// What readers see differ.
  fileprivate func parts(from before: ParsedEntry, _ format: FeedFormat) -> [String] {
    var parts: [String] = []
    if title != before.title { parts.append("title") }
    if content != before.content || summary != before.summary { parts.append("text") }
    if link != before.link { parts.append("address") }
    if date(format) != before.date(format) || updated != before.updated { parts.append("date") }
    return parts
  }
}
