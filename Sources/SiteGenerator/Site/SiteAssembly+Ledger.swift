import Diagnostics

/// What readers know an article by, and where it stood before.
struct ArticleIdentity: Sendable, Hashable {
  /// The id in the feeds.
  var id: String
  /// The first comes first; today's is not among them.
  var earlier: [Address] = []
}

extension SiteAssembly {
  /// Gives every article the id that the ledger remembers, or one of its own.
  mutating func assembleIdentities() {
    // Without either, each has the id that its day and its address make, which nothing else can be.
    guard !files.ledger.lines.isEmpty || articles[..<articleCount].contains(where: { $0.guid != nil }) else { return }
    let stories = Array(articles[..<articleCount])
    let match = LedgerMatch(stories, files.ledger)
    identities.reserveCapacity(articleCount)
    remembered = match.line.map { Int32($0 ?? -1) }
    var used = Set(files.ledger.lines.map(\.id)).union(stories.compactMap(\.feedGUID))
    for (index, article) in stories.enumerated() {
      let known = match.line[index].map { files.ledger.lines[$0] }
      let id = article.feedGUID ?? known?.id ?? newID(of: article, &used)
      identities.append(ArticleIdentity(id: id, earlier: known?.addresses(without: article.address) ?? []))
      if let known { tellChanges(of: article, id: id, since: known) }
    }
    tellReusedAddresses(match)
    tellPerhapsMoved(match)
  }

  /// A new article at the address where another one of the same day once stood must not take its id.
  private func newID(of article: Article, _ used: inout Set<String>) -> String {
    let id = feedID(of: article, files.settings)
    if used.insert(id).inserted { return id }
    var number = 2
    while !used.insert("\(id);\(number)").inserted { number += 1 }
    return "\(id);\(number)"
  }

  private mutating func tellChanges(of article: Article, id: String, since known: Ledger.Line) {
    if known.id != id { diagnostics.append(.guidChanged(known.id, places.value(of: "guid", in: article.source))) }
    let isSilent = (article.lastChange(at: files.selection.now) ?? known.changed) <= known.changed
    guard article.status == .published, known.text != 0, known.text != article.body.wording, isSilent else { return }
    diagnostics.append(.textChanged(article.title, Place(path: places.reader.folder.display(article.source))))
  }

  /// Old links lead to whatever stands there now: no redirect can be in its place. Told when it is new.
  private mutating func tellReusedAddresses(_ match: LedgerMatch) {
    guard identities.contains(where: { !$0.earlier.isEmpty }) else { return }
    let owners = Dictionary(
      articles[..<articleCount].enumerated().map { ($1.address, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, identity) in identities.enumerated() {
      for address in identity.earlier {
        guard let taker = owners[address] else { continue }
        let isOld = match.line[taker].map { files.ledger.lines[$0].addresses.contains(address) } ?? false
        guard !isOld else { continue }
        let other = places.reader.folder.display(articles[index].source)
        diagnostics.append(.addressReused(address, other, places.address(in: articles[taker].source)))
      }
    }
  }

  /// A file was renamed and given another slug, and its text or its date is another one too: only its author can tell
  /// what it is.
  private mutating func tellPerhapsMoved(_ match: LedgerMatch) {
    let isNew = (0..<articleCount).filter { match.line[$0] == nil }
    guard !isNew.isEmpty, match.article.contains(nil) else { return }
    let present = Set(files.articles.map { $0.article.source })
    let byText = Dictionary(grouping: isNew) { articles[$0].body.wording }
    let byDate = Dictionary(grouping: isNew) { articles[$0].date }
    for (index, line) in files.ledger.lines.enumerated() where match.article[index] == nil {
      guard !present.contains(line.source), let address = line.addresses.last else { continue }
      // Articles without a word have nothing in common.
      let hasText = line.text != 0 && line.text != wording(of: [])
      guard let found = hasText ? byText[line.text] ?? byDate[line.published] : byDate[line.published] else { continue }
      let places = found.prefix(Self.mostAskedAbout).map { self.places.address(in: articles[$0].source) }
      diagnostics.append(.perhapsMoved(line, address, places))
    }
  }

  /// Where days are all the date that articles have, many are new on one.
  private static let mostAskedAbout = 4
}

extension Site {
  /// The ledger, and what is new on this site: it is made for a build that writes it, and of a large site it is large.
  func ledger(after old: Ledger) -> Ledger {
    var ledger = old
    ledger.lines.reserveCapacity(articleCount)
    for (index, article) in articles[..<articleCount].enumerated() {
      let position = index < remembered.count && remembered[index] >= 0 ? Int(remembered[index]) : nil
      let line = line(of: article, Index(index), after: position.map { old.lines[$0] })
      if let position { ledger.lines[position] = line } else { ledger.lines.append(line) }
    }
    return ledger
  }

  private func line(of article: Article, _ index: Index, after known: Ledger.Line?) -> Ledger.Line {
    let date = article.date ?? Instant(seconds: 0)
    return Ledger.Line(
      id: feedID(of: index, in: self), published: known?.published ?? date, changed: lastChange(of: article) ?? date,
      text: article.body.wording, source: article.source,
      addresses: (known?.addresses(without: article.address) ?? []) + [article.address])
  }
}

extension Ledger.Line {
  /// Where it stood before.
  fileprivate func addresses(without address: Address) -> [Address] { addresses.filter { $0 != address } }
}
