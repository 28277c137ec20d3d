import HTTPTypes
import SiteGenerator
import Testing

@testable import PreviewServer

/// What a request says, taken apart.
@Suite struct RuleTests {
  @Test func aTargetIsDecodedOnce() throws {
    let target = try RequestTarget("/n%C3%A9ws/a%20b/%2541?x=%26&path=%2Fa%2F+b#c")
    #expect(target.path == "/néws/a b/%41")
    #expect(target.query == "x=%26&path=%2Fa%2F+b")
    #expect(target.field("x") == "&")
    #expect(target.field("path") == "/a/ b")
    #expect(target.field("y") == nil)
  }

  @Test func aDateIsReadAsItIsWritten() {
    #expect(Instant(seconds: 784_111_777).httpDate == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(Instant(seconds: 951_782_400).httpDate == "Tue, 29 Feb 2000 00:00:00 GMT")
    for instant in stride(from: 0, to: 4_102_444_800, by: 86_400 * 13 + 3_661).map(Instant.init) {
      #expect(FeedDate.http(instant.httpDate) == instant)
    }
    for text in [
      "", "Sun, 06 Nov 1994 08:49:37", "Sun, 99 Nov 1994 08:49:37 GMT", "x, 1 Nov 1994 8:49 GMT",
      "Sun, 06 Nov 1994 08:49:37 +0000", "Mon, 06 Nov 1994 08:49:37 GMT",
    ] {
      #expect(FeedDate.http(text) == nil)
    }
  }

  @Test(arguments: [
    ("index.html", "text/html; charset=utf-8"), ("rss.xml", "application/xml; charset=utf-8"),
    ("feed.json", "application/json; charset=utf-8"), ("a/icon.svg", "image/svg+xml; charset=utf-8"),
    ("a.WEBP", "image/webp"), ("a.avif", "image/avif"), ("f.woff2", "font/woff2"),
    ("robots.txt", "text/plain; charset=utf-8"), ("favicon.ico", "image/vnd.microsoft.icon"),
    ("x.wasm", "application/wasm"), ("pagefind/en.pf_index", "application/octet-stream"),
    ("pagefind/wasm.en.pagefind", "application/octet-stream"),
    ("pagefind/pagefind.js", "text/javascript; charset=utf-8"),
    ("CNAME", "application/octet-stream"), ("a.tar.gz", "application/gzip"), (".nojekyll", "application/octet-stream"),
  ])
  func aFileHasItsMediaType(_ path: String, _ type: String) { #expect(mediaType(of: path) == type) }

  @Test func aScriptGoesToTheEndOfTheBody() {
    func added(_ html: String) -> String {
      String(
        decoding: LivePage(token: "t", version: "v", mark: nil, hasMarks: false).added(to: Array(html.utf8)),
        as: UTF8.self)
    }
    let script = "<script src=\"/.sitegen/t/live.js\" data-version=\"v\"></script>\n"
    #expect(added("<p></body><pre></BODY >\n</html>") == "<p></body><pre>\(script)</BODY >\n</html>")
    #expect(added("<p>text") == "<p>text\(script)")
    #expect(added("") == script)
  }

  @Test func onlyStyleSheetsAreStyle() {
    #expect(FolderChanges(paths: ["Templates/a.css", "Content/_static/b.css"]).isStyleOnly)
    #expect(!FolderChanges(paths: ["Templates/a.css", "Content/a.md"]).isStyleOnly)
    #expect(!FolderChanges(paths: ["Templates/a.css"], isIncomplete: true).isStyleOnly)
    #expect(!FolderChanges().isStyleOnly)
  }
}
