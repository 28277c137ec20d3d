import Diagnostics
import Foundation
import SiteGenerator
import Synchronization

/// One line on a terminal that says how far a long build is, and goes away when it ends.
final class ProgressLine: Sendable {
  private struct State {
    var title = ""
    var total = 0
    var done = 0
    var drawn: ContinuousClock.Instant?
    var hasEnded = false
  }

  /// What takes less is over before anybody has looked.
  private static let patience = Duration.milliseconds(500)
  private static let pause = Duration.milliseconds(50)
  private static let width = 24

  private let started = ContinuousClock.now
  private let state = Mutex(State())

  /// Nil where nobody watches: standard error is no terminal, or something else is to be printed there.
  init?(_ options: OutputOptions) {
    let isPlain = ProcessInfo.processInfo.environment["TERM"].map { $0 == "dumb" || $0.isEmpty } ?? true
    guard isatty(2) == 1, !isPlain, !options.json, !options.quiet else { return nil }
  }

  func begin(_ title: String, _ total: Int) {
    state.withLock { ($0.title, $0.total, $0.done) = (title, total, 0) }
  }

  func step() {
    state.withLock { state in
      state.done += 1
      let now = ContinuousClock.now
      guard !state.hasEnded, now - started > Self.patience else { return }
      if let drawn = state.drawn, now - drawn < Self.pause { return }
      state.drawn = now
      writeError("\r" + Self.line(state.title, state.done, of: state.total) + "\u{1B}[K")
    }
  }

  /// Wipes it; it does not come back.
  func end() {
    state.withLock { state in
      if state.drawn != nil, !state.hasEnded { writeError("\r\u{1B}[K") }
      state.hasEnded = true
    }
  }

  /// `rendering [######------------------] 4096 of 15671`
  static func line(_ title: String, _ done: Int, of total: Int) -> String {
    let done = min(done, total)
    let filled = total > 0 ? done * width / total : 0
    let bar = String(repeating: "#", count: filled) + String(repeating: "-", count: width - filled)
    return "\(title) [\(bar)] \(done) of \(total)"
  }
}

/// Watches the reading of articles, and says how far it is.
struct ReadingProgress: ReadingObserver {
  let line: ProgressLine
  let other: (any ReadingObserver)?

  func begins(_ count: Int) { line.begin("reading", count) }
  func began(_ path: String) { other?.began(path) }

  func ended(_ path: String) {
    other?.ended(path)
    line.step()
  }
}

/// Hands files on to the output of a build, and says how far it is.
final class ProgressOutput: OutputSink {
  private let output: OutputFolder
  private let line: ProgressLine

  init(_ output: OutputFolder, _ line: ProgressLine) { (self.output, self.line) = (output, line) }

  var keepsFiles: Bool { output.keepsFiles }
  func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool { try output.keepAll(state) }
  var state: ContentHash? { output.state }

  func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool {
    guard try output.keep(path, isKnown: isKnown, as: stage) else { return false }
    line.step()
    return true
  }

  func lookAhead() { output.lookAhead() }
  func hasLooked() async { await output.hasLooked() }

  func begins(_ count: Int) {
    line.begin("building", count)
    output.begins(count)
  }

  func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool {
    guard try output.keep(path, fingerprint: fingerprint, as: stage) else { return false }
    line.step()
    return true
  }

  func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    try output.write(path, bytes, hash: hash, fingerprint: fingerprint, as: stage)
    line.step()
  }

  func copy(
    _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
  ) throws(Diagnostic) {
    try output.copy(sourceFile, to: path, fingerprint: fingerprint, as: stage)
    line.step()
  }
}
