import Foundation
import Testing

/// The command as a person runs it: a process, its exit code, what it prints where.
@Suite struct CommandTests {
  struct Run {
    var code: Int32
    var output: String
    var error: String
    var lastLine: String { error.split(separator: "\n").last.map(String.init) ?? "" }
  }

  /// A folder of its own that is gone afterwards.
  private func inFolder(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  private static let executable: URL = {
    // The tests' bundle and the command are built into one folder.
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder =
      bundle?.bundleURL.deletingLastPathComponent()
      ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "sitegen")
  }()

  private func sitegen(_ arguments: String..., in folder: URL, environment: [String: String] = [:]) throws -> Run {
    try sitegen(arguments, in: folder, environment: environment)
  }

  private func sitegen(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws -> Run {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    // These tests are of a desk, also where they are run by a machine.
    process.environment = ProcessInfo.processInfo.environment.merging(["CI": ""]) { $1 }.merging(environment) { $1 }
    let outputFile = folder.appending(path: ".stdout-\(UUID().uuidString)")
    let errorFile = folder.appending(path: ".stderr-\(UUID().uuidString)")
    for file in [outputFile, errorFile] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: outputFile)
    process.standardError = try FileHandle(forWritingTo: errorFile)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let (output, error) = (
      try String(contentsOf: outputFile, encoding: .utf8), try String(contentsOf: errorFile, encoding: .utf8)
    )
    try FileManager.default.removeItem(at: outputFile)
    try FileManager.default.removeItem(at: errorFile)
    return Run(code: process.terminationStatus, output: output, error: error)
  }

