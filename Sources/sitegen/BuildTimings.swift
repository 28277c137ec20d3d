import Foundation
import SiteGenerator

/// How long each step of a build took, for `--timings`.
struct BuildTimings {
  let steps: [BuildStep]
  /// Seconds of the whole build, the publishing of its files included.
  let seconds: Double

  /// A line a step, with its share; what no step measured is publishing.
  var lines: [String] {
    let measured = steps.map { (name: $0.name, seconds: $0.duration / .seconds(1), count: $0.count) }
    let rest = max(0, seconds - measured.reduce(0) { $0 + $1.seconds })
    return measured.map { line($0.name, $0.seconds, $0.count) } + [line("publish", rest, nil)]
  }

  private func line(_ name: String, _ time: Double, _ count: Int?) -> String {
    let title = name.padding(toLength: max(10, name.utf8.count), withPad: " ", startingAt: 0)
    let share = seconds > 0 ? Int((time / seconds * 100).rounded()) : 0
    let figures = String(format: "%8.1f ms %3d %%", time * 1000, share)
    return "  \(title) \(figures)" + (count.map { "  \($0)" } ?? "")
  }
}
