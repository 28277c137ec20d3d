import CommonMark
import Diagnostics

/// What a page tells those who show a link to it as a card: Open Graph (https://ogp.me), X and the Fediverse; and which
/// address it says is its own.
enum CardRules {
  /// A page that says nothing of the kind, such as one that search engines shall not have, is fine.
  static func check(_ page: [UInt8], _ findings: inout Findings) {
    let head = PageHeadReader.read(page)
    checkCanonical(head, &findings)
    guard head.properties.contains(where: { $0.name.hasPrefix("og:") }) else { return }
    for name in ["og:title", "og:type", "og:url"] where head[name]?.isEmpty ?? true {
      findings.add(.cardIncomplete, "has a card without `\(name)`", .warning)
    }
    checkRepetitions(head, &findings)
    for (name, text) in head.properties { check(name, text, &findings) }
    checkAddress(head, &findings)
    checkTitle(head, &findings)
    checkPicture(head, &findings)
    checkTimes(head, &findings)
  }

  private static func checkCanonical(_ head: PageHeadReader, _ findings: inout Findings) {
    if head.canonical.count > 1 { findings.add(.cardIncomplete, "has \(head.canonical.count) canonical addresses") }
    for address in head.canonical {
      if !isAbsolute(address) {
        findings.add(.cardAddress, "has a canonical address that is not absolute: \(address)")
      } else if findings.site.isDead(address) {
        findings.add(.cardDeadLink, "has a canonical address where nothing stands: \(address)")
      }
    }
  }

  /// What a page can say once.
  private static func checkRepetitions(_ head: PageHeadReader, _ findings: inout Findings) {
    for name in single where head.properties.count(where: { $0.name == name }) > 1 {
      findings.add(.cardIncomplete, "has `\(name)` twice")
    }
  }

  private static func check(_ name: String, _ text: String, _ findings: inout Findings) {
    if let value = values[name], let problem = value.problem(text) {
      findings.add(FormRules.card[problem], "has a `\(name)` that \(problem.text)")
    } else if ["og:url", "og:image", "article:author"].contains(name), findings.site.isDead(text) {
      findings.add(.cardDeadLink, "has a `\(name)` where nothing stands: \(text)")
    } else if name == "og:locale", !isLocale(text) {
      findings.add(.cardValue, "has an `og:locale` that is no language and country: \(text)")
    } else if name == "twitter:card", !["summary", "summary_large_image", "app", "player"].contains(text) {
      findings.add(.cardValue, "has a `twitter:card` of a kind that there is not: \(text)")
    } else if name == "fediverse:creator", !isAccount(text) {
      findings.add(.cardValue, "has a `fediverse:creator` that is no account: \(text)")
    }
  }

  private static func checkAddress(_ head: PageHeadReader, _ findings: inout Findings) {
    let own = findings.site.base.absolute(findings.address)
    guard let address = head["og:url"], isAbsolute(address), address != own else { return }
    findings.add(.cardAddress, "says in `og:url` that it stands at \(address), and stands at \(own)")
  }

  private static func checkTitle(_ head: PageHeadReader, _ findings: inout Findings) {
    guard let title = head["og:title"], findings.site.isEscapedTwice(title, at: findings.address) else { return }
    findings.add(.cardValue, "has an `og:title` that is escaped twice: \(title)")
  }

  private static func checkPicture(_ head: PageHeadReader, _ findings: inout Findings) {
    let hasPicture = head["og:image"] != nil
    if hasPicture, head["og:image:alt"]?.isEmpty ?? true {
      findings.add(.cardIncomplete, "has an `og:image` without `og:image:alt`", .warning)
    }
    if head["twitter:card"] == "summary_large_image", !hasPicture, head["twitter:image"] == nil {
      findings.add(.cardIncomplete, "has a card that is a large picture, and no `og:image`")
    }
  }

  private static func checkTimes(_ head: PageHeadReader, _ findings: inout Findings) {
    let published = head["article:published_time"]
    if head["og:type"] == "article", published == nil {
      findings.add(.cardIncomplete, "has a card of an article without `article:published_time`", .warning)
    }
    guard let published = published.flatMap(FeedDate.rfc3339),
      let modified = head["article:modified_time"].flatMap(FeedDate.rfc3339), modified < published
    else { return }
    findings.add(.cardDate, "has a card of an article that was modified before it was published")
  }

  private static let single = [
    "og:title", "og:type", "og:url", "og:description", "og:site_name", "og:locale", "twitter:card",
    "article:published_time", "article:modified_time", "article:section",
  ]

  private static let values: [String: XMLValue] = [
    "og:url": .address, "og:image": .address, "og:image:width": .number, "og:image:height": .number,
    "article:published_time": .rfc3339, "article:modified_time": .rfc3339, "article:author": .address,
  ]

  /// `en_GB`
  private static func isLocale(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
    return parts.count == 2 && (2...3).contains(parts[0].count) && parts[0].allSatisfy { (0x61...0x7A).contains($0) }
      && parts[1].count == 2 && parts[1].allSatisfy { (0x41...0x5A).contains($0) }
  }

  /// `@name@host.example`
  private static func isAccount(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0].isEmpty && !parts[1].isEmpty && parts[2].contains(UInt8(ascii: "."))
      && !text.utf8.contains(0x20)
  }
}

/// What the head of a finished page holds for machines.
struct PageHeadReader {
  /// `meta` elements by `property` or `name`, in order.
  private(set) var properties: [(name: String, text: String)] = []
  private(set) var canonical: [String] = []

  /// The first value of a name.
  subscript(name: String) -> String? { properties.first { $0.name == name }?.text }

  static func read(_ page: [UInt8]) -> PageHeadReader {
    var reader = PageHeadReader()
    var index = 0
    while index < page.count {
      guard page[index] == UInt8(ascii: "<"), let tag = HTMLTag(page, at: index) else {
        index += 1
        continue
      }
      let name = HTMLName(tag.name)
      if name == body || tag.isEnd && name == head { break }
      index = tag.end
      // What stands in them is text (HTML, 13.2.6.2).
      if !tag.isEnd, texts.contains(name) { index = endOfText(in: page, of: name, from: index) }
      reader.add(tag, name)
    }
    return reader
  }

  private mutating func add(_ tag: HTMLTag, _ name: HTMLName) {
    if name == PageHeadReader.meta, let key = tag["property"] ?? tag["name"], let content = tag["content"] {
      properties.append((decodedAttribute(key), decodedAttribute(content)))
    } else if name == PageHeadReader.link, tag["rel"].map(decodedAttribute)?.lowercased() == "canonical" {
      canonical.append(tag["href"].map(decodedAttribute) ?? "")
    }
  }

  private static func endOfText(in page: [UInt8], of name: HTMLName, from start: Int) -> Int {
    var index = start
    while index < page.count {
      if page[index] == UInt8(ascii: "<"), let tag = HTMLTag(page, at: index), tag.isEnd, HTMLName(tag.name) == name {
        return tag.end
      }
      index += 1
    }
    return page.count
  }

  private static let (meta, link, head, body) = (
    HTMLName("meta"), HTMLName("link"), HTMLName("head"), HTMLName("body")
  )
  private static let texts: Set<HTMLName> = [HTMLName("script"), HTMLName("style"), HTMLName("title")]
}
