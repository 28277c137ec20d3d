import DefaultTheme
import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct SearchIndexTests {
  private static let site = """
    -- Content/site.yml --
    title: T
    base-url: https://example.org/
    language: de
    search: pagefind
    -- Content/w/a.md --
    ---
    title: A
    date: 2026-11-20
    ---
    -- Content/w/b.md --
    ---
    title: B
    date: 2026-11-20
    noindex: true
    ---
    -- Content/about.md --
    ---
    title: About
    ---
    """

  private func fixture(_ maker: FakeMaker, _ site: String = Self.site) -> (SiteFixture, BuildInputs) {
    var fixture = SiteFixture(site)
    fixture.theme = DefaultTheme.files
    var inputs = fixture.inputs
    inputs.search = maker
    return (fixture, inputs)
  }

  private func build(_ inputs: BuildInputs) async throws(BuildFailure) -> MemoryOutput {
    let output = MemoryOutput()
    output.report = try await SiteGenerator.build(inputs, into: output)
    return output
  }

  @Test func theIndexTakesStoriesAndPagesAndIsAPartOfTheSite() async throws {
    let output = try await build(fixture(FakeMaker()).1)
    #expect(output.text("pagefind/index.txt") == "de: about/index.html w/a/index.html")
    let article = try #require(output.text("w/a/index.html"))
    #expect(article.contains("<article class=\"story h-entry\" data-pagefind-body "))
    #expect(article.contains("data-section=\"W\""))
    #expect(output.text("search/index.html")?.contains("<form class=\"search\"") == true)
    #expect(output.report?.warnings.isEmpty == true)
  }

  @Test func withoutTheProgramTheSearchPageIsADirectoryAndThatIsSaidOnce() async throws {
    let output = try await build(fixture(FakeMaker(isThere: false)).1)
    #expect(
      DiagnosticFormatter().format(output.report?.warnings ?? []) == """
        warning: `search: pagefind` is set, and there is no program `pagefind` here: the search page lists sections, subjects \
        and archive [search-no-pagefind]
          hint: `npm install --global pagefind` or `pip install pagefind-bin`, and build again

        """)
    #expect(output.files.keys.contains { $0.hasPrefix("pagefind/") } == false)
    #expect(output.all.contains("data-pagefind-body") == false)
    #expect(output.text("search/index.html")?.contains("<form") == false)
  }

  @Test func withoutTheSettingNothingIsStarted() async throws {
    let site = Self.site.split(separator: "\n", omittingEmptySubsequences: false).filter { $0 != "search: pagefind" }
    let output = try await build(fixture(FakeMaker(), site.joined(separator: "\n")).1)
    #expect(output.files.keys.contains { $0.hasPrefix("pagefind/") } == false)
  }

  @Test func anIndexThatCannotBeMadeEndsTheBuild() async throws {
    await #expect(throws: BuildFailure.self) { try await build(fixture(FakeMaker(fails: true)).1) }
  }

  @Test func aFileOfTheSiteAtAnAddressOfTheIndexIsAnError() async throws {
    var (fixture, inputs) = fixture(FakeMaker())
    fixture.files["Content/_static/pagefind/index.txt"] = [1]
    inputs.content = fixture.folder("Content")
    do {
      _ = try await build(inputs)
      Issue.record("it was built")
    } catch {
      #expect(error.diagnostics.map(\.id) == ["address-twice"])
    }
  }
}

/// Makes an index of one file, which names the language and the pages.
private struct FakeMaker: SearchIndexMaker {
  var isThere = true
  var fails = false

  func isAvailable() async -> Bool { isThere }
  func begin(language: String) -> any SearchIndex { FakeIndex(language, fails) }
  func stop() {}
}

private final class FakeIndex: SearchIndex {
  private let language: String
  private let fails: Bool
  private var pages: [String] = []

  init(_ language: String, _ fails: Bool) { (self.language, self.fails) = (language, fails) }

  func add(_ html: [UInt8], at path: OutputPath) { pages.append(path.text) }

  func finish() async throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    if fails { throw Diagnostic(id: "search-failed", "no") }
    return [("index.txt", Array("\(language): \(pages.sorted().joined(separator: " "))".utf8))]
  }
}
