import Testing

@testable import SiteGenerator

/// The files of words are checked by themselves: what is wrong is told there, and not in the templates that use a word.
@Suite struct ThemeWordTests {
  private func errors(_ words: String) async -> String {
    var fixture = SiteFixture.article("title: A\ndate: 2026-01-01")
    fixture.files["Templates/i18n/en.yml"] = Array(words.utf8)
    return await fixture.errors()
  }

  @Test func aFormThatNoLanguageHas() async {
    #expect(
      await errors("minutes: {one: a, othr: b}\n") == """
        Templates/i18n/en.yml:1:19: error: "minutes" cannot have the form "othr" [not-a-choice]
          1 | minutes: {one: a, othr: b}
            |                   ^^^^
          hint: did you mean "other"? there is: zero, one, two, few, many, other

        """)
  }

  @Test func aWordWithFormsHasOneForAllOtherNumbers() async {
    #expect(
      await errors("minutes: {one: a}\n") == """
        Templates/i18n/en.yml:1:1: error: "other" is missing [missing-key]
          1 | minutes: {one: a}
            | ^^^^^^^
          hint: each word with forms has this one, which is taken where no other fits

        """)
  }

  @Test func aPatternOfDates() async {
    #expect(
      await errors("date_long: d Q yyyy\n") == """
        Templates/i18n/en.yml:1:12: error: "date_long" has "Q", which means nothing in a pattern [bad-value]
          1 | date_long: d Q yyyy
            |            ^^^^^^^^
          hint: there is: d dd, E EEEE, M MM MMM MMMM, yyyy, H HH, h, mm, ss, a, XXX; text belongs between \
        apostrophes: d 'of' MMMM

        """)
    // A word of the site's own is no pattern because of its name.
    #expect(await errors("date_of_birth: Born on\ndate_long: d 'of' MMMM\n") == "")
  }

  /// What the theme asks for is a category of CLDR, and what a language asks for is among them.
  @Test(arguments: ["ar", "ru", "pl", "cs", "ga", "lt", "ro", "he", "ja", "fr", "en"])
  func everyLanguageAsksForFormsThatThereAre(language: String) {
    let rule = PluralRule(language: language)
    #expect(Set((0...200).map(rule.category)).isSubset(of: PluralRule.categories))
  }
}
