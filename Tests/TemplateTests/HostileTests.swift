import Diagnostics
import Template
import Testing

/// Input that was made to do harm: an error with its place, and soon.
@Suite struct HostileTests {
  private func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }

  #if DEBUG
    /// A debug build is some twenty times slower, and the machine may be busy.
    private let limit = Duration.seconds(60)
  #else
    private let limit = Duration.seconds(1)
  #endif

  /// The first line of what is said about a template.
  private func message(_ template: String) -> String {
    let clock = ContinuousClock()
    var result = ""
    let time = clock.measure { result = failure(template) }
    #expect(time < limit, "\(template.prefix(40))… took \(time)")
    return String(result.prefix { $0 != "\n" }.prefix(200))
  }

  @Test func aTemplateOfTenMegabytes() {
    #expect(
      message(repeated("<p>{{ article.title }}</p>\n", 400_000))
        == "Templates/page.html:37038:2: error: this template is larger than 1000000 bytes [template-too-large]")
  }

  @Test func parentheses() {
    #expect(
      message("{{ " + repeated("(", 100_000) + "1" + repeated(")", 100_000) + " }}")
        == "Templates/page.html:1:204: error: this expression is nested more than 200 deep [template-too-deep]")
    #expect(
      message("{{ " + repeated("[", 100_000)).hasSuffix("error: this tag is never closed [template-tag-not-closed]"))
    #expect(message("{{ " + repeated("-", 100_000) + "1 }}").hasSuffix("nested more than 200 deep [template-too-deep]"))
    #expect(
      message("{{ " + repeated("not ", 100_000) + "1 }}").hasSuffix("nested more than 200 deep [template-too-deep]"))
    #expect(
      message("{{ " + repeated("{'a':", 10_000) + "1" + repeated("}", 10_000) + " }}").hasSuffix(
        "nested more than 200 deep [template-too-deep]"))
  }

  @Test(arguments: ["1 + ", "1 * ", "1 if 1 else ", "data.", "1 // "])
  func chains(_ part: String) {
    #expect(
      message("{{ " + repeated(part, 50_000) + "abs }}").hasSuffix("nested more than 200 deep [template-too-deep]"))
  }

  @Test(arguments: ["1 ~ ", "1 or ", "1 and ", "1 < "])
  func longChainsThatAreFlat(_ part: String) {
    #expect(message("{{ " + repeated(part, 50_000) + "1 }}").hasPrefix("rendered: "))
  }

  @Test func branchesAmongManyVariables() {
    let variables = (0..<4000).map { "{% set x\($0) = data %}" }.joined()
    let branches = (0..<4000).map { "{% if data %}{{ article.url }}{{ x\($0) }}{% endif %}" }.joined()
    #expect(message(variables + branches).hasPrefix("rendered: "))
  }

  @Test func manyPartsDeepInside() {
    let loops = repeated("{% for a in articles %}{% if a.title %}", 30)
    let parts = repeated("{% if article.title %}{{ article.url }}{% endif %}{% set x = 1 %}", 8000)
    #expect(
      message("{% if article.views == 0 %}" + loops + parts + repeated("{% endif %}{% endfor %}", 30) + "{% endif %}")
        == "rendered: ")
  }

  @Test func postfix() {
    #expect(
      message("{{ data" + repeated("[0]", 100_000) + " }}").hasSuffix("nested more than 200 deep [template-too-deep]"))
    #expect(
      message("{{ data" + repeated("()", 100_000) + " }}").hasSuffix("nested more than 200 deep [template-too-deep]"))
    #expect(
      message("{{ 1" + repeated(" | abs", 100_000) + " }}").hasSuffix("nested more than 200 deep [template-too-deep]"))
    #expect(
      message("{{ data" + repeated(" is defined", 50_000) + " }}").hasSuffix(
        "nested more than 200 deep [template-too-deep]"))
  }

  @Test func statements() {
    #expect(
      message(repeated("{% if 1 %}", 10_000) + repeated("{% endif %}", 10_000))
        == "Templates/page.html:1:641: error: statements are nested more than 64 deep here [template-too-deep]")
    #expect(
      message(repeated("{% for a in [1] %}", 10_000)).hasSuffix("nested more than 64 deep here [template-too-deep]"))
    #expect(message("{% if 0 %}" + repeated("{% elif 0 %}", 50_000) + "a{% endif %}") == "rendered: ")
    #expect(message(repeated("{% set a = 1 %}", 60_000)) == "rendered: ")
    #expect(message(repeated("{", 300_000)).hasPrefix("Templates/page.html:1:"))
    #expect(message(repeated("{%", 200_000)).hasPrefix("Templates/page.html:1:"))
    #expect(message(repeated("{#", 400_000)).hasSuffix("this tag is never closed [template-tag-not-closed]"))
    #expect(message(repeated("<", 200_000)).hasPrefix("Templates/page.html:1:"))
    #expect(message(repeated("{{ x }}", 20_000)).hasPrefix("Templates/page.html:1:4: error: unknown variable \"x\""))
  }

  @Test func macrosWithoutEnd() {
    let text = failure("{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}")
    #expect(
      text == """
        Templates/page.html:1:20: error: the macro "m" calls itself, or others that call it, without end [template-too-deep]
          1 | {% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}
            |                    ^^^^^^^^
          note: while rendering page.html for Content/story-0.md

        """)
    #expect(
      message(
        "{% macro a() %}{{ b() | upper }}{% endmacro %}{% macro b() %}{% for i in [1] %}{{ a() }}{% endfor %}{% endmacro %}{{ a() }}"
      ).contains("without end [template-too-deep]"))
    let deep =
      repeated("{% if 1 %}", 60) + "{{ " + repeated("(1 ~ ", 90) + "m()" + repeated(")", 90) + " }}"
      + repeated("{% endif %}", 60)
    #expect(message("{% macro m() %}\(deep){% endmacro %}{{ m() }}").contains("without end [template-too-deep]"))
  }

  @Test func inclusionsThatDouble() {
    var theme = "-- page.html\n{% include \"t0\" %}\n"
    for level in 0..<60 { theme += "-- t\(level)\n" + repeated("{% include \"t\(level + 1)\" %}", 2) + "\n" }
    theme += "-- t60\nx"
    #expect(
      message(theme).hasSuffix("page.html has more than 200000 parts with everything it includes [template-too-large]"))
  }

  @Test func inclusionsThatNest() {
    var theme = "-- page.html\n{% include \"t0\" %}\n"
    for level in 0..<60 {
      theme +=
        "-- t\(level)\n" + repeated("{% if 1 %}", 60) + "{% include \"t\(level + 1)\" %}" + repeated("{% endif %}", 60)
        + "\n"
    }
    theme += "-- t60\nx"
    #expect(
      message(theme)
        == "Templates/t4:1:1: error: what this template includes is nested more than 300 deep [template-too-deep]")
    var chain = "-- page.html\n{% include \"t0\" %}\n"
    for level in 0..<70 { chain += "-- t\(level)\n{% include \"t\(level + 1)\" %}\n" }
    #expect(
      message(chain + "-- t70\nx")
        == "Templates/t62:1:1: error: templates include one another more than 64 deep here [template-too-deep]")
  }

  @Test func textThatGrows() {
    #expect(message("{{ 'a' * 1000000000 }}").hasSuffix("the text would be longer than 1000000 bytes [template-value]"))
    #expect(
      message("{% for i in range(100000000) %}{% endfor %}").hasSuffix(
        "\"range\" goes over 100000 integers at most [template-value]"))
    #expect(message("{{ range(-9223372036854775807 - 1) }}").contains("\"range\" goes over 100000 integers at most"))
    let double = "{% set s = 'a' * 1000000 %}" + repeated("{% set s = s ~ s %}", 60)
    #expect(message(double).hasSuffix("the text would be longer than 16000000 bytes [template-value]"))
    let capture = "{% set s = 'a' * 1000000 %}" + repeated("{% set s %}{{ s }}{{ s }}{% endset %}", 60)
    #expect(message(capture).hasSuffix("the text would be longer than 16000000 bytes [template-value]"))
    let replace = "{% set s = 'a' * 1000000 %}{{ s | replace('a', s) }}"
    #expect(message(replace).hasSuffix("the text would be longer than 16000000 bytes [template-value]"))
    let lists = "{% set l = [1] %}" + repeated("{% set l = l + l %}", 60)
    #expect(message(lists).hasSuffix("the list would have more than 1000000 items [template-value]"))
    let nested = "{% set l = [1] %}" + repeated("{% set l = [l, l] %}", 60) + "{{ l }}"
    #expect(message(nested).hasSuffix("this is nested too deep to be shown [template-value]"))
    #expect(message("{{ 9223372036854775807 + 1 }}").hasSuffix("the result has more than 64 bits [template-value]"))
    #expect(message("{{ 99999999999999999999 }}").hasSuffix("this is not a number that can be read [template-syntax]"))
    #expect(message("{{ -9223372036854775807 - 1 | abs }}").hasPrefix("rendered: "))
    #expect(message("{{ (-9223372036854775807 - 1) // -1 }}").hasSuffix("[template-value]"))
    #expect(message("{{ (-9223372036854775807 - 1) % -1 }}") == "rendered: 0")
    #expect(message("{{ 1 // 0 }}").hasSuffix("division by zero [template-value]"))
    #expect(message("{{ [1][9223372036854775807] }}").contains("there is no item"))
    #expect(message("{{ [1, 2][-9223372036854775807:9223372036854775807:9223372036854775807] }}") == "rendered: [1]")
    #expect(message("{{ [1] | batch(9223372036854775807, 0) }}") == "rendered: [[1]]")
    #expect(message("{{ 'a' | truncate(9223372036854775807) }}") == "rendered: a")
    #expect(
      message("{{ 'a' | truncate(-9223372036854775807 - 1) }}")
        .hasSuffix("\"length\" is -9223372036854775808, and leaves no room for \"end\" [template-value]"))
    #expect(message("{{ 1e308 * 10 }}").hasSuffix("the result is too large [template-value]"))
    #expect(message("{{ 'x' | round }}").contains("takes number"))
    #expect(
      message("{{ 1 | round(9223372036854775807) }}").hasSuffix("\"precision\" is between -22 and 22 [template-value]"))
  }

  @Test func bytesThatAreNoText() {
    for bytes: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x41, 0xE2, 0x82]] {
      let source = Source(path: "Templates/page.html", bytes: bytes)
      #expect(throws: BuildFailure.self) {
        try TemplateSet(
          sources: ["page.html": source], entries: ["page.html": Newsroom.kind], vocabulary: Newsroom.vocabulary)
      }
    }
  }
}
