import Diagnostics
import Testing

@testable import SiteGenerator

/// Two files of one article.
@Suite struct CopyTests {
  private func article(_ name: String, _ more: String = "", title: String = "The vote", text: String) -> String {
    "-- Content/news/\(name).md --\n---\ntitle: \(title)\ndate: 2026-10-11\n\(more)---\n\(text)\n"
  }

  private func told(_ files: String...) async throws -> String {
    let warnings = try await SiteFixture(files.joined()).build().report?.warnings ?? []
    return DiagnosticFormatter().format(warnings.filter { $0.id == "article-copy" })
  }

  @Test func aCopyIsTold() async throws {
    let warnings = try await told(
      article("vote copy", text: "They voted."), article("vote", text: "They voted."),
      article("vote-2", text: "They voted again."), article("other", title: "Another", text: "They voted."))
    #expect(
      warnings == """
        Content/news/vote copy.md:2:8: warning: "The vote" is published twice: another article has the same date and the same text [article-copy]
          2 | title: The vote
            |        ^^^^^^^^
          hint: delete the copy, or say `draft: true` in it
          Content/news/vote.md:2:8: note: the other one
          2 | title: The vote
            |        ^^^^^^^^

        """)
  }

  @Test func whatIsNotPublishedOrSaysNothingIsNoCopy() async throws {
    #expect(
      try await told(
        article("a", text: "They voted."), article("b", "draft: true\n", text: "They voted."),
        article("c", "lang: fr\n", text: "They voted.")) == "")
    #expect(try await told(article("a", text: ""), article("b", text: "")) == "")
  }
}
