import Foundation
import Testing

/// Builds that are ended by a signal.
@Suite(.timeLimit(.minutes(5))) struct StopTests {
  /// A program that takes as long as it likes in place of Pagefind.
  private static let program = """
    #!/bin/sh
    echo > "$TMPDIR/../started"
    exec sleep 600

    """

  @Test(arguments: [SIGINT, SIGTERM]) func nothingIsLeftOfTheSearch(signal: Int32) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-stop-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let manager = FileManager.default
    for name in ["Content/world", "bin", "tmp"] {
      try manager.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true)
    }
    try Data("base-url: https://example.org/\nsearch: pagefind\n".utf8)
      .write(to: folder.appending(path: "Content/site.yml"))
    try Data("---\ntitle: A\ndate: 2026-11-20\n---\nText.\n".utf8)
      .write(to: folder.appending(path: "Content/world/a.md"))
    let pagefind = folder.appending(path: "bin/pagefind")
    try Data(Self.program.utf8).write(to: pagefind)
    try manager.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pagefind.path)
    let process = Process()
    process.executableURL = Command.executable
    process.arguments = ["build", "--now", "2026-11-22"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TMPDIR": folder.appending(path: "tmp").path, "PATH": folder.appending(path: "bin").path + ":/usr/bin:/bin"]
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    while process.isRunning, !manager.fileExists(atPath: folder.appending(path: "started").path) {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(try manager.contentsOfDirectory(atPath: folder.appending(path: "tmp").path).count == 1)
    kill(process.processIdentifier, signal)
    while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
    #expect(process.terminationStatus == 128 + signal)
    #expect(try manager.contentsOfDirectory(atPath: folder.appending(path: "tmp").path) == [])
  }
}
