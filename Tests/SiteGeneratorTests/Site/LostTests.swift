import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// What was dropped without a word, and is published or said now.
@Suite struct LostTests {
  @Test func twoTranslationsIntoOneLanguageAreAWarning() async throws {
    let fixture = SiteFixture(
      """
      -- Content/w/a.md --
      ---
      title: A
      date: 2026-11-03
      translation: bridge
      ---
      -- Content/w/b.md --
      ---
      title: B
      date: 2026-11-02
      lang: de
      translation: bridge
      ---
      -- Content/w/c.md --
      ---
      title: C
      date: 2026-11-01
      lang: EN
      translation: bridge
      ---
      """)
    #expect(
      try await fixture.warnings() == """
        Content/w/c.md:5:14: warning: two articles are the translation "bridge" into the same language: EN [translation-twice]
          5 | translation: bridge
            |              ^^^^^^
          hint: say with `lang` in which language this one is, or give it another key
          Content/w/a.md:4:14: note: the other one
          4 | translation: bridge
            |              ^^^^^^

        """)
  }

  @Test func theTextOfTheFrontPageIsNotShown() async throws {
    let fixture = SiteFixture(
      "-- Content/_index.md --\n---\ndescription: News from here.\n---\n\nWelcome!\n\nMore.\n-- Content/about.md --\n---\ntitle: About\n---\n"
    )
    #expect(
      try await fixture.warnings().contains(
        """
        Content/_index.md:5:1: warning: this text is not shown: the front page has no place for one [front-page-text]
          5 | Welcome!
            | ^^^^^^^^

        """))
    #expect(try await fixture.build().text("rss.xml")?.contains("<description>News from here.</description>") == true)
  }

  /// RFC 8615. Other names that begin with a dot are never published.
  @Test func wellKnownFilesArePublished() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "_static/.well-known/security.txt", "_static/.well-known/.git/config", "_static/.env", "_static/x/.well-known/y",
      ".well-known/z.txt", "w/.well-known/a.md", "_static/a.txt",
    ]
    for file in files {
      let url = folder.appending(path: "Content/\(file)")
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("text".utf8).write(to: url)
    }
    let listing = try ContentListing(DiskFolder(name: "Content", path: folder.appending(path: "Content").path))
    #expect(listing.statics == ["_static/.well-known/security.txt", "_static/a.txt"])
    #expect(listing.assets == [] && listing.articles == [])
    let output = try await SiteFixture(
      "-- Content/_static/.well-known/security.txt --\nContact: x\n-- Content/about.md --\n---\ntitle: About\n---\n"
    ).build()
    #expect(output.text(".well-known/security.txt") == "Contact: x\n")
  }

  /// Each place is looked for in the whole file: a thousand would take the square of that.
  @Test func ofOneFileAHundredDeadLinksAreTold() async throws {
    var fixture = SiteFixture(
      "-- Content/w/a.md --\n---\ntitle: A\ndate: 2026-11-03\n---\n"
        + String(repeating: "[x](nowhere.md) ", count: 300) + "\n")
    fixture.files["Content/site.yml"] = Array("base-url: https://example.org/\nlinks: warn\n".utf8)
    #expect(try await fixture.build().report?.warnings.count { $0.id == "link-nowhere" } == 100)
  }
}
