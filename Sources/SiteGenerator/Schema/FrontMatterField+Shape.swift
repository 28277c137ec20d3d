extension FrontMatterField {
  /// What the key takes, by its type in the table of front matter; those that are made of several values are told here.
  var shape: ValueShape {
    switch name {
    case "section": .known(.section)
    case "authors": .oneOrMore(.suggested(.person))
    case "tags": .oneOrMore(.suggested(.tag))
    case "categories": .oneOrMore(.text)
    case "taxonomies":
      .mapping(["tags", "authors", "categories"].map { ValueShape.Member($0, .oneOrMore(.text)) })
    case "template": .known(.template)
    case "story": .suggested(.story)
    case "translation": .suggested(.translation)
    case "image":
      .either([
        .text,
        .mapping([
          ValueShape.Member("src", .text, isRequired: true), ValueShape.Member("alt", .text, isRequired: true),
          ValueShape.Member("caption", .text), ValueShape.Member("credit", .text), ValueShape.Member("licence", .text),
        ]),
      ])
    case "ai":
      .either([
        .choice(["none"] + AIUse.Degree.allCases.map(\.rawValue)),
        .mapping([
          ValueShape.Member("use", .choice(["none"] + AIUse.Degree.allCases.map(\.rawValue)), isRequired: true),
          ValueShape.Member("note", .text), ValueShape.Member("reviewer", .text),
        ]),
      ])
    case "source":
      .mapping([ValueShape.Member("name", .text, isRequired: true), ValueShape.Member("url", .url)])
    case "corrections":
      .list(
        of: .mapping([
          ValueShape.Member("date", .date, isRequired: true), ValueShape.Member("text", .text, isRequired: true),
          ValueShape.Member("kind", .choice(Correction.Kind.allCases.map(\.rawValue))),
        ]))
    case "pinned": .either([.boolean, .date])
    default: shapeByType
    }
  }

  /// `published` or `retracted`: the words between backticks are all that is possible.
  private var shapeByType: ValueShape {
    switch type {
    case "date or date and time": return .date
    case "true or false": return .boolean
    case "text", "language tag": return .text
    case "list of text", "list of paths": return .oneOrMore(.text)
    case "URL": return .url
    case "mapping": return .table(of: .anything)
    default:
      let words = type.split(separator: "`", omittingEmptySubsequences: false)
      return .choice(words.indices.filter { $0 % 2 == 1 }.map { String(words[$0]) })
    }
  }
}
