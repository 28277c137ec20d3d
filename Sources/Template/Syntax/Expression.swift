import Diagnostics

/// An expression as it was written.
struct Expression: Sendable {
  let kind: Kind
  let range: SourceRange
  /// How many expressions stand inside one another, itself included: what walks over it goes that deep.
  let depth: Int

  indirect enum Kind: Sendable {
    case literal(Value)
    case name(String)
    case member(Expression, Word)
    case element(Expression, Expression)
    case slice(Expression, from: Expression?, upTo: Expression?, step: Expression?)
    case list([Expression])
    case mapping([(key: Expression, value: Expression)])
    case negation(Expression)
    case affirmation(Expression)
    case arithmetic(ArithmeticOperator, Expression, Expression)
    case concatenation([Expression])
    case comparison(Expression, [(sign: ComparisonOperator, operand: Expression)])
    case not(Expression)
    case conjunction([Expression])
    case disjunction([Expression])
    case choice(condition: Expression, then: Expression, otherwise: Expression?)
    case call(Expression, [Argument])
    case filter(Expression, Word, [Argument])
    case test(Expression, Word, [Argument])
    /// What a `filter` block holds, as the input of its first filter.
    case blockText
  }

  init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
    depth = 1 + (kind.operands.lazy.map(\.depth).max() ?? 0)
  }
}

/// A name and where it stands.
struct Word: Sendable, Hashable {
  let text: String
  let range: SourceRange
}

/// An argument of a call, by position or by name.
struct Argument: Sendable {
  let name: Word?
  let value: Expression
}

enum ArithmeticOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case floorDivide = "//"
  case remainder = "%"
}

enum ComparisonOperator: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case isNotIn = "not in"
}

extension Expression.Kind {
  /// The expressions directly inside.
  var operands: [Expression] {
    switch self {
    case .literal, .name, .blockText: []
    case .member(let base, _), .negation(let base), .affirmation(let base), .not(let base): [base]
    case .element(let base, let index): [base, index]
    case .slice(let base, let from, let to, let step): [base] + [from, to, step].compactMap { $0 }
    case .list(let items), .concatenation(let items), .conjunction(let items), .disjunction(let items): items
    case .mapping(let pairs): pairs.flatMap { [$0.key, $0.value] }
    case .arithmetic(_, let left, let right): [left, right]
    case .comparison(let first, let rest): [first] + rest.map(\.operand)
    case .choice(let condition, let then, let otherwise): [condition, then] + (otherwise.map { [$0] } ?? [])
    case .call(let base, let arguments), .filter(let base, _, let arguments), .test(let base, _, let arguments):
      [base] + arguments.map(\.value)
    }
  }
}
