import Foundation
import Testing

@testable import SiteGenerator

@Suite struct DocumentationTests {
  /// `sitegen docs NAME > Sources/SiteGenerator/Documentation.docc/FILE` writes a page anew.
  @Test(arguments: ReferencePage.allCases)
  func referencePagesSayWhatTheCodeDoes(page: ReferencePage) throws {
    let file = ThemeTests.repository.appending(path: "Sources/SiteGenerator/Documentation.docc/\(page.file)")
    #expect(try String(contentsOf: file, encoding: .utf8) == page.text)
  }

  @Test func linksOfTheReadmeLeadSomewhere() throws {
    let readme = try String(contentsOf: ThemeTests.repository.appending(path: "README.md"), encoding: .utf8)
    for match in readme.matches(of: /\]\(([^)#:]+)\)/) where !match.1.hasPrefix("..") {
      let path = ThemeTests.repository.appending(path: String(match.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.1)")
    }
  }
}
