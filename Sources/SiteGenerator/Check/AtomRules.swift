import Diagnostics

/// Atom 1.0 (RFC 4287).
enum AtomRules {
  static func check(_ root: XMLElement, _ feed: ParsedFeed, _ findings: inout Findings) {
    findings.check(root, AtomRules.feed, .feed)
    for author in root.all("atom:author") { findings.check(author, person, .feed) }
    checkAlternates(root, nil, &findings)
    let hasAuthor = root.first("atom:author") != nil
    for (element, entry) in zip(root.all("atom:entry"), feed.entries) {
      check(element, entry, hasAuthor: hasAuthor, &findings)
    }
    checkSeconds(feed, &findings)
  }

  /// Readers that put entries in order of their change cannot tell two of one second apart. A day without a time of day
  /// cannot be told any better.
  private static func checkSeconds(_ feed: ParsedFeed, _ findings: inout Findings) {
    var seen: [Instant: ParsedEntry] = [:]
    for entry in feed.entries {
      guard let text = entry.updated, !text.contains("T00:00:00"), let updated = FeedDate.rfc3339(text),
        let other = seen.updateValue(entry, forKey: updated)
      else { continue }
      let name = other.title ?? other.id ?? ""
      findings.add(
        .feedSameSecond, "was last changed in the same second as \"\(name)\", and readers show them in any order",
        of: entry, .warning, hint: "give one of them another minute")
    }
  }

  private static func check(_ element: XMLElement, _ entry: ParsedEntry, hasAuthor: Bool, _ findings: inout Findings) {
    findings.check(element, AtomRules.entry, .feed, of: entry)
    let authors = element.all("atom:author")
    for author in authors { findings.check(author, person, .feed, of: entry) }
    if authors.isEmpty, !hasAuthor { findings.add(.feedIncomplete, "has no author, nor has its feed", of: entry) }
    checkAlternates(element, entry, &findings)
    // RFC 4287, 4.1.2: what has no content has a link to where it is.
    if element.first("atom:content") == nil, entry.link == nil {
      findings.add(.feedIncomplete, "has neither content nor a link", of: entry)
    }
    for text in element.children where texts.contains(text.name) {
      if let type = text["type"], !["text", "html", "xhtml"].contains(type) {
        findings.add(.feedValue, "has a <\(text.name)> of the type \(type)", of: entry)
      }
    }
    guard let published = entry.published.flatMap(FeedDate.rfc3339),
      let updated = entry.updated.flatMap(FeedDate.rfc3339)
    else { return }
    if updated < published { findings.add(.feedDate, "was updated before it was published", of: entry) }
  }

  /// One alternate a media type and language (RFC 4287, 4.1.1).
  private static func checkAlternates(_ element: XMLElement, _ entry: ParsedEntry?, _ findings: inout Findings) {
    var seen: Set<[String]> = []
    for link in element.all("atom:link") where (link["rel"] ?? "alternate") == "alternate" {
      guard seen.insert([link["type"] ?? "", link["hreflang"] ?? ""]).inserted else {
        return findings.add(.feedIncomplete, "has two alternate links of one type", of: entry)
      }
    }
  }

  private static let texts = ["atom:title", "atom:summary", "atom:content", "atom:rights", "atom:subtitle"]

  private static let link = XMLElementRule.any(
    "atom:link", .any, [("href", .address), ("rel", .any), ("type", .mediaType)])
  private static let category = XMLElementRule.any("atom:category", .any, [("term", .text), ("scheme", .iri)])

  private static let feed: [XMLElementRule] = [
    .one("atom:id", .iri), .one("atom:title"), .one("atom:updated", .rfc3339), .optional("atom:subtitle"),
    .optional("atom:icon", .address), .optional("atom:logo", .address), .optional("atom:rights"),
    .optional("atom:generator"), link, category,
  ]

  private static let entry: [XMLElementRule] = [
    .one("atom:id", .iri), .one("atom:title"), .one("atom:updated", .rfc3339), .optional("atom:published", .rfc3339),
    .optional("atom:summary", .any), .optional("atom:content"), .optional("atom:rights"),
    .optional("atom:source", .any), link, category,
  ]

  private static let person: [XMLElementRule] = [
    .one("atom:name"), .optional("atom:uri", .address), .optional("atom:email", .email),
  ]
}
