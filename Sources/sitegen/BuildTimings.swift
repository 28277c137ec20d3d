import Foundation
import SiteGenerator

/// How long each step of a build took, for `--timings`.
struct BuildTimings {
  let steps: [BuildStep]
  let templates: [BuildStep]
  /// Seconds of the whole build, the publishing of its files included.
  let seconds: Double

  /// More templates than these are not told.
  private static let mostTemplates = 5

  init(_ report: BuildReport, seconds: Double) {
    (steps, templates, self.seconds) = (report.steps, report.templates, seconds)
  }

  /// A line a step, with its share; what no step measured is publishing. Then the slowest templates, and the most memory
  /// that the process has held.
  var lines: [String] {
    let measured = steps.map { (name: $0.name, seconds: $0.duration / .seconds(1), count: $0.count) }
    let rest = max(0, seconds - measured.reduce(0) { $0 + $1.seconds })
    return measured.map { line($0.name, $0.seconds, $0.count) } + [line("publish", rest, nil)] + slowest + memory
  }

  /// Threads render at once: together they may take longer than the build.
  private var slowest: [String] {
    templates.prefix(Self.mostTemplates).map { template in
      let time = template.duration / .milliseconds(1)
      let pages = "\(template.count) page\(template.count == 1 ? "" : "s")"
      return "  template   " + String(format: "%8.1f ms", time) + "        \(pages) of \(template.name)"
    }
  }

  /// As Linux tells it; other systems do not, and then nothing is said.
  private var memory: [String] {
    let status = FileManager.default.contents(atPath: "/proc/self/status").map { String(decoding: $0, as: UTF8.self) }
    let peak = status?.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    guard let kilobytes = peak?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) }) else {
      return []
    }
    return ["  memory     " + String(format: "%8.1f MB", kilobytes * 1024 / 1_000_000)]
  }

  private func line(_ name: String, _ time: Double, _ count: Int?) -> String {
    let title = name.padding(toLength: max(10, name.utf8.count), withPad: " ", startingAt: 0)
    let share = seconds > 0 ? Int((time / seconds * 100).rounded()) : 0
    let figures = String(format: "%8.1f ms %3d %%", time * 1000, share)
    return "  \(title) \(figures)" + (count.map { "  \($0)" } ?? "")
  }
}
