import Testing

@testable import SiteGenerator

/// Languages that there are not, and what may be meant.
@Suite struct LanguageTagTests {
  @Test(arguments: ["en", "de-AT", "prs", "zh-Hant-TW", "es-419", "sr-Latn", "de-1996", "EN", "iw"])
  func languagesThatThereAreAreTaken(_ tag: String) async {
    let site = SiteFixture.article("title: A\ndate: 2026-11-01\nlang: \(tag)")
    #expect(await site.errors() == "")
    #expect(await SiteFixture.article("title: A\ndate: 2026-11-01", settings: "language: \(tag)\n").errors() == "")
  }

  @Test(arguments: [
    ("xx-nonsense", "is not a language: no one is called \"xx\"", ""),
    ("cz", "is not a language: no one is called \"cz\"", "did you mean \"cs\"? "),
    ("jp-JP", "is not a language: no one is called \"jp\"", "did you mean \"ja\"? "),
    ("dk", "is not a language: no one is called \"dk\"", "did you mean \"da\"? "),
    ("english", "is not a language: no one is called \"english\"", "did you mean \"en\"? "),
    ("German-AT", "is not a language: no one is called \"german\"", "did you mean \"de\"? "),
    ("abcd", "is not a language: no one is called \"abcd\"", "the names are"),
  ])
  func thoseThatThereAreNotAreTold(_ tag: String, _ problem: String, _ near: String) async {
    let text = await SiteFixture.article("title: A\ndate: 2026-11-01\nlang: \(tag)").errors()
    #expect(
      text.hasPrefix("Content/news/a.md:4:7: error: \"lang\" \(problem) [bad-value]\n  4 | lang: \(tag)\n"), "\(text)")
    #expect(text.contains("  hint: \(near)") && text.hasSuffix("the names are those of ISO 639, such as en, fr, prs\n"))
  }

  @Test func theUnitedKingdomIsWrittenGB() async {
    #expect(
      await SiteFixture.article(
        "title: A\ndate: 2026-11-01", settings: "title: T\nlanguage: en-UK\nbase-url: https://example.org/\n"
      ).errors() == """
        Content/site.yml:2:11: error: "language" names a country that there is not: UK [bad-value]
          2 | language: en-UK
            |           ^^^^^
          hint: did you mean "en-GB"?

        """)
  }

  @Test func whatIsNoTagIsTold() async {
    #expect(
      await SiteFixture.article("title: A\ndate: 2026-11-01\nlang: e").errors().contains(
        "error: \"lang\" is not a language tag [bad-value]"))
  }
}

/// Pictures without words, and addresses without an end.
@Suite struct SayingNothingTests {
  private func errors(_ image: String) async -> String {
    var site = SiteFixture.article("title: A\ndate: 2026-11-01\n\(image)")
    site.files["Content/news/a.svg"] = Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8)
    return await site.errors()
  }

  @Test func thatAPictureOnlyDecoratesHasToBeSaid() async {
    #expect(await errors("image: {src: a.svg, alt: \"\"}") == "")
    for missing in [
      "image: {src: a.svg}", "image: {src: a.svg, alt: }", "image:\n  src: a.svg\n  alt:", "image: a.svg",
    ] {
      #expect(await errors(missing).contains("[picture-without-alt]"), "\(missing)")
    }
  }

  @Test(arguments: ["mailto:", "tel:", "https://", "http:"])
  func anAddressThatOnlyBeginsIsTold(_ address: String) async {
    let site = SiteFixture.article("title: A\ndate: 2026-11-01", text: "See [m](\(address)).")
    let carets = String(repeating: "^", count: address.utf8.count)
    #expect(
      await site.errors() == """
        Content/news/a.md:6:9: error: "\(address)" is how an address begins, and nothing follows [markdown-scheme]
          6 | See [m](\(address)).
            |         \(carets)
          hint: write all of it, or take the link out

        """)
  }
}
