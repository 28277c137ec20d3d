/// JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/).
enum JSONFeedRules {
  static func check(_ root: MetaNode, _ feed: ParsedFeed, _ findings: inout Findings) {
    if root["version"]?.string != "https://jsonfeed.org/version/1.1" {
      findings.add(.feedValue, "is not of version 1.1")
    }
    check(root, required: ["title"], optional: feedMembers, nil, &findings)
    for hub in root["hubs"]?.items ?? [] {
      check(hub, required: ["type", "url"], optional: [("url", .address)], nil, &findings)
    }
    guard let items = root["items"]?.items else {
      return findings.add(.feedIncomplete, "has no list of `items`")
    }
    for (item, entry) in zip(items, feed.entries) { check(item, entry, &findings) }
  }

  private static func check(_ item: MetaNode, _ entry: ParsedEntry, _ findings: inout Findings) {
    check(item, required: ["id", "url"], optional: itemMembers, entry, &findings)
    if item["content_html"]?.string == nil, item["content_text"]?.string == nil {
      findings.add(.feedIncomplete, "has neither `content_html` nor `content_text`", of: entry)
    }
    for author in item["authors"]?.items ?? [] {
      if author["name"] == nil, author["url"] == nil, author["avatar"] == nil {
        findings.add(.feedIncomplete, "has an author without name, url and avatar", of: entry)
      }
      check(author, required: [], optional: [("name", .text), ("url", .address)], entry, &findings)
    }
    if let tags = item["tags"], tags.items?.allSatisfy({ $0.string != nil }) != true {
      findings.add(.feedValue, "has `tags` that are not a list of texts", of: entry)
    }
  }

  private static func check(
    _ object: MetaNode, required: [String], optional: [(name: String, value: XMLValue)], _ entry: ParsedEntry?,
    _ findings: inout Findings
  ) {
    for name in required where object[name]?.string.map({ !$0.isEmpty }) != true {
      findings.add(.feedIncomplete, "has no `\(name)`, or none that is text", of: entry)
    }
    for (name, value) in optional {
      guard let member = object[name] else { continue }
      guard let text = member.string else {
        findings.add(.feedValue, "has a `\(name)` that is no text", of: entry)
        continue
      }
      if let problem = value.problem(text) {
        findings.add(FormRules.feed[problem], "has a `\(name)` that \(problem.text)", of: entry)
      }
    }
  }

  private static let feedMembers: [(name: String, value: XMLValue)] = [
    ("home_page_url", .address), ("feed_url", .address), ("next_url", .address), ("icon", .address),
    ("favicon", .address), ("description", .any), ("language", .language),
  ]

  private static let itemMembers: [(name: String, value: XMLValue)] = [
    ("url", .address), ("external_url", .address), ("image", .address), ("banner_image", .address),
    ("title", .any), ("summary", .any), ("content_html", .any), ("content_text", .any),
    ("date_published", .rfc3339), ("date_modified", .rfc3339), ("language", .language),
  ]
}
