import Testing

@testable import SiteGenerator

@Suite struct OutputPathTests {
  static let long = String(repeating: "a", count: 255)

  @Test(arguments: [
    "index.html", "world/harbour-bridge/index.html", "welt/straße/index.html", ".well-known/security.txt", ".nojekyll",
    "a b/c d.html", "archive/2026/10/index.html", "a..b/c", "...a/b", "con-sens/index.html", "console/index.html",
    "nullable.html", "com10/index.html", "lpt/index.html", "a/.sitegen/b", "a~1/$x", "新聞/記事/index.html", "e\u{301}/x",
    "می\u{200C}خواهم/index.html", "a/.gitignore", long + "/" + long + "/" + long + "/" + long,
  ])
  func isAPath(_ text: String) throws {
    let path = try OutputPath(text)
    #expect(path.text.utf8.elementsEqual(text.utf8))
    #expect("\(path)" == text)
  }

  static let refused: [(String, String)] = [
    ("", "is empty"),
    ("/etc/passwd", "begins with \"/\""),
    ("/", "begins with \"/\""),
    ("..", "has the part \"..\""),
    ("../x", "has the part \"..\""),
    ("a/../../x", "has the part \"..\""),
    ("a/..", "has the part \"..\""),
    (".", "has the part \".\""),
    ("a/./b", "has the part \".\""),
    ("a//b", "has two \"/\" in a row, or one at its end"),
    ("a/", "has two \"/\" in a row, or one at its end"),
    ("a\0b", "has the character U+0000, which not every file system allows"),
    ("a\nb", "has the character U+000A, which not every file system allows"),
    ("a\r\nb", "has the character U+000D, which not every file system allows"),
    ("a\u{7F}", "has the character U+007F, which not every file system allows"),
    ("a\u{85}", "has the character U+0085, which not every file system allows"),
    ("a\u{202E}b", "has the character U+202E, which not every file system allows"),
    ("a\u{2066}b", "has the character U+2066, which not every file system allows"),
    ("a\\b", "has the character \\, which not every file system allows"),
    ("..\\x", "has the character \\, which not every file system allows"),
    ("c:x", "has the character :, which not every file system allows"),
    ("a?b", "has the character ?, which not every file system allows"),
    ("a*b", "has the character *, which not every file system allows"),
    ("a|b", "has the character |, which not every file system allows"),
    ("a<b", "has the character <, which not every file system allows"),
    ("a>b", "has the character >, which not every file system allows"),
    ("a\"b", "has the character \", which not every file system allows"),
    ("a./b", "has the part \"a.\", which ends with a dot or a space"),
    ("a ", "has the part \"a \", which ends with a dot or a space"),
    (" ", "has the part \" \", which ends with a dot or a space"),
    ("...", "has the part \"...\", which ends with a dot or a space"),
    (".. /x", "has the part \".. \", which ends with a dot or a space"),
    ("con", "has the part \"con\", a name that is reserved"),
    ("a/NUL/b", "has the part \"NUL\", a name that is reserved"),
    ("a/Aux.html", "has the part \"Aux.html\", a name that is reserved"),
    ("prn.tar.gz", "has the part \"prn.tar.gz\", a name that is reserved"),
    ("con .txt", "has the part \"con .txt\", a name that is reserved"),
    ("com1", "has the part \"com1\", a name that is reserved"),
    ("lpt9.x", "has the part \"lpt9.x\", a name that is reserved"),
    ("COM³", "has the part \"COM³\", a name that is reserved"),
    ("conIN$", "has the part \"conIN$\", a name that is reserved"),
    (".git/hooks/post-merge", "has the part \".git\", a name that is reserved"),
    ("a/.GIT", "has the part \".GIT\", a name that is reserved"),
    (".sitegen/manifest", "begins with \".sitegen\", which is kept for the generator"),
    (".SiteGen2", "begins with \".sitegen\", which is kept for the generator"),
    (long + "a", "has a part of 256 bytes; 255 are allowed"),
    (String(repeating: "é", count: 128), "has a part of 256 bytes; 255 are allowed"),
    (String(repeating: "ab/", count: 341) + "ab", "is longer than 1024 bytes"),
  ]

  @Test(arguments: refused)
  func isRefused(_ text: String, _ reason: String) {
    var problem: OutputPath.Problem?
    do { _ = try OutputPath(text) } catch { problem = error }
    #expect(problem?.description == reason)
  }

  /// `../` with a mark on its slash is no `../` to a search by characters, but it is one to the system.
  @Test func marksDoNotHideParts() {
    #expect(throws: OutputPath.Problem.dots("..")) { try OutputPath("../\u{338}x") }
    #expect(throws: OutputPath.Problem.dots("..")) { try OutputPath("a/../\u{301}x") }
  }

  @Test func bytesDecideWhatIsEqual() throws {
    let composed = try OutputPath("caf\u{E9}/index.html")
    let decomposed = try OutputPath("cafe\u{301}/index.html")
    #expect(composed != decomposed)
    #expect(Set([composed, decomposed]).count == 2)
    #expect(composed.folded == decomposed.folded)
    #expect(try OutputPath("a/b") < OutputPath("a0"))
  }

  @Test(arguments: [
    ("World/Index.HTML", "world/index.html"), ("ÉCOLE", "école"), ("ΣΑΣ/ς", "σασ/σ"), ("ſ", "S"), ("\u{212A}", "k"),
    ("\u{1E9E}", "ß"), ("Ǆ", "ǆ"),
  ])
  func clashes(_ one: String, _ other: String) throws {
    #expect(try OutputPath(one).folded == OutputPath(other).folded)
  }

  @Test(arguments: [("straße", "strasse"), ("ısı", "isi"), ("a-b", "a_b"), ("e", "é")])
  func doesNotClash(_ one: String, _ other: String) throws {
    #expect(try OutputPath(one).folded != OutputPath(other).folded)
  }

  @Test func theFolderIsWhatIsBeforeTheLastSlash() throws {
    #expect(try OutputPath("world/bridge/index.html").folder == "world/bridge")
    #expect(try OutputPath("index.html").folder == "")
  }
}
