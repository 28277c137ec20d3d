public import Diagnostics

/// What visitors and readers of the feeds will see when a site takes the place of what is published.
public struct SiteDifference: Sendable, Hashable, Codable {
  /// A story in the feeds.
  public struct Entry: Sendable, Hashable, Codable {
    /// The headline: the one that readers will get, or the last one of a story that is gone.
    public var title: String
    /// Its link, as the feed has it; empty where it has none.
    public var address: String
    /// By which readers know it again (RSS `guid`, Atom and JSON Feed `id`); empty where it has none.
    public var id: String
    /// The id under which readers have it, when that is another.
    public var previousID: String?
    /// What differs: `title`, `text`, `address`, `date`.
    public var parts: [String] = []
    /// The feeds of which this is true.
    public var feeds: [String] = []
  }

  /// Readers have never had them.
  public var new: [Entry] = []
  /// Readers have them, and get something else under the same id.
  public var updated: [Entry] = []
  /// Readers have them under another id, and are shown them as new.
  public var unreadAgain: [Entry] = []
  /// Older ones that were not in a feed and now are, because newer ones have gone.
  public var back: [Entry] = []
  /// In no feed any more.
  public var gone: [Entry] = []
  /// Stories that readers know and that are in other feeds than before.
  public var moved: [Entry] = []
  /// By their addresses, `/world/rss.xml`, as all of the lists below.
  public var newFeeds: [String] = []
  /// Whoever subscribed to them gets an error.
  public var goneFeeds: [String] = []
  /// How many files of feeds that stay have other bytes.
  public var changedFeeds = 0
  /// How many have the same, byte for byte.
  public var sameFeeds = 0
  /// HTML pages that are not published yet.
  public var newPages: [String] = []
  /// Those whose bytes are others.
  public var changedPages: [String] = []
  /// Those that visitors will not find any more.
  public var gonePages: [String] = []
  /// How many have the same bytes.
  public var samePages = 0
  /// Files of what is published that look like feeds and are none.
  public var unreadable: [String] = []

  /// Whether readers are bothered: by stories they know, or by a feed that is not there.
  public var bothersReaders: Bool { !unreadAgain.isEmpty || !goneFeeds.isEmpty }

  init() {}
}

/// Compares the site that a build would make with what is published in a folder; nothing is written anywhere.
///
/// - Parameter published: `Output`, or a copy of what the server has, of this program or another; nil when there is
///   none, and everything is new.
public func difference(
  _ inputs: BuildInputs, from published: (any FolderReader)?
) async throws(BuildFailure) -> (difference: SiteDifference, warnings: [Diagnostic]) {
  let sink = DifferenceSink(published, try published?.files() ?? [])
  let report = try await build(inputs, into: sink)
  return (try sink.finish(), report.warnings)
}

/// Compares each file with the published one as it comes.
private final class DifferenceSink: OutputSink {
  private let published: (any FolderReader)?
  /// What is published and has not come yet: what remains is gone.
  private var rest: [String: Int]
  private var found = SiteDifference()
  private var entries: [EntryKind: [String: SiteDifference.Entry]] = [:]
  private var order: [EntryKind: [String]] = [:]
  /// The stories of all feeds that are published, and of all that would be.
  private var before = FeedStories()
  private var after = FeedStories()

  private enum EntryKind { case new, updated, unread, back, gone }

  init(_ published: (any FolderReader)?, _ files: [FileEntry]) {
    self.published = published
    rest = Dictionary(files.map { ($0.path, $0.size) }, uniquingKeysWith: { first, _ in first })
  }

  func copy(_ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage) {
    rest[path.text] = nil
  }

