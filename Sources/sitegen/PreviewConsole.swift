import Diagnostics
import Foundation
import SiteGenerator
import Synchronization

/// What `sitegen serve` says in the terminal: the address, a line a build, errors whole, and nothing else.
final class PreviewConsole: Sendable {
  /// Why a build was made.
  enum Reason {
    case clock
    case files([String])
    /// None that anybody has to know: the next one will be faster.
    case another
  }

  /// A build as `--json` prints it: an object a line.
  private struct Event: Encodable {
    var ok: Bool
    var address: String?
    var because: [String]?
    var changed: Int?
    var seconds: Double?
    var nextBuild: String?
    var diagnostics: [Diagnostic] = []
  }

  private struct State {
    var hasFailed = false
    var warnings: [Diagnostic] = []
  }

  private let console: Console
  private let state = Mutex(State())

  init(_ console: Console) { self.console = console }

  /// Diagnostics as the browser shows them.
  func text(_ diagnostics: [Diagnostic]) -> String { DiagnosticFormatter().format(diagnostics) }

  /// - Parameter isElsewhere: Whether it is not where everybody looks: that is to be known even to those who want to hear
  ///   of errors only.
  func ready(_ address: String, isPolling: Bool, isElsewhere: Bool) {
    if isPolling { polls() }
    if isElsewhere, console.options.quiet { console.complain("the usual port is taken: \(address)") }
    if console.options.json { return print(Event(ok: true, address: address)) }
    console.say("\(address)   Ctrl-C ends it")
  }

  func polls() { console.complain("the system cannot tell of changes here: looking for them again and again") }

  func built(_ report: BuildReport, changed: Int?, because reason: Reason?, in time: Duration) {
    let (isMended, isNews) = state.withLock { state in
      defer { (state.hasFailed, state.warnings) = (false, report.warnings) }
      return (state.hasFailed, state.warnings != report.warnings)
    }
    if case .another? = reason, !isNews, !isMended, changed == 0 { return }
    if console.options.json {
      let next = report.nextBuild?.instant
      return print(event(true, reason, changed, time, next, report.warnings))
    }
    if isNews { console.show(report.warnings) }
    let what = changed.map(files) ?? "\(report.pages) pages, \(report.feeds) feeds"
    console.say(line(reason, (isMended ? "mended, " : "") + what + withheld(reason, report), time))
    if reason == nil, let next = report.nextBuild {
      console.say("next build due \(next.instant) (\(escaped(next.source)))")
    }
  }

  /// Why a file that has been saved is not on the site; nothing of several.
  private func withheld(_ reason: Reason?, _ report: BuildReport) -> String {
    guard case .files(let paths)? = reason, paths.count == 1, paths[0].hasPrefix("Content/"),
      let article = report.withheld(String(paths[0].dropFirst("Content/".count)))
    else { return "" }
    switch article.state {
    case .drafts: return "; it is a draft"
    case .scheduled: return "; it is scheduled for \(article.date ?? "later")"
    case .expired: return "; it has expired, at \(article.until ?? "its end")"
    case .published, .retracted: return ""
    }
  }

  func show(_ timings: BuildTimings) {
    for line in timings.lines { console.complain(line) }
  }

  func failed(_ diagnostics: [Diagnostic], because reason: Reason?, in time: Duration, isShown: Bool) {
    state.withLock { $0.hasFailed = true }
    if console.options.json { return print(event(false, reason, nil, time, nil, diagnostics)) }
    console.show(diagnostics)
    let rest = isShown ? "the site is shown as it was" : "there is no site to show yet"
    console.complain(line(reason, "\(console.count(diagnostics)); \(rest)", time))
  }

  private func files(_ count: Int) -> String {
    count == 0 ? "no file differs" : count == 1 ? "1 file differs" : "\(count) files differ"
  }

  /// `18:30:12  Content/world/bridge.md: 3 files differ (0.04 s)`
  private func line(_ reason: Reason?, _ what: String, _ time: Duration) -> String {
    let now = Calendar(identifier: .gregorian).dateComponents([.hour, .minute, .second], from: .now)
    let clock = String(format: "%02d:%02d:%02d", now.hour ?? 0, now.minute ?? 0, now.second ?? 0)
    let seconds = String(format: "%.2f", time / .seconds(1))
    switch reason {
    case nil, .another: return "built \(what) (\(seconds) s)"
    case .clock: return "\(clock)  the clock: \(what) (\(seconds) s)"
    case .files(let paths):
      let first = paths.first.map(escaped) ?? "Content and Templates"
      let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
      return "\(clock)  \(first)\(more): \(what) (\(seconds) s)"
    }
  }

  private func event(
    _ ok: Bool, _ reason: Reason?, _ changed: Int?, _ time: Duration, _ next: String?, _ diagnostics: [Diagnostic]
  ) -> Event {
    let because: [String]? =
      switch reason {
      case nil, .another: nil
      case .clock: ["the clock"]
      case .files(let paths): paths
      }
    return Event(
      ok: ok, because: because, changed: changed, seconds: time / .seconds(1), nextBuild: next,
      diagnostics: diagnostics)
  }

  private func print(_ event: Event) { console.printJSON(event, isOneLine: true) }
}
