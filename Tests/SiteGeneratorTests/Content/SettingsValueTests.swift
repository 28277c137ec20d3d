import Diagnostics
import Testing

@testable import SiteGenerator

/// Values of `site.yml` that would be published as they are, and be wrong there.
@Suite struct SettingsValueTests {
  private func errors(_ settings: String) -> String {
    do throws(BuildFailure) {
      _ = try SettingsReader.read(Source(path: "site.yml", text: "base-url: https://e.org/\n\(settings)\n"))
      return ""
    } catch {
      return DiagnosticFormatter().format(error.diagnostics)
    }
  }

  @Test func aSlipInTheNameOfAColour() {
    #expect(
      errors("accent: rde") == """
        site.yml:2:9: error: "accent" is not a colour [bad-value]
          2 | accent: rde
            |         ^^^
          hint: did you mean "red"? such as "#8b1a1a", a name of CSS, or rgb(), hsl() or oklch()

        """)
  }

  @Test(arguments: [
    ("red", true), ("Teal", true), ("rebeccapurple", true), ("#abc", true), ("#abcd", true), ("#8B1A1A", true),
    ("#8b1a1aff", true), ("rgb(139 26 26 / 50%)", true), ("hsl(0deg, 70%, 30%)", true), ("oklch(0.5 0.1 20)", true),
    ("#ab", false), ("#12345g", false), ("#1234567", false), ("rgb()", false), ("rgb(1 2 3", false),
    ("rgb(var(--x))", false), ("url(1)", false), ("red;}", false), ("rgb(1)}a{b:c(1)", false), ("currentcolor", false),
  ])
  func coloursAreThoseOfStyleSheets(text: String, isOne: Bool) {
    #expect(CSSColor.isOne(text) == isOne)
  }

  @Test func thereAreAsManyNamesAsTheStandardHas() { #expect(Set(CSSColor.names).count == 148) }

  @Test func addressesOfPeopleAreAddresses() {
    #expect(
      errors("people:\n  ann: {name: Ann, email: nope, fediverse: ann@example.social}") == """
        site.yml:3:27: error: "email" is not an e-mail address [bad-value]
          3 |   ann: {name: Ann, email: nope, fediverse: ann@example.social}
            |                           ^^^^
          hint: such as ann@example.org; an address of a page belongs under `url`
        site.yml:3:44: error: "fediverse" is not an account [bad-value]
          3 |   ann: {name: Ann, email: nope, fediverse: ann@example.social}
            |                                            ^^^^^^^^^^^^^^^^^^
          hint: such as "@ann@example.social"

        """)
    #expect(errors("people:\n  ann: {name: Ann, email: ann@e.org, fediverse: '@ann@e.social'}") == "")
    #expect(errors("people:\n  ann: {name: Ann, email: 'mailto:ann@e.org'}").contains("[bad-value]"))
  }
}
