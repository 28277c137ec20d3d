import Foundation
import Testing

/// What somebody sees who waits for a long build.
@Suite(.enabled(if: FileManager.default.fileExists(atPath: "/usr/bin/script"), "there is no `script` here"))
struct ProgressTests {
  /// The output of `sitegen build` in a pseudo terminal, for a site that takes longer than half a second.
  private func build(_ arguments: String, in command: Command) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/script")
    process.arguments = ["-qefc", "'\(Command.executable.path)' build \(arguments)", "/dev/null"]
    process.currentDirectoryURL = command.folder
    process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: said, as: UTF8.self)
  }

  @Test func aLongBuildSaysHowFarItIsAndWipesIt() throws {
    try Command.inFolder { command in
      let content = command.folder.appending(path: "Content/news")
      try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
      try Data("title: Long\n".utf8).write(to: command.folder.appending(path: "Content/site.yml"))
      for number in 0..<1500 {
        let text = "---\ntitle: Story \(number)\ndate: 2026-10-11\ntags: [t\(number % 7)]\n---\n\nText.\n"
        try Data(text.utf8).write(to: content.appending(path: "s\(number).md"))
      }
      let said = try build("", in: command)
      let line = /\r(reading|building) \[#*-*\] \d+ of \d+\u{1B}\[K/
      #expect(said.firstMatch(of: line) != nil)
      // The last thing before the summary is that it goes away.
      let end = try #require(said.range(of: "wrote "))
      #expect(said[..<end.lowerBound].contains("\r\u{1B}[K"))
      for quiet in ["--quiet", "--json", "--timings"] {
        try FileManager.default.removeItem(at: command.folder.appending(path: "Output"))
        #expect(try !build(quiet, in: command).contains("\u{1B}[K"), "\(quiet)")
      }
      #expect(try !command("build", environment: ["TERM": "xterm"]).error.contains("\u{1B}"))
    }
  }
}
