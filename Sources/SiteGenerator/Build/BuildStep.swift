/// A step of a build, and how long it took.
public struct BuildStep: Sendable, Hashable {
  /// One word, `read` or `render`; or the name of a template.
  public let name: String
  /// Of the clock on the wall for a step; of all threads together for a template.
  public let duration: Duration
  /// How many things it dealt with: files, articles, pages.
  public let count: Int
}

/// Measures the steps of a build, one after the other.
struct Stopwatch: Sendable {
  private(set) var steps: [BuildStep] = []
  /// The time since any beginning; the library has no clock of its own.
  private let elapsed: (@Sendable () -> Duration)?
  private var last: Duration

  init(_ elapsed: (@Sendable () -> Duration)?) {
    self.elapsed = elapsed
    last = elapsed?() ?? .zero
  }

  /// What was done since the last step, or since the beginning, is this one.
  mutating func end(_ name: String, _ count: Int) {
    guard let elapsed else { return }
    let now = elapsed()
    steps.append(BuildStep(name: name, duration: now - last, count: count))
    last = now
  }
}
