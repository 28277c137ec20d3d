import Testing

@testable import SiteGenerator

@Suite struct ListTests {
  /// Forty articles, a day apart, in two sections with four tags.
  private static func newsroom(_ count: Int = 40, settings: String = "") -> SiteFixture {
    var text = "-- Content/site.yml --\ntitle: T\nbase-url: https://example.org/\nlists: {items: 5}\n\(settings)\n"
    for number in 0..<count {
      let section = number % 2 == 0 ? "world" : "world/asia"
      let day = padded(1 + number % 28, 2)
      text += """
        -- Content/\(section)/n\(number).md --
        ---
        title: Story \(number)
        date: 2026-\(padded(1 + number / 28, 2))-\(day)
        tags: [all, "t\(number % 4)"]
        authors: [Ana]
        ---
        Text.

        """
    }
    return SiteFixture(text)
  }

  private func site(_ fixture: SiteFixture) async throws -> Site {
    let loader = ContentLoader(folder: fixture.folder("Content"), selection: fixture.selection)
    return try SiteAssembly.site(from: try await loader.load()).site
  }

  @Test func listsAreNewestFirstAndInPages() async throws {
    let output = try await Self.newsroom().build()
    let first = try #require(output.text("index.html"))
    #expect(first.contains("Story 39") && first.contains("Story 35") && !first.contains(">Story 34<"))
    #expect(first.contains("href=\"/page/2/\""))
    #expect(output.text("page/8/index.html")?.contains(">Story 0<") == true)
    #expect(output.files["page/9/index.html"] == nil)
    #expect(output.files["archive/2026/02/page/3/index.html"] != nil)
  }

  @Test func aSectionHoldsWhatIsBelowIt() async throws {
    let site = try await site(Self.newsroom())
    #expect(site.sections.map(\.key) == ["world", "world/asia"])
    #expect(site.sections[0].articles.count == 40)
    #expect(site.sections[1].articles.count == 20)
    #expect(site.sections[1].parent == 0)
  }

  @Test func neighboursAreInOrderOfTime() async throws {
    let site = try await site(Self.newsroom())
    for (position, index) in site.listed.enumerated() {
      #expect(site.links[Int(index)].next == (position > 0 ? site.listed[position - 1] : nil))
      #expect(site.links[Int(index)].previous == (position + 1 < site.listed.count ? site.listed[position + 1] : nil))
    }
  }

  @Test func relatedArticlesShareTheRarestTag() async throws {
    let site = try await site(Self.newsroom())
    for index in site.listed {
      let related = site.links[Int(index)].related
      #expect(related.count == 4)
      #expect(!related.contains(index))
      #expect(Set(related).count == 4)
      let own = site.article(index).tags[1]
      #expect(related.allSatisfy { site.article($0).tags[1] == own })
    }
  }

  @Test func pinnedArticlesStandInFrontUntilTheirEnd() async throws {
    var fixture = Self.newsroom()
    fixture.files["Content/world/n0.md"] = Array("---\ntitle: Pinned\ndate: 2026-01-01\npinned: 2026-11-23\n---\n".utf8)
    #expect(try await fixture.build().text("index.html")?.contains("<ul><li><a href=\"/world/n0/\">Pinned</a>") == true)
    fixture.selection.now = fixture.selection.now + Instant.day
    #expect(try await fixture.build().text("index.html")?.contains("Pinned") == false)
  }

  @Test func spellingsOfOneTagAreOneTagCalledAsMostCallIt() async throws {
    let site = try await site(
      SiteFixture(
        (0..<3).map {
          "-- Content/w/a\($0).md --\n---\ntitle: A\ndate: 2026-11-0\(1 + $0)\ntags: [\(["Harbour Bridge", "harbour-bridge", "Harbour Bridge"][$0])]\n---\n"
        }
        .joined()))
    #expect(site.tags.map(\.title) == ["Harbour Bridge"])
    #expect(site.tags[0].articles.count == 3)
  }

