extension SiteAssembly {
  private static let relatedCount = 4
  /// How many neighbours in each list of a tag or section are looked at, on either side.
  private static let window = 6

  /// The articles that a reader of one may want to read next: those that share rare tags, its section, and its time.
  ///
  /// Only the neighbours in time are looked at, in each list that an article is in. Lists are in the order of articles,
  /// so a cursor in each list finds them: the work grows with the number of tags used, not with the square of the site.
  mutating func linkRelated() {
    var tagCursors = Array(repeating: 0, count: tags.count)
    var sectionCursors = Array(repeating: 0, count: sections.count)
    let tagWeights = tags.map { weight(of: $0.articles.count) }
    var candidates: [Candidate] = []
    for index in 0..<articleCount where articles[index].status == .published {
      candidates.removeAll(keepingCapacity: true)
      for tag in links[index].tags.map(Int.init) {
        collect(tags[tag].articles, at: tagCursors[tag], tagWeights[tag], &candidates)
        tagCursors[tag] += 1
      }
      if let section = topSection(of: index) {
        let weight = weight(of: sections[section].articles.count) / 2
        collect(sections[section].articles, at: sectionCursors[section], weight, &candidates)
        sectionCursors[section] += 1
      }
      links[index].related = best(&candidates, of: index)
    }
  }

  private struct Candidate {
    let index: Site.Index
    var score: Double
  }

  private func topSection(of index: Int) -> Int? {
    var section = links[index].section
    while let current = section, let parent = sections[Int(current)].parent { section = parent }
    return section.map(Int.init)
  }

  /// A tag that two articles share says the more, the fewer others have it.
  private func weight(of count: Int) -> Double { 10 / Double(max(1, count)).squareRoot() }

  private func collect(_ list: [Site.Index], at position: Int, _ weight: Double, _ candidates: inout [Candidate]) {
    for other in max(0, position - Self.window)..<min(list.count, position + Self.window + 1) where other != position {
      candidates.append(Candidate(index: list[other], score: weight))
    }
  }

  private func best(_ candidates: inout [Candidate], of index: Int) -> [Site.Index] {
    candidates.sort { $0.index < $1.index }
    var merged: [Candidate] = []
    for candidate in candidates where !isShownAnyway(Int(candidate.index), beside: index) {
      if merged.last?.index == candidate.index {
        merged[merged.count - 1].score += candidate.score
      } else {
        let score = candidate.score + nearness(Int(candidate.index), index)
        merged.append(Candidate(index: candidate.index, score: score))
      }
    }
    merged.sort { $0.score != $1.score ? $0.score > $1.score : $0.index < $1.index }
    return merged.prefix(Self.relatedCount).map(\.index)
  }

  /// 1 for the same day, less the further two articles lie apart.
  private func nearness(_ a: Int, _ b: Int) -> Double {
    let distance = abs((articles[a].date?.seconds ?? 0) - (articles[b].date?.seconds ?? 0))
    return 30 / (30 + Double(distance) / Double(Instant.day))
  }

  /// The article's own story and its translations have a place of their own.
  private func isShownAnyway(_ other: Int, beside index: Int) -> Bool {
    if let story = links[index].story, links[other].story == story { return true }
    return links[index].translations.contains(Site.Index(other))
  }
}
