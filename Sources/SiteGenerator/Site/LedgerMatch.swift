/// Which line of the ledger belongs to which article.
///
/// An article is known again by its `guid`; by file, address, text and date; and when one of them has changed, by what is
/// left, the surest sign first. What no line belongs to is new.
struct LedgerMatch {
  private let articles: [Article]
  private let lines: [Ledger.Line]
  /// By article: the line.
  private(set) var line: [Int?]
  /// By line: the article.
  private(set) var article: [Int?]

  /// - Parameter articles: what is published.
  init(_ articles: [Article], _ ledger: Ledger) {
    self.articles = articles
    lines = ledger.lines
    line = Array(repeating: nil, count: articles.count)
    article = Array(repeating: nil, count: lines.count)
    guard !lines.isEmpty else { return }
    match(\.feedGUID, \.id)
    // With the date: of files without a text, and of those with the same, one may stand where another one was.
    match(Sign.whole, Sign.whole)
    // Moved, renamed or given another slug, but the same text of the same day: not what now stands in its place.
    match(Sign.story, Sign.story)
    match(Sign.place, Sign.place)
    match({ $0.source }, { $0.source })
    match({ $0.address }, { $0.addresses.last })
    matchAliases()
    matchEarlierAddresses()
  }

  /// Joins what has the same sign on both sides, when it is one of each.
  private mutating func match<Key: Hashable>(_ ofArticle: (Article) -> Key?, _ ofLine: (Ledger.Line) -> Key?) {
    let open = lines.indices.filter { article[$0] == nil }
    let keys = articles.indices.compactMap { index in
      line[index] == nil ? ofArticle(articles[index]).map { (index, $0) } : nil
    }
    guard !open.isEmpty, !keys.isEmpty else { return }
    var byKey: [Key: Int?] = [:]
    for index in open {
      if let key = ofLine(lines[index]) { byKey.updateValue(byKey[key] == nil ? index : nil, forKey: key) }
    }
    var wanted: [Int: Int?] = [:]
    for (index, key) in keys {
      guard let found = byKey[key], let found else { continue }
      wanted.updateValue(wanted[found] == nil ? index : nil, forKey: found)
    }
    for case (let found, let index?) in wanted { join(index, found) }
  }

  /// An author who moved an article by hand has said where it stood.
  private mutating func matchAliases() {
    let open = lines.indices.filter { article[$0] == nil }
    guard !open.isEmpty else { return }
    let last = Dictionary(
      open.compactMap { index in lines[index].addresses.last.map { ($0, index) } }, uniquingKeysWith: { a, _ in a })
    for index in articles.indices where line[index] == nil {
      let found = articles[index].aliases.lazy.compactMap { last[$0] }.first { article[$0] == nil }
      if let found { join(index, found) }
    }
  }

  /// An article that came back to where it once was.
  private mutating func matchEarlierAddresses() {
    var byAddress: [Address: Int] = [:]
    for index in lines.indices where article[index] == nil {
      for address in lines[index].addresses.dropLast() { byAddress[address] = index }
    }
    for index in articles.indices where line[index] == nil {
      guard let found = byAddress[articles[index].address], article[found] == nil else { continue }
      // Another story of another day has only taken the address.
      if lines[found].published == articles[index].date { join(index, found) }
    }
  }

  private mutating func join(_ index: Int, _ found: Int) {
    line[index] = found
    article[found] = index
  }
}

/// By what an article and its line are compared.
private struct Sign: Hashable {
  var source: String?
  var address: Address?
  var text: UInt64?
  var published: Instant?

  static func whole(_ article: Article) -> Sign {
    Sign(source: article.source, address: article.address, text: article.body.wording, published: article.date)
  }

  static func whole(_ line: Ledger.Line) -> Sign {
    Sign(source: line.source, address: line.addresses.last, text: line.text, published: line.published)
  }

  static func story(_ article: Article) -> Sign { Sign(text: article.body.wording, published: article.date) }
  static func story(_ line: Ledger.Line) -> Sign { Sign(text: line.text, published: line.published) }

  static func place(_ article: Article) -> Sign { Sign(source: article.source, address: article.address) }
  static func place(_ line: Ledger.Line) -> Sign { Sign(source: line.source, address: line.addresses.last) }
}
