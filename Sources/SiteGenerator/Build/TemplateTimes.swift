import Diagnostics
import Synchronization

/// How long the pages of each template took, added up by the threads that render them.
final class TemplateTimes: Sendable {
  private let times = Mutex<[String: (duration: Duration, count: Int)]>([:])
  private let elapsed: @Sendable () -> Duration

  /// Nil without a clock.
  init?(_ elapsed: (@Sendable () -> Duration)?) {
    guard let elapsed else { return nil }
    self.elapsed = elapsed
  }

  func measure<Result>(_ template: String, _ body: () throws(Diagnostic) -> Result) throws(Diagnostic) -> Result {
    let started = elapsed()
    defer {
      let duration = elapsed() - started
      times.withLock { times in
        times[template, default: (.zero, 0)].duration += duration
        times[template, default: (.zero, 0)].count += 1
      }
    }
    return try body()
  }

  /// The slowest first.
  var all: [BuildStep] {
    times.withLock { times in
      times.map { BuildStep(name: $0.key, duration: $0.value.duration, count: $0.value.count) }
        .sorted { ($1.duration, $0.name) < ($0.duration, $1.name) }
    }
  }
}
