import CommonMark
import Diagnostics

/// What a page tells those who show a link to it as a card: Open Graph (https://ogp.me), X and the Fediverse; and which
/// address it says is its own.
struct CardRules {
  private let card: PageCard

  /// A page that says nothing of the kind, such as one that search engines shall not have, is fine.
  static func check(_ page: [UInt8], _ outline: PageOutline, _ findings: inout Findings) {
    if outline.canonical.count > 1 {
      findings.add(.cardIncomplete, "has \(outline.canonical.count) canonical addresses")
    }
    for address in outline.canonical { checkCanonical(resolvedReferences(page[address]), &findings) }
    let card = PageCard(page, outline)
    if card.isThere { CardRules(card: card).check(&findings) }
  }

  private static func checkCanonical(_ address: ArraySlice<UInt8>, _ findings: inout Findings) {
    switch findings.site.state(of: address) {
    case .there: return
    case .notAbsolute: findings.add(.cardAddress, "has a canonical address that is not absolute: \(text(address))")
    case .dead: findings.add(.cardDeadLink, "has a canonical address where nothing stands: \(text(address))")
    }
  }

  private func check(_ findings: inout Findings) {
    for property in [CardProperty.title, .type, .url] where card[property]?.isEmpty ?? true {
      findings.add(.cardIncomplete, "has a card without `\(property.rawValue)`", .warning)
    }
    for property in CardProperty.allCases where property.isSingle {
      if card.entries.count(where: { $0.property == property }) > 1 {
        findings.add(.cardIncomplete, "has `\(property.rawValue)` twice")
      }
    }
    for entry in card.entries { check(entry, &findings) }
    checkAddress(&findings)
    checkTitle(&findings)
    checkPicture(&findings)
    checkTimes(&findings)
  }

  private func check(_ entry: PageCard.Entry, _ findings: inout Findings) {
    let (property, value) = (entry.property, entry.value)
    let name = property.rawValue
    if case .address = property.form {
      guard findings.site.state(of: value) != .there else { return }
    }
    if let problem = property.form.problem(value) {
      findings.add(FormRules.card[problem], "has a `\(name)` that \(problem.text)")
    } else if case .address = property.form {
      findings.add(.cardDeadLink, "has a `\(name)` where nothing stands: \(text(value))")
    } else if property == .locale, !isLocale(value) {
      findings.add(.cardValue, "has an `og:locale` that is no language and country: \(text(value))")
    } else if property == .card, !CardRules.kinds.contains(text(value)) {
      findings.add(.cardValue, "has a `twitter:card` of a kind that there is not: \(text(value))")
    } else if property == .creator, !isFediverseAccount(value) {
      findings.add(.cardValue, "has a `fediverse:creator` that is no account: \(text(value))")
    }
  }

  private func checkAddress(_ findings: inout Findings) {
    guard let address = card[.url], isAbsolute(address) else { return }
    let own = findings.site.base.absolute(findings.address)
    guard !address.elementsEqual(own.utf8) else { return }
    findings.add(.cardAddress, "says in `og:url` that it stands at \(text(address)), and stands at \(own)")
  }

  private func checkTitle(_ findings: inout Findings) {
    guard let title = card[.title], findings.site.isEscapedTwice(title, at: findings.address) else { return }
    findings.add(.cardValue, "has an `og:title` that is escaped twice: \(text(title))")
  }

  private func checkPicture(_ findings: inout Findings) {
    let hasPicture = card[.image] != nil
    if hasPicture, card[.imageAlt]?.isEmpty ?? true {
      findings.add(.cardIncomplete, "has an `og:image` without `og:image:alt`", .warning)
    }
    if !hasPicture, let kind = card[.card], text(kind) == "summary_large_image", card[.cardImage] == nil {
      findings.add(.cardIncomplete, "has a card that is a large picture, and no `og:image`")
    }
  }

  private func checkTimes(_ findings: inout Findings) {
    let published = card[.published]
    if published == nil, let type = card[.type], text(type) == "article" {
      findings.add(.cardIncomplete, "has a card of an article without `article:published_time`", .warning)
    }
    guard let published = published.flatMap({ FeedDate.rfc3339($0) }),
      let modified = card[.modified].flatMap({ FeedDate.rfc3339($0) }), modified < published
    else { return }
    findings.add(.cardDate, "has a card of an article that was modified before it was published")
  }

  private static let kinds = ["summary", "summary_large_image", "app", "player"]

  /// `en_GB`
  private func isLocale(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    return parts.count == 2 && (2...3).contains(parts[0].count) && parts[0].allSatisfy { (0x61...0x7A).contains($0) }
      && parts[1].count == 2 && parts[1].allSatisfy { (0x41...0x5A).contains($0) }
  }
}

private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

/// What a page can say of itself for a card, by the names that rules know.
enum CardProperty: String, CaseIterable {
  case title = "og:title"
  case type = "og:type"
  case url = "og:url"
  case description = "og:description"
  case site = "og:site_name"
  case locale = "og:locale"
  case card = "twitter:card"
  case published = "article:published_time"
  case modified = "article:modified_time"
  case section = "article:section"
  case author = "article:author"
  case image = "og:image"
  case imageWidth = "og:image:width"
  case imageHeight = "og:image:height"
  case imageAlt = "og:image:alt"
  case cardImage = "twitter:image"
  case creator = "fediverse:creator"

  /// Whether a page can say it once.
  var isSingle: Bool {
    switch self {
    case .author, .image, .imageWidth, .imageHeight, .imageAlt, .cardImage, .creator: false
    default: true
    }
  }

  var form: XMLValue {
    switch self {
    case .url, .image, .author: .address
    case .imageWidth, .imageHeight: .number
    case .published, .modified: .rfc3339
    default: .any
    }
  }

  static let named = NameTable(Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) }))
}

/// What the head of a finished page holds for those who show a link to it as a card.
struct PageCard {
  struct Entry {
    let property: CardProperty
    /// References resolved.
    let value: ArraySlice<UInt8>
  }

  /// In order.
  private(set) var entries: [Entry] = []
  /// Whether anything of Open Graph is said.
  private(set) var isThere = false

  init(_ page: [UInt8], _ outline: PageOutline) {
    entries.reserveCapacity(outline.properties.count)
    for property in outline.properties {
      isThere = isThere || page[property.name].starts(with: "og:".utf8)
      guard let known = CardProperty.named[page[property.name]] else { continue }
      entries.append(Entry(property: known, value: resolvedReferences(page[property.content])))
    }
  }

  /// The first value of a property.
  subscript(property: CardProperty) -> ArraySlice<UInt8>? { entries.first { $0.property == property }?.value }
}

/// The bytes of an attribute, without a copy when nothing in it is a reference.
private func resolvedReferences(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  bytes.contains(UInt8(ascii: "&")) ? Array(decodedAttribute(bytes).utf8)[...] : bytes
}
