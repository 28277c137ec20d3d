import Foundation

/// What is measured on one corpus, one row each.
enum Row: String, CaseIterable {
  case clean = "clean build"
  case unchanged = "nothing changed"
  case text = "one text changed"
  case title = "one headline changed"
  case added = "one article added"
  case another = "another of its day"
  case check = "check"
  case hugo = "Hugo, clean"
  case floor = "the floor"

  /// By its name in `--rows`.
  init?(name: some StringProtocol) {
    guard let row = Row.allCases.first(where: { "\($0)" == name }) else { return nil }
    self = row
  }
}

/// Measures every row in turn, several times: what disturbs the machine for a while disturbs all of them.
struct Bench {
  let sitegen: String
  /// Nil where there is none.
  let hugo: String?
  let floor: String?
  let corpus: Corpus
  /// On the disk that is measured; everything in it is deleted.
  let scratch: URL
  let runs: Int
  let rows: Set<Row>

  private var output: URL { scratch.appending(path: "Output") }
  private var log: URL { scratch.appending(path: "log") }

  /// The runs of each row.
  func measurements() throws -> [Row: [Measurement]] {
    var found: [Row: [Measurement]] = [:]
    func add(_ row: Row, _ run: @autoclosure () throws -> Measurement) rethrows {
      if rows.contains(row) { found[row, default: []].append(try run()) }
    }
    for run in 0..<runs {
      // What follows it needs it, whether it is asked for or not.
      let clean = try clean()
      add(.clean, clean)
      // The first build on top of a clean one also writes down what only a second build can know.
      if run == 0, rows != [.clean] { _ = try build() }
      try add(.unchanged, try build())
      try add(.text, try edited(run) { $0 + "\nOne more sentence, number \(run).\n" })
      try add(.title, try edited(run) { $0.replacing("title: Story", with: "title: News", maxReplacements: 1) })
      if !rows.isDisjoint(with: [.added, .another]) {
        let (first, another) = try added(run)
        add(.added, first)
        add(.another, another)
      }
      try add(.check, try measure([sitegen, "check", "--source", corpus.folder.path], log: log))
      if let hugo { try add(.hugo, try cleanHugo(hugo)) }
      if let floor { try add(.floor, try cleanFloor(floor)) }
    }
    return found
  }

  /// Files that one program has written, for the table.
  func files(of row: Row) -> Int {
    let folder = row == .hugo ? scratch.appending(path: "hugo/public") : output
    let names = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: [.isRegularFileKey])
    return names?.count {
      ($0 as? URL).flatMap { try? $0.resourceValues(forKeys: [.isRegularFileKey]) }?.isRegularFile ?? false
    } ?? 0
  }

  private func build() throws -> Measurement {
    try measure([sitegen, "build", "--frozen", "--source", corpus.folder.path, "--output", output.path], log: log)
  }

  /// Neither an old output nor anything that was learnt from the sources.
  private func clean() throws -> Measurement {
    try remove(output)
    try remove(corpus.folder.appending(path: ".sitegen"))
    return try build()
  }

  /// A build with one changed article, in the middle of all; what was changed is taken back, and built.
  private func edited(_ run: Int, _ change: (String) -> String) throws -> Measurement {
    let file = corpus.file((corpus.articles / 2 + run) % corpus.articles)
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(change(text).utf8).write(to: file)
    let measured = Result { try build() }
    try Data(text.utf8).write(to: file)
    _ = try build()
    return try measured.get()
  }

  /// A build with one more article, the first of its day, and one with another of that day on top of it.
  private func added(_ run: Int) throws -> (first: Measurement, another: Measurement) {
    let files = try [8, 9].map { hour in
      let file = corpus.content.appending(path: "world/added-\(run)-\(hour).md")
      let text = try String(contentsOf: corpus.file(run + hour), encoding: .utf8).replacing(
        #/date: .*/#, with: "date: 2026-01-0\(1 + run % 9)T0\(hour):00:00Z", maxReplacements: 1)
      return (file, text)
    }
    let measured = files.map { file, text in
      Result {
        try Data(text.utf8).write(to: file)
        return try build()
      }
    }
    for (file, _) in files { try remove(file) }
    _ = try build()
    return (try measured[0].get(), try measured[1].get())
  }

  private func cleanHugo(_ hugo: String) throws -> Measurement {
    let folder = scratch.appending(path: "hugo")
    try remove(folder)
    try HugoSite(folder: folder, content: corpus.content).write()
    return try measure(
      [hugo, "--source", folder.path, "--cacheDir", folder.appending(path: "cache").path, "--quiet"], log: log)
  }

  private func cleanFloor(_ floor: String) throws -> Measurement {
    let folder = scratch.appending(path: "floor")
    try remove(folder)
    return try measure([floor, corpus.content.path, folder.path], log: log)
  }

  private func remove(_ url: URL) throws {
    guard FileManager.default.fileExists(atPath: url.path) else { return }
    try FileManager.default.removeItem(at: url)
  }
}
