import Diagnostics

/// A site as the last build of a process has left it: while somebody writes, the next one differs in a text or two, and
/// everything that is no text can be taken from here.
struct StandingSite: Sendable {
  let prepared: PreparedSite
  let listing: SourceListing
  /// The first instant at which the clock may change something, in seconds since 1970.
  let until: Int
  let digests: SiteDigests
  /// What each file was made of.
  let fingerprints: [String: ContentHash]
  let pages: CachedPages
  private let options: ContentHash
  private var content: [String: FileEntry]
  /// Where the article of a file stands among those that were read.
  private let positions: [String: Int]

  /// More files than this are no edit, but a checkout.
  private static let mostEdits = 16

  /// Nil for a site that depends on more than files and the clock.
  ///
  /// - Parameter last: The site as it stood before, when nothing but texts has changed since.
  init?(
    _ prepared: PreparedSite, _ digests: SiteDigests, _ fingerprints: [String: ContentHash], _ pages: CachedPages,
    after last: StandingSite?
  ) {
    guard let listing = prepared.inputs.listing, listing.clock != nil, !prepared.dependsOnPrograms else { return nil }
    self.prepared = prepared
    self.listing = listing
    self.digests = digests
    self.fingerprints = fingerprints
    self.pages = pages
    until = prepared.nextInstant
    options = last?.options ?? prepared.inputs.optionsHash
    let positions =
      last?.positions
      ?? Dictionary(
        prepared.files.articles.enumerated().map { ($1.article.source, $0) }, uniquingKeysWith: { first, _ in first })
    self.positions = positions
    content =
      last?.content ?? Dictionary(listing.content.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
    guard last != nil else { return }
    for entry in listing.content where content[entry.path] != entry { content[entry.path] = entry }
  }

  /// The articles whose files may differ, by position; nil when anything else may.
  func edits(in new: SourceListing, _ inputs: BuildInputs) -> [(position: Int, entry: FileEntry)]? {
    guard (prepared.site.now.seconds..<until).contains(inputs.selection.now.seconds), options == inputs.optionsHash,
      new.content.count == content.count, areSame(new.templates, listing.templates)
    else { return nil }
    var edits: [(position: Int, entry: FileEntry)] = []
    for entry in new.content {
      guard let old = content[entry.path] else { return nil }
      if entry == old, isProved(entry) { continue }
      guard let position = positions[entry.path], edits.count < Self.mostEdits else { return nil }
      edits.append((position, entry))
    }
    return edits
  }

  /// Whether the times of all files prove that they are as they were read. Of those that were written a moment before,
  /// they do not, and the next edit would have every step taken.
  var isSettled: Bool {
    listing.content.count { !isProved($0) } <= Self.mostEdits && listing.templates.allSatisfy(isProved)
  }

  private func areSame(_ new: [FileEntry], _ old: [FileEntry]) -> Bool {
    new.count == old.count && Set(new) == Set(old) && new.allSatisfy(isProved)
  }

  private func isProved(_ entry: FileEntry) -> Bool { entry.stamp?.isSettled(at: listing.clock) ?? false }
}
