import Foundation
import Testing

@testable import SiteGenerator

/// `Messages.md` has a row for each id that the code can say, and no other.
@Suite struct MessageDocumentationTests {
  @Test func everyIDHasItsRow() throws {
    let rows = try documentedIDs()
    let documented = Set(rows)
    let said = try saidIDs()
    #expect(said.count > 100, "the source files were not found, or the patterns below find nothing in them")
    #expect(said.subtracting(documented).sorted() == [], "ids without a row in Messages.md")
    #expect(documented.subtracting(said).sorted() == [], "rows of Messages.md for ids that no code says")
    #expect(rows.count == documented.count, "an id has two rows")
  }

  /// An id that is put together where a diagnostic is made would escape the patterns of `ids(in:)`: a new one is added
  /// there, and here.
  @Test func idsAreLiteralsButForThese() throws {
    var others: [String] = []
    for text in try swiftFiles() {
      for match in text.matches(of: /Diagnostic\(\s*(?:[^"()]*,\s*)?id:\s*([^"\s,][^",\n]*)/) {
        others.append(match.1.trimmingCharacters(in: .whitespaces))
      }
    }
    let copies = Array(repeating: "id", count: 6)
    #expect(others.sorted() == ["first.rule.rawValue"] + copies + ["isFrontMatter ?", "isMissing ?"])
  }

  private func saidIDs() throws -> Set<String> {
    var result = Set(CheckRule.allCases.map(\.rawValue))
    for text in try swiftFiles() { result.formUnion(ids(in: text)) }
    return result
  }

  private func ids(in text: String) -> [String] {
    // `id: "link-nowhere"`, also as the default value of a parameter.
    var result = text.matches(of: /[ (]id:(?: String =)? "([a-z0-9-]+)"/).map { String($0.1) }
    // `id: isMissing ? "folder-missing" : "folder-unreadable"`.
    for match in text.matches(of: /[ (]id: \w+ \? "([a-z0-9-]+)" : "([a-z0-9-]+)"/) {
      result += [String(match.1), String(match.2)]
    }
    // `("output-full", "make room on the disk")`: what the disk says chooses between them.
    result += text.matches(of: /\("(output-[a-z-]+)",/).map { String($0.1) }
    // `.unknownName(place, "function or macro", …)` is `template-unknown-function`.
    for match in text.matches(of: /\.unknownName\([^"]*"([a-z]+)/) { result.append("template-unknown-\(match.1)") }
    return result
  }

  /// The first column of the tables.
  private func documentedIDs() throws -> [String] {
    let page = ThemeTests.repository.appending(path: "Sources/SiteGenerator/Documentation.docc/Messages.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      line.prefixMatch(of: /\| `([a-z0-9-]+)` \|/).map { String($0.1) }
    }
  }

  private func swiftFiles() throws -> [String] {
    let folder = ThemeTests.repository.appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }
  }
}
