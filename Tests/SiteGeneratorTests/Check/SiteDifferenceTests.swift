import Diagnostics
import Testing

@testable import SiteGenerator

/// What `sitegen diff` tells of two states of one site.
@Suite struct SiteDifferenceTests {
  /// Three articles in one section, and feeds that take two of them.
  private static func site(_ change: (inout SiteFixture) -> Void = { _ in }) -> SiteFixture {
    var fixture = SiteFixture(
      """
      -- Content/site.yml --
      title: T
      base-url: https://example.org/
      feeds: {items: 2}
      -- Content/news/a.md --
      ---
      title: A
      date: 2026-11-03
      ---
      Text of a.
      -- Content/news/b.md --
      ---
      title: B
      date: 2026-11-02
      ---
      Text of b.
      -- Content/news/c.md --
      ---
      title: C
      date: 2026-11-01
      ---
      Text of c.
      """)
    change(&fixture)
    return fixture
  }

  private static func text(_ old: String, _ new: String, in path: String) -> (inout SiteFixture) -> Void {
    { fixture in
      let text = String(decoding: fixture.files[path] ?? [], as: UTF8.self)
      fixture.files[path] = Array(text.replacing(old, with: new).utf8)
    }
  }

  /// What a change of the site does, in a word and a title a line.
  private static func told(_ change: (inout SiteFixture) -> Void) async throws -> [String] {
    let difference = try await difference(change)
    let stories = [
      ("new", difference.new), ("updated", difference.updated), ("unread", difference.unreadAgain),
      ("back", difference.back), ("gone", difference.gone), ("moved", difference.moved),
    ]
    return stories.flatMap { word, entries in
      entries.map { ([word, $0.title] + $0.parts + [$0.previousID].compactMap { $0 }).joined(separator: " ") }
    } + difference.goneFeeds.map { "feed gone \($0)" }
  }

  private static func difference(_ change: (inout SiteFixture) -> Void) async throws -> SiteDifference {
    let published = MemoryFolder(name: "Output", try await site().build().files)
    return try await SiteGenerator.difference(site(change).inputs, from: published).difference
  }

  @Test func nothingIsToldOfWhatIsTheSame() async throws {
    let difference = try await Self.difference { _ in }
    #expect(try await Self.told { _ in } == [])
    #expect(difference.changedFeeds == 0 && difference.sameFeeds == 6)
    #expect(difference.samePages > 8 && difference.changedPages == [] && difference.newPages == [])
  }

  @Test func everythingIsNewWhereNothingIs() async throws {
    let difference = try await SiteGenerator.difference(Self.site().inputs, from: nil).difference
    #expect(difference.new.map(\.title) == ["A", "B"])
    #expect(difference.new[0].feeds.count == 6)
    #expect(difference.newFeeds.count == 6)
    #expect(!difference.bothersReaders)
  }

  @Test func aNewStoryIsNewAndPushesAnOldOneOut() async throws {
    let told = try await Self.told {
      $0.files["Content/news/d.md"] = Array("---\ntitle: D\ndate: 2026-11-04\n---\nText.\n".utf8)
    }
    #expect(told == ["new D"])
  }