  @Test func anAuthorIsAKeyOfPeopleOrAName() async throws {
    let site = try await site(
      SiteFixture(
        """
        -- Content/site.yml --
        title: T
        base-url: https://example.org/
        people:
          ana: {name: Ana Silva, role: Editor}
        -- Content/w/a.md --
        ---
        title: A
        date: 2026-11-01
        authors: [ana, Bo]
        ---
        -- Content/w/b.md --
        ---
        title: B
        date: 2026-11-02
        author: Ana Silva
        ---
        """))
    #expect(site.people.map(\.name) == ["Ana Silva", "Bo"])
    #expect(site.people[0].articles.count == 2)
    #expect(site.people[0].address.text == "/authors/ana/")
  }

  @Test(arguments: ["ana", "ANA", "Ana Silva", "Bo"])
  func aReviewerIsAKeyOfPeopleOrAName(reviewer: String) async throws {
    let site = try await site(
      .article(
        "title: A\ndate: 2026-11-01\nai: {use: assisted, reviewer: \(reviewer)}",
        settings: "title: T\nbase-url: https://example.org/\npeople: {ana: {name: Ana Silva}}\n"))
    #expect(site.articles[0].ai?.reviewer == (reviewer == "Bo" ? "Bo" : "Ana Silva"))
  }

  @Test func commentsStandInThreads() async throws {
    let output = try await site(
      SiteFixture(
        """
        -- Content/w/a.md --
        ---
        title: A
        date: 2026-11-01
        ---
        -- Content/_data/comments/a/1.yml --
        name: One
        date: 2026-11-02
        message: "First <script>alert(1)</script> [x](https://spam.example)"
        -- Content/_data/comments/a/2.yml --
        name: Two
        date: 2026-11-03
        message: Second
        reply-to: 1
        status: approved
        -- Content/_data/comments/a/3.yml --
        name: Three
        date: 2026-11-03
        message: Spam
        status: spam
        """))
    let comments = output.comments[0]
    #expect(comments.map(\.name) == ["One", "Two"])
    #expect(comments.map(\.depth) == [0, 1])
    #expect(comments[0].replies == [1])
    let html = String(decoding: comments[0].html, as: UTF8.self)
    #expect(!html.contains("<script"))
    #expect(html.contains("rel=\"nofollow ugc noopener\""))
  }

  /// Those of an article's addresses are added up.
  @Test func aCountBeyondAllCountsIsAnError() async {
    var fixture = Self.newsroom(1)
    fixture.files["Content/_data/views.yml"] = Array("/world/n0/: 9223372036854775807\n".utf8)
    #expect(await fixture.errors().hasPrefix("Content/_data/views.yml:1:"))
  }

  @Test(arguments: [
    "staus: spam", "Status: pending", "approved: false", "spam: true", "published: false", "draft: true",
    "Hidden: true", "deleted: 2026-11-03", "isApproved: false",
  ])
  func aSlipOfThePenPublishesNoComment(line: String) async {
    let text = await SiteFixture(
      """
      -- Content/w/a.md --
      ---
      title: A
      date: 2026-11-01
      ---
      -- Content/_data/comments/a/1.yml --
      _id: 7f
      name: One
      email: 55502f40dc8b7c769880b10874abc9d0
      replying_to_uid: x
      \(line)
      date: 2026-11-02
      message: First
      """
    ).errors()
    let key = String(line.prefix { $0 != ":" })
    #expect(
      text == """
        Content/_data/comments/a/1.yml:5:1: error: unknown key "\(key)" [front-matter-unknown-key]
          5 | \(line)
            | \(String(repeating: "^", count: key.count))
          hint: whether a comment is shown is said by `status: approved`, `status: pending` or `status: spam`

        """)
  }

  @Test func viewsGiveTheMostRead() async throws {
    var fixture = Self.newsroom(10)
    fixture.files["Content/_data/views.yml"] = Array(
      (0..<10).map { "/world/\($0 % 2 == 0 ? "" : "asia/")n\($0)/: \($0 * 10)\n" }.joined().utf8)
    let site = try await site(fixture)
    #expect(
      site.mostRead.prefix(5).map { site.article($0).title } == ["Story 9", "Story 8", "Story 7", "Story 6", "Story 5"])
  }
}
