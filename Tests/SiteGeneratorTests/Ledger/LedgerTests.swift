import Diagnostics
import Testing

@testable import SiteGenerator

/// Ids stay and old addresses lead on, whatever becomes of an article.
@Suite struct LedgerTests {
  private func fixture() async throws -> LedgerFixture {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", text: "The bridge is open.")
    fixture.write("news/b.md", date: "2026-11-19 08:30", text: "The weir is closed.")
    try await fixture.record()
    return fixture
  }

  private let bridge = "tag:example.org,2026-11-20:/news/a/"
  private let weir = "tag:example.org,2026-11-19:/news/b/"

  @Test func whatIsNewlyPublicIsRecorded() async throws {
    var fixture = try await fixture()
    let text = """
      tag:example.org,2026-11-20:/news/a/\t2026-11-20T00:00:00Z\t2026-11-20T00:00:00Z\t9a756e29d71cdd05\tnews/a.md\t/news/a/
      tag:example.org,2026-11-19:/news/b/\t2026-11-19T08:30:00Z\t2026-11-19T08:30:00Z\t6857145ae0edd89f\tnews/b.md\t/news/b/

      """
    #expect(fixture.ledger == LedgerFixture.heading + text)
    let again = try await fixture.record()
    #expect(again.report?.ledger == nil)
    #expect(LedgerFixture.warnings(again) == "")
  }

  /// With the ledger and without it, feeds are the same as long as nothing moves.
  @Test func aSiteWithoutLedgerHasTheSameFeeds() async throws {
    var fixture = try await fixture()
    let with = try await fixture.site.build()
    fixture.site.files["Content/ledger.tsv"] = nil
    let without = try await fixture.site.build()
    #expect(with.files == without.files)
    #expect(with.files["ledger.tsv"] == nil)
  }

  @Test(arguments: ["slug: c\n", "path: /news/c/\n"])
  func anotherSlugKeepsTheID(keys: String) async throws {
    var fixture = try await fixture()
    fixture.write("news/a.md", keys, text: "The bridge is open.")
    let frozen = try await fixture.site.build()
    let output = try await fixture.record()
    #expect(frozen.files == output.files)
    #expect(try LedgerFixture.ids(output) == [bridge, weir])
    #expect(LedgerFixture.target("news/a/index.html", output) == "/news/c/")
    #expect(fixture.ledger.contains("\tnews/a.md\t/news/a/ /news/c/\n"))
    #expect(try await fixture.record().files == output.files)
  }

  @Test func aRenamedFileKeepsTheID() async throws {
    var fixture = try await fixture()
    fixture.move("news/a.md", to: "world/2026-11-20-c.md")
    let output = try await fixture.record()
    #expect(try LedgerFixture.ids(output) == [bridge, weir])
    #expect(LedgerFixture.target("news/a/index.html", output) == "/world/c/")
    #expect(fixture.ledger.contains("\tworld/2026-11-20-c.md\t/news/a/ /world/c/\n"))
  }

