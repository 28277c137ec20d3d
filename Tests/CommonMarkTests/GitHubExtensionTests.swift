import CommonMark
import Foundation
import Testing

/// The examples of GitHub Flavored Markdown and of its reference implementation.
struct GitHubExtensionTests {
  /// Examples that are not for us, and why.
  static let skipped = [
    "spec.txt 653": "the filter of tags: raw HTML is refused as a whole, or let through as a whole",
    "extensions.txt 22": "the filter of tags",
    "extensions.txt 20": "without a result: it only must not crash",
  ]

  /// Examples of CommonMark that differ when everything is on.
  static let changed = [
    // A link without words, alone in its paragraph, is an embed.
    [483],
    // A picture alone in its paragraph is a figure.
    [516, 519, 530, 571, 572, 573, 574, 575, 576, 577, 579, 580, 581, 582, 583, 584, 585, 587, 588, 590],
    // Bare addresses are links.
    [601, 605, 607, 610, 611],
  ]

  @Test func everyExampleIsAsGitHubRendersIt() throws {
    guard let examples = try SpecificationExample.load("gfm-extensions.json") else { return }
    #expect(examples.count == 66)
    for example in examples {
      var options = MarkdownOptions.commonMark
      options.extensions = [.tables, .strikethrough, .taskLists, .autolinks, .footnotes]
      options.smart = example.section.hasPrefix("Smart")
      let output = html(example.markdown, options)
      let name = "\(example.file ?? "") \(example.example)"
      guard Self.skipped[name] == nil else { continue }
      #expect(asGitHub(output) == example.html, "\(name) \(example.section)")
    }
  }

  /// Our HTML without what it has beyond GitHub's: words for screen readers, and no obsolete attribute.
  private func asGitHub(_ html: String) -> String {
    var html = html
    for alignment in ["left", "center", "right"] {
      html = html.replacing(" class=\"align-\(alignment)\"", with: " align=\"\(alignment)\"")
    }
    for addition in [
      "<label>", "</label>", " role=\"doc-noteref\"", " role=\"doc-endnotes\"", " aria-label=\"Footnotes\"",
    ] {
      html = html.replacing(addition, with: "")
    }
    return html.replacing(#/ role="doc-backlink" aria-label="Back to reference [0-9-]+"/#, with: "")
  }

  @Test func allExtensionsLeavePlainMarkdownAlone() throws {
    guard let examples = try SpecificationExample.load("commonmark-0.30.json") else { return }
    var options = MarkdownOptions.commonMark
    options.extensions = .all
    let changed = examples.filter { html($0.markdown, options) != $0.html }.map(\.example)
    #expect(changed == Self.changed.flatMap { $0 })
  }

  /// What the documentation says is what is tested above.
  @Test func theDocumentationListsEveryDifference() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Sources/SiteGenerator/Documentation.docc/Markdown.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    for name in Self.skipped.keys {
      let number = name.split(separator: " ").last ?? ""
      #expect(text.contains(number == "20" ? "| 20 of" : number == "22" ? ", 22 of" : "| \(number) of"), "\(name)")
    }
    let numbers = Self.changed.map { $0.map(String.init).joined(separator: ", ") }
    for list in numbers { #expect(text.contains("| \(list) |"), "\(list)") }
  }
}
