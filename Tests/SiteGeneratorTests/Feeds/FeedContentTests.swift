import Testing

@testable import SiteGenerator

@Suite struct FeedContentTests {
  private let resolver = AddressResolver(
    permalink: "https://a.example/n/world/x/", base: BaseURL("https://a.example/n/") ?? .preview, schemes: ["gemini"])

  private func clean(_ html: String) -> String {
    String(decoding: FeedContent.cleaned(Array(html.utf8), resolver: resolver), as: UTF8.self)
  }

  @Test(arguments: [
    ("#fn1", "https://a.example/n/world/x/#fn1"), ("y/", "https://a.example/n/world/x/y/"),
    ("../y/", "https://a.example/n/world/y/"), ("../../../../y", "https://a.example/y"), ("/y", "https://a.example/y"),
    ("./y/.", "https://a.example/n/world/x/y/"), ("?q=..", "https://a.example/n/world/x/?q=.."),
    ("//b.example/y", "https://b.example/y"), ("https://b.example/ä b", "https://b.example/%C3%A4%20b"),
    ("mailto:a@b.example", "mailto:a@b.example"), ("gemini://b.example", "gemini://b.example"),
    ("", "https://a.example/n/world/x/"), ("y?a=1&amp;b=2", "https://a.example/n/world/x/y?a=1&amp;b=2"),
    (" /y\n", "https://a.example/y"), ("a:b/c", nil), ("javascript:alert(1)", nil),
    ("JaVa\nScript&colon;alert(1)", nil),
    ("&#106;avascript&#x3a;alert(1)", nil), ("data:text/html,x", nil), ("data:image/png;base64,AA", nil),
  ])
  func linksAreAbsolute(_ address: String, _ expected: String?) {
    let attribute = expected.map { " href=\"\($0)\"" } ?? ""
    #expect(clean("<a href=\"\(address)\">t</a>") == "<a\(attribute)>t</a>")
  }