  /// A file that was renamed, another story in its place: the text tells which is which.
  @Test func aStoryInThePlaceOfAnotherIsNew() async throws {
    var fixture = try await fixture()
    fixture.move("news/a.md", to: "news/c.md")
    fixture.write("news/a.md", text: "Another story of the same day.")
    let output = try await fixture.record()
    #expect(Set(try LedgerFixture.ids(output)) == [bridge, bridge + ";2", weir])
    #expect(LedgerFixture.target("news/a/index.html", output) == nil)
    #expect(
      LedgerFixture.warnings(output) == """
        Content/news/a.md:1:1: warning: /news/a/ was the address of Content/news/c.md, and old links to it lead here now [address-reused]
          1 | ---
            | ^^^
          hint: give this article another `slug:`, and the old address redirects to the other article

        """)
    #expect(LedgerFixture.warnings(try await fixture.record()) == "")
  }

  /// There and back again: one line, no redirect from where it stands.
  @Test func anArticleComesBack() async throws {
    var fixture = try await fixture()
    fixture.write("news/a.md", "slug: c\n", text: "The bridge is open.")
    try await fixture.record()
    fixture.write("news/a.md", text: "The bridge is open.")
    let output = try await fixture.record()
    #expect(LedgerFixture.target("news/c/index.html", output) == "/news/a/")
    #expect(LedgerFixture.target("news/a/index.html", output) == nil)
    #expect(try LedgerFixture.ids(output) == [bridge, weir])
  }

  @Test func onlyTheAuthorKnowsWhatWasRenamedAndWrittenAnew() async throws {
    var fixture = try await fixture()
    fixture.remove("news/b.md")
    fixture.write("news/c.md", date: "2026-11-19 08:30", text: "The weir is open again.")
    let output = try await fixture.site.build()
    #expect(
      LedgerFixture.warnings(output) == """
        Content/news/c.md:1:1: warning: is this the article that stood at /news/b/ (news/b.md) until now? [perhaps-moved]
          1 | ---
            | ^^^
          hint: if it is, `guid: "\(weir)"` keeps its feed id and its old address; otherwise it is said once

        """)
    fixture.write(
      "news/c.md", "aliases: [/news/b/]\nupdated: 2026-11-21\n", date: "2026-11-19 08:30",
      text: "The weir is open again.")
    let known = try await fixture.record()
    #expect(try LedgerFixture.ids(known) == [bridge, weir])
    #expect(LedgerFixture.target("news/b/index.html", known) == "/news/c/")
    #expect(LedgerFixture.warnings(known) == "")
  }

  @Test func theSameTextAtAnotherAddressOnAnotherDayIsAskedAbout() async throws {
    var fixture = try await fixture()
    fixture.remove("news/b.md")
    fixture.write("news/c.md", date: "2026-11-21", text: "The weir is closed.")
    #expect(
      LedgerFixture.warnings(try await fixture.record()) == """
        Content/news/c.md:1:1: warning: is this the article that stood at /news/b/ (news/b.md) until now? [perhaps-moved]
          1 | ---
            | ^^^
          hint: if it is, `guid: "\(weir)"` keeps its feed id and its old address; otherwise it is said once

        """)
    #expect(LedgerFixture.warnings(try await fixture.record()) == "")
  }

  /// The build that asks has recorded a new id already.
  @Test func theAnswerMayComeAfterTheQuestion() async throws {
    var fixture = try await fixture()
    fixture.remove("news/b.md")
    fixture.write("news/c.md", date: "2026-11-21", text: "The weir is closed.")
    let asked = try await fixture.record()
    #expect(try LedgerFixture.ids(asked).contains(weir) == false)
    fixture.write("news/c.md", "guid: \"\(weir)\"\n", date: "2026-11-21", text: "The weir is closed.")
    for _ in 0..<2 {
      let output = try await fixture.record()
      #expect(Set(try LedgerFixture.ids(output)) == [bridge, weir])
      #expect(LedgerFixture.target("news/b/index.html", output) == "/news/c/")
      #expect(LedgerFixture.warnings(output) == "")
    }
  }

  /// One question for each article that is gone, however many are new.
  @Test func ofSeveralNewArticlesOfOneDayEachMayBeIt() async throws {
    var fixture = try await fixture()
    fixture.remove("news/b.md")
    fixture.write("news/c.md", date: "2026-11-19 08:30", text: "The weir is open again.")
    fixture.write("news/d.md", date: "2026-11-19 08:30", text: "Something else.")
    let warnings = try await fixture.record().report?.warnings ?? []
    #expect(warnings.map(\.id) == ["perhaps-moved"])
    #expect(warnings.first?.place?.path == "Content/news/c.md")
    #expect(warnings.first?.notes.map { $0.place?.path } == ["Content/news/d.md"])
  }

  @Test func articlesWithoutAWordAreNotTakenForEachOther() async throws {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", text: "")
    try await fixture.record()
    fixture.remove("news/a.md")
    fixture.write("news/b.md", date: "2026-11-21", text: "")
    #expect(LedgerFixture.warnings(try await fixture.record()) == "")
  }

  /// Clips have the same text, or none: the date tells which is which when one takes the name of another.
  @Test(arguments: ["", "Watch."]) func theDateTellsWhatHasTheSameText(text: String) async throws {
    var fixture = LedgerFixture()
    for day in 1...3 { fixture.write("news/c\(day).md", date: "2026-11-0\(day)", text: text) }
    let before = try LedgerFixture.ids(try await fixture.record())
    fixture.move("news/c1.md", to: "news/d1.md")
    fixture.move("news/c2.md", to: "news/c1.md")
    let output = try await fixture.record()
    #expect(try LedgerFixture.ids(output) == before)
    #expect(LedgerFixture.target("news/c2/index.html", output) == "/news/c1/")
    #expect(try LedgerFixture.ids(try await fixture.record()) == before)
  }

  /// Another date alone, and the ids stay with the files, also when the texts are the same.
  @Test(arguments: ["", "Watch."]) func anotherDateKeepsTheID(text: String) async throws {
    var fixture = LedgerFixture()
    for day in 1...3 { fixture.write("news/c\(day).md", date: "2026-11-0\(day)", text: text) }
    let before = try LedgerFixture.ids(try await fixture.record())
    fixture.write("news/c3.md", date: "2026-11-07", text: text)
    for _ in 0..<2 {
      let output = try await fixture.record()
      #expect(try LedgerFixture.ids(output) == before)
      #expect(LedgerFixture.warnings(output) == "")
    }
  }

  @Test func whatWasWithdrawnIsRemembered() async throws {
    var fixture = try await fixture()
    fixture.write("news/a.md", "draft: true\n", text: "The bridge is open.")
    let before = fixture.ledger
    let output = try await fixture.record()
    #expect(fixture.ledger == before)
    #expect(try LedgerFixture.ids(output) == [weir])
    fixture.write("news/a.md", "slug: c\n", text: "The bridge is open.")
    #expect(try LedgerFixture.ids(try await fixture.record()) == [bridge, weir])
  }

  @Test func aGuidThatComesLaterIsTold() async throws {
    var fixture = try await fixture()
    fixture.write("news/a.md", "guid: old-1\n", text: "The bridge is open.")
    let output = try await fixture.record()
    #expect(try LedgerFixture.ids(output) == ["old-1", weir])
    #expect(
      LedgerFixture.warnings(output) == """
        Content/news/a.md:4:7: warning: this article was published with the feed id "tag:example.org,2026-11-20:/news/a/" [guid-changed]
          4 | guid: old-1
            |       ^^^^^
          hint: readers of the feeds will see it as a new one; take `guid:` out to keep the id

        """)
    fixture.write("news/a.md", text: "The bridge is open.")
    #expect(try LedgerFixture.ids(try await fixture.record()) == ["old-1", weir])
  }

  @Test func aChangeThatNothingSaysIsToldOnce() async throws {
    var fixture = try await fixture()
    fixture.write("news/a.md", text: "The *bridge* is open!")
    #expect(LedgerFixture.warnings(try await fixture.record()) == "")
    fixture.write("news/a.md", text: "The bridge is closed.")
    #expect(
      LedgerFixture.warnings(try await fixture.record()) == """
        Content/news/a.md: warning: the text of "a" has changed since it was published, and nothing says so [text-changed]
          hint: add `updated: …`, or an entry under `corrections`, if readers should know; this is said once

        """)
    #expect(LedgerFixture.warnings(try await fixture.record()) == "")
  }

  @Test(arguments: ["updated: 2026-11-21\n", "corrections: [{date: 2026-11-21, text: It is closed.}]\n"])
  func aChangeThatSaysSoIsNotTold(keys: String) async throws {
    var fixture = try await fixture()
    fixture.write("news/a.md", keys, text: "The bridge is closed.")
    #expect(LedgerFixture.warnings(try await fixture.record()) == "")
    #expect(fixture.ledger.contains("\t2026-11-20T00:00:00Z\t2026-11-21T00:00:00Z\t"))
  }

  /// What is not public is not recorded; nor is what is shown at another address.
  @Test func whatIsNotPublicIsNotRecorded() async throws {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", date: "2026-12-24", text: "Later.")
    fixture.write("news/b.md", "draft: true\n", text: "Draft.")
    #expect(try await fixture.site.build().report?.ledger == nil)
    fixture.site.selection.includesFuture = true
    #expect(try await fixture.site.build().report?.ledger == nil)
    fixture.site.selection = Selection(now: SiteFixture.noon, drafts: true)
    #expect(try await fixture.site.build().report?.ledger == nil)
    fixture.site.selection = Selection(now: SiteFixture.noon)
    fixture.write("news/c.md", text: "Now.")
    fixture.site.baseURL = "https://staging.example/"
    #expect(try await fixture.site.build().report?.ledger == nil)
    fixture.site.baseURL = nil
    #expect(try await fixture.site.build().report?.ledger?.articles == 1)
  }

  /// A list or a page that takes an old address has it; nothing is in its way.
  @Test func aRedirectGivesWay() async throws {
    var fixture = LedgerFixture()
    fixture.write("news/a.md", "path: /tags/\n", text: "Text.")
    fixture.site.files["Content/ledger.tsv"] = Array(
      (LedgerFixture.heading
        + "x\t2026-11-20T00:00:00Z\t2026-11-20T00:00:00Z\t-\tnews/a.md\t/archive/ /news/x/y.html /news/\n").utf8)
    fixture.write("news/a.md", "path: /news/x/y.html/z/\n", text: "Text.")
    let output = try await fixture.site.build()
    #expect(LedgerFixture.target("archive/index.html", output) == nil)
    #expect(try LedgerFixture.ids(output) == ["x"])
  }
}
