import Diagnostics
import Testing

@testable import SiteGenerator

/// Nothing is published by accident: what is not meant for readers leaves no trace in any byte.
@Suite struct PublishingTests {
  private let site = SiteFixture(
    """
    -- Content/site.yml --
    title: Test
    base-url: https://example.org/
    -- Content/news/shown.md --
    ---
    title: Shown
    date: 2026-11-20
    tags: [river]
    ---
    Text.
    -- Content/news/draft.md --
    ---
    title: Kryptonite draft
    date: 2026-11-19
    draft: true
    tags: [kryptonite]
    authors: [Kryptonite Person]
    ---
    Kryptonite text.
    -- Content/kryptonite/future.md --
    ---
    title: Kryptonite future
    date: 2026-11-23
    aliases: [/kryptonite-alias/]
    ---
    Kryptonite text.
    -- Content/news/expired/index.md --
    ---
    title: Kryptonite expired
    date: 2026-11-01
    expires: 2026-11-22T12:00:00Z
    ---
    ![Kryptonite](kryptonite.png)
    -- Content/news/expired/kryptonite.png --
    kryptonite
    -- Content/_data/comments/draft/kryptonite.yml --
    name: Kryptonite
    date: 2026-11-20
    message: Kryptonite
    -- Content/_data/comments/shown/spam.yml --
    name: Kryptonite
    date: 2026-11-20
    message: Kryptonite
    status: pending
    -- Content/_data/views.yml --
    /news/draft/: 7
    """)

  @Test func draftsTheFutureAndWhatExpiredLeaveNoTrace() async throws {
    let output = try await site.build()
    #expect(!output.all.lowercased().contains("kryptonite"))
    #expect(!output.files.keys.contains { $0.contains("draft") || $0.contains("expired") })
    #expect(output.files["news/shown/index.html"] != nil)
    #expect(output.report?.warnings == [])
  }

  @Test func eachIsShownWhenItIsAskedFor() async throws {
    var all = site
    all.selection = Selection(now: SiteFixture.noon, drafts: true, future: true, expired: true)
    let output = try await all.build()
    for path in [
      "news/draft/index.html", "kryptonite/future/index.html", "news/expired/index.html", "news/expired/kryptonite.png",
    ] {
      #expect(output.files[path] != nil, "\(path)")
    }
  }

  @Test func theNextBuildIsDueWhenTheClockAloneChangesTheSite() async throws {
    let report = try #require(try await site.build().report?.nextBuild)
    #expect(report.instant == "2026-11-23T00:00:00Z")
    #expect(report.source == "Content/kryptonite/future.md")
  }

  @Test func anArticleComesAtItsInstantAndNotASecondBefore() async throws {
    for (offset, isThere) in [(-1, false), (0, true)] {
      var fixture = site
      fixture.selection = Selection(now: try #require(readInstant("2026-11-23T00:00:00Z")) + offset)
      #expect(try await fixture.build().files.keys.contains("kryptonite/future/index.html") == isThere)
    }
  }

  @Test func aLinkToADraftIsAnErrorThatSaysSo() async {
    var fixture = site
    fixture.files["Content/news/shown.md"]? += Array("\nSee [this](draft.md).\n".utf8)
    #expect(
      await fixture.errors() == """
        Content/news/shown.md:8:12: error: the link "draft.md" leads to news/draft.md, which is a draft [link-not-published]
          8 | See [this](draft.md).
            |            ^^^^^^^^
          hint: readers would find nothing there

        """)
  }

  @Test func aRetractedArticleKeepsItsPageAndIsListedAmongTheCorrectionsAlone() async throws {
    let output = try await SiteFixture(
      """
      -- Content/news/a.md --
      ---
      title: Withdrawn story
      date: 2026-11-20
      status: retracted
      reason: It was wrong.
      tags: [river]
      authors: [Ana]
      ---
      Text.
      -- Content/news/b.md --
      ---
      title: Other
      date: 2026-11-19
      tags: [river]
      ---
      Text.
      """
    ).build()
    #expect(output.text("news/a/index.html")?.contains("Withdrawn story") == true)
    let feeds = FeedFormat.allCases.map(\.fileName)
    for (path, bytes) in output.files where path != "news/a/index.html" && !path.hasPrefix("corrections/") {
      var text = String(decoding: bytes, as: UTF8.self)
      // In feeds the entry stays, and says what has become of it.
      if feeds.contains(where: path.hasSuffix) { text = text.replacing("Retracted: Withdrawn story", with: "") }
      #expect(!text.contains("Withdrawn story"), "\(path)")
    }
    #expect(output.text("rss.xml")?.contains("<title>Retracted: Withdrawn story</title>") == true)
  }
}
