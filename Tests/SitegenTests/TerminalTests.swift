#if os(Linux)
  import Foundation
  import Testing

  /// The command in a pseudo terminal, which `script` (util-linux) makes.
  @Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "there is no `script` here"))
  struct TerminalTests {
    /// What a person sees, line ends as in a file.
    private func terminal(
      _ command: Command, _ arguments: String, _ environment: [String: String] = [:]
    ) throws -> Command.Run {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/script")
      process.arguments = ["-qec", "'\(Command.executable.path)' \(arguments)", "/dev/null"]
      process.currentDirectoryURL = command.folder
      var all = ProcessInfo.processInfo.environment
      all["NO_COLOR"] = nil
      process.environment = all.merging(["TERM": "xterm"].merging(environment) { $1 }) { $1 }
      process.standardInput = FileHandle.nullDevice
      let printed = command.folder.appending(path: ".terminal-\(UUID().uuidString)")
      try Data().write(to: printed)
      process.standardOutput = try FileHandle(forWritingTo: printed)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      let text = try String(contentsOf: printed, encoding: .utf8).replacing("\r\n", with: "\n")
      try FileManager.default.removeItem(at: printed)
      return Command.Run(code: process.terminationStatus, output: text, error: "")
    }

    private func inSite(_ body: (Command) throws -> Void) throws {
      try Command.inFolder { command in
        #expect(try command("new", "site").code == 0)
        let site = command.folder.appending(path: "site")
        try Data("---\ntitle: B\ndate: 2026-01-01\ndrfat: true\n---\n".utf8)
          .write(to: site.appending(path: "Content/news/b.md"))
        try body(Command(folder: site))
      }
    }

    private static let plain = """
      Content/news/b.md:4:1: error: unknown key "drfat" [front-matter-unknown-key]
        4 | drfat: true
          | ^^^^^
        hint: did you mean "draft"? data of your own belongs under `extra:`
      nothing was written in Output: 1 error

      """

    @Test func errorsAreColouredInATerminal() throws {
      try inSite { command in
        let seen = try terminal(command, "build")
        #expect(seen.code == 1)
        #expect(seen.output.contains(/\x{1B}\[[0-9;]+merror/), "\(seen.output)")
        #expect(seen.output.replacing(/\x{1B}\[[0-9;]*m/, with: "") == Self.plain)
      }
    }

    @Test(arguments: [["NO_COLOR": "1"], ["TERM": "dumb"]])
    func andNotWhereNobodyWantsThem(environment: [String: String]) throws {
      try inSite { command in
        let seen = try terminal(command, "build", environment)
        #expect(seen.output == Self.plain)
      }
    }

    @Test func norInAFile() throws {
      try inSite { command in
        let run = try command("build", environment: ["TERM": "xterm", "NO_COLOR": ""])
        #expect(run.error == Self.plain)
        #expect(run.output == "")
      }
    }
  }
#endif
