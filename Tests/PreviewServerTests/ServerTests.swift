import Foundation
import NIOCore
import SiteGenerator
import Testing

@testable import PreviewServer

/// The server over a real socket.
@Suite(.timeLimit(.minutes(5))) struct ServerTests {
  @Test func itServesWhatABuildMakesAndAddsTheScriptToPagesAlone() async throws {
    let preview = try await PreviewFixture()
    try await preview.show(["_static/notes.txt": "Grüße\n"])
    let made = CollectedOutput()
    _ = try await PreviewFixture.build(["_static/notes.txt": "Grüße\n"], into: made)
    #expect(made.files.count > 20)
    let script = /<script src="\/\.sitegen\/[0-9a-f]+\/live\.js" data-version="[0-9a-f]+"><\/script>\n/
    for (path, bytes) in made.files where !path.hasPrefix(".server/") {
      let address = "/" + (path.hasSuffix("index.html") ? String(path.dropLast(10)) : path)
      let reply = try await preview.client.get(address)
      #expect(reply.status == 200, "\(address)")
      #expect(reply.fields["content-length"] == String(reply.body.utf8.count), "\(address)")
      let isPage = path.hasSuffix(".html")
      #expect(reply.body.contains(script) == isPage, "\(address)")
      #expect(Array(reply.body.replacing(script, with: "").utf8) == bytes, "\(address)")
    }
  }

  private static let elsewhere = [
    "/../site.yml", "/..", "/world/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/%2E%2e/etc/passwd",
    "/.%2e/etc/passwd", "/%252e%252e/etc/passwd", "/..%2f..%2fetc%2fpasswd", "/..%252f..%252fetc/passwd",
    "/..%5c..%5cetc", "/..\\..\\etc", "/%5c%5cserver", "/world/%00", "/index.html%00.txt", "/%0d%0aX: y",
    "//etc/passwd", "//", "/world//bridge/", "/world/./bridge/", "/%c0%ae%c0%ae/etc/passwd", "/%e0%80%ae/x", "/%ff",
    "/%", "/%2", "/%zz", "/%u002e", "/world/bridge/..;/", "/.../", "/~root/", "/.sitegen/", "/.sitegen/manifest",
    "/.sitegen/0000/events", "/.sitegen/0000/live.js", "/.git/config", "/site.yml", "/Content/site.yml",
    "/world/bridge.md", "/etc/passwd", "/proc/self/environ", "http://127.0.0.1/../etc/passwd", "file:///etc/passwd",
    "*", "world", "", "/\u{7F}",
  ]

  @Test func nothingElseIsServed() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    for target in Self.elsewhere {
      let reply = try await preview.client.get(target)
      #expect([400, 404].contains(reply.status), "\(target): \(reply)")
      #expect(!reply.body.contains("root:") && !reply.body.contains("title: Harbour"), "\(target)")
    }
  }

  @Test func theHostIsALocalNameWithOurPort() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let port = preview.client.port
    for host in ["127.0.0.1:\(port)", "localhost:\(port)", "LOCALHOST:\(port)"] {
      #expect(try await preview.client.request("GET", "/", host: host).status == 200, "\(host)")
    }
    for host in [
      "evil.example", "evil.example:\(port)", "localhost", "localhost:1", "127.0.0.1.evil.example:\(port)",
      "localhost.evil.example:\(port)", "localhost:\(port).evil.example", "user@localhost:\(port)", "0.0.0.0:\(port)",
      "",
    ] {
      let reply = try await preview.client.request("GET", "/", host: host)
      #expect(reply.status == 403, "\(host)")
      #expect(reply.body == "This server answers requests for localhost:\(port) and 127.0.0.1:\(port) alone.\n")
    }
    #expect(
      Client.reply(try await preview.client.exchange("GET / HTTP/1.0\r\nConnection: close\r\n\r\n")).status == 403)
  }

  @Test func aSecondNameOfTheHostIsRefused() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let own = "localhost:\(preview.client.port)"
    func status(_ head: String) async throws -> Int {
      Client.reply(try await preview.client.exchange("\(head)\r\nConnection: close\r\n\r\n")).status
    }
    #expect(try await status("GET / HTTP/1.1\r\nHost: \(own)\r\nHost: evil.example") == 400)
    #expect(try await status("GET / HTTP/1.1\r\nHost: evil.example\r\nHost: \(own)") == 403)
    #expect(try await status("GET http://\(own)/ HTTP/1.1\r\nHost: \(own)") == 200)
    #expect(try await status("GET http://\(own)/ HTTP/1.1\r\nHost: evil.example") == 403)
    #expect(try await status("GET http://evil.example/ HTTP/1.1\r\nHost: \(own)") == 400)
    #expect(try await status("GET https://evil.example HTTP/1.1\r\nHost: \(own)") == 400)
    #expect(try await status("GET http://evil.example/ HTTP/1.1\r\nHost: evil.example") == 403)
    #expect(try await status("GET http://\(own.uppercased())/ HTTP/1.1\r\nHost: \(own)") == 200)
  }

  @Test func otherMethodsAreRefused() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"] {
      let reply = try await preview.client.request(method, "/")
      #expect(reply.status == 405, "\(method)")
      #expect(reply.fields["allow"] == "GET, HEAD")
      #expect(reply.fields.keys.allSatisfy { !$0.hasPrefix("access-control") })
    }
  }

  @Test func whatARequestCarriesIsReadAndForgotten() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let port = preview.client.port
    let host = "HTTP/1.1\r\nHost: localhost:\(port)\r\n"
    let counted = "POST / \(host)Content-Length: 5\r\n\r\nhello"
    #expect(Client.reply(try await preview.client.exchange(counted)).status == 405)
    let chunked = "GET / \(host)Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"
    #expect(Client.reply(try await preview.client.exchange(chunked)).status == 200)
  }

  /// A client of HTTP/1.0 reads to the end of the connection; were it kept open, this would last for ten minutes.
  @Test(arguments: [
    "GET / HTTP/1.0\r\n|Host: HOST\r\n\r\n", "GET / HTTP/|1.0\r\nHost: HOST\r\n|\r\n",
    "GET / HTTP/1.0\r\nHost: HOST\r\nConnection: close\r\n\r\n",
  ])
  func anOldClientIsAnsweredAndLetGo(pieces: String) async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let host = "127.0.0.1:\(preview.client.port)"
    var answer = ""
    try await preview.client.connected { inbound, outbound in
      for piece in pieces.replacing("HOST", with: host).split(separator: "|") {
        try await outbound.write(ByteBuffer(string: String(piece)))
        try await Task.sleep(for: .milliseconds(20))
      }
      for try await part in inbound { answer += String(buffer: part) }
    }
    #expect(Client.reply(answer).status == 200)
    #expect(answer.hasSuffix("</html>\n"))
  }

  @Test func aHeadIsAGetWithoutABody() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    for target in ["/", "/rss.xml", "/nowhere/", "/world"] {
      let get = try await preview.client.get(target)
      let head = try await preview.client.request("HEAD", target)
      #expect(head.body == "")
      #expect(head.status == get.status)
      #expect(head.fields.filter { $0.key != "date" } == get.fields.filter { $0.key != "date" }, "\(target)")
    }
  }

  @Test func aRangeIsForGetAlone() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let head = try await preview.client.request("HEAD", "/rss.xml", host: nil, ["Range": "bytes=0-9"])
    #expect(head.status == 200)
    #expect(head.fields["content-range"] == nil)
  }

  @Test func everyAnswerForbidsGuessingAndOtherSites() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    for target in ["/", "/rss.xml", "/nowhere/", "/..", "/world"] {
      let reply = try await preview.client.get(target, ["Origin": "https://evil.example"])
      #expect(reply.fields["x-content-type-options"] == "nosniff")
      #expect(reply.fields["cross-origin-resource-policy"] == "same-origin")
      #expect(reply.fields["cache-control"] == "no-cache")
      #expect(reply.fields.keys.allSatisfy { !$0.hasPrefix("access-control") })
      #expect(reply.fields["date"].flatMap(FeedDate.http) != nil)
    }
  }

  @Test func rangesAreAnswered() async throws {
    let preview = try await PreviewFixture()
    try await preview.show(["_static/digits.txt": "0123456789"])
    func ask(_ range: String, _ fields: [String: String] = [:]) async throws -> String {
      let reply = try await preview.client.get("/digits.txt", fields.merging(["Range": range]) { $1 })
      return "\(reply.status) \(reply.fields["content-range"] ?? "-") \(reply.body)"
    }
    #expect(try await ask("bytes=0-3") == "206 bytes 0-3/10 0123")
    #expect(try await ask("bytes=8-") == "206 bytes 8-9/10 89")
    #expect(try await ask("bytes=-2") == "206 bytes 8-9/10 89")
    #expect(try await ask("bytes=5-99999999999999999999999") == "206 bytes 5-9/10 56789")
    let (most, last) = ("9223372036854775807", "9223372036854775806")
    for end in [most, last] { #expect(try await ask("bytes=5-\(end)") == "206 bytes 5-9/10 56789") }
    #expect(try await ask("bytes=-\(most)") == "206 bytes 0-9/10 0123456789")
    #expect(try await ask("bytes=\(most)-\(most)") == "416 bytes */10 ")
    #expect(try await ask("bytes=10-") == "416 bytes */10 ")
    #expect(try await ask("bytes=-0") == "416 bytes */10 ")
    for whole in ["bytes=0-1,3-4", "bytes=5-2", "bytes=a-b", "lines=0-1", "bytes", "bytes=--1", "bytes=-"] {
      #expect(try await ask(whole) == "200 - 0123456789", "\(whole)")
    }
    let tag = try #require(try await preview.client.get("/digits.txt").fields["etag"])
    #expect(try await ask("bytes=0-0", ["If-Range": tag]) == "206 bytes 0-0/10 0")
    #expect(try await ask("bytes=0-0", ["If-Range": "\"other\""]) == "200 - 0123456789")
  }

  @Test func whatABrowserHasIsNotSentAgain() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    for target in ["/", "/rss.xml"] {
      let first = try await preview.client.get(target)
      let tag = try #require(first.fields["etag"])
      let date = try #require(first.fields["last-modified"])
      for fields in [
        ["If-None-Match": tag], ["If-None-Match": "\"x\", W/\(tag)"], ["If-None-Match": "*"],
        ["If-Modified-Since": date], ["If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"],
      ] {
        let reply = try await preview.client.get(target, fields)
        #expect(reply.status == 304, "\(fields)")
        #expect(reply.body == "")
        #expect(reply.fields["etag"] == tag)
      }
      for fields in [
        ["If-None-Match": "\"x\""], ["If-None-Match": "\"x\"", "If-Modified-Since": date],
        ["If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"], ["If-Modified-Since": "yesterday"],
      ] {
        #expect(try await preview.client.get(target, fields).status == 200, "\(fields)")
      }
      for fields in [
        ["If-Match": "\"x\""], ["If-Match": "W/\(tag)"], ["If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"],
      ] {
        #expect(try await preview.client.get(target, fields).status == 412, "\(fields)")
      }
      for fields in [["If-Match": "\"x\", \(tag)"], ["If-Match": "*"], ["If-Unmodified-Since": date]] {
        #expect(try await preview.client.get(target, fields).status == 200, "\(fields)")
      }
    }
  }

  @Test func aChangeWithinTheSameSecondIsSeenByDate() async throws {
    let preview = try await PreviewFixture()
    try await preview.show(["_static/a.txt": "one"])
    let date = try #require(try await preview.client.get("/a.txt").fields["last-modified"])
    try await preview.show(["_static/a.txt": "two"])
    #expect(try await preview.client.get("/a.txt", ["If-Modified-Since": date]).body == "two")
  }

  @Test func aPageThatIsNotThereIsTheSitesOwn() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let reply = try await preview.client.get("/nowhere/")
    #expect(reply.status == 404)
    #expect(reply.fields["content-type"] == "text/html; charset=utf-8")
    #expect(reply.body.contains("live.js") && reply.body.contains("<html"))
  }

  @Test func aFolderWithoutItsSlashLeadsToIt() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let reply = try await preview.client.get("/world/bridge?a=b")
    #expect(reply.status == 302)
    #expect(reply.fields["location"] == "/world/bridge/?a=b")
  }

  @Test func aSiteUnderAPathIsServedThere() async throws {
    let preview = try await PreviewFixture()
    try await preview.show(["site.yml": "title: A\nbase-url: https://example.org/n%C3%A9ws/\n"])
    #expect(try await preview.client.get("/").fields["location"] == "/n%C3%A9ws/")
    #expect(try await preview.client.get("/n%C3%A9ws/world/bridge/").status == 200)
    #expect(try await preview.client.get("/n%c3%a9ws/rss.xml").status == 200)
    for target in ["/world/bridge/", "/n%C3%A9wsworld/bridge/", "/n%C3%A9ws/nowhere/"] {
      #expect(try await preview.client.get(target).status == 404, "\(target)")
    }
  }

  @Test func wholeAddressesAreAnsweredAsWell() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let target = "http://127.0.0.1:\(preview.client.port)/world/bridge/"
    #expect(try await preview.client.get(target).status == 200)
  }

  @Test func longHeadersAndAddressesAreRefused() async throws {
    let preview = try await PreviewFixture()
    try await preview.show()
    let long = String(repeating: "a", count: 200_000)
    #expect([400, 431].contains(try await preview.client.get("/", ["X": long]).status))
    #expect([400, 404, 414].contains(try await preview.client.get("/" + long).status))
    let many = Dictionary(uniqueKeysWithValues: (0..<5000).map { ("X-\($0)", "a") })
    #expect([400, 431].contains(try await preview.client.get("/", many).status))
    #expect(Client.reply(try await preview.client.exchange("\u{16}\u{3}\u{1}garbage\r\n\r\n")).status == 400)
    #expect(try await preview.client.get("/").status == 200)
  }
}
