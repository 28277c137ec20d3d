import Diagnostics

/// Structured data of pages: JSON-LD in the words of https://schema.org.
struct StructuredDataRules {
  /// Every block of a page is read; a page without one is fine.
  static func check(_ page: [UInt8], _ findings: inout Findings) {
    for block in blocks(of: page) {
      let source = Source(path: "", bytes: Array(page[block]))
      do throws(Diagnostic) {
        let root = try JSONReader.read(0..<source.bytes.count, of: source, limits: ContentLimits())
        check(root, &findings)
      } catch {
        findings.add(.structuredDataBroken, "has structured data that is broken: \(error.message)")
      }
    }
  }

  /// What stands between `<script type="application/ld+json">` and its end.
  static func blocks(of page: [UInt8]) -> [Range<Int>] {
    var blocks: [Range<Int>] = []
    var index = 0
    while let found = find("ld+json", in: page, from: index) {
      index = found + 7
      guard let tagStart = page[..<found].lastIndex(of: UInt8(ascii: "<")), let tag = HTMLTag(page, at: tagStart),
        tag.end > found, HTMLName(tag.name) == HTMLName("script")
      else { continue }
      let end = endOfScript(in: page, from: tag.end)
      blocks.append(tag.end..<end)
      index = end
    }
    return blocks
  }

  /// Where the text of a script ends (HTML, 13.2.5.15).
  private static func endOfScript(in page: [UInt8], from start: Int) -> Int {
    var index = start
    while index < page.count {
      if page[index] == UInt8(ascii: "<"), let tag = HTMLTag(page, at: index), tag.isEnd,
        HTMLName(tag.name) == HTMLName("script")
      {
        return index
      }
      index += 1
    }
    return page.count
  }

  /// Horspool's search: it skips what cannot be the end of the text.
  private static func find(_ text: StaticString, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array("\(text)".utf8)
    let last = wanted.count - 1
    var index = start + last
    while index < bytes.count {
      if bytes[index] == wanted[last], bytes[(index - last)...index].elementsEqual(wanted) { return index - last }
      index += wanted.lastIndex(of: bytes[index]).map { max(1, last - $0) } ?? wanted.count
    }
    return nil
  }

  private static func check(_ node: MetaNode, _ findings: inout Findings) {
    if node["@context"]?.string?.hasPrefix("https://schema.org") != true {
      findings.add(.structuredDataIncomplete, "has structured data whose `@context` is not https://schema.org")
    }
    walk(node, &findings)
  }

  /// Every object with a type, however deep: the reader has a limit of depth.
  private static func walk(_ node: MetaNode, _ findings: inout Findings) {
    switch node.value {
    case .scalar: return
    case .sequence(let items): for item in items { walk(item, &findings) }
    case .mapping(let pairs):
      if let type = node["@type"]?.string { check(node, type, &findings) }
      for pair in pairs {
        if let value = StructuredDataTypes.values[pair.key] { check(pair, value, &findings) }
        walk(pair.value, &findings)
      }
    }
  }

  private static func check(_ node: MetaNode, _ type: String, _ findings: inout Findings) {
    for property in StructuredDataTypes.required[type] ?? [] where node[property].map(isEmpty) ?? true {
      findings.add(.structuredDataIncomplete, "has a \(type) without `\(property)`", .warning)
    }
    if let headline = node["headline"]?.string, findings.site.isEscapedTwice(headline, at: findings.address) {
      findings.add(.structuredDataValue, "has a `headline` in its structured data that is escaped twice: \(headline)")
    }
    if let items = node["itemListElement"]?.items {
      for (index, item) in items.enumerated() where item["position"]?.integer != index + 1 {
        findings.add(.structuredDataValue, "has a \(type) whose item \(index + 1) has another `position`")
        break
      }
    }
    guard let published = node["datePublished"]?.string.flatMap(FeedDate.rfc3339),
      let modified = node["dateModified"]?.string.flatMap(FeedDate.rfc3339), modified < published
    else { return }
    findings.add(.structuredDataDate, "has a \(type) that was modified before it was published")
  }

  private static func isEmpty(_ node: MetaNode) -> Bool {
    switch node.value {
    case .scalar(let text, _): text.isEmpty || node.isNull
    case .sequence(let items): items.isEmpty
    case .mapping(let pairs): pairs.isEmpty
    }
  }

  /// A property that has an address, a date or a number; one that is a list has several.
  private static func check(_ pair: MetaPair, _ value: XMLValue, _ findings: inout Findings) {
    for node in pair.value.items ?? [pair.value] {
      guard case .scalar(let text, _) = node.value else { continue }
      if let problem = value.problem(text) {
        findings.add(
          FormRules.structuredData[problem], "has a `\(pair.key)` in its structured data that \(problem.text)")
      } else if case .address = value, findings.site.isDead(text) {
        findings.add(
          .structuredDataDeadLink, "has a `\(pair.key)` in its structured data where nothing stands: \(text)")
      }
    }
  }
}

/// What types have to say of themselves (https://developers.google.com/search/docs/appearance/structured-data).
enum StructuredDataTypes {
  static let required: [String: [String]] = {
    var required = [
      "Person": ["name"], "Organization": ["name", "url"], "NewsMediaOrganization": ["name", "url"],
      "ImageObject": ["url"], "BreadcrumbList": ["itemListElement"], "ItemList": ["itemListElement"],
      "ListItem": ["position", "name"], "WebSite": ["name", "url"], "WebPage": ["name", "url"],
      "CollectionPage": ["name", "url"], "ProfilePage": ["mainEntity"], "CorrectionComment": ["text", "datePublished"],
      "InteractionCounter": ["interactionType", "userInteractionCount"], "CreativeWork": ["name"],
    ]
    for type in articles {
      required[type] = ["headline", "datePublished", "dateModified", "author", "publisher", "mainEntityOfPage"]
    }
    return required
  }()

  static let articles = [
    "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "SatiricalArticle", "AdvertiserContentArticle", "BlogPosting",
  ]

  static let values: [String: XMLValue] = [
    "url": .address, "@id": .iri, "item": .address, "mainEntityOfPage": .address, "contentUrl": .address,
    "sameAs": .address, "logo": .address, "image": .address, "publishingPrinciples": .address,
    "correctionsPolicy": .address, "ethicsPolicy": .address, "ownershipFundingInfo": .address, "masthead": .address,
    "digitalSourceType": .address, "interactionType": .address, "datePublished": .rfc3339, "dateModified": .rfc3339,
    "position": .number, "wordCount": .number,
    "commentCount": .number, "userInteractionCount": .number, "inLanguage": .language,
  ]
}
