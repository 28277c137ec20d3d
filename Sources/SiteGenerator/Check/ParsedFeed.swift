/// A feed as a reader of any of the three formats sees it: what its rules and `diff` look at.
struct ParsedFeed: Sendable {
  var format: FeedFormat
  var title: String?
  /// Where the feed says that it stands.
  var address: String?
  var entries: [ParsedEntry] = []
  /// The other documents of the same feed that it leads to (RFC 5005).
  var others: [String] = []
}

struct ParsedEntry: Sendable {
  var id: String?
  var link: String?
  var title: String?
  /// As written.
  var published: String?
  /// As written.
  var updated: String?
  var summary: String?
  /// HTML; empty when the feed has only summaries.
  var content: [UInt8] = []
  /// Where it begins in its feed, in bytes; 0 in JSON.
  var offset = 0
}

extension ParsedFeed {
  /// The feed that a document of XML is; nil when it is none.
  init?(_ root: XMLElement) {
    switch root.name {
    case "rss": self.init(rss: root)
    case "atom:feed": self.init(atom: root)
    default: return nil
    }
  }

  private init?(rss root: XMLElement) {
    guard let channel = root.first("channel") else { return nil }
    format = .rss
    title = channel.text(of: "title")
    address = channel.all("atom:link").first { $0["rel"] == "self" }?["href"]
    entries = channel.all("item").map(ParsedEntry.init(rss:))
    others = ParsedFeed.others(channel)
  }

  private init(atom root: XMLElement) {
    format = .atom
    title = root.text(of: "atom:title")
    address = root.all("atom:link").first { $0["rel"] == "self" }?["href"]
    entries = root.all("atom:entry").map(ParsedEntry.init(atom:))
    others = ParsedFeed.others(root)
  }

  /// The feed that a document of JSON is; nil when it is none.
  init?(_ root: MetaNode) {
    guard root["version"]?.string?.hasPrefix("https://jsonfeed.org/version/") == true else { return nil }
    format = .json
    title = root["title"]?.string
    address = root["feed_url"]?.string
    entries = (root["items"]?.items ?? []).map(ParsedEntry.init(json:))
    others = [root["next_url"]?.string].compactMap { $0 }
  }

  private static func others(_ feed: XMLElement) -> [String] {
    let relations = ["current", "prev-archive", "next-archive", "first", "last", "previous", "next"]
    return feed.all("atom:link").filter { relations.contains($0["rel"] ?? "") }.compactMap { $0["href"] }
  }
}

extension ParsedEntry {
  fileprivate init(rss item: XMLElement) {
    offset = item.offset
    id = item.text(of: "guid") ?? item.text(of: "link")
    link = item.text(of: "link")
    title = item.text(of: "title")
    published = item.text(of: "pubDate")
    updated = item.text(of: "dcterms:modified") ?? item.text(of: "atom:updated")
    summary = item.text(of: "description")
    content = item.first("content:encoded")?.bytes ?? []
  }

  fileprivate init(atom entry: XMLElement) {
    offset = entry.offset
    id = entry.text(of: "atom:id")
    link = entry.all("atom:link").first { ($0["rel"] ?? "alternate") == "alternate" }?["href"]
    title = entry.text(of: "atom:title")
    published = entry.text(of: "atom:published")
    updated = entry.text(of: "atom:updated")
    summary = entry.text(of: "atom:summary")
    if let body = entry.first("atom:content"), body["type"] == "html" { content = body.bytes }
  }

  fileprivate init(json item: MetaNode) {
    id = item["id"]?.string
    link = item["url"]?.string
    title = item["title"]?.string
    published = item["date_published"]?.string
    updated = item["date_modified"]?.string
    summary = item["summary"]?.string
    content = Array((item["content_html"]?.string ?? "").utf8)
  }
}

/// JSON, as the checks look at it.
extension MetaNode {
  subscript(key: String) -> MetaNode? {
    guard case .mapping(let pairs) = value else { return nil }
    return pairs.first { $0.key == key }?.value
  }

  /// The text of a string; nil for a number, `true` and all that is no scalar.
  var string: String? {
    guard case .scalar(let text, isPlain: false) = value else { return nil }
    return text
  }

  /// The value of a whole number.
  var integer: Int? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    return Int(text)
  }

  /// The values of an array; nil for anything else.
  var items: [MetaNode]? {
    guard case .sequence(let items) = value else { return nil }
    return items
  }
}
