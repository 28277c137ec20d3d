import Diagnostics

/// `feeds` of `site.yml`.
extension SettingsReader {
  mutating func readFeeds(_ node: MetaNode) {
    var feeds = settings.feeds
    fields.fields(
      "feeds", node,
      [
        ("items", { feeds.items = $0.integer("items", $1, in: 1...1000) ?? feeds.items }),
        (
          "content",
          {
            feeds.content = $0.choice("content", $1) ?? .full
            if feeds.content == .none { feeds.nonePlace = $1.place(in: $0.source) }
          }
        ),
        ("hub", { feeds.hub = $0.hub($1) }),
        ("archives", { feeds.archives = $0.choice("archives", $1) ?? .none }),
        (
          "custom", { fields, node in feeds.custom = fields.items("custom", node).compactMap { fields.customFeed($0) } }
        ),
      ])
    settings.feeds = feeds
  }
}

extension MetaReader {
  /// A WebSub hub: one address of the web.
  mutating func hub(_ node: MetaNode) -> String? {
    guard let text = line("hub", node) else { return nil }
    if isWebURL(text) { return text }
    report(.badValue("hub", "is not a web address", hint: urlHint, node.place(in: source)))
    return nil
  }

  /// `feeds` of an `_index.md`.
  mutating func feedOverrides(_ node: MetaNode) -> FeedOverrides {
    var feeds = FeedOverrides()
    fields(
      "feeds", node,
      [
        ("items", { feeds.items = $0.integer("items", $1, in: 1...1000) }),
        ("content", { feeds.content = $0.choice("content", $1) }),
        ("hub", { feeds.hub = $0.hub($1) }),
      ])
    return feeds
  }

  /// An item of `feeds: custom`; nil, and a diagnostic, for one without path or title.
  mutating func customFeed(_ node: MetaNode) -> CustomFeed? {
    var feed = CustomFeed()
    var hasPath = false
    let count = diagnostics.count
    fields(
      "custom", node,
      [
        (
          "path",
          {
            hasPath = true
            feed.place = $1.place(in: $0.source)
            feed.address = $0.feedFolder($1) ?? .home
          }
        ),
        ("title", { feed.title = $0.line("title", $1) ?? "" }),
        ("sections", { feed.wanted.sections = $0.names($1, of: "sections").map { $0.mapped(sectionKey) } }),
        ("tags", { feed.wanted.tags = $0.names($1, of: "tags") }),
        ("labels", { feed.wanted.labels = $0.labels($1) }),
        ("exclude", { feed.excluded = $0.criteria($1) }),
        ("max-age", { feed.maxAge = $0.duration("max-age", $1) }),
        ("items", { feed.items = $0.integer("items", $1, in: 1...1000) }),
        ("content", { feed.content = $0.feedContent($1) }),
      ])
    guard diagnostics.count == count else { return nil }
    guard hasPath, !feed.title.isEmpty else {
      let why = hasPath ? "what readers of the feed see" : "where the feed stands, such as /partners/"
      report(.missingKey(hasPath ? "title" : "path", why: why, node.place(in: source)))
      return nil
    }
    return feed
  }

  private mutating func criteria(_ node: MetaNode) -> CustomFeed.Criteria {
    var criteria = CustomFeed.Criteria()
    fields(
      "exclude", node,
      [
        ("sections", { criteria.sections = $0.names($1, of: "sections").map { $0.mapped(sectionKey) } }),
        ("tags", { criteria.tags = $0.names($1, of: "tags") }),
        ("labels", { criteria.labels = $0.labels($1) }),
      ])
    return criteria
  }

  /// The folder of a feed: `/partners/`, `partners`.
  private mutating func feedFolder(_ node: MetaNode) -> Address? {
    guard let text = line("path", node) else { return nil }
    let parts = text.split(separator: "/").map(String.init)
    let address = Address("/" + parts.map { $0 + "/" }.joined())
    let isFile = parts.last.map { ["xml", "json", "rss", "atom"].contains(fileExtension($0)) } ?? true
    guard !isFile, address.hiddenPart == nil, (try? OutputPath(address.file)) != nil else {
      let hint = "it is the folder of the three formats: /partners/ has /partners/rss.xml"
      report(.badValue("path", "cannot be \"\(text)\"", hint: hint, node.place(in: source)))
      return nil
    }
    return address
  }

  /// Full or summary: a feed of its own that carries nothing would be none.
  private mutating func feedContent(_ node: MetaNode) -> Article.Feed? {
    guard let content: Article.Feed = choice("content", node) else { return nil }
    if content != .none { return content }
    report(.notAChoice("content", content.rawValue, ["full", "summary"], node.place(in: source)))
    return nil
  }

  /// `48h`, `7d`, `4w`, in seconds.
  private mutating func duration(_ key: String, _ node: MetaNode) -> Int? {
    guard let text = line(key, node) else { return nil }
    let units: [UInt8: Int] = [
      UInt8(ascii: "h"): Instant.hour, UInt8(ascii: "d"): Instant.day, UInt8(ascii: "w"): 7 * Instant.day,
    ]
    if let unit = text.utf8.last.flatMap({ units[$0] }), let number = Int(text.dropLast()),
      (1...100_000).contains(number), text.utf8.first != UInt8(ascii: "+")
    {
      return number * unit
    }
    let hint = "hours, days or weeks: 48h, 7d, 4w"
    report(.badValue(key, "is not a length of time", hint: hint, node.place(in: source)))
    return nil
  }

  private mutating func labels(_ node: MetaNode) -> [Article.Label] {
    names(node, of: "labels").compactMap { name in
      if let label = Article.Label(rawValue: name.text) { return label }
      report(.notAChoice("labels", name.text, Article.Label.allCases.map(\.rawValue), name.place))
      return nil
    }
  }

  /// Lines of text and their places; a single one is a list of one.
  private mutating func names(_ node: MetaNode, of key: String) -> [CustomFeed.Name] {
    let items: [MetaNode]
    switch node.value {
    case .scalar: items = [node]
    case .sequence(let nodes): items = nodes
    case .mapping:
      report(.wrongType(key, expected: "a list", found: node.typeName, node.place(in: source)))
      return []
    }
    var names: [CustomFeed.Name] = []
    for item in items {
      guard let text = line(key, item), !text.isEmpty else { continue }
      names.append(CustomFeed.Name(text: text, place: item.place(in: source)))
    }
    return names
  }
}

extension CustomFeed.Name {
  fileprivate func mapped(_ change: (String) -> String) -> Self { Self(text: change(text), place: place) }
}