  @Test func whatIsChangedIsNamed() async throws {
    #expect(
      try await Self.told(Self.text("title: A", "title: A & more", in: "Content/news/a.md")) == [
        "updated A & more title"
      ])
    #expect(try await Self.told(Self.text("Text of a", "Text", in: "Content/news/a.md")) == ["updated A text"])
    #expect(
      try await Self.told(
        Self.text("date: 2026-11-03", "date: 2026-11-03\nupdated: 2026-11-05", in: "Content/news/a.md"))
        == ["updated A date"])
  }

  @Test func anotherIDMakesAStoryUnread() async throws {
    #expect(
      try await Self.told(Self.text("title: A", "guid: x\ntitle: A", in: "Content/news/a.md")) == [
        "unread A tag:example.org,2026-11-03:/news/a/"
      ])
    // Moved, and no ledger: known again by its headline and date.
    #expect(
      try await Self.told(Self.text("title: A", "slug: z\ntitle: A", in: "Content/news/a.md")) == [
        "unread A tag:example.org,2026-11-03:/news/a/"
      ])
    let difference = try await Self.difference(Self.text("title: A", "guid: x\ntitle: A", in: "Content/news/a.md"))
    #expect(difference.bothersReaders)
  }

  @Test func aStoryThatGoesMakesRoomForAnOldOne() async throws {
    #expect(try await Self.told { $0.files["Content/news/a.md"] = nil } == ["back C", "gone A"])
  }

  @Test func aStoryThatOtherFeedsKnowIsNotNew() async throws {
    let difference = try await Self.difference(Self.text("title: B", "tags: [x]\ntitle: B", in: "Content/news/b.md"))
    #expect(difference.new == [])
    #expect(difference.moved.map(\.title) == ["B"])
    #expect(difference.newFeeds == ["/tags/x/rss.xml", "/tags/x/atom.xml", "/tags/x/feed.json"])
  }

  /// Its feed id is what readers know it by.
  @Test func aStoryThatMovesToAnotherSectionIsNeitherNewNorGone() async throws {
    let other: (inout SiteFixture) -> Void = {
      $0.files["Content/world/e.md"] = Array("---\ntitle: E\ndate: 2026-11-02\n---\nText.\n".utf8)
    }
    let before = Self.site {
      other(&$0)
      Self.text("title: A", "guid: x\ntitle: A", in: "Content/news/a.md")(&$0)
    }
    var after = before
    after.files["Content/world/a.md"] = after.files.removeValue(forKey: "Content/news/a.md")
    let published = MemoryFolder(name: "Output", try await before.build().files)
    let difference = try await SiteGenerator.difference(after.inputs, from: published).difference
    #expect(difference.new == [] && difference.gone == [] && difference.unreadAgain == [])
    #expect(difference.updated.map(\.title) == ["A"] && difference.updated.first?.parts == ["address"])
    #expect(difference.moved.filter { $0.title == "A" }.count == 1)
  }

  /// A feed that it has not been in does not make it new, and one that it has left does not make it gone.
  @Test func aStoryUnderAnotherIdIsToldOfOnce() async throws {
    let before = Self.site(Self.text("title: A", "guid: x\ntags: [old]\ntitle: A", in: "Content/news/a.md"))
    let after = Self.site(Self.text("title: A", "guid: y\ntags: [young]\ntitle: A", in: "Content/news/a.md"))
    let published = MemoryFolder(name: "Output", try await before.build().files)
    let difference = try await SiteGenerator.difference(after.inputs, from: published).difference
    #expect(Set(difference.unreadAgain.map(\.title)) == ["A"])
    #expect(difference.new == [] && difference.gone == [])
  }

  @Test func aStoryAtTheAddressOfOneThatMovedIsNew() async throws {
    let before = Self.site(Self.text("title: A", "guid: x\ntitle: A", in: "Content/news/a.md"))
    var after = before
    after.files["Content/news/z.md"] = after.files["Content/news/a.md"]
    after.files["Content/news/a.md"] = Array("---\ntitle: N\ndate: 2026-11-04\n---\nText.\n".utf8)
    let published = MemoryFolder(name: "Output", try await before.build().files)
    let difference = try await SiteGenerator.difference(after.inputs, from: published).difference
    #expect(difference.new.map(\.title) == ["N"] && difference.moved == [] && difference.gone == [])
    #expect(difference.updated.map(\.title) == ["A"] && difference.updated.first?.parts == ["address"])
  }

  /// An old date is no sign that it was there before.
  @Test func whatIsAddedWhereThereWasRoomIsNew() async throws {
    let wide = Self.text("items: 2", "items: 20", in: "Content/site.yml")
    let published = MemoryFolder(name: "Output", try await Self.site(wide).build().files)
    let after = Self.site {
      wide(&$0)
      $0.files["Content/news/d.md"] = Array("---\ntitle: D\ndate: 2026-10-04\n---\nText.\n".utf8)
    }
    let difference = try await SiteGenerator.difference(after.inputs, from: published).difference
    #expect(difference.new.map(\.title) == ["D"])
    #expect(difference.back == [])
  }

  @Test func aFeedThatGoesIsTold() async throws {
    let published = try await Self.site(Self.text("title: B", "tags: [x]\ntitle: B", in: "Content/news/b.md")).build()
    let difference = try await SiteGenerator.difference(
      Self.site().inputs, from: MemoryFolder(name: "Output", published.files)
    ).difference
    #expect(difference.goneFeeds == ["/tags/x/atom.xml", "/tags/x/feed.json", "/tags/x/rss.xml"])
    #expect(difference.gonePages == ["/tags/x/index.html"])
    #expect(difference.gone == [])
    #expect(difference.bothersReaders)
  }

  @Test func whatIsNoFeedIsNamed() async throws {
    let published = MemoryFolder(name: "Output", ["rss.xml": Array("<rss".utf8), "feed.json": Array("{}".utf8)])
    let difference = try await SiteGenerator.difference(Self.site().inputs, from: published).difference
    #expect(difference.unreadable == ["/rss.xml", "/feed.json"])
  }

  /// A copy from another generator: other prefixes, CDATA, no modules.
  @Test func feedsOfOthersAreRead() async throws {
    let rss = """
      <rss version="2.0"><channel><title>T</title><item><title><![CDATA[A]]></title>
      <link>https://example.org/2026/a.html</link><pubDate>Tue, 03 Nov 2026 00:00:00 GMT</pubDate>
      <description>x</description></item></channel></rss>
      """
    let published = MemoryFolder(name: "old", ["rss.xml": Array(rss.utf8)])
    let difference = try await SiteGenerator.difference(Self.site().inputs, from: published).difference
    #expect(difference.unreadAgain.map(\.previousID) == ["https://example.org/2026/a.html"])
  }
}
