import Diagnostics

/// Structured data of pages: JSON-LD in the words of https://schema.org.
struct StructuredDataRules {
  private let json: JSONOutline

  /// Every block of a page is read; a page without one is fine.
  static func check(_ page: [UInt8], _ outline: PageOutline, _ findings: inout Findings) {
    for block in outline.structuredData {
      if let json = JSONOutline(page, block) {
        StructuredDataRules(json: json).check(&findings)
      } else {
        findings.add(.structuredDataBroken, "has structured data that is broken: \(problem(page[block]))")
      }
    }
  }

  private static func problem(_ block: ArraySlice<UInt8>) -> String {
    let source = Source(path: "", bytes: Array(block))
    do throws(Diagnostic) {
      _ = try JSONReader.read(0..<source.bytes.count, of: source, limits: ContentLimits())
      return "this is not JSON"
    } catch {
      return error.message
    }
  }

  private func check(_ findings: inout Findings) {
    let context = json.member(Key.context, of: 0).flatMap(json.text)
    if context?.starts(with: "https://schema.org".utf8) != true {
      findings.add(.structuredDataIncomplete, "has structured data whose `@context` is not https://schema.org")
    }
    for (index, value) in json.values.enumerated() {
      if !value.key.isEmpty, let form = StructuredDataTypes.values[json.bytes[value.key]] {
        check(index, json.bytes[value.key], form, &findings)
      }
      if let type = json.member(Key.type, of: index).flatMap(json.text) { check(index, type, &findings) }
    }
  }

  /// The rules for an object of a type.
  private func check(_ object: Int, _ type: ArraySlice<UInt8>, _ findings: inout Findings) {
    for property in StructuredDataTypes.required[type] ?? []
    where json.member(property, of: object).map(isEmpty) ?? true {
      findings.add(.structuredDataIncomplete, "has a \(text(type)) without `\(text(property[...]))`", .warning)
    }
    if let headline = json.member(Key.headline, of: object).flatMap(json.text),
      findings.site.isEscapedTwice(headline, at: findings.address)
    {
      findings.add(
        .structuredDataValue, "has a `headline` in its structured data that is escaped twice: \(text(headline))")
    }
    checkPositions(object, type, &findings)
    guard let published = date(Key.published, of: object), let modified = date(Key.modified, of: object),
      modified < published
    else { return }
    findings.add(.structuredDataDate, "has a \(text(type)) that was modified before it was published")
  }

  private func checkPositions(_ object: Int, _ type: ArraySlice<UInt8>, _ findings: inout Findings) {
    guard let list = json.member(Key.items, of: object), json.values[list].kind == .array else { return }
    var number = 0
    let wrong = json.firstChild(of: list) { item in
      number += 1
      let position = json.member(Key.position, of: item).flatMap(json.plain)
      return position.flatMap { Int(text($0)) } != number
    }
    if wrong != nil {
      findings.add(.structuredDataValue, "has a \(text(type)) whose item \(number) has another `position`")
    }
  }

  private func date(_ key: [UInt8], of object: Int) -> Instant? {
    json.member(key, of: object).flatMap(json.text).flatMap { FeedDate.rfc3339($0) }
  }

  private func isEmpty(_ index: Int) -> Bool {
    let value = json.values[index]
    switch value.kind {
    case .text, .escapedText: return value.range.isEmpty
    case .plain: return json.bytes[value.range].elementsEqual("null".utf8)
    case .object, .array: return value.end == index + 1
    }
  }

  /// A property that has an address, a date or a number; one that is a list has several.
  private func check(_ index: Int, _ key: ArraySlice<UInt8>, _ form: XMLValue, _ findings: inout Findings) {
    guard json.values[index].kind == .array else { return checkItem(index, key, form, &findings) }
    _ = json.firstChild(of: index) { item in
      checkItem(item, key, form, &findings)
      return false
    }
  }

  private func checkItem(_ index: Int, _ key: ArraySlice<UInt8>, _ form: XMLValue, _ findings: inout Findings) {
    guard let value = json.text(index) ?? json.plain(index) else { return }
    if case .address = form {
      guard findings.site.state(of: value) != .there else { return }
    }
    if let problem = form.problem(value) {
      findings.add(
        FormRules.structuredData[problem], "has a `\(text(key))` in its structured data that \(problem.text)")
    } else if case .address = form {
      findings.add(
        .structuredDataDeadLink, "has a `\(text(key))` in its structured data where nothing stands: \(text(value))")
    }
  }

  private func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

  private enum Key {
    static let context = Array("@context".utf8)
    static let type = Array("@type".utf8)
    static let headline = Array("headline".utf8)
    static let items = Array("itemListElement".utf8)
    static let position = Array("position".utf8)
    static let published = Array("datePublished".utf8)
    static let modified = Array("dateModified".utf8)
  }
}

/// What types have to say of themselves (https://developers.google.com/search/docs/appearance/structured-data).
enum StructuredDataTypes {
  static let required: NameTable<[[UInt8]]> = {
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
    return NameTable(required.mapValues { $0.map { Array($0.utf8) } })
  }()

  static let articles = [
    "Article", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle",
    "BackgroundNewsArticle", "ReviewNewsArticle", "SatiricalArticle", "AdvertiserContentArticle", "BlogPosting",
  ]

  static let values = NameTable<XMLValue>([
    "url": .address, "@id": .iri, "item": .address, "mainEntityOfPage": .address, "contentUrl": .address,
    "sameAs": .address, "logo": .address, "image": .address, "publishingPrinciples": .address,
    "correctionsPolicy": .address, "ethicsPolicy": .address, "ownershipFundingInfo": .address, "masthead": .address,
    "digitalSourceType": .address, "interactionType": .address, "datePublished": .rfc3339, "dateModified": .rfc3339,
    "position": .number, "wordCount": .number,
    "commentCount": .number, "userInteractionCount": .number, "inLanguage": .language,
  ])
}
