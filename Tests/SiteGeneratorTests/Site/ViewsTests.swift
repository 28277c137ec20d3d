import Testing

@testable import SiteGenerator

/// How often articles were read.
@Suite(.timeLimit(.minutes(2))) struct ViewsTests {
  private func fixture(_ name: String, _ text: String) -> SiteFixture {
    var fixture = SiteFixture.article("title: A\ndate: 2026-10-11")
    fixture.files["Content/_data/\(name)"] = Array(text.utf8)
    return fixture
  }

  /// Counts with a comma in each of thousands of lines.
  @Test func thousandsOfWrongCountsAreToldAtOnce() async {
    let lines = (0..<4000).map { "/world/z\($0)/: \"1,204\"\n" }.joined()
    let expected =
      (0..<20).map { number in
        let line = "/world/z\(number)/: \"1,204\""
        let mark = String(repeating: " ", count: line.count - 7) + "^^^^^^^"
        let (place, margin) = ("\(number + 1)", String(repeating: " ", count: "\(number + 1)".count))
        return """
          Content/_data/views.yml:\(place):\(line.count - 6): error: /world/z\(number)/ has no count [views-unreadable]
            \(place) | \(line)
            \(margin) | \(mark)
            hint: each line is an address and a number: /world/bridge/: 1204

          """
      }.joined() + """
        … and 3980 errors more (--verbose shows all of them)

        """
    #expect(await fixture("views.yml", lines).errors() == expected)
  }

  @Test func thousandsOfCountsAreRead() async throws {
    let lines = (0..<25_000).map { "/world/z\($0)/: \($0)\n" }.joined()
    let warnings = try await fixture("views.yml", lines + "/news/a/: 7\n").warnings()
    #expect(warnings.hasSuffix("… and 24980 warnings more (--verbose shows all of them)\n"))
  }

  @Test func theFileThatWasReadIsNamed() async throws {
    #expect(
      try await fixture("views.json", "{\"/x/\": 3}").warnings() == """
        Content/_data/views.json: warning: no article has the address /x/ [views-without-article]

        """)
  }
}
