/// What a key of front matter or of `site.yml` takes, as a schema for editors says it (JSON Schema, draft-07).
indirect enum ValueShape: Sendable, Equatable {
  case text
  /// A date, or a date and a time.
  case date
  case boolean
  case integer(ClosedRange<Int>)
  case url
  /// Text of a form that a regular expression tells, as JSON Schema has them, and an example of it.
  case matching(String, example: String)
  case choice([String])
  /// Text for which this site has likely values: others are possible.
  case suggested(Suggestion)
  /// Text that has to be one that this site knows.
  case known(Suggestion)
  case list(of: ValueShape)
  /// The keys that it may have.
  case mapping([Member])
  /// A mapping whose keys the newsroom chooses.
  case table(of: ValueShape)
  case either([ValueShape])
  case anything

  struct Member: Sendable, Equatable {
    var name: String
    var shape: ValueShape
    var isRequired = false

    init(_ name: String, _ shape: ValueShape, isRequired: Bool = false) {
      self.name = name
      self.shape = shape
      self.isRequired = isRequired
    }
  }

  /// What a site has names for.
  enum Suggestion: String, Sendable, CaseIterable { case section, person, tag, template, story, translation }

  /// A list, or one value that stands for a list of one.
  static func oneOrMore(_ shape: ValueShape) -> ValueShape { .either([.list(of: shape), shape]) }
}

extension ValueShape {
  /// The members of a mapping, or of one of several shapes that is a mapping.
  var members: [Member] {
    switch self {
    case .mapping(let members): members
    case .list(let shape), .table(let shape): shape.members
    case .either(let shapes): shapes.flatMap(\.members)
    default: []
    }
  }
}
