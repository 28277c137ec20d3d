import Foundation
import NIOCore
import Testing

/// `check --external` asks a server that is on this machine. Nothing here depends on how long anything takes.
@Suite(.enabled(if: hasCurl, "curl is not on this machine"), .timeLimit(.minutes(10)))
struct OutsideLinkTests {
  private struct Found: Decodable {
    struct Diagnostic: Decodable {
      var id: String
      var message: String
      var hint: String?
    }

    var diagnostics: [Diagnostic]
  }

  /// A site with one article that has these links, checked as often as the body likes.
  private func inSite(_ links: [String], _ body: (() throws -> [String]) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-links-\(UUID().uuidString)")
    let news = folder.appending(path: "Content/news")
    try FileManager.default.createDirectory(at: news, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("title: T\nbase-url: https://site.example/\n".utf8).write(to: folder.appending(path: "Content/site.yml"))
    let text = links.map { "[a](\($0))" }.joined(separator: "\n\n")
    try Data("---\ntitle: A\ndate: 2026-01-01\ndescription: D\n---\n\n\(text)\n".utf8)
      .write(to: news.appending(path: "a.md"))
    try await body {
      let run = try Command(folder: folder)(
        "check", "--external", "--ask-private", "--json", environment: ["no_proxy": "*", "NO_PROXY": "*"])
      #expect(run.code == 0, "\(run.error)")
      let found = try JSONDecoder().decode(Found.self, from: Data(run.output.utf8)).diagnostics
      return found.map { "\($0.id): \($0.message)" + ($0.hint.map { " (\($0))" } ?? "") }.sorted()
    }
  }

  @Test func headIsAskedFirstAndRedirectsAreFollowed() async throws {
    let server = try await LinkServer { method, path, _ in
      switch path {
      case "/no-head": method == "HEAD" ? .status(405) : .status(200)
      case "/moved": .status(301, ["Location: /there"])
      case "/for-now": .status(302, ["Location: /there"])
      case "/later-for-good": .status(302, ["Location: /moved"])
      case "/out": .status(302, ["Location: file:///etc/passwd"])
      case "/gone": .status(410)
      case "/closed": .status(403)
      case "/slow": .late(.milliseconds(400), 200)
      default: .status(200)
      }
    }
    let at = server.address
    let paths = ["/closed", "/for-now", "/gone", "/later-for-good", "/moved", "/no-head", "/out", "/slow", "/there"]
    try await inSite(paths.map { at + $0 } + [at + "/there#a-place"]) { check in
      let first = try check()
      #expect(
        first == [
          "outside-link-missing: nothing is at \(at)/gone any more (the answer is 410) "
            + "(link what took its place, or a copy in an archive of the web)",
          "outside-link-moved: \(at)/moved has moved for good (write \(at)/there)",
          "outside-link-unreachable: \(at)/out does not answer: it redirects to what is no address of the web "
            + "(open it in a browser; the site may be down for an hour, or gone)",
        ])
      #expect(
        server.takeRequests() == [
          "HEAD /closed", "GET /closed", "HEAD /for-now", "HEAD /there", "HEAD /gone", "GET /gone",
          "HEAD /later-for-good", "HEAD /moved", "HEAD /there", "HEAD /moved", "HEAD /there", "HEAD /no-head",
          "GET /no-head", "HEAD /out", "GET /out", "HEAD /slow", "HEAD /there",
        ])
      // What was there is not asked for again.
      let second = try check()
      #expect(second == first)
      #expect(
        server.takeRequests() == ["HEAD /gone", "GET /gone", "HEAD /moved", "HEAD /there", "HEAD /out", "GET /out"])
    }
    #expect(server.mostOpen == 1)
    try await server.stop()
  }

  @Test func aBusyServerIsLeftAloneAndAskedAgain() async throws {
    let server = try await LinkServer { _, path, times in
      switch path {
      case "/busy": times < 2 ? .status(429, ["Retry-After: 0"]) : .status(200)
      case "/broken": .status(503, ["Retry-After: 0"])
      default: .status(429, ["retry-after: 0"])
      }
    }
    let at = server.address
    try await inSite(["/always-busy", "/broken", "/busy"].map { at + $0 }) { check in
      let found = try check()
      #expect(
        found == [
          "outside-link-unreachable: \(at)/broken does not answer: its server says 503 "
            + "(open it in a browser; the site may be down for an hour, or gone)"
        ])
      #expect(
        server.takeRequests() == [
          "HEAD /always-busy", "HEAD /always-busy", "HEAD /always-busy", "HEAD /broken", "GET /broken",
          "HEAD /broken", "GET /broken", "HEAD /broken", "GET /broken", "HEAD /busy", "HEAD /busy", "HEAD /busy",
        ])
    }
    try await server.stop()
  }

  @Test func aServerWithoutAWordAndARoundOfRedirectsAreNoAnswer() async throws {
    let server = try await LinkServer { _, path, _ in
      path == "/silent" ? .silence : .status(302, ["Location: \(path)", "Retry-After: 0"])
    }
    let at = server.address
    try await inSite(["/round", "/silent"].map { at + $0 }) { check in
      let found = try check()
      #expect(found.count == 2)
      #expect(found.first?.hasPrefix("outside-link-unreachable: \(at)/round does not answer: ") == true, "\(found)")
      #expect(found.last?.hasPrefix("outside-link-unreachable: \(at)/silent does not answer: ") == true, "\(found)")
      let asked = Dictionary(grouping: server.takeRequests()) { $0 }.mapValues(\.count)
      // Nobody comes out of a round by trying again.
      #expect(asked == ["HEAD /round": 9, "GET /round": 9, "HEAD /silent": 3, "GET /silent": 3])
    }
    try await server.stop()
  }

  /// To wait for each of many links of a host that is gone would take hours.
  @Test func aHostThatSaysNothingIsNotAskedForEver() async throws {
    let server = try await LinkServer { _, _, _ in .silence }
    let at = server.address
    try await inSite(["/a", "/b", "/c", "/d"].map { at + $0 }) { check in
      let found = try check()
      #expect(found.map { $0.prefix { $0 != " " } } == Array(repeating: "outside-link-unreachable:", count: 4))
      let asked = Set(server.takeRequests())
      #expect(asked == ["HEAD /a", "GET /a", "HEAD /b", "GET /b"])
    }
    try await server.stop()
    let half = try await LinkServer { _, path, _ in path == "/a" ? .status(200) : .silence }
    try await inSite(["/a", "/b", "/c", "/d"].map { half.address + $0 }) { check in
      let found = try check()
      #expect(found.count == 3)
      #expect(Set(half.takeRequests()).contains("HEAD /d"))
    }
    try await half.stop()
  }

  @Test func hostsOfPrivateNetworksAreToldAndNotAsked() async throws {
    let server = try await LinkServer { _, _, _ in .status(200) }
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-links-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appending(path: "Content/news"), withIntermediateDirectories: true)
    try Data("title: T\nbase-url: https://site.example/\n".utf8).write(to: folder.appending(path: "Content/site.yml"))
    try Data("---\ntitle: A\ndate: 2026-01-01\ndescription: D\n---\n[a](\(server.address)/)\n".utf8)
      .write(to: folder.appending(path: "Content/news/a.md"))
    let run = try Command(folder: folder)("check", "--external")
    #expect(run.code == 0)
    #expect(
      run.error.hasPrefix(
        """
        asking 1 link of 1 other site
        Content/news/a.md:6:5: warning: \(server.address)/ is on a private network, where readers are not [outside-link-private]

        """), "\(run.error)")
    #expect(server.takeRequests() == [])
    try await server.stop()
  }
}

private let hasCurl: Bool = {
  let process = Process()
  process.executableURL = URL(filePath: "/usr/bin/env")
  process.arguments = ["curl", "--version"]
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  guard (try? process.run()) != nil else { return false }
  process.waitUntilExit()
  return process.terminationStatus == 0
}()
