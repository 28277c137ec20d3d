import CommonMark

@testable import SiteGenerator

extension FeedFixture {
  /// A newsroom with two people, a section, two tags and three articles, each of which shows something of its own.
  static func newsroom() -> FeedFixture {
    var fixture = FeedFixture()
    fixture.settings.title = "Harbour & Courier"
    fixture.settings.description = "News from the harbour."
    fixture.settings.baseURL = BaseURL("https://courier.example/news") ?? .preview
    fixture.settings.zone = Zone(identifier: "Europe/Lisbon") ?? .utc
    fixture.settings.copyright = "CC0"
    fixture.settings.icon = Address("/favicon.svg")
    fixture.settings.logo = Picture(
      target: .site(Address("/logo.png"), suffix: ""), alt: "Courier", width: 144, height: 144)
    fixture.settings.feeds.hub = "https://hub.example/?a=1&b=2"
    fixture.settings.policies = [.corrections: Address("/corrections-policy/"), .masthead: Address("/masthead/")]
    fixture.settings.social = ["https://social.example/@courier"]
    fixture.now = Instant(seconds: 1_795_200_000)
    fixture.sections = [Section(key: "world", title: "World", address: Address("/world/"))]
    fixture.tags = [
      Tag(title: "harbour", key: "harbour", address: Address("/tags/harbour/")),
      Tag(title: "R&D", key: "r-d", address: Address("/tags/r-d/")),
    ]
    let settings = PersonSettings(
      key: "ana", name: "Ana Silva", role: "Editor", links: ["https://social.example/@ana"],
      fediverse: "@ana@social.example")
    fixture.people = [
      Person(key: "ana", name: "Ana Silva", settings: settings, address: Address("/authors/ana-silva/")),
      Person(key: "bo", name: "Bo \"Boy\" Lindqvist", address: Address("/authors/bo/")),
    ]
    let links = ArticleLinks(section: 0, tags: [0, 1], authors: [0, 1])
    fixture.add(clash(), links: links, comments: [comment()], views: 12)
    fixture.add(corrected(), links: ArticleLinks(section: 0, authors: [0]))
    fixture.add(dari())
    fixture.add(ArticleFields.fixture("About", at: "/about/", date: nil))
    return fixture
  }

  private static func clash() -> ArticleFields {
    var article = ArticleFields.fixture("Mayor & council <clash>", at: "/world/clash/", section: "world")
    article.standfirst = "Nobody said \"5 < 6\" & meant it."
    article.image = Picture(
      target: .site(Address("/world/clash/städt.jpg"), suffix: ""), alt: "The hall", caption: "The <old> hall",
      credit: "Ana", width: 1600, height: 900)
    article.label = .analysis
    article.ai = AIUse(degree: .assisted, note: "It sorted the minutes.", reviewer: "Ana Silva")
    article.origin = Origin(name: "Bay Post", url: "https://bay.example/a?b=c&d=e")
    return article
  }

  private static func corrected() -> ArticleFields {
    var article = ArticleFields.fixture("Bridge]]> shut", at: "/world/bridge/", section: "world", date: 1_784_000_000)
    article.updated = Instant(seconds: 1_784_003_600)
    article.corrections = [
      Correction(date: Instant(seconds: 1_784_100_000), text: "The bridge is 40 m long.", kind: .correction)
    ]
    article.body.text.summary = ["The bridge is shut."]
    article.feed = .summary
    return article
  }

  private static func dari() -> ArticleFields {
    var article = ArticleFields.fixture("بندر بسته شد", at: "/بندر/", date: 1_783_000_000)
    article.language = "prs"
    article.guid = "17"
    return article
  }

  private static func comment() -> Comment {
    Comment(id: "1", name: "Reader", url: nil, date: Instant(seconds: 1_795_170_000), html: [], depth: 0, replies: [])
  }
}
