import Foundation
import NIOCore
import Testing

@testable import PreviewServer

/// Live reload, overlays, marks, and clients that misbehave.
@Suite(.timeLimit(.minutes(5))) struct LiveTests {
  private func version(_ html: String) throws -> String {
    String(try #require(html.firstMatch(of: /data-version="([^"]*)"/)).output.1)
  }

  @Test func aBrowserHearsOfEveryBuild() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let shown = try version(await preview.client.get("/").body)
    var step = 0
    try await preview.client.events(of: "/", version: shown) { text in
      let events = text.matches(of: /data: .*/).map { String($0.output) }
      guard events.count > step else { return false }
      step = events.count
      switch step {
      case 1: try await preview.show(["world/bridge.md": "---\ntitle: New\ndate: 2026-11-01\n---\n"])
      case 2: preview.site.fail("a.md:1:1: error: </script> \"x\"\n  1 | é\n    | ^\n")
      case 3: try await preview.show(["world/bridge.md": "---\ntitle: New\ndate: 2026-11-01\n---\n"])
      case 4:
        try await preview.show(["world/bridge.md": "---\ntitle: Newer\ndate: 2026-11-01\n---\n"], isStyleOnly: true)
      default:
        #expect(
          events == [
            #"data: {"kind":"fine"}"#, #"data: {"kind":"page"}"#,
            #"data: {"kind":"failed","text":"a.md:1:1: error: <\/script> \"x\"\n  1 | é\n    | ^\n"}"#,
            #"data: {"kind":"fine"}"#, #"data: {"kind":"style"}"#,
          ])
        return true
      }
      return false
    }
  }

  /// A page whose bytes are as they were is left alone, unless something that it may show has changed.
  @Test func onlyPagesThatChangedAreLoadedAgain() async throws {
    let preview = try await PreviewFixture()
    let other = "---\ntitle: Ferry\ndate: 2020-01-01\n---\n"
    let about = "---\ntitle: About\n---\n"
    var files = ["town/ferry.md": other, "about.md": about, "_static/a.svg": "<svg/>"]
    try await preview.show(files)
    let shown = try version(await preview.client.get("/about/").body)
    var step = 0
    try await preview.client.events(of: "/about/", version: shown) { text in
      let events = text.matches(of: /data: .*/).map { String($0.output) }
      guard events.count > step else { return false }
      step = events.count
      switch step {
      case 1:
        files["town/ferry.md"] = other + "\nMore.\n"
        try await preview.show(files)
      case 2:
        files["_static/a.svg"] = "<svg> </svg>"
        try await preview.show(files)
      case 3:
        files["about.md"] = about + "\nMore.\n"
        try await preview.show(files)
      case 4: try await preview.show(files.merging(["about.md": "---\ntitle: A\nslug: us\n---\n"]) { $1 })
      default:
        let page = #"data: {"kind":"page"}"#
        let fine = #"data: {"kind":"fine"}"#
        #expect(events == [fine, fine, page, page, page])
        return true
      }
      return false
    }
  }

  @Test func aPageThatWasLoadedBeforeABuildIsToldAtOnce() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let old = try version(await preview.client.get("/").body)
    try await preview.show(["world/bridge.md": "---\ntitle: New\ndate: 2026-11-01\n---\n"])
    try await preview.client.events(of: "/", version: old) { $0.contains(#"data: {"kind":"page"}"#) }
    preview.site.fail("broken")
    let new = try version(await preview.client.get("/").body)
    try await preview.client.events(of: "/", version: new) { $0.contains(#""text":"broken""#) }
  }

  @Test func beforeThereIsASiteAPageSaysSo() async throws {
    let preview = try await PreviewFixture()
    let building = try await preview.client.get("/world/bridge/")
    #expect(building.status == 503)
    #expect(building.body.contains("<title>The site is being built</title>"))
    preview.site.fail("broken <b>")
    let failed = try await preview.client.get("/")
    #expect(failed.status == 503)
    #expect(failed.body.contains("<title>The site cannot be built</title>") && failed.body.contains("live.js"))
    try await preview.client.events(of: "/") { text in
      if text.contains(#""kind":"page""#) { return true }
      if text.contains(#""text":"broken <b>""#) { try await preview.show() }
      return false
    }
    #expect(try await preview.client.get("/").status == 200)
  }

  @Test func aFailedBuildLeavesTheSite() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let before = try await preview.client.get("/").body
    await #expect(throws: (any Error).self) { try await preview.show(["world/bridge.md": "---\ntitel: x\n---\n"]) }
    preview.writer.abandon()
    preview.site.fail("broken")
    #expect(try await preview.client.get("/").body == before)
  }

  @Test func draftsAndTheFutureAreMarked() async throws {
    let preview = try await PreviewFixture()
    let files = [
      "world/draft.md": "---\ntitle: Draft\ndate: 2026-11-01\ndraft: true\n---\n",
      "world/later.md": "---\ntitle: Later\ndate: 2030-11-01\n---\n",
    ]
    try await preview.show(files, drafts: true, future: true)
    #expect(try await preview.client.get("/world/draft/").body.contains(">Draft: not published</div>"))
    #expect(try await preview.client.get("/world/later/").body.contains(">Scheduled: not published yet</div>"))
    #expect(try await !preview.client.get("/world/bridge/").body.contains("sitegen-mark"))
    // And so are links to them, wherever they stand.
    let front = try await preview.client.get("/").body
    let script = try #require(
      front.firstMatch(of: /<script src="(\/\.sitegen\/[0-9a-f]+\/)live\.js" data-version="[^"]+" data-marks>/))
    let marks = try await preview.client.get(script.output.1 + "marks.json")
    #expect(marks.fields["content-type"] == "application/json; charset=utf-8")
    let words = try JSONDecoder().decode([String: String].self, from: Data(marks.body.utf8))
    #expect(words == ["/world/draft/": "draft", "/world/later/": "scheduled"])
    let shown = try version(front)
    try await preview.show(files, drafts: true)
    #expect(try version(await preview.client.get("/").body) != shown)
    try await preview.show(files)
    #expect(try await !preview.client.get("/").body.contains("data-marks"))
    #expect(try await preview.client.get("/world/draft/").status == 404)
  }

  @Test func anAnswerIsOfOneSiteWhateverIsBuiltMeanwhile() async throws {
    let preview = try await PreviewFixture()
    let (old, new) = (String(repeating: "a", count: 8_000_000), String(repeating: "b", count: 8_000_000))
    try await preview.show(["_static/large.txt": old])
    try await preview.client.connected { inbound, outbound in
      let head = "GET /large.txt HTTP/1.1\r\nHost: localhost:\(preview.client.port)\r\nConnection: close\r\n\r\n"
      try await outbound.write(ByteBuffer(string: head))
      var text: [UInt8] = []
      for try await part in inbound {
        if text.isEmpty { try await preview.show(["_static/large.txt": new]) }
        text += part.readableBytesView
      }
      #expect(text.suffix(old.utf8.count).elementsEqual(old.utf8))
    }
    #expect(try await preview.client.get("/large.txt").body == new)
  }

  @Test func twoHundredBrowsersAtOnce() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let (client, site) = (preview.client, preview.site)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask { try await client.events(of: "/") { $0.contains(#""text":"now""#) } }
      }
      while site.listeners < 200 { try await Task.sleep(for: .milliseconds(10)) }
      #expect(try await client.get("/").status == 200)
      site.fail("now")
      try await group.waitForAll()
    }
    // They went without a word.
    while preview.site.listeners > 0 {
      preview.site.fail("gone?")
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Who leaves and who is told hold a lock each, and neither may wait for the other's.
  @Test(.timeLimit(.minutes(2))) func browsersGoWhileTheyAreTold() async {
    let site = PreviewSite()
    for round in 0..<300 {
      let browsers = (0..<8).map { _ in Task { for await _ in site.events(for: nil, version: "") {} } }
      while site.listeners < 8 { await Task.yield() }
      async let told: Void = { for _ in 0..<20 { site.fail("\(round)") } }()
      for browser in browsers { browser.cancel() }
      await told
      for browser in browsers { await browser.value }
    }
    #expect(site.listeners == 0)
  }

  @Test func aClientThatDoesNotFinishItsRequestIsSentAway() async throws {
    let preview = try await PreviewFixture(patience: .seconds(2))
    try await preview.show()
    #expect(try await preview.client.exchange("GET / HTTP/1.1\r\nHost: loc") == "")
  }

  @Test func aClientThatDoesNotReadIsSentAway() async throws {
    let preview = try await PreviewFixture(patience: .seconds(2))
    let size = 64_000_000
    try await preview.show(["_static/large.txt": String(repeating: "a", count: size)])
    try await preview.client.connected { inbound, outbound in
      let head = "GET /large.txt HTTP/1.1\r\nHost: localhost:\(preview.client.port)\r\n\r\n"
      try await outbound.write(ByteBuffer(string: head))
      // Nothing is read for longer than the server waits.
      try await Task.sleep(for: .seconds(8))
      var count = 0
      do { for try await part in inbound { count += part.readableBytes } } catch {}
      #expect(count < size)
    }
  }

  @Test func aPortThatIsTakenIsSaidToBe() async throws {
    let preview = try await PreviewFixture()
    await #expect(throws: PreviewServer.ListenError.taken) {
      try await PreviewServer(PreviewSite()).listen(port: preview.client.port)
    }
  }

  @Test func aServerThatIsStoppedHoldsItsSiteNoLonger() async throws {
    weak var site: PreviewSite?
    func serve() async throws {
      let preview = PreviewSite()
      site = preview
      let (_, task) = try await PreviewServer(preview).listen(port: 0)
      task.cancel()
      _ = await task.result
    }
    try await serve()
    let started = ContinuousClock.now
    while site != nil, ContinuousClock.now - started < .seconds(60) { try await Task.sleep(for: .milliseconds(10)) }
    #expect(site == nil)
  }
}
