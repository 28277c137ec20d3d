/// What a condition says about values that may not be there.
extension Binder {
  /// The path of an expression that leads from a variable over fields: `3.image.src`; nil for any other.
  func path(_ expression: Expression) -> String? {
    switch expression.kind {
    case .name(let name):
      if case .variable(let variable)? = symbol(name) { return String(variable.identity) }
      return nil
    case .member(let base, let word):
      if case .name(let name) = base.kind, case .loop(let loop)? = symbol(name) {
        return "\(loop.position.identity).\(word.text)"
      }
      return path(base).map { "\($0).\(word.text)" }
    case .element(let base, let index):
      guard case .literal(let literal) = index.kind else { return nil }
      switch literal {
      case .text(let name): return path(base).map { "\($0).\(name)" }
      case .integer(let position): return path(base).map { "\($0).\(position)" }
      default: return nil
      }
    default: return nil
    }
  }

  /// The paths that have a value when the condition is true, or when it is false.
  func proven(_ condition: Expression, _ outcome: Bool) -> Set<String> {
    switch condition.kind {
    case .not(let operand): return proven(operand, !outcome)
    case .conjunction(let operands): return combined(operands, outcome, all: outcome)
    case .disjunction(let operands): return combined(operands, outcome, all: !outcome)
    case .test(let operand, let test, _): return provenByTest(operand, test.text, outcome)
    case .comparison(let first, let rest): return provenByComparison(first, rest, outcome)
    case .filter(let base, let name, _)
    where outcome && ["length", "count", "first", "last", "trim"].contains(name.text):
      return prefixes(base)
    case .call(let base, let arguments):
      if outcome, arguments.isEmpty, case .member(let mapping, _) = base.kind { return prefixes(mapping) }
      return []
    default: return outcome ? prefixes(condition) : []
    }
  }

  /// A value that is there was reached over values that are there.
  private func prefixes(_ expression: Expression) -> Set<String> {
    guard let path = path(expression) else { return [] }
    switch expression.kind {
    case .member(let base, _), .element(let base, _): return prefixes(base).union([path])
    default: return [path]
    }
  }

  private func combined(_ operands: [Expression], _ outcome: Bool, all: Bool) -> Set<String> {
    let sets = operands.map { proven($0, outcome) }
    if all { return sets.reduce(into: []) { $0.formUnion($1) } }
    guard let first = sets.first else { return [] }
    return sets.dropFirst().reduce(first) { $0.intersection($1) }
  }

  private func provenByTest(_ operand: Expression, _ test: String, _ outcome: Bool) -> Set<String> {
    switch test {
    case "none", "undefined": outcome ? [] : prefixes(operand)
    default: outcome ? prefixes(operand) : []
    }
  }

  private func provenByComparison(
    _ first: Expression, _ rest: [(sign: ComparisonOperator, operand: Expression)], _ outcome: Bool
  ) -> Set<String> {
    guard rest.count == 1 else { return [] }
    let operand = rest[0].operand
    switch (rest[0].sign, operand.kind) {
    case (.notEqual, .literal(.none)): return outcome ? prefixes(first) : []
    case (.equal, .literal(.none)): return outcome ? [] : prefixes(first)
    case (.equal, .literal), (.less, _), (.greater, _), (.lessOrEqual, _), (.greaterOrEqual, _):
      return outcome ? prefixes(first) : []
    case (.notEqual, .literal): return outcome ? [] : prefixes(first)
    case (.isIn, _): return outcome ? prefixes(operand) : []
    default: return []
    }
  }
}