  private func write(_ text: String, to path: String, in folder: URL) throws {
    let url = folder.appending(path: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func tree(_ folder: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appending(path: path)
      if try url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true {
        files[path] = try Data(contentsOf: url)
      }
    }
    return files
  }

  @Test func aBuildAtTheDeskKeepsTheLedger() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "news", in: folder)
      let site = folder.appending(path: "news")
      let ledger = site.appending(path: "Content/ledger.tsv")
      for arguments in [["--frozen"], ["--drafts"], ["-F"], ["-E"], ["-b", "https://staging.example/"]] {
        let run = try sitegen(["build"] + arguments, in: site)
        #expect(run.code == 0 && !run.output.contains("recorded"), "\(arguments)")
      }
      _ = try sitegen("build", "--now", "2200-01-01", in: site)
      _ = try sitegen("build", in: site, environment: ["CI": "true"])
      _ = try sitegen("check", in: site)
      #expect(!FileManager.default.fileExists(atPath: ledger.path))
      let run = try sitegen("build", in: site)
      #expect(run.output.contains("\nrecorded 2 articles in Content/ledger.tsv: commit it\n"))
      let text = try String(contentsOf: ledger, encoding: .utf8)
      #expect(text.split(separator: "\n").count == 4)
      try write("garbage\n", to: "Content/ledger.tsv", in: site)
      let broken = try sitegen("build", in: site)
      #expect(broken.code == 1 && broken.error.contains("Content/ledger.tsv:1:1: error: "))
      #expect(try String(contentsOf: ledger, encoding: .utf8) == "garbage\n")
    }
  }

  @Test func aNewSiteBuildsAndASecondBuildWritesNothing() async throws {
    try await inFolder { folder in
      let made = try sitegen("new", "harbour-news", in: folder)
      #expect(made.code == 0)
      #expect(made.output == "made harbour-news: now run  cd harbour-news && sitegen build\n")
      let site = folder.appending(path: "harbour-news")
      let first = try sitegen("build", in: site)
      #expect(first.code == 0)
      #expect(first.error == "")
      #expect(
        first.output.wholeMatch(
          of:
            /wrote \d+, kept 0, removed 0 in Output \(\d+\.\d\d s\)\nrecorded 2 articles in Content\/ledger\.tsv: commit it\nnext build due .+\n/
        )
          != nil)
      let second = try sitegen("build", in: site)
      #expect(
        second.output.wholeMatch(of: /wrote 0, kept \d+, removed 0 in Output \(\d+\.\d\d s\)\nnext build due .+\n/)
          != nil)
      #expect(
        try String(contentsOf: site.appending(path: "Output/index.html"), encoding: .utf8).contains("The first story"))
    }
  }

  @Test func aNewSiteTakesThePlaceOfNothing() async throws {
    try await inFolder { folder in
      try write("", to: "news", in: folder)
      try write("", to: "full/page.md", in: folder)
      try write("", to: "empty/.gitkeep", in: folder)
      let refused = try ["news", "full"].map { try sitegen("new", $0, in: folder) }
      #expect(refused.map(\.code) == [1, 1])
      #expect(
        refused.map(\.error) == [
          "error: news is there already and is no folder; nothing was written\n",
          "error: full is there already and is not empty; nothing was written\n",
        ])
      #expect(try sitegen("new", "empty", in: folder).code == 0)
    }
  }

  @Test func timingsTellEachStep() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let run = try sitegen("build", "--timings", in: folder.appending(path: "s"))
      #expect(run.code == 0)
      let steps = run.error.split(separator: "\n").compactMap { $0.firstMatch(of: /^  (\w+) +\d+\.\d ms +\d+ %/)?.1 }
      #expect(steps.first == "read" && steps.contains("render") && steps.last == "publish", "\(run.error)")
      #expect(run.error.contains(/\n  template +\d+\.\d ms +\d+ pages? of article\.html\n/))
      #if os(Linux)
        #expect(run.error.contains(/\n  memory +\d+\.\d MB\n/))
      #endif
    }
  }

  @Test(arguments: [["-j2"], ["-j", "2"], ["--jobs", "2"], ["--jobs=2"]])
  func theNumberOfThreadsIsWrittenAsForOtherTools(options: [String]) async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      #expect(try sitegen(["build"] + options, in: folder.appending(path: "s")).code == 0)
    }
  }

  @Test func theFirstArticleMakesTheFirstSection() async throws {
    try await inFolder { folder in
      let content = folder.appending(path: "Content")
      for name in ["town", "_data", "mall/fair"] {
        try FileManager.default.createDirectory(at: content.appending(path: name), withIntermediateDirectories: true)
      }
      try Data("title: T\nbase-url: https://example.org/\n".utf8).write(to: content.appending(path: "site.yml"))
      let first = try sitegen("new", "article", "One", in: folder)
      #expect(first.output == "made Content/news/one.md: a draft; take `draft: true` out to publish it\n")
      let empty = try sitegen("new", "article", "Two", "--in", "mall/fair/", in: folder)
      #expect(empty.output == "made Content/mall/fair/two.md: a draft; take `draft: true` out to publish it\n")
      for section in ["_data", "../Content", "twn", ".", ""] {
        let none = try sitegen("new", "article", "Three", "--in", section, in: folder)
        #expect(none.code == 1 && none.error.contains("error: there is no section \"\(section)\""), "\(none.error)")
      }
      #expect(try sitegen("build", in: folder).code == 0)
    }
  }

  @Test func aNewArticleIsADatedDraftInTheRightFolder() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      let made = try sitegen("new", "article", "Mayor: \"No\" & more", "--now", "2026-11-22T18:30:00Z", in: site)
      #expect(made.output == "made Content/news/mayor-no-more.md: a draft; take `draft: true` out to publish it\n")
      let text = try String(contentsOf: site.appending(path: "Content/news/mayor-no-more.md"), encoding: .utf8)
      #expect(text.hasPrefix("---\ntitle: \"Mayor: \\\"No\\\" & more\"\ndate: 2026-11-22 18:30\ndraft: true\n"))
      let again = try sitegen("new", "article", "Mayor: No & more", in: site)
      #expect(again.code == 1)
      #expect(again.error.contains("is there already; nothing was written"))
      #expect(try sitegen("build", in: site).code == 0)
      let list = try sitegen("list", "drafts", "--now", "2026-11-23", in: site)
      #expect(
        list.output == "drafts     2026-11-22T18:30:00Z       Content/news/mayor-no-more.md  Mayor: \"No\" & more\n")
    }
  }

  @Test func anErrorLeavesOutputAsItWasAndSaysSoInTheLastLine() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      #expect(try sitegen("build", in: site).code == 0)
      let before = try tree(site.appending(path: "Output"))
      try write("---\ntitle: A\ndate: 2026-11-01\ndrfat: true\n---\n", to: "Content/news/a.md", in: site)
      let run = try sitegen("build", in: site)
      #expect(run.code == 1)
      #expect(run.output == "")
      #expect(
        run.error == """
          Content/news/a.md:4:1: error: unknown key "drfat" [front-matter-unknown-key]
            4 | drfat: true
              | ^^^^^
            hint: did you mean "draft"? data of your own belongs under `extra:`
          nothing was written in Output: 1 error

          """)
      #expect(try tree(site.appending(path: "Output")) == before)
    }
  }

  @Test func aFolderThatIsNoSiteGetsAClearMessageAndNoOutput() async throws {
    try await inFolder { folder in
      let run = try sitegen("build", in: folder)
      #expect(run.code == 1)
      #expect(run.error.contains("error: there is no folder Content here [folder-missing]"))
      #expect(run.lastLine == "nothing was written in Output: 1 error")
      #expect(try tree(folder).isEmpty)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "Output").path))
    }
  }

  @Test func aForeignOutputIsRefused() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      try write("mine", to: "Output/precious.txt", in: site)
      let run = try sitegen("build", in: site)
      #expect(run.code == 1)
      #expect(run.error.contains("[output-foreign-folder]"))
      #expect(try tree(site.appending(path: "Output")).keys.sorted() == ["precious.txt"])
      for refused in ["/", NSHomeDirectory(), "Content", ".", "Content/out"] {
        let run = try sitegen("build", "-o", refused, in: site)
        #expect(run.code == 1 && run.error.contains("[output-refused]"), "\(refused): \(run.error)")
      }
    }
  }

  #if os(Linux)
    /// A disk of a Mac takes the two names for one.
    @Test func namesThatLookAlikeAreAnError() async throws {
      try await inFolder { folder in
        _ = try sitegen("new", "s", in: folder)
        let site = folder.appending(path: "s")
        for name in ["caf\u{E9}", "cafe\u{301}"] { try write("a", to: "Content/_static/\(name).txt", in: site) }
        let run = try sitegen("build", in: site)
        #expect(run.code == 1)
        #expect(run.error.contains("two files have this name"))
      }
    }

    @Test func errorsThatNobodyCanReadAreNoCrash() async throws {
      try await inFolder { folder in
        let process = Process()
        process.executableURL = Self.executable
        process.arguments = ["check"]
        process.currentDirectoryURL = folder
        process.standardError = FileHandle(forWritingAtPath: "/dev/full")
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationReason == .exit && process.terminationStatus == 1)
      }
    }
  #endif

  @Test func templatesThatAreNoFolderAreAnError() async throws {
    try await inFolder { folder in
      try write("title: S\nbase-url: https://s.example/\n", to: "Content/site.yml", in: folder)
      try write("---\ntitle: A\ndate: 2026-11-01\n---\nText.\n", to: "Content/news/a.md", in: folder)
      try write("{{ page.title }}", to: "Templates", in: folder)
      let run = try sitegen("build", in: folder)
      #expect(run.code == 1)
      #expect(run.error.hasPrefix("Templates: error: "), "\(run.error)")
    }
  }

  @Test func whatIsNoLongerProducedIsRemovedAndForeignFilesStay() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      try write("---\ntitle: Third\ndate: 2026-11-01\n---\nText.\n", to: "Content/news/third.md", in: site)
      #expect(try sitegen("build", in: site).code == 0)
      try write("mine", to: "Output/news/third/mine.txt", in: site)
      try FileManager.default.removeItem(at: site.appending(path: "Content/news/third.md"))
      let run = try sitegen("build", "--verbose", in: site)
      #expect(run.output.contains("  removed news/third/index.html\n"))
      #expect(!FileManager.default.fileExists(atPath: site.appending(path: "Output/news/third/index.html").path))
      #expect(FileManager.default.fileExists(atPath: site.appending(path: "Output/news/third/mine.txt").path))
    }
  }

  @Test func wrongUsageIs64() async throws {
    try await inFolder { folder in
      for arguments in [
        ["bulid"], ["build", "--darft"], ["build", "--now", "soon"],
        ["build", "--now", "9223372036854775807"], ["build", "--jobs", "0"], ["list", "lost"],
        ["new", "artcle", "x"],
      ] {
        let process = try sitegen(arguments, in: folder)
        #expect(process.code == 64, "\(arguments): \(process.error)")
        #expect(process.error.contains("Usage: sitegen"))
      }
    }
  }

  private func sitegen(_ arguments: [String], in folder: URL) throws -> Run {
    switch arguments.count {
    case 1: try sitegen(arguments[0], in: folder)
    case 2: try sitegen(arguments[0], arguments[1], in: folder)
    default: try sitegen(arguments[0], arguments[1], arguments[2], in: folder)
    }
  }

  @Test func helpAndVersionAreForPeople() async throws {
    try await inFolder { folder in
      let help = try sitegen("--help", in: folder)
      #expect(help.code == 0 && help.output.contains("OVERVIEW: Makes a news site from a folder of articles"))
      #expect(try sitegen("--version", in: folder).output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }
  }

  @Test func diffTellsWhatReadersOfTheFeedsWouldSee() async throws {
    try await inFolder { folder in
      let settings = "title: T\nbase-url: https://example.org/\n"
      try write(settings, to: "Content/site.yml", in: folder)
      try write("---\ntitle: A\ndate: 2026-11-01\n---\nText.\n", to: "Content/news/a.md", in: folder)
      let now = "--now=2026-11-22T12:00:00Z"
      let first = try sitegen("diff", now, in: folder)
      #expect(first.code == 0 && first.output.hasPrefix("Output is not there: everything is new\nnew            A  "))
      #expect(try sitegen("build", now, in: folder).code == 0)
      let before = try tree(folder)
      let none = "stories: 0 new, 0 updated, 0 gone, 0 unread again; feeds: 0 changed, 6 unchanged, 0 new, 0 gone\n"
      #expect(try sitegen("diff", now, in: folder).output.hasPrefix(none))
      #expect(try tree(folder) == before)
      try write("---\ntitle: A\nguid: x\ndate: 2026-11-01\n---\nText.\n", to: "Content/news/a.md", in: folder)
      let unread = try sitegen("diff", now, in: folder)
      #expect(unread.code == 1)
      #expect(
        unread.output.hasPrefix(
          "unread again   A  https://example.org/news/a/  6 feeds  its id was tag:example.org,2026-11-01:/news/a/ and is x\n"
        ))
      #expect(try sitegen("diff", "nowhere", in: folder).code == 64)
    }
  }

  @Test func jsonHoldsTheSummaryAndEveryDiagnostic() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      try write("---\ntitle: A\ndate: 2026-02-30\n---\n", to: "Content/news/a.md", in: site)
      let run = try sitegen("build", "--json", in: site)
      #expect(run.code == 1 && run.error == "")
      let json = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
      #expect(json["ok"] as? Bool == false)
      let diagnostics = try #require(json["diagnostics"] as? [[String: Any]])
      #expect(diagnostics.map { $0["id"] as? String } == ["date-does-not-exist"])
      #expect((diagnostics[0]["place"] as? [String: Any])?["line"] as? Int == 3)
    }
  }

  @Test func strictTurnsWarningsIntoAFailure() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      try write("x", to: "Content/news/notes.xyz", in: site)
      #expect(try sitegen("build", in: site).code == 0)
      try write("---\ntitle: Third\ndate: 2026-11-01\n---\nText.\n", to: "Content/news/third.md", in: site)
      let run = try sitegen("build", "--strict", in: site)
      #expect(run.code == 1)
      #expect(run.lastLine == "nothing was written in Output: 1 warning")
      #expect(!FileManager.default.fileExists(atPath: site.appending(path: "Output/news/third").path))
    }
  }

  @Test func theResultDoesNotDependOnTheMachine() async throws {
    try await inFolder { folder in
      _ = try sitegen("new", "s", in: folder)
      let site = folder.appending(path: "s")
      let now = ["--now", "2026-11-22T18:30:00Z"]
      _ = try sitegen(
        "build", "-o", "a", now[0], now[1], in: site, environment: ["TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8"])
      _ = try sitegen(
        "build", "-o", "b", in: site,
        environment: ["SOURCE_DATE_EPOCH": "1795372200", "TZ": "America/Lima", "LC_ALL": "C"])
      let (a, b) = (try tree(site.appending(path: "a")), try tree(site.appending(path: "b")))
      #expect(a.filter { !$0.key.hasPrefix(".sitegen") } == b.filter { !$0.key.hasPrefix(".sitegen") })
    }
  }
}
