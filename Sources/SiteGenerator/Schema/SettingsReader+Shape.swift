import CommonMark

extension SettingsReader.Key {
  /// What the key takes.
  var shape: ValueShape {
    switch name {
    case "accent":
      .matching(
        "^(#([0-9A-Fa-f]{3,4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})|[A-Za-z]+([(].*[)])?)$", example: "\"#8b1a1a\"")
    case "masthead": .either([.text, .mapping(members(["text", "picture"], .text))])
    case "home":
      .mapping([
        ValueShape.Member("lead", .choice(HomeSettings.Lead.allCases.map(\.rawValue))),
        ValueShape.Member("seconds", .integer(0...4)), ValueShape.Member("sections", .oneOrMore(.known(.section))),
        ValueShape.Member("stories", .integer(0...5)), ValueShape.Member("most-read", .integer(0...10)),
      ])
    case "search": .choice(Settings.Search.allCases.map(\.rawValue))
    case "servers": .oneOrMore(.choice(Server.allCases.map(\.rawValue)))
    case "sections":
      .table(of: .either([.text, .mapping(members(["title", "description"], .text))]))
    case "people":
      .table(
        of: .mapping(
          [ValueShape.Member("name", .text, isRequired: true)]
            + members(["role", "bio", "portrait"], .text)
            + [
              ValueShape.Member("email", .matching("^[^@ ]+@[^@ ]+$", example: "ann@example.org")),
              ValueShape.Member(
                "fediverse", .matching("^@[^@ ]+@[^@ ]+[.][^@ ]*$", example: "\"@ann@example.social\"")),
            ] + [ValueShape.Member("url", .url), ValueShape.Member("links", .oneOrMore(.url))]))
    case "feeds":
      .mapping([
        ValueShape.Member("items", .integer(1...1000)),
        ValueShape.Member("content", .choice(Article.Feed.allCases.map(\.rawValue))),
        ValueShape.Member("hub", .url),
        ValueShape.Member("archives", .choice(FeedSettings.Archives.allCases.map(\.rawValue))),
        ValueShape.Member("custom", .list(of: customFeed)),
      ])
    case "lists": .mapping([ValueShape.Member("items", .integer(1...1000))])
    case "images":
      .mapping([
        ValueShape.Member("widths", .oneOrMore(.integer(16...8192))),
        ValueShape.Member("formats", .oneOrMore(.choice(["avif", "webp", "jpeg"]))), ValueShape.Member("sizes", .text),
      ])
    case "markdown":
      .mapping(
        [
          ValueShape.Member("smart", .boolean),
          ValueShape.Member("html", .choice(Settings.RawHTML.allCases.map(\.rawValue))),
          ValueShape.Member("links", .mapping([ValueShape.Member("new-tab", .boolean)])),
        ] + members(MarkdownExtensions.names.map(\.name), .boolean))
    case "social": .oneOrMore(.url)
    case "footer":
      .list(
        of: .mapping([
          ValueShape.Member("title", .text, isRequired: true), ValueShape.Member("url", .text, isRequired: true),
        ]))
    case "policies": .mapping(members(Settings.Policy.allCases.map(\.rawValue), .text))
    case "unknown-keys", "links": .choice(Settings.Strictness.allCases.map(\.rawValue))
    case "url-schemes": .oneOrMore(.text)
    case "limits":
      .mapping(
        members(["article", "front-matter"], .integer(1...1_000_000_000)) + [
          ValueShape.Member("depth", .integer(1...100)), ValueShape.Member("tags", .integer(1...10_000)),
          ValueShape.Member("title", .integer(1...10_000)), ValueShape.Member("slug", .integer(1...240)),
        ])
    case "extra": .table(of: .anything)
    default: .text
    }
  }

  private var customFeed: ValueShape {
    let criteria = [
      ValueShape.Member("sections", .oneOrMore(.known(.section))),
      ValueShape.Member("tags", .oneOrMore(.suggested(.tag))),
      ValueShape.Member("labels", .oneOrMore(.choice(Article.Label.allCases.map(\.rawValue)))),
    ]
    return .mapping(
      [ValueShape.Member("path", .text, isRequired: true), ValueShape.Member("title", .text, isRequired: true)]
        + criteria + [
          ValueShape.Member("exclude", .mapping(criteria)), ValueShape.Member("max-age", .text),
          ValueShape.Member("items", .integer(1...1000)), ValueShape.Member("content", .choice(["full", "summary"])),
        ])
  }

  private func members(_ names: [String], _ shape: ValueShape) -> [ValueShape.Member] {
    names.map { ValueShape.Member($0, shape) }
  }
}
