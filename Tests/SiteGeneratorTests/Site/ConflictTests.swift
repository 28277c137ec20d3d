import Diagnostics
import Testing

@testable import SiteGenerator

/// Files that git could not merge: what stands in them is nobody's word, and nothing of it is published.
@Suite struct ConflictTests {
  private let hint =
    "  hint: keep of the two versions what is right, and delete the marks; shown on purpose they belong into a block of code"

  private func errors(_ path: String, _ text: String) async -> String {
    var fixture = SiteFixture.article("title: A\ndate: 2026-11-01")
    fixture.files[path] = Array(text.utf8)
    return await fixture.errors()
  }

  @Test func theMarksInATextAreAnErrorAtTheFirst() async {
    let text = "---\ntitle: B\ndate: 2026-11-01\n---\n\nOne.\n\n<<<<<<< HEAD\n# Yes.\n=======\n# No.\n>>>>>>> x\n"
    #expect(
      await errors("Content/news/b.md", text) == """
        Content/news/b.md:8:1: error: git could not merge this file and left its marks in it [merge-conflict]
          8 | <<<<<<< HEAD
            | ^^^^^^^^^^^^
        \(hint)

        """)
  }

  @Test(arguments: [
    (
      "Content/news/b.md", "---\ntitle: B\n<<<<<<< HEAD\ndate: 2026-11-01\n=======\ndate: 2026-11-02\n>>>>>>> x\n---\n",
      3
    ),
    (
      "Content/news/b.md", "---\ntitle: B\n<<<<<<< HEAD\ndate: 2026-11-01\n---\nYes.\n=======\n---\nNo.\n>>>>>>> x\n", 3
    ),
    ("Content/news/b.md", "<<<<<<< HEAD\n---\ntitle: B\n---\n=======\n---\ntitle: C\n>>>>>>> x\n---\n", 1),
    ("Content/news/b.md", "---\ntitle: B\n<<<<<<< HEAD\n", 3),
    ("Content/news/b.md", "+++\n<<<<<<< HEAD\ntitle = 'B'\n=======\ntitle = 'C'\n>>>>>>> x\n+++\n", 2),
    ("Content/news/b.md", "---\r\ntitle: B\r\ndate: 2026-11-01\r\n---\r\n\r\n>>>>>>> x\r\n", 6),
    ("Content/news/_index.md", "---\ntitle: B\n---\n<<<<<<< HEAD\nYes.\n>>>>>>> x\n", 4),
    ("Content/news/_index.md", "<<<<<<< HEAD\n---\ntitle: B\n---\n>>>>>>> x\n", 1),
    ("Content/site.yml", "title: T\n<<<<<<< HEAD\nlanguage: de\n=======\nlanguage: fr\n>>>>>>> x\n", 2),
    ("Content/_data/a.yml", "a: 1\n<<<<<<< HEAD\nb: 1\n=======\nb: 2\n>>>>>>> x\n", 2),
    ("Content/_data/a.json", "{\n<<<<<<< HEAD\n\"b\": 1\n=======\n\"b\": 2\n>>>>>>> x\n}\n", 2),
    ("Content/_data/comments/a/1.yml", "name: A\ndate: 2026-11-02\n<<<<<<< HEAD\nmessage: B\n=======\n>>>>>>> x\n", 3),
    ("Templates/article.html", "<p>\n<<<<<<< HEAD\n", 2), ("Templates/i18n/en.yml", "more: A\n>>>>>>> x\n", 2),
  ])
  func theMarksAreFoundInEveryFile(path: String, text: String, line: Int) async {
    #expect(await errors(path, text).hasPrefix("\(path):\(line):1: error: git could not merge this file"))
  }

  @Test(arguments: [
    "```\n<<<<<<< HEAD\n=======\n>>>>>>> x\n```\n", "~~~ text\n<<<<<<< HEAD\n~~~\n", "    <<<<<<< HEAD\n",
    "<<<<<<<< HEAD\n", ">> two\n", "Title\n=======\n", "a <<<<<<< HEAD\n", "> > > > > > > seven\n",
  ])
  func whatIsNoMarkIsPublished(text: String) async {
    #expect(await errors("Content/news/b.md", "---\ntitle: B\ndate: 2026-11-01\n---\n\n\(text)") == "")
  }

  @Test func aReaderMayShowOne() async throws {
    var fixture = SiteFixture.article("title: A\ndate: 2026-11-01")
    fixture.files["Content/_data/comments/a/1.yml"] = Array(
      "name: A\ndate: 2026-11-02\nmessage: |\n  <<<<<<< HEAD\n  >>>>>>> x\n".utf8)
    #expect(await fixture.errors() == "")
  }
}