  func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    let isPage = path.text.hasSuffix(".html")
    let feed = isPage ? nil : ParsedFeed(path.text, bytes)
    guard isPage || feed != nil else {
      rest[path.text] = nil
      return
    }
    let size = rest.removeValue(forKey: path.text)
    let old = size == nil ? nil : try published?.read(path.text)
    if let feed { compare(feed, path.text, bytes, with: old) } else { compare(path.text, bytes, with: old) }
  }

  private func compare(_ page: String, _ bytes: [UInt8], with old: [UInt8]?) {
    switch old {
    case nil: found.newPages.append("/" + page)
    case bytes?: found.samePages += 1
    default: found.changedPages.append("/" + page)
    }
  }

  private func compare(_ feed: ParsedFeed, _ path: String, _ bytes: [UInt8], with old: [UInt8]?) {
    after.add(feed.entries)
    guard let old else { return addNew(feed, path) }
    guard old != bytes else {
      found.sameFeeds += 1
      return before.add(feed.entries)
    }
    guard let published = ParsedFeed(path, old) else {
      found.unreadable.append("/" + path)
      return addNew(feed, path)
    }
    found.changedFeeds += 1
    before.add(published.entries)
    for (entry, change) in FeedComparison(old: published, new: feed).changes {
      switch change {
      case .new: add(.new, entry, path)
      case .back: add(.back, entry, path)
      case .updated(let parts): add(.updated, entry, path, parts: parts)
      case .unread(let id): add(.unread, entry, path, was: id)
      case .gone: add(.gone, entry, path)
      }
    }
  }

  private func addNew(_ feed: ParsedFeed, _ path: String) {
    found.newFeeds.append("/" + path)
    for entry in feed.entries { add(.new, entry, path) }
  }

  /// A story is told of once, with the feeds of which it is true.
  private func add(_ kind: EntryKind, _ entry: ParsedEntry, _ path: String, was: String? = nil, parts: [String] = []) {
    let key = entry.key
    if entries[kind]?[key] == nil {
      order[kind, default: []].append(key)
      entries[kind, default: [:]][key] = SiteDifference.Entry(
        title: entry.title ?? "", address: entry.link ?? "", id: entry.id ?? "", previousID: was)
    }
    entries[kind]?[key]?.feeds.append("/" + path)
    for part in parts where entries[kind]?[key]?.parts.contains(part) == false {
      entries[kind]?[key]?.parts.append(part)
    }
  }

  func finish() throws(BuildFailure) -> SiteDifference {
    for path in rest.keys.sorted() {
      if path.hasSuffix(".html") { found.gonePages.append("/" + path) }
      guard isFeedName(path), let bytes = try? published?.read(path), let feed = ParsedFeed(path, bytes) else {
        continue
      }
      found.goneFeeds.append("/" + path)
      before.add(feed.entries)
      for entry in feed.entries { add(.gone, entry, path) }
    }
    sort()
    return found
  }

  /// A story that a feed has for the first time, and another had before, is not new; one that a feed has no longer, and
  /// another still has, is not gone.
  private func sort() {
    let wasThere = { [before, after] in before.contains($0, beside: after) }
    let isThere = { [before, after] in after.contains($0, beside: before) }
    found.updated = list(.updated) { _ in true }
    found.unreadAgain = list(.unread) { _ in true }
    // What came up under another id in one feed is not new in the next.
    let renamed = Set(found.unreadAgain.flatMap { [$0.id, $0.previousID ?? ""] }).subtracting([""])
    found.new = list(.new) { !wasThere($0) && !renamed.contains($0.id) }
    found.back = list(.back) { !wasThere($0) }
    found.gone = list(.gone) { !isThere($0) && !renamed.contains($0.id) }
    let moved = [EntryKind.new, .back].flatMap { list($0, wasThere) } + list(.gone, isThere)
    var (ids, addresses) = (Set<String>(), Set<String>())
    for entry in moved {
      let isNew = (addresses.insert(entry.address).inserted, entry.id.isEmpty || ids.insert(entry.id).inserted)
      if isNew == (true, true) { found.moved.append(entry) }
    }
  }

  private func list(_ kind: EntryKind, _ isWanted: (SiteDifference.Entry) -> Bool) -> [SiteDifference.Entry] {
    (order[kind] ?? []).compactMap { entries[kind]?[$0] }.filter(isWanted)
  }

  private func isFeedName(_ path: String) -> Bool {
    path.hasSuffix(".xml") || path.hasSuffix(".json") || path.hasSuffix(".rss") || path.hasSuffix(".atom")
  }
}

extension ParsedEntry {
  /// By what a story is known in every feed and format of one state.
  fileprivate var key: String { link ?? id ?? "" }
}

/// The stories of all feeds of one state.
private struct FeedStories {
  private var ids: Set<String> = []
  /// By address: other generators have other ids in each format.
  private var idsAtAddress: [String: Set<String>] = [:]

  mutating func add(_ entries: [ParsedEntry]) {
    for entry in entries {
      let id = entry.id.map { [$0] } ?? []
      ids.formUnion(id)
      if let link = entry.link { idsAtAddress[link, default: []].formUnion(id) }
    }
  }

  /// Whether a story of the other state is among them: by its id, wherever it stands; or by its address, unless what
  /// stands there is another story of the other state.
  func contains(_ entry: SiteDifference.Entry, beside other: FeedStories) -> Bool {
    if ids.contains(entry.id) { return true }
    return idsAtAddress[entry.address].map(other.ids.isDisjoint) ?? false
  }
}

extension ParsedFeed {
  /// The feed in a file; nil when it is none.
  init?(_ path: String, _ bytes: [UInt8]) {
    if path.hasSuffix(".json") {
      let source = Source(path: path, bytes: bytes)
      let node = try? JSONReader.read(0..<bytes.count, of: source, limits: ContentLimits())
      guard let node else { return nil }
      self.init(node)
    } else {
      guard let root = try? XMLReader.read(bytes) else { return nil }
      self.init(root)
    }
  }
}
