extension SiteAssembly {
  private static let relatedCount = 4
  /// How many neighbours in each list of a tag or section are looked at, on either side.
  private static let window = 6

  /// The articles that a reader of one may want to read next: those that share rare tags, its section, and its time.
  ///
  /// Only the neighbours in time are looked at, in each list that an article is in. Lists are in the order of articles,
  /// so a cursor in each list finds them: the work grows with the number of tags used, not with the square of the site.
  mutating func linkRelated() {
    for (index, related) in relatedArticles().enumerated() { links[index].related = related }
  }

  /// By article. What only reads the assembly is asked in a function that changes nothing of it: otherwise all of it is
  /// copied for each question.
  private func relatedArticles() -> [[Site.Index]] {
    var related = [[Site.Index]](repeating: [], count: articleCount)
    var tagCursors = Array(repeating: 0, count: tags.count)
    var sectionCursors = Array(repeating: 0, count: sections.count)
    let tagWeights = tags.map { weight(of: $0.articles.count) }
    var candidates = Candidates(articles[..<articleCount])
    for index in 0..<articleCount where articles[index].status == .published {
      for tag in links[index].tags {
        let tag = Int(tag)
        collect(tags[tag].articles, at: tagCursors[tag], tagWeights[tag], for: index, &candidates)
        tagCursors[tag] += 1
      }
      if let section = topSection(of: index) {
        let weight = weight(of: sections[section].articles.count) / 2
        collect(sections[section].articles, at: sectionCursors[section], weight, for: index, &candidates)
        sectionCursors[section] += 1
      }
      related[index] = candidates.takeBest(Self.relatedCount)
    }
    return related
  }

  private func topSection(of index: Int) -> Int? {
    var section = links[index].section
    while let current = section, let parent = sections[Int(current)].parent { section = parent }
    return section.map(Int.init)
  }

  /// A tag that two articles share says the more, the fewer others have it.
  private func weight(of count: Int) -> Double { 10 / Double(max(1, count)).squareRoot() }

  private func collect(
    _ list: [Site.Index], at position: Int, _ weight: Double, for index: Int, _ candidates: inout Candidates
  ) {
    // Most articles belong to no story and have no translations.
    let isAlone = links[index].story == nil && links[index].translations.isEmpty
    for other in max(0, position - Self.window)..<min(list.count, position + Self.window + 1) where other != position {
      if isAlone || !isShownAnyway(Int(list[other]), beside: index) { candidates.add(list[other], weight, for: index) }
    }
  }

  /// The article's own story and its translations have a place of their own.
  private func isShownAnyway(_ other: Int, beside index: Int) -> Bool {
    if let story = links[index].story, links[other].story == story { return true }
    return links[index].translations.contains(Site.Index(other))
  }
}

/// The articles that may be related to one, and how much speaks for each.
private struct Candidates {
  /// By article, in seconds since 1970.
  private let dates: [Int]
  /// By article; 0 for those that are no candidates.
  private var scores: [Double]
  private var found: [Site.Index] = []

  init(_ articles: ArraySlice<Article>) {
    dates = articles.map { $0.date?.seconds ?? 0 }
    scores = Array(repeating: 0, count: dates.count)
  }

  mutating func add(_ candidate: Site.Index, _ weight: Double, for index: Int) {
    if scores[Int(candidate)] == 0 {
      found.append(candidate)
      scores[Int(candidate)] = weight + nearness(Int(candidate), index)
    } else {
      scores[Int(candidate)] += weight
    }
  }

  /// 1 for the same day, less the further two articles lie apart.
  private func nearness(_ a: Int, _ b: Int) -> Double {
    30 / (30 + Double(abs(dates[a] - dates[b])) / Double(Instant.day))
  }

  /// The best of them, and of equals the newest; then there are no candidates any more.
  mutating func takeBest(_ count: Int) -> [Site.Index] {
    var best: [Site.Index] = []
    for candidate in found {
      if best.count == count, let last = best.last, !isBetter(candidate, last) { continue }
      if best.count == count { best.removeLast() }
      best.insert(candidate, at: best.firstIndex { isBetter(candidate, $0) } ?? best.count)
    }
    for candidate in found { scores[Int(candidate)] = 0 }
    found.removeAll(keepingCapacity: true)
    return best
  }

  private func isBetter(_ a: Site.Index, _ b: Site.Index) -> Bool {
    let (first, second) = (scores[Int(a)], scores[Int(b)])
    return first != second ? first > second : a < b
  }
}
