import Diagnostics

/// What readers know an article by, and where it stood before.
struct ArticleIdentity: Sendable, Hashable {
  /// The id in the feeds.
  var id: String
  /// The first comes first; today's is not among them.
  var earlier: [Address] = []
}

extension SiteAssembly {
  /// Gives every article the id that the ledger remembers, or one of its own; and the ledger what is new.
  mutating func assembleIdentities() {
    let stories = Array(articles[..<articleCount])
    let match = LedgerMatch(stories, files.ledger)
    ledger = files.ledger
    ledger.lines.reserveCapacity(articleCount)
    identities.reserveCapacity(articleCount)
    var used = Set(files.ledger.lines.map(\.id)).union(stories.compactMap(\.feedGUID))
    for (index, article) in stories.enumerated() {
      let known = match.line[index].map { files.ledger.lines[$0] }
      let id = article.feedGUID ?? known?.id ?? newID(of: article, &used)
      let line = line(of: article, id: id, after: known)
      identities.append(ArticleIdentity(id: id, earlier: line.addresses.dropLast()))
      if let position = match.line[index] { ledger.lines[position] = line } else { ledger.lines.append(line) }
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

  private func line(of article: Article, id: String, after known: Ledger.Line?) -> Ledger.Line {
    let earlier = known.map { $0.addresses.filter { $0 != article.address } } ?? []
    let date = article.date ?? Instant(seconds: 0)
    return Ledger.Line(
      id: id, published: known?.published ?? date, changed: article.lastChange(at: files.selection.now) ?? date,
      text: article.body.wording, source: article.source, addresses: earlier + [article.address])
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

  /// A file was renamed, given another slug and written anew, all at once: only its author can tell what it is.
  private mutating func tellPerhapsMoved(_ match: LedgerMatch) {
    let isNew = (0..<articleCount).filter { match.line[$0] == nil }
    guard !isNew.isEmpty, match.article.contains(nil) else { return }
    let present = Set(files.articles.map { $0.article.source })
    var gone: [Instant: Ledger.Line] = [:]
    for (index, line) in files.ledger.lines.enumerated() where match.article[index] == nil {
      if !present.contains(line.source) { gone[line.published] = line }
    }
    for index in isNew {
      guard let date = articles[index].date, let line = gone[date], let address = line.addresses.last else { continue }
      diagnostics.append(.perhapsMoved(address, line.source, places.address(in: articles[index].source)))
    }
  }
}