  @Test(arguments: [
    (
      "<figcaption>A <span class=\"credit\">B &amp; C</span> <span class=\"licence\">D</span></figcaption>",
      "<figcaption>A · Picture: &lt;<span>B &amp; C</span> · <span>D</span></figcaption>"
    ),
    (
      "<figcaption><span class=\"credit\">B</span> <span class=\"licence\">D</span></figcaption>",
      "<figcaption>Picture: &lt;<span>B</span> · <span>D</span></figcaption>"
    ),
    (
      "<figcaption>A <span class=\"licence\">D</span></figcaption>",
      "<figcaption>A · <span>D</span></figcaption>"
    ),
    ("<p>A <span class=\"credit\">B</span></p>", "<p>A <span>B</span></p>"),
  ])
  func theCreditOfAPictureStandsApart(html: String, expected: String) {
    let cleaned = FeedContent.cleaned(Array(html.utf8), resolver: resolver, credit: "Picture: <")
    #expect(String(decoding: cleaned, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("<img src=a.png alt='\"x\"'>", "<img src=\"https://a.example/n/world/x/a.png\" alt=\"&quot;x&quot;\">"),
    ("<img src=\"data:image/png;base64,AA==\">", "<img src=\"data:image/png;base64,AA==\">"),
    ("<img src=\"data:image/svg+xml,x\">", "<img>"),
    (
      "<img srcset=\"a.png 1x, /b.png  2x,c.png\">",
      "<img srcset=\"https://a.example/n/world/x/a.png 1x, https://a.example/b.png 2x, "
        + "https://a.example/n/world/x/c.png\">"
    ),
    (
      "<video poster=p.jpg controls><source src=v.mp4></video>",
      "<video poster=\"https://a.example/n/world/x/p.jpg\" controls=\"\"><source src=\"https://a.example/n/world/x/v.mp4\">"
        + "</video>"
    ),
    ("<blockquote cite=/q><p>a</blockquote>", "<blockquote cite=\"https://a.example/q\"><p>a</p></blockquote>"),
  ])
  func otherAddressesAreAbsolute(_ html: String, _ expected: String) {
    #expect(clean(html) == expected)
  }

  @Test(arguments: [
    ("<p onclick=x() style=\"color:red\" id=i class=c data-x=1 lang=fr>a</p>", "<p lang=\"fr\">a</p>"),
    ("a<script>if (a<b) \"</p>\"</script >b", "ab"), ("a<STYLE>b</style>c", "ac"), ("a<script>b", "a"),
    ("a<svg><title>t</title><svg/><svg></svg></svg>b", "ab"), ("a<svg/>b", "ab"), ("<bdo dir=rtl>a</bdo>", "a"),
    ("<search><p>a</p></search>", "<p>a</p>"), ("<my-thing x=y><b>a</b></my-thing>", "<b>a</b>"),
    ("<math><mi>x</mi><annotation>y</annotation></math>", "x"),
    ("a<!-- b -->c<!--->d<!doctype html>e<?pi?>f</>g", "acdefg"),
    ("a</p></b></nothing>b", "ab"), ("<b><i>a</b>b</i>", "<b><i>a</i></b>b"), ("<p>a<p>b", "<p>a</p><p>b</p>"),
    ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
    (
      "<table><tr><td>a<td>b<tr><th>c</table>",
      "<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>"
    ),
    ("<p>a<div>b</div>", "<p>a</p><div>b</div>"), ("<br></br><hr/>", "<br><hr>"), ("1 < 2 <3", "1 &lt; 2 &lt;3"),
    ("<p", "&lt;p"), ("<p a=\"b<b>c</b>", "&lt;p a=&quot;b&lt;b&gt;c&lt;/b&gt;"),
    ("<dl><dt>a<dd>b</dl>", "<dl><dt>a</dt><dd>b</dd></dl>"),
    ("<h2 id=x>a <a href=#x aria-hidden=true>#</a></h2>b", "<h2>a </h2>b"),
    ("<a href=/x>b<a href=/y>c</a>", linked("x", "b") + linked("y", "c")),
    (
      "<ul><li><label><input type=\"checkbox\" disabled=\"\" /> a</label><li><INPUT type=CHECKBOX checked> b</ul>",
      "<ul><li>☐ a</li><li>☑ b</li></ul>"
    ), ("a<input value=x>b<input type=text checked>", "ab"),
    ("<details open><summary>a</summary>b</details>", "<details open=\"\"><summary>a</summary>b</details>"),
  ])
  func htmlIsClean(_ html: String, _ expected: String) {
    #expect(clean(html) == expected)
  }

  private static func linked(_ path: String, _ text: String) -> String {
    "<a href=\"https://a.example/\(path)\">\(text)</a>"
  }

  @Test(arguments: [
    (
      "<p><iframe src=\"https://v.example/?a=1&amp;b\" title=\"A &lt;film&gt;\">old</iframe></p>",
      "<p><a href=\"https://v.example/?a=1&amp;b\">A &lt;film&gt;</a></p>"
    ),
    (
      "<object data=/f.pdf><img src=/f.png></object>",
      linked("f.pdf", "https://a.example/f.pdf") + "<img src=\"https://a.example/f.png\">"
    ),
    ("<embed src=/f.swf>", linked("f.swf", "https://a.example/f.swf")), ("<iframe></iframe>", ""),
    ("<iframe src=javascript:x></iframe>", ""),
  ])
  func embedsBecomeLinks(_ html: String, _ expected: String) {
    #expect(clean(html) == expected)
  }

  @Test func whateverComesInIsBalancedAndStaysTheSame() throws {
    let pieces =
      SeededGenerator.hostile + FeedElements.keptNames.flatMap { ["<\($0)>", "</\($0)>", "<\($0) href=x src='y' "] } + [
        "<script>", "</script>", "<svg>", "</svg>", "<iframe src=a>", "</iframe>", "<object data=b>", "<x-y>", "=",
        " on=",
        " srcset=\"a 1x,b\"", "javascript:", "<math>", "<!-->",
      ]
    for seed in 0..<600 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let html = random.text(pieces: pieces, upTo: 60)
      let once = clean(html)
      #expect(try Balance(once).isBalanced, "seed \(seed): \(once)")
      #expect(clean(once) == once, "seed \(seed)")
    }
  }

  @Test(arguments: [
    "<div>", "<p><button><span>", "<b>", "</b>", "<table><tr><td>", "<a ", "<!--", "<svg>", "<", "<li><ul>",
    "<a aria-hidden=true>",
  ])
  func nothingTakesQuadraticTime(_ piece: String) {
    let html = Array(String(repeating: piece, count: 200_000 / piece.utf8.count).utf8)
    let clock = ContinuousClock()
    let time = clock.measure { _ = FeedContent.cleaned(html, resolver: resolver) }
    #expect(time < .seconds(10))
  }
}

/// Whether every tag of some clean HTML is closed in order, and is of the clean list.
private struct Balance {
  var isBalanced = false

  init(_ html: String) throws {
    let bytes = Array(html.utf8)
    var open: [HTMLName] = []
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      let tag = try #require(HTMLTag(bytes, at: index))
      index = tag.end
      guard case .kept(let element) = FeedElements.fate(of: tag.name) else { return }
      if !tag.isEnd {
        if !element.isVoid { open.append(element.name) }
      } else if open.popLast() != element.name {
        return
      }
    }
    isBalanced = open.isEmpty
  }
}
