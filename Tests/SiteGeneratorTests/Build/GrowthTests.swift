import Testing

@testable import SiteGenerator

/// No step of a build takes more than its share when a site grows: lists, neighbours, related articles, archives, feeds
/// and sitemaps come from one pass and one sort each.
@Suite(.serialized) struct GrowthTests {
  /// Ten times the articles may take ten times as long, and not a hundred times as the square would.
  private static let factor = 10
  private static let most = 20.0
  /// Less than this is more chance than work.
  private static let least = Duration.milliseconds(1)

  /// A machine that is busy with other things may disturb a step in one attempt, but what takes the square does so in
  /// every one: of each step the best attempt counts.
  @Test func noStepTakesTheSquare() async throws {
    var best: [String: Double] = [:]
    var slow: [String: Double] { best.filter { $0.value > Self.most } }
    for _ in 0..<6 {
      let small = try await times(of: 100)
      let large = try await times(of: 100 * Self.factor)
      for (step, time) in large {
        best[step] = min(best[step] ?? .infinity, time / max(small[step] ?? .zero, Self.least))
      }
      if slow.isEmpty { return }
    }
    #expect(slow == [:], "so many times as long for \(Self.factor) times the articles")
  }

  /// How long each step takes for a second build on top of the first, in which every step has something to compare.
  private func times(of articles: Int) async throws -> [String: Duration] {
    let disk = try DiskSite("growth-\(articles)")
    defer { disk.remove() }
    var site = Self.site(of: articles)
    _ = try await disk.timed(site)
    site.files["Content/news/n0.md"]? += Array("More.\n".utf8)
    let first = try await disk.timed(site)
    site.files["Content/site.yml"] = Array("title: Other\nbase-url: https://example.org/\n".utf8)
    let second = try await disk.timed(site)
    return first.merging(second) { max($0, $1) }
  }

  /// Sections, tags, authors, stories, links and months, as many for each article on every site.
  private static func site(of articles: Int) -> SiteFixture {
    var site = SiteFixture("-- Content/about.md --\n---\ntitle: About\n---\n\nWho we are.\n")
    for number in 0..<articles {
      let section = ["news", "world", "world/asia"][number % 3]
      let day = "20\(padded(10 + number / 300 % 16, 2))-\(padded(number % 12 + 1, 2))-\(padded(number % 28 + 1, 2))"
      let text = """
        ---
        title: Story \(number)
        date: \(day)
        tags: [common, rare \(number / 20), t\(number % 7)]
        authors: [Ana \(number / 30), Bo]
        story: flood \(number / 10)
        aliases: [/old/\(number)/]
        ---

        Words of [another](/news/n0.md), and of the [subject](tag:common).

        """
      site.files["Content/\(number == 0 ? "news" : section)/n\(number).md"] = Array(text.utf8)
    }
    return site
  }
}

extension DiskSite {
  /// Builds on top of what is there; how long each step took.
  fileprivate func timed(_ site: SiteFixture) async throws -> [String: Duration] {
    let clock = ContinuousClock()
    let start = clock.now
    let cache = BuildCache(folder: cache, program: "test")
    var inputs = site.inputs
    inputs.cache = cache
    inputs.isFrozen = true
    inputs.elapsed = { clock.now - start }
    let output = try OutputFolder.open(output, protecting: [])
    let report = try await SiteGenerator.build(inputs, into: output)
    let before = clock.now
    _ = try output.commit()
    await cache.remember(report, as: output.state)
    let steps = report.steps.map { ($0.name, $0.duration) } + [("publish", clock.now - before)]
    return Dictionary(steps, uniquingKeysWith: { max($0, $1) })
  }
}
