import DefaultTheme
import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct FrontPageTests {
  /// Sections of so many stories, the newest in the first; every third has a picture, every second was read.
  private static func newsroom(_ counts: [(String, Int)], settings: String = "") -> SiteFixture {
    var fixture = SiteFixture("-- Content/site.yml --\ntitle: T\nbase-url: https://example.org/\n\(settings)")
    var number = 0
    var views = ""
    for (section, count) in counts {
      for _ in 0..<count {
        let day = 20 - number / 24
        let image = number % 3 == 1 ? "image: {src: /a.png, alt: A}\n" : ""
        fixture.files["Content/\(section)/n\(number).md"] = Array(
          "---\ntitle: Story \(number)\ndate: 2026-11-\(day)T\(padded(23 - number % 24, 2)):00:00Z\nstory: s\(number % 2)\n\(image)---\n\nText.\n"
            .utf8)
        if number % 2 == 0 { views += "/\(section)/n\(number)/: \(number + 1)\n" }
        number += 1
      }
    }
    fixture.files["Content/_data/views.yml"] = Array(views.utf8)
    fixture.files["Content/_static/a.png"] = [1]
    return fixture
  }

  private func front(_ fixture: SiteFixture) async throws -> FrontPage {
    let prepared = try await PreparedSite(fixture.inputs)
    let page = try #require(prepared.plan.file(at: .home))
    guard case .page(let home) = page.content else { throw BuildFailure(Diagnostic(id: "test", "no page")) }
    return FrontPage(prepared.view, home)
  }

  private func titles(_ front: FrontPage, _ list: [Site.Index]) -> [String] {
    list.map { String(front.view.site.article($0).title.dropFirst("Story ".count)) }
  }

  @Test func noStoryStandsOnTheFrontPageTwice() async throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<20 {
      let counts = ["a", "b", "c"].map { ($0, Int.random(in: 0...9, using: &random)) }
      let seconds = Int.random(in: 0...4, using: &random)
      let stories = Int.random(in: 0...5, using: &random)
      let settings = "home: {seconds: \(seconds), stories: \(stories)}\nlists: {items: 7}\n"
      let front = try await front(Self.newsroom(counts, settings: settings))
      var all = [front.lead].compactMap { $0 } + front.seconds + front.mostRead + front.blocks.flatMap(\.articles)
      all += front.more + front.running.flatMap(\.articles) + front.corrected
      #expect(Set(all).count == all.count, "\(counts) \(settings)")
      #expect(Set(front.view.site.listed.prefix(7)).isSubset(of: all), "\(counts) \(settings)")
    }
  }

  @Test func thePartsTakeWhatTheOnesBeforeHaveLeft() async throws {
    let front = try await front(Self.newsroom([("a", 9), ("b", 6)]))
    #expect(titles(front, [front.lead].compactMap { $0 }) == ["1"])
    #expect(titles(front, front.seconds) == ["0", "2", "3"])
    #expect(titles(front, front.mostRead) == ["14", "12", "10", "8", "6"])
    #expect(front.blocks.map { titles(front, $0.articles) } == [["4", "5", "7"], ["9", "11", "13"]])
    #expect(front.more == [])
  }

  @Test func onASmallSiteTheMostReadLeaveHalfToTheSections() async throws {
    let front = try await front(Self.newsroom([("a", 9)]))
    #expect(titles(front, [front.lead].compactMap { $0 } + front.seconds) == ["1", "0", "2", "3"])
    #expect(titles(front, front.mostRead) == ["8", "6", "4"])
    #expect(front.blocks.map { titles(front, $0.articles) } == [["5", "7"]])
  }

  @Test func siteYmlSaysWhatTheFrontPageShows() async throws {
    let settings = "home: {lead: newest, seconds: 1, sections: [b], stories: 2, most-read: 0}\n"
    let front = try await front(Self.newsroom([("a", 4), ("b", 3)], settings: settings))
    #expect(titles(front, [front.lead].compactMap { $0 } + front.seconds) == ["0", "1"])
    #expect(front.mostRead == [])
    #expect(front.blocks.map { titles(front, $0.articles) } == [["4", "5"]])
    #expect(titles(front, front.more) == ["2", "3", "6"])
  }

  @Test func mistakesInTheSettingsOfTheFrontPageHaveAPlace() async {
    let settings = "home:\n  second: 2\n  seconds: 9\n  sections: [a, c]\nmasthead: {picure: /x.svg}\nsearch: pagefnd\n"
    #expect(
      await Self.newsroom([("a", 2)], settings: settings).errors() == """
        Content/site.yml:4:3: error: unknown key "second" [settings-unknown-key]
          4 |   second: 2
            |   ^^^^^^
          hint: did you mean "seconds"? there is: lead, most-read, seconds, sections, stories
        Content/site.yml:5:12: error: "seconds" takes a whole number from 0 to 4, and this is "9" [wrong-type]
          5 |   seconds: 9
            |            ^
        Content/site.yml:7:12: error: unknown key "picure" [settings-unknown-key]
          7 | masthead: {picure: /x.svg}
            |            ^^^^^^
          hint: did you mean "picture"? there is: picture, text
        Content/site.yml:8:9: error: "search" cannot be "pagefnd" [not-a-choice]
          8 | search: pagefnd
            |         ^^^^^^^
          hint: did you mean "pagefind"? there is: directory, pagefind

        """)
  }

  @Test func aSectionOfTheFrontPageHasToExistAndStandOnce() async {
    let settings = "home: {sections: [alpha, alhpa, alpha]}\n"
    #expect(
      await Self.newsroom([("alpha", 2)], settings: settings).errors() == """
        Content/site.yml:3:26: error: there is no section "alhpa" [section-unknown]
          3 | home: {sections: [alpha, alhpa, alpha]}
            |                          ^^^^^
          hint: did you mean "alpha"? there is: alpha
        Content/site.yml:3:33: error: "sections" names "alpha" twice [bad-value]
          3 | home: {sections: [alpha, alhpa, alpha]}
            |                                 ^^^^^
          hint: keep one of the two

        """)
  }

  @Test func theNewestPartOfARunningStoryIsLiveForADay() async throws {
    var fixture = SiteFixture("")
    for (name, date) in [("old", "2026-11-20"), ("new", "2026-11-21T13:00:00Z")] {
      fixture.files["Content/w/\(name).md"] = Array("---\ntitle: \(name)\ndate: \(date)\nstory: s\n---\n".utf8)
    }
    let site = try await PreparedSite(fixture.inputs).site
    #expect(site.articles.indices.map { site.isLive(Site.Index($0)) } == [true, false])
    #expect(site.nextChange?.instant.rfc3339(in: .utc) == "2026-11-22T13:00:00Z")
    fixture.selection = Selection(now: SiteFixture.noon + Instant.hour)
    let later = try await PreparedSite(fixture.inputs).site
    #expect(!later.articles.indices.contains { later.isLive(Site.Index($0)) })
  }

  @Test func theMastheadIsATextOrAPicture() async throws {
    var fixture = SiteFixture("-- Content/w/a.md --\n---\ntitle: A\ndate: 2026-11-20\n---\n")
    fixture.theme = DefaultTheme.files
    func masthead(_ setting: String) async throws -> Substring? {
      fixture.files["Content/site.yml"] = Array(
        "title: The Long Title\nbase-url: https://example.org/\n\(setting)".utf8)
      let html = try await fixture.build().text("w/a/index.html")
      return html?.split(separator: "\n").first { $0.contains("nameplate") }
    }
    fixture.files["Content/_static/name.svg"] = Array("<svg xmlns='x' width='9' height='3'/>".utf8)
    let link = "<p class=\"nameplate\"><a href=\"/\" rel=\"home\">"
    #expect(try await masthead("") == "\(link)The Long Title</a></p>")
    #expect(try await masthead("masthead: Short\n") == "\(link)Short</a></p>")
    #expect(
      try await masthead("masthead: {text: Short, picture: /name.svg}\n")
        == "\(link)<img src=\"/name.svg\" alt=\"Short\" width=\"9\" height=\"3\"></a></p>")
  }
}
