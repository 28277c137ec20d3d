import Foundation
import Synchronization
import Testing

@testable import PreviewServer

/// `sitegen serve` as a person runs it.
@Suite(.timeLimit(.minutes(10))) struct ServeCommandTests {
  /// The command, in a site of its own.
  private final class Serving: Sendable {
    let site: URL
    private let process: Process
    private let input = Pipe()
    private let said = Mutex("")

    /// - Parameter isTerminal: Whether it runs in a pseudo terminal, which `script` makes.
    init(_ arguments: String..., site: URL, isTerminal: Bool = false) throws {
      self.site = site
      let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
      let tests = bundle?.bundleURL ?? URL(filePath: CommandLine.arguments[0])
      let command = tests.deletingLastPathComponent().appending(path: "sitegen").path
      process = Process()
      process.executableURL = URL(filePath: isTerminal ? "/usr/bin/script" : command)
      let line = ([command, "serve"] + arguments).map { "'\($0)'" }.joined(separator: " ")
      process.arguments = isTerminal ? ["-qefc", line, "/dev/null"] : ["serve"] + arguments
      process.currentDirectoryURL = site
      process.standardInput = input
      let output = Pipe()
      process.standardOutput = output
      process.standardError = output
      output.fileHandleForReading.readabilityHandler = { [weak self] handle in
        let text = String(decoding: handle.availableData, as: UTF8.self)
        self?.said.withLock { $0 += text }
      }
      try process.run()
    }

    deinit { if process.isRunning { process.terminate() } }

    var output: String { said.withLock { $0 } }

    /// Waits until it has said something; what it matched.
    @discardableResult
    func says<Output>(_ pattern: Regex<Output>) async throws -> Output {
      // What it says last may be read after it has ended.
      var left = 1000
      while left > 0 {
        if let match = output.firstMatch(of: pattern) { return match.output }
        if !process.isRunning { left -= 1 }
        try await Task.sleep(for: .milliseconds(20))
      }
      throw Silence(output: output)
    }

    struct Silence: Error { let output: String }

    func client() async throws -> Client {
      let address = try await says(/http:\/\/127\.0\.0\.1:(\d+)\S*\//)
      return Client(port: try #require(Int(address.1)))
    }

    func type(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }
    func signal(_ number: Int32) { kill(process.processIdentifier, number) }

    func ended() async throws -> Int32 {
      while process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
      return process.terminationStatus
    }

    func write(_ text: String, to path: String) throws {
      let url = site.appending(path: path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  private func inSite(_ body: (URL) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-serve-\(UUID().uuidString)")
    for (path, text) in [
      "site.yml": PreviewFixture.settings, "world/bridge.md": PreviewFixture.article,
    ] {
      let url = folder.appending(path: "Content/\(path)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    defer { try? FileManager.default.removeItem(at: folder) }
    try await body(folder)
  }

  @Test func savingAFileReachesTheBrowserAndMistakesAreShownUntilTheyAreMended() async throws {
    try await inSite { site in
      let serving = try Serving(site: site)
      let client = try await serving.client()
      var step = 0
      try await client.events(of: "/world/bridge/") { text in
        let events = text.matches(of: /data: .*/).map { String($0.output) }
        guard events.count > step else { return false }
        step = events.count
        switch step {
        case 1: try serving.write("---\ntitle: Open\ndate: 2026-11-01\n---\n", to: "Content/world/bridge.md")
        case 2:
          #expect(events.last == #"data: {"kind":"page"}"#)
          #expect(try await client.get("/world/bridge/").body.contains("Open"))
          try serving.write("---\ntitle: Open\ndate: 2026-11-01\ndrfat: true\n---\n", to: "Content/world/bridge.md")
        case 3:
          #expect(
            events.last == #"data: {"kind":"failed","text":"Content\/world\/bridge.md:4:1: error: unknown key "#
              + #"\"drfat\" [front-matter-unknown-key]\n  4 | drfat: true\n    | ^^^^^\n  hint: did you mean "#
              + #"\"draft\"? data of your own belongs under `extra:`\n"}"#)
          #expect(try await client.get("/world/bridge/").body.contains("Open"))
          try serving.write("---\ntitle: Open\ndate: 2026-11-01\n---\n", to: "Content/world/bridge.md")
        default:
          #expect(events.last == #"data: {"kind":"fine"}"#)
          return true
        }
        return false
      }
      try await serving.says(/\d\d:\d\d:\d\d  Content\/world\/bridge\.md: \d+ files? differs? \(\d+\.\d\d s\)\n/)
      try await serving.says(/Content\/world\/bridge\.md: 1 error; the site is shown as it was \(\d+\.\d\d s\)\n/)
      try await serving.says(/Content\/world\/bridge\.md: mended, no file differs \(\d+\.\d\d s\)\n/)
      // Nothing is published by looking at it.
      #expect(!FileManager.default.fileExists(atPath: site.appending(path: "Output").path))
      let left = try FileManager.default.contentsOfDirectory(atPath: site.appending(path: ".sitegen").path)
      #expect(!left.contains { $0.hasPrefix("preview-") })
    }
  }

  @Test func whatIsScheduledAppearsByItself() async throws {
    try await inSite { site in
      let serving = try Serving(site: site)
      let client = try await serving.client()
      let soon = Date.now.addingTimeInterval(25)
      try serving.write("---\ntitle: Later\ndate: \(soon.ISO8601Format())\n---\n", to: "Content/world/later.md")
      try await serving.says(/later\.md: (?:no|\d)/)
      let isThere = try await client.get("/world/later/").status == 200
      #expect(!isThere || Date.now >= soon.addingTimeInterval(-1))
      // On a busy machine its time may have come before it was seen: then there is nothing left for the clock to do.
      if !isThere { try await serving.says(/the clock: \d+ files differ/) }
      #expect(Date.now >= soon.addingTimeInterval(-1))
      #expect(try await client.get("/world/later/").status == 200)
    }
  }

  /// Nothing differs when a story is saved that is not published: why it is not is said.
  @Test(arguments: [false, true]) func whatIsSavedAndNotPublishedIsSaidToBeSo(isElsewhere: Bool) async throws {
    try await inSite { site in
      let serving =
        try isElsewhere ? Serving("--source", "../\(site.lastPathComponent)", site: site) : Serving(site: site)
      _ = try await serving.client()
      try serving.write("---\ntitle: L\ndate: 2099-01-01\n---\n", to: "Content/world/later.md")
      try await serving.says(
        /world\/later\.md: no file differs; it is scheduled for 2099-01-01T00:00:00Z \(\d+\.\d\d s\)\n/)
      try serving.write("---\ntitle: L\ndate: 2026-01-01\ndraft: true\n---\n", to: "Content/world/later.md")
      try await serving.says(/world\/later\.md: no file differs; it is a draft \(\d+\.\d\d s\)\n/)
      try serving.write("---\ntitle: L\ndate: 2026-01-01\nexpires: 2026-01-02\n---\n", to: "Content/world/later.md")
      try await serving.says(
        /world\/later\.md: no file differs; it has expired, at 2026-01-02T00:00:00Z \(\d+\.\d\d s\)\n/)
    }
  }

  @Test func aSiteThatHasNeverBeenWholeIsShownWhenItIsMended() async throws {
    try await inSite { site in
      try Data("---\ntitel: x\n---\n".utf8).write(to: site.appending(path: "Content/world/bridge.md"))
      let serving = try Serving(site: site)
      let client = try await serving.client()
      try await serving.says(/there is no site to show yet/)
      #expect(try await client.get("/").status == 503)
      try serving.write(PreviewFixture.article, to: "Content/world/bridge.md")
      try await serving.says(/mended/)
      #expect(try await client.get("/world/bridge/").status == 200)
    }
  }

  @Test func aPortIsTheNextOneThatIsFreeOrTheOneAskedFor() async throws {
    try await inSite { site in
      let first = try Serving(site: site)
      let second = try Serving(site: site)
      let (one, two) = (try await first.client().port, try await second.client().port)
      #expect(one != two && (8000..<8100).contains(one) && (8000..<8100).contains(two))
      let third = try Serving("--port", "\(one)", site: site)
      #expect(try await third.ended() == 74)
      try await third.says(/\n/)
      #expect(third.output == "error: other programs listen on port \(one); --port takes another one\n")
    }
  }

  /// Who wants to hear of errors alone still has to know where the site is.
  @Test func anotherPortIsToldInAnyCase() async throws {
    try await inSite { site in
      // Where another test has the port, it lets it go; where another program has it, that is as good.
      var holder = try? await PreviewServer(PreviewSite()).listen(port: 8000)
      for _ in 0..<300 where holder == nil {
        try await Task.sleep(for: .milliseconds(100))
        holder = try? await PreviewServer(PreviewSite()).listen(port: 8000)
      }
      defer { holder?.task.cancel() }
      let serving = try Serving("--quiet", site: site)
      let port = try await serving.client().port
      #expect(serving.output == "the usual port is taken: http://127.0.0.1:\(port)/\n")
    }
  }

  /// Files that were just written prove nothing by their times, so that the site is looked at once more; one from the
  /// future will prove nothing for as long as it is, and the site is not looked at again and again.
  @Test func aFileFromTheFutureIsLookedAtOnceMore() async throws {
    try await inSite { site in
      let style = site.appending(path: "Templates/assets/more.css")
      try FileManager.default.createDirectory(at: style.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("a { color: red }".utf8).write(to: style)
      let future = Date.now.addingTimeInterval(3 * 24 * 3600)
      try FileManager.default.setAttributes([.modificationDate: future], ofItemAtPath: style.path)
      let serving = try Serving("--timings", site: site)
      try await serving.says(/publish(?s:.*)publish/)
      // Longer than the next look would be away.
      try await Task.sleep(for: .seconds(7))
      #expect(serving.output.matches(of: /publish/).count == 2)
    }
  }

  @Test func aFolderWithoutASiteIsRefused() async throws {
    try await inSite { site in
      try FileManager.default.removeItem(at: site.appending(path: "Content"))
      let serving = try Serving(site: site)
      #expect(try await serving.ended() == 1)
      try await serving.says(/\n/)
      #expect(serving.output.hasPrefix("Content: error: there is no folder Content here [folder-missing]\n"))
    }
  }

  #if os(Linux)
    @Test func controlCEndsItInATerminalWhileABrowserListens() async throws {
      try await inSite { site in
        let serving = try Serving("--drafts", site: site, isTerminal: true)
        let client = try await serving.client()
        try await serving.says(/Ctrl-C ends it/)
        try? await client.events(of: "/") { text in
          guard text.contains("data:") else { return false }
          let started = ContinuousClock.now
          try serving.type("\u{3}")
          #expect(try await serving.ended() == 130)
          // A second on a machine that has nothing else to do.
          #expect(ContinuousClock.now - started < .seconds(20))
          return true
        }
        #expect(try await serving.ended() == 130)
      }
    }
  #endif

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalEndsIt(_ signal: Int32) async throws {
    try await inSite { site in
      let serving = try Serving(site: site)
      _ = try await serving.client()
      serving.signal(signal)
      #expect(try await serving.ended() == 128 + signal)
    }
  }
}
