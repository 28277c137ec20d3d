import DefaultTheme
import Diagnostics
import Foundation
import Template
import Testing

@testable import SiteGenerator

/// A page is the same, and has read the same, whether its parts were kept from other pages or not.
@Suite struct FragmentLawTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
    .standardized

  @Test func onTheDemonstrationSite() async throws {
    try await check(site(at: Self.root.appending(path: "Content")))
  }

  @Test(arguments: [UInt64](1...4))
  func onRandomSites(seed: UInt64) async throws {
    var fixture = RandomSite(seed: seed).fixture
    fixture.theme = DefaultTheme.files
    try await check(fixture)
  }

  /// The archive is logged, and each of its pages has one of its own.
  @Test func whatEachPageHasIsNotKeptForAnother() async throws {
    var fixture = SiteFixture(
      """
      -- Content/news/one.md --
      ---
      {title: One, date: 2026-10-11}
      ---
      Text.
      """)
    fixture.theme["archive.html"] = Array(
      "{% for one in [archive] %}<h1>{{ one.title }} and {{ one.title }} and {{ one.title }}</h1>{% endfor %}".utf8)
    try await check(fixture)
  }

  private static let corpus = root.appending(path: "../shared/corpora/rust-blog/content")

  @Test(.enabled(if: FileManager.default.fileExists(atPath: corpus.path), "the corpus of real articles is not here"))
  func onRealArticles() async throws {
    var fixture = site(at: Self.corpus)
    let settings = """
      title: Blog
      base-url: https://example.org/
      unknown-keys: warn
      links: warn
      markdown: {html: allow}

      """
    fixture.files["Content/site.yml"] = Array(settings.utf8)
    try await check(fixture, every: 5)
  }

  private func site(at folder: URL) -> SiteFixture {
    var fixture = SiteFixture("")
    fixture.theme = DefaultTheme.files
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for path in paths {
      if let data = try? Data(contentsOf: folder.appending(path: path)) {
        fixture.files["Content/" + path] = Array(data)
      }
    }
    return fixture
  }

  /// Renders each page on its own, and then all of them with one memo.
  private func check(_ fixture: SiteFixture, every step: Int = 1) async throws {
    let prepared = try await PreparedSite(fixture.inputs)
    let templates = prepared.templates.bound(to: prepared.view)
    let memo = templates.memo(limit: PageRenderer.memoLimit)
    var pages = 0
    for (number, file) in prepared.plan.files.enumerated() where number % step == 0 {
      guard case .page(let page) = file.content, let template = templates.template(page.template) else {
        continue
      }
      let view = PageView(prepared.view, page)
      let values = SiteTemplates.values(view)
      var (plain, kept): ([UInt8], [UInt8]) = ([], [])
      var (plainReads, keptReads) = (Reads(), Reads())
      try template.render(values, of: view, subject: "a", into: &plain, reads: &plainReads)
      try template.render(values, of: view, subject: "a", into: &kept, reads: &keptReads, memo: memo)
      #expect(plain == kept, "\(page.address.text)")
      #expect(plainReads == keptReads, "\(page.address.text)")
      pages += 1
    }
    #expect(pages > 5)
  }
}
