import Foundation
import Testing

/// The command with the program itself. Skipped where Pagefind is not on the machine.
@Suite(.enabled(if: hasPagefind, "pagefind is not on this machine: pip install pagefind-bin"))
struct PagefindTests {
  private func inSite(_ body: (Command, URL) throws -> Void) throws {
    try Command.inFolder { command in
      let content = command.folder.appending(path: "Content/world")
      try FileManager.default.createDirectory(at: content, withIntermediateDirectories: true)
      for name in ["bridge", "harbour", "weir"] {
        try Data("---\ntitle: The \(name)\ndate: 2026-11-20\n---\nA text of the \(name).\n".utf8)
          .write(to: content.appending(path: "\(name).md"))
      }
      try settings("search: pagefind\n", command)
      try body(command, command.folder.appending(path: "Output"))
    }
  }

  private func settings(_ text: String, _ command: Command) throws {
    try Data("base-url: https://example.org/\n\(text)".utf8)
      .write(to: command.folder.appending(path: "Content/site.yml"))
  }

  private func build(_ command: Command) throws -> Command.Run { try command("build", "--now", "2026-11-22") }

  private func index(_ output: URL) throws -> [String: Data] {
    let folder = output.appending(path: "pagefind")
    var files: [String: Data] = [:]
    for name in FileManager.default.subpaths(atPath: folder.path) ?? [] {
      files[name] = try? Data(contentsOf: folder.appending(path: name))
    }
    return files
  }

  @Test func itsFilesAreFilesOfTheSiteAndTheSameEachTime() throws {
    try inSite { command, output in
      let first = try build(command)
      #expect(first.code == 0, "\(first.error)")
      let files = try index(output)
      for name in ["pagefind.js", "pagefind-worker.js", "pagefind-entry.json"] {
        #expect(files[name] != nil, "\(name)")
      }
      #expect(files.keys.filter { $0.hasSuffix(".pf_fragment") }.count == 3)
      #expect(!files.keys.contains { $0.hasPrefix("pagefind-ui") })
      #expect(try build(command).output.hasPrefix("wrote 0, "))
      #expect(try index(output) == files)
      try FileManager.default.removeItem(at: output)
      _ = try build(command)
      #expect(try index(output) == files)
    }
  }

  @Test func theyGoWhenTheSettingGoes() throws {
    try inSite { command, output in
      _ = try build(command)
      try settings("", command)
      #expect(try build(command).code == 0)
      #expect(!FileManager.default.fileExists(atPath: output.appending(path: "pagefind").path))
    }
  }

  @Test func aBuildThatFailsLeavesNothingBehind() throws {
    try inSite { command, output in
      _ = try build(command)
      let files = try index(output)
      try Data("---\ntitle: The gate\ndate: 2026-11-20\n---\n[gone](gone.md)\n".utf8)
        .write(to: command.folder.appending(path: "Content/world/gate.md"))
      #expect(try build(command).code == 1)
      #expect(try index(output) == files)
    }
  }
}

private let hasPagefind: Bool = ["pagefind --version", "python3 -m pagefind_bin --version"].contains { line in
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = line.split(separator: " ").map(String.init)
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}
