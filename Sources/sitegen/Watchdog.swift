import Diagnostics
import Dispatch
import Foundation
import SiteGenerator
import Synchronization

/// Ends the program when one article takes longer than ten seconds, and names it. What was staged is invisible, and the
/// next build clears it.
final class Watchdog: ReadingObserver {
  static let limit = Duration.seconds(10)

  private let reading = Mutex<[String: ContinuousClock.Instant]>([:])

  init() { lookLater() }

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
    let now = ContinuousClock.now
    guard let path = reading.withLock({ $0.first { now - $0.value > Self.limit }?.key }) else { return }
    let diagnostic = Diagnostic(
      id: "article-too-slow", "the article takes longer than 10 seconds to read", at: Place(path: path),
      hint: "look for thousands of brackets or marks without an end in it")
    let text = DiagnosticFormatter().format([diagnostic]) + "nothing was written: 1 error\n"
    FileHandle.standardError.write(Data(text.utf8))
    exit(1)
  }
}
