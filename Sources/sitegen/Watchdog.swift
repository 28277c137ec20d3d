import Diagnostics
import Dispatch
import Foundation
import SiteGenerator
import Synchronization

/// Tells when one article takes longer than ten seconds to read, and names it: libcmark cannot be stopped from within.
final class Watchdog: ReadingObserver {
  static let limit = Duration.seconds(10)

  /// By a clock that stands still while the machine sleeps: nothing is read meanwhile.
  private let reading = Mutex<[String: SuspendingClock.Instant]>([:])
  private let tell: @Sendable (Diagnostic) -> Void

  /// - Parameter tell: Otherwise the program says so and ends: what was staged is invisible, and the next build clears it.
  init(tell: @escaping @Sendable (Diagnostic) -> Void = Watchdog.end) {
    self.tell = tell
    lookLater()
  }

  /// A dispatch queue has threads of its own: those that read articles may all be busy.
  private func lookLater() {
    DispatchQueue.global().asyncAfter(deadline: .now() + 1) { [weak self] in
      self?.look()
      self?.lookLater()
    }
  }

  func began(_ path: String) { reading.withLock { $0[path] = .now } }
  func ended(_ path: String) { reading.withLock { $0[path] = nil } }

  private func look() {
    let now = SuspendingClock.now
    guard let path = reading.withLock({ $0.first { now - $0.value > Self.limit }?.key }) else { return }
    tell(
      Diagnostic(
        id: "article-too-slow", "the article takes longer than 10 seconds to read", at: Place(path: path),
        hint: "look for thousands of brackets or marks without an end in it"))
  }

  private static let end: @Sendable (Diagnostic) -> Void = { diagnostic in
    writeError(DiagnosticFormatter().format([diagnostic]) + "nothing was written: 1 error\n")
    exit(1)
  }
}
