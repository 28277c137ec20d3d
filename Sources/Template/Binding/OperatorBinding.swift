import Diagnostics

/// Operators: what they cannot take is known before anything is rendered, where the types are.
extension Binder {
  mutating func signed(_ operand: Expression, _ expression: Expression) -> Bound {
    let bound = bind(operand)
    let isNegation = if case .negation = expression.kind { true } else { false }
    if bound.type.isOptional {
      report(.mayBeNone(place(operand.range), text(of: operand)))
    } else if !bound.type.mayBeNumber {
      report(.operatorCannotTake(place(expression.range), isNegation ? "-" : "+", [bound.type]))
    }
    let site = site(expression.range)
    switch bound.constant {
    case .integer(let value)? where value != .min:
      return Bound(.constant(.integer(isNegation ? -value : value)), .integer)
    default: break
    }
    return Bound(
      isNegation ? .negation(bound.operation, site) : .affirmation(bound.operation, site),
      bound.type == .boolean ? .integer : bound.type, depth: bound.depth + 1)
  }

  mutating func arithmetic(
    _ sign: ArithmeticOperator, _ left: Expression, _ right: Expression, _ expression: Expression
  ) -> Bound {
    let a = bind(left)
    let b = bind(right)
    let type = resultType(sign, a.type, b.type)
    for (bound, operand) in [(a, left), (b, right)] where bound.type.isOptional {
      report(.mayBeNone(place(operand.range), text(of: operand)))
      return .wrong
    }
    if type == nil { report(.operatorCannotTake(place(expression.range), sign.rawValue, [a.type, b.type])) }
    return Bound(
      .arithmetic(sign, a.operation, b.operation, site(expression.range)), type ?? .open, depth: deepest([a, b]))
  }

  /// The type of a result; nil when there can be none.
  private func resultType(_ sign: ArithmeticOperator, _ a: ValueType, _ b: ValueType) -> ValueType? {
    if a.mayBeNumber, b.mayBeNumber {
      if a == .open || b == .open { return .open }
      if sign == .divide { return .number }
      return a == .number || b == .number ? .number : .integer
    }
    switch (sign, a, b) {
    case (.add, .list(let a), .list(let b)): return .list(.union(a, b))
    case (.add, _, _) where a.mayBeText && b.mayBeText: return a == b ? a : .open
    case (.add, .open, .list), (.add, .list, .open): return .open
    case (.multiply, .text, .integer), (.multiply, .integer, .text), (.multiply, .open, .text),
      (.multiply, .text, .open):
      return .text
    default: return nil
    }
  }

  mutating func concatenation(_ items: [Expression], _ expression: Expression) -> Bound {
    var all: [Bound] = []
    for item in items {
      let bound = bind(item)
      reportUnprintable(bound, item)
      all.append(bound)
    }
    let types = all.map(\.type)
    let type: ValueType = types.contains(.html) ? .html : types.contains(.open) ? .open : .text
    return Bound(.concatenation(all.map(\.operation), site(expression.range)), type, depth: deepest(all))
  }

  /// Reports what has no text of its own.
  mutating func reportUnprintable(_ bound: Bound, _ expression: Expression) {
    switch bound.type {
    case .optional, .none: report(.mayBeNone(place(expression.range), text(of: expression)))
    case .record(let type): report(.notPrintable(place(expression.range), type.name, fields: fieldNames(type)))
    case .instant: report(.instantPrinted(place(expression.range)))
    default: break
    }
  }

  mutating func comparison(
    _ first: Expression, _ rest: [(sign: ComparisonOperator, operand: Expression)], _ expression: Expression
  ) -> Bound {
    let left = bind(first, .truth)
    var all = [left]
    var operations: [(sign: ComparisonOperator, operand: Operation)] = []
    var previous = (bound: left, expression: first)
    for (sign, operand) in rest {
      let right = bind(operand, .truth)
      check(sign, previous, (right, operand), expression)
      all.append(right)
      operations.append((sign, right.operation))
      previous = (right, operand)
    }
    return Bound(
      .comparison(left.operation, operations, site(expression.range)), .boolean, depth: deepest(all))
  }

  private mutating func check(
    _ sign: ComparisonOperator, _ left: (bound: Bound, expression: Expression),
    _ right: (bound: Bound, expression: Expression), _ expression: Expression
  ) {
    switch sign {
    case .equal, .notEqual: checkEquality(left.bound.type, right.bound.type, expression.range)
    case .isIn, .isNotIn:
      if right.bound.type.isOptional {
        report(.mayBeNone(place(right.expression.range), text(of: right.expression)))
      } else if !right.bound.type.mayHold(left.bound.type) {
        report(.cannotHold(place(expression.range), right.bound.type, left.bound.type))
      } else {
        checkEquality(ofItemIn: right.bound.type, left.bound.type, expression.range)
      }
    default:
      for side in [left, right] where side.bound.type.isOptional {
        return report(.mayBeNone(place(side.expression.range), text(of: side.expression)))
      }
      if !left.bound.type.isComparable(with: right.bound.type) {
        report(.notComparable(place(expression.range), left.bound.type, right.bound.type))
      }
    }
  }
}

