/// A test of the language: `x is even`.
struct BuiltinTest: Sendable {
  typealias Apply = @Sendable (Value, [Value]) throws(Complaint) -> Bool

  let name: String
  /// How many arguments it takes.
  let arity: Int
  let sentence: String
  let apply: Apply

  init(_ name: String, _ arity: Int, _ sentence: String, _ apply: @escaping Apply) {
    self.name = name
    self.arity = arity
    self.sentence = sentence
    self.apply = apply
  }

  init(_ name: String, _ sentence: String, _ apply: @escaping Apply) {
    self.init(name, 0, sentence, apply)
  }

  static let all: [BuiltinTest] = [
    BuiltinTest("defined", "There is a value.") { value, _ in if case .none = value { false } else { true } },
    BuiltinTest("undefined", "There is no value.") { value, _ in if case .none = value { true } else { false } },
    BuiltinTest("none", "There is no value.") { value, _ in if case .none = value { true } else { false } },
    BuiltinTest("even", "A number that 2 divides.") { (value, _) throws(Complaint) in
      try isDivisible(value, .integer(2))
    },
    BuiltinTest("odd", "A number that 2 does not divide.") { (value, _) throws(Complaint) in
      !(try isDivisible(value, .integer(2)))
    },
    BuiltinTest("divisibleby", 1, "A number that the argument divides.") { (value, arguments) throws(Complaint) in
      try isDivisible(value, arguments[0])
    },
    BuiltinTest("string", "Text or HTML.") { value, _ in value.string != nil },
    BuiltinTest("number", "An integer, another number, or a boolean.") { value, _ in value.numeral != nil },
    BuiltinTest("integer", "An integer.") { value, _ in if case .integer = value { true } else { false } },
    BuiltinTest("float", "A number that is no integer.") { value, _ in if case .number = value { true } else { false }
    },
    BuiltinTest("boolean", "True or false.") { value, _ in if case .boolean = value { true } else { false } },
    BuiltinTest("true", "True.") { value, _ in if case .boolean(true) = value { true } else { false } },
    BuiltinTest("false", "False.") { value, _ in if case .boolean(false) = value { true } else { false } },
    BuiltinTest("mapping", "A mapping.") { value, _ in if case .mapping = value { true } else { false } },
    BuiltinTest("sequence", "A list, a mapping or a text.") { value, _ in
      switch value {
      case .list, .mapping, .text, .html: true
      default: false
      }
    },
    BuiltinTest("iterable", "A list, a mapping or a text.") { value, _ in
      switch value {
      case .list, .mapping, .text, .html: true
      default: false
      }
    },
    BuiltinTest("lower", "Text without capital letters.") { value, _ in
      value.string.map { $0 == $0.lowercased() && $0 != $0.uppercased() } ?? false
    },
    BuiltinTest("upper", "Text without small letters.") { value, _ in
      value.string.map { $0 == $0.uppercased() && $0 != $0.lowercased() } ?? false
    },
    BuiltinTest("in", 1, "The argument has it as an item, name or part.") { (value, arguments) throws(Complaint) in
      try contains(arguments[0], value)
    },
    BuiltinTest("eq", 1, "Equal to the argument.") { value, arguments in areEqual(value, arguments[0]) },
    BuiltinTest("ne", 1, "Not equal to the argument.") { value, arguments in !areEqual(value, arguments[0]) },
    BuiltinTest("lt", 1, "Less than the argument.") { (value, arguments) throws(Complaint) in
      try compare(.less, value, arguments[0])
    },
    BuiltinTest("le", 1, "Less than or equal to the argument.") { (value, arguments) throws(Complaint) in
      try compare(.lessOrEqual, value, arguments[0])
    },
    BuiltinTest("gt", 1, "Greater than the argument.") { (value, arguments) throws(Complaint) in
      try compare(.greater, value, arguments[0])
    },
    BuiltinTest("ge", 1, "Greater than or equal to the argument.") { (value, arguments) throws(Complaint) in
      try compare(.greaterOrEqual, value, arguments[0])
    },
  ]

  static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    .merging(aliases.compactMap { alias, name in all.first { $0.name == name }.map { (alias, $0) } }) { first, _ in
      first
    }
  /// Other names that Jinja has for the same, also where a test is named in a text: `selectattr("views", ">", 3)`.
  private static let aliases = [
    "==": "eq", "equalto": "eq", "sameas": "eq", "!=": "ne", "<": "lt", "lessthan": "lt", "<=": "le", ">": "gt",
    "greaterthan": "gt", ">=": "ge",
  ]
}

private func isDivisible(_ value: Value, _ divisor: Value) throws(Complaint) -> Bool {
  areEqual(try arithmetic(.remainder, value, divisor), .integer(0))
}
