import Foundation

/// What was measured on corpora of growing length.
struct Report {
  struct Part {
    let articles: Int
    /// Medians.
    var rows: [Row: Measurement]
    var files: [Row: Int]
  }

  var parts: [Part] = []

  /// One table a corpus. Ratios are against the clean build of the same corpus: below 1 is faster.
  var text: String { parts.map(table).joined(separator: "\n") }

  private func table(_ part: Part) -> String {
    var lines = [
      "| \(part.articles) articles | wall | CPU | peak | of a clean build | files |", "|---|---:|---:|---:|---:|---:|",
    ]
    for row in Row.allCases {
      guard let run = part.rows[row] else { continue }
      let files = part.files[row].map(String.init) ?? ""
      let ratio = row == .clean ? nil : part.rows[.clean].map { String(format: "%.3f", run.wall / $0.wall) }
      lines.append(
        "| \(row.rawValue) | \(seconds(run.wall)) | \(seconds(run.cpu)) | \(megabytes(run.peak)) | \(ratio ?? "") | \(files) |"
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// How much more a larger corpus takes than the one before.
  var growth: String {
    let pairs = zip(parts, parts.dropFirst())
    return pairs.compactMap { small, large in
      guard let first = small.rows[.clean], let second = large.rows[.clean] else { return nil }
      let factor = String(format: "%.1f", second.wall / first.wall)
      return "\n\(large.articles) articles take \(factor) times as long as \(small.articles), clean.\n"
    }.joined()
  }

  private func seconds(_ value: Double) -> String { String(format: value < 1 ? "%.3f s" : "%.2f s", value) }
  private func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }
}

extension Report {
  /// Reads tables that were printed before (`text`); everything else is passed over. Of two tables of one corpus the
  /// second adds what the first does not have.
  init(tables: String) {
    var found: [Int: Part] = [:]
    var articles: Int?
    for line in tables.split(separator: "\n") {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .map { $0.trimmingCharacters(in: .whitespaces) }
      guard let title = cells.first else { continue }
      if title.hasSuffix(" articles"), let count = Int(title.dropLast(" articles".count)) {
        articles = count
      } else if let articles, let row = Row(rawValue: title), let run = Measurement(cells) {
        found[articles, default: Part(articles: articles, rows: [:], files: [:])].rows[row] = run
      }
    }
    parts = found.values.sorted { $0.articles < $1.articles }
  }
}

extension Measurement {
  /// Of the cells of a line: name, `0.074 s`, `0.091 s`, `32 MB`.
  fileprivate init?(_ cells: [String]) {
    let figures = cells.dropFirst().prefix(3).map { $0.split(separator: " ").first.flatMap { Double($0) } }
    guard figures.count == 3, let wall = figures[0], let cpu = figures[1], let peak = figures[2] else { return nil }
    self.init(wall: wall, cpu: cpu, peak: Int(peak * 1_000_000))
  }
}

/// The machine, as far as the figures depend on it.
func machine(sitegen: String, hugo: String?, scratch: URL) -> String {
  let cpu = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?
    .split(separator: "\n").first { $0.hasPrefix("model name") }?
    .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
  let system = output(of: ["uname", "-sr"]) ?? "unknown system"
  let disk = output(of: ["stat", "-f", "-c", "%T", scratch.path]) ?? "unknown file system"
  var lines = [
    "\(ProcessInfo.processInfo.activeProcessorCount) cores\(cpu.map { " (\($0))" } ?? ""), \(system), output on \(disk)",
    "sitegen \(output(of: [sitegen, "--version"]) ?? "?")",
  ]
  if let hugo { lines.append(output(of: [hugo, "version"])?.split(separator: "\n").last.map(String.init) ?? "hugo ?") }
  return lines.joined(separator: "\n")
}
