import Foundation
import Synchronization

/// What was changed in the folders of a site.
package struct FolderChanges: Sendable, Equatable {
  /// As messages name them: `Content/world/bridge.md`.
  package var paths: Set<String> = []
  /// Whether more may have changed than is named.
  package var isIncomplete = false
  /// Files that were made since the last call; one that goes again meanwhile was an editor's, on the way to the real one.
  var made: Set<String> = []
  /// Whether a file has been made and may still be written.
  var isUnfinished = false

  package init(paths: Set<String> = [], isIncomplete: Bool = false) {
    self.paths = paths
    self.isIncomplete = isIncomplete
  }

  package var isEmpty: Bool { paths.isEmpty && !isIncomplete }
  /// Whether nothing but style sheets changed.
  package var isStyleOnly: Bool {
    !isEmpty && !isIncomplete && paths.allSatisfy { $0.utf8.suffix(4).elementsEqual(".css".utf8) }
  }

  package mutating func add(_ other: FolderChanges) {
    paths.formUnion(other.paths)
    isIncomplete = isIncomplete || other.isIncomplete
  }

  /// Forgets a name that came and went.
  mutating func remove(_ path: String) {
    if made.remove(path) == nil { paths.insert(path) } else { paths.remove(path) }
  }

  /// How long nothing may happen before the changes are taken for all that there are, in milliseconds: an editor
  /// writes one file at once, a checkout many in a row.
  var quiet: Int { isUnfinished ? 150 : isIncomplete || paths.count > 3 ? 60 : 10 }
}

/// Finds changes in folders, one wait after the other, on one thread.
protocol ChangeSource {
  /// Adds what changed since the last call; waits for it, but not longer than this. False when nothing did.
  mutating func wait(milliseconds: Int, adding changes: inout FolderChanges) -> Bool
  /// Whether it can watch no longer: the folders have become more than the system tells of.
  var isExhausted: Bool { get }
  /// Ends the watch; nothing is found from then on.
  mutating func close()
}

extension ChangeSource {
  var isExhausted: Bool { false }
  func close() {}
}

/// Watches the folders of a site, and gathers what belongs together.
package final class FolderWatch: Sendable {
  /// How the folders are watched.
  package enum Method: Sendable, Equatable { case events, polling }

  /// However busy the folders are, changes are told after this time.
  private static let longest = Duration.seconds(2)

  private let pending = Mutex(FolderChanges())
  private let isStopped = Mutex(false)
  private let current: Mutex<Method>

  /// Polling from the moment on when the folders are more than the system tells of.
  package var method: Method { current.withLock { $0 } }

  /// - Parameters:
  ///   - site: The folder that holds the others.
  ///   - folders: Their names; they may come and go.
  ///   - prefersPolling: Looks again and again even where the system tells of changes.
  ///   - limit: How many folders are watched by events at most: for tests.
  ///   - changed: Is called, from a thread of the watch, when there is something for `take`.
  package init(
    site: String, folders: [String], prefersPolling: Bool = false, limit: Int = .max,
    changed: @escaping @Sendable () -> Void
  ) {
    let events = prefersPolling ? nil : Self.events(site, folders, limit)
    let source = events ?? PollingSource(site: site, folders: folders)
    current = Mutex(events == nil ? .polling : .events)
    let thread = Thread { [weak self] in
      var source = source
      while let self, !self.isStopped.withLock({ $0 }) {
        if let changes = Self.gather(from: &source) {
          if source.isExhausted {
            source = PollingSource(site: site, folders: folders)
            self.current.withLock { $0 = .polling }
          }
          self.pending.withLock { $0.add(changes) }
          changed()
        }
      }
      source.close()
    }
    thread.start()
  }

  /// Nil where the system does not tell of changes.
  private static func events(_ site: String, _ folders: [String], _ limit: Int) -> (any ChangeSource & Sendable)? {
    #if os(Linux)
      try? EventSource(site: site, folders: folders, limit: limit)
    #else
      nil
    #endif
  }

  /// All that changed since the last call.
  package func take() -> FolderChanges {
    pending.withLock { pending in
      defer { pending = FolderChanges() }
      return pending
    }
  }

  package func stop() { isStopped.withLock { $0 = true } }

  private static func gather(from source: inout any ChangeSource & Sendable) -> FolderChanges? {
    var changes = FolderChanges()
    guard source.wait(milliseconds: 500, adding: &changes) else { return nil }
    let started = ContinuousClock.now
    while ContinuousClock.now - started < longest, source.wait(milliseconds: changes.quiet, adding: &changes) {}
    return changes.isEmpty ? nil : changes
  }
}