/// Equality: two values of kinds that can never be equal are a slip of the pen, which would only show as a page that
/// lacks something.
extension Binder {
  mutating func checkEquality(_ a: ValueType, _ b: ValueType, _ range: SourceRange) {
    guard !a.mayEqual(b) else { return }
    report(.neverEqual(place(range), a.unwrapped, b.unwrapped, hint: equalityHint(a, b) ?? equalityHint(b, a)))
  }

  /// The same for a value that is looked for in a list.
  mutating func checkEquality(ofItemIn container: ValueType, _ item: ValueType, _ range: SourceRange) {
    guard case .list(let element) = container, !item.mayEqual(element) else { return }
    let hint = listHint(element, item) ?? equalityHint(item, element)
    report(.neverIn(place(range), container, item.unwrapped, hint: hint))
  }

  /// The same for a test that is named in a text: `selectattr("section.key", "eq", "news")`.
  mutating func checkTest(_ name: String, _ item: ValueType, _ argument: Bound?, _ range: SourceRange) {
    guard let argument else { return }
    switch name {
    case "eq", "ne": checkEquality(item, argument.type, range)
    case "in": checkEquality(ofItemIn: argument.type, item, range)
    default: return
    }
  }

  /// What makes a list of such items one that can have the other.
  private func listHint(_ element: ValueType, _ item: ValueType) -> String? {
    guard case .record(let record) = element.unwrapped, ValueType.text.mayEqual(item) else { return nil }
    let fields = scalarFields(of: record)
    let example = ["key", "title", "name"].first(where: fields.contains) ?? fields.first ?? "title"
    return "map(attribute=\"\(example)\") makes a list of one of the fields: \(fields.joined(separator: ", "))"
  }

  /// The fields of a record that have a text of their own.
  func scalarFields(of record: RecordType) -> [String] {
    vocabulary.fields(of: record).filter(\.type.isScalar).map(\.name).sorted()
  }

  /// What makes of the one what can be compared with the other.
  private func equalityHint(_ type: ValueType, _ other: ValueType) -> String? {
    if case .boolean = other.unwrapped {
      return "whether there is one is asked by {% if %}, and of the items of a list by selectattr"
    }
    switch type.unwrapped {
    case .record(let record):
      guard ValueType.text.mayEqual(other) else { return nil }
      return "name one of its fields: \(scalarFields(of: record).joined(separator: ", "))"
    case .instant: return "| date(\"yyyy-MM-dd\") makes text of it"
    case .list: return "\"in\" asks whether a list has something"
    default: return nil
    }
  }
}

extension ValueType {
  /// Whether a value of this type can equal one of the other; what may be missing may equal what may be missing.
  func mayEqual(_ other: ValueType) -> Bool {
    switch (unwrapped, other.unwrapped) {
    case (.open, _), (_, .open), (.none, _), (_, .none): true
    case (.record, .record), (.instant, .instant), (.list, .list): true
    case (.mapping, .mapping), (.mapping, .group), (.group, .mapping), (.group, .group): true
    // Text and numbers may be compared as Jinja compares them.
    default: isScalar && other.isScalar || isOptional && other.isOptional
    }
  }

  fileprivate var isScalar: Bool {
    switch unwrapped {
    case .text, .html, .integer, .number, .boolean: true
    default: false
    }
  }

  var mayBeNumber: Bool {
    switch self {
    case .integer, .number, .boolean, .open: true
    default: false
    }
  }

  var mayBeText: Bool {
    switch self {
    case .text, .html, .open: true
    default: false
    }
  }

  /// Whether `<` may stand between the two.
  fileprivate func isComparable(with other: ValueType) -> Bool {
    if mayBeNumber, other.mayBeNumber { return true }
    if mayBeText, other.mayBeText { return true }
    switch (self, other) {
    case (.open, _), (_, .open), (.instant, .instant), (.list, .list): return true
    default: return false
    }
  }

  /// Whether `in` may ask this for the other.
  fileprivate func mayHold(_ item: ValueType) -> Bool {
    switch self {
    case .list, .mapping, .open: true
    case .text, .html: item.mayBeText
    default: false
    }
  }
}
