/// RSS 2.0 with the modules that readers know (https://www.rssboard.org/rss-specification and its profile).
enum RSSRules {
  static func check(_ root: XMLElement, _ feed: ParsedFeed?, _ findings: inout Findings) {
    if root["version"] != "2.0" { findings.add(.feedValue, "is not of version 2.0") }
    findings.check(root, [.one("channel", .any)], .feed)
    guard let channel = root.first("channel"), let feed else { return }
    findings.check(channel, RSSRules.channel, .feed)
    for image in channel.all("image") { check(image: image, &findings) }
    for (item, entry) in zip(channel.all("item"), feed.entries) { check(item, entry, &findings) }
  }

  private static func check(_ item: XMLElement, _ entry: ParsedEntry, _ findings: inout Findings) {
    findings.check(item, RSSRules.item, .feed, of: entry)
    if let guid = item.first("guid"), guid["isPermaLink"] != "false", !isAbsolute(guid.text) {
      findings.add(.feedAddress, "has a <guid> that is to be an address, and is not: \(guid.text)", of: entry)
    }
    for group in item.all("media:group") where group.all("media:content").count < 2 {
      findings.add(.feedIncomplete, "has a <media:group> with less than two <media:content>", of: entry)
    }
  }

  /// `image` takes a GIF, JPEG or PNG of at most 144 × 400 pixels.
  private static func check(image: XMLElement, _ findings: inout Findings) {
    findings.check(image, [.one("url", .address), .one("title"), .one("link", .address)], .feed)
    for (name, limit) in [("width", 144), ("height", 400)] {
      guard let text = image.text(of: name) else { continue }
      if Int(text).map({ !(1...limit).contains($0) }) ?? true {
        findings.add(.feedValue, "has an <image> with a \(name) of \(text); readers take \(limit) at most")
      }
    }
  }

  private static let link = XMLElementRule.any(
    "atom:link", .any, [("href", .address), ("rel", .any), ("type", .mediaType)])

  private static let channel: [XMLElementRule] = [
    .one("title"), .one("link", .address), .one("description"), .optional("language", .language),
    .optional("copyright"), .optional("lastBuildDate", .rfc822), .optional("pubDate", .rfc822),
    .optional("ttl", .number), .optional("image", .any), .optional("generator"), .optional("docs", .address),
    .optional("managingEditor", .email), .optional("webMaster", .email), .optional("atom:icon", .address),
    .optional("atom:logo", .address), link,
  ]

  private static let item: [XMLElementRule] = [
    .one("title"), .one("link", .address), .one("guid"), .one("pubDate", .rfc822), .one("description", .any),
    .optional("author", .email), .any("dc:creator", .text), .optional("content:encoded"),
    .optional("comments", .address), .optional("slash:comments", .number), .optional("thr:total", .number),
    .any("category", .text), .any("source", .text, [("url", .address)]), .optional("dcterms:modified", .rfc3339),
    .any("enclosure", .any, [("url", .address), ("length", .number), ("type", .text)]),
    .any("media:content", .any, [("url", .address), ("type", .mediaType), ("width", .number), ("height", .number)]),
    link,
  ]
}
