import Diagnostics

/// How much an expression may be missing.
enum Tolerance {
  case strict
  /// A condition: of an optional value that is not there, every member is not there either.
  case truth
  /// `default` and `is defined`: names that are not there are as well not there.
  case missing
}

extension Binder {
  mutating func bind(_ expression: Expression, _ tolerance: Tolerance = .strict) -> Bound {
    guard count() else { return .wrong }
    switch expression.kind {
    case .literal(let value): return Bound(.constant(value), type(of: value))
    case .name(let name): return variable(name, expression, tolerance)
    case .member(let base, let word): return member(base, word, expression, tolerance)
    case .element(let base, let index): return element(base, index, expression, tolerance)
    case .slice(let base, let from, let upTo, let step): return slice(base, from, upTo, step, expression)
    case .list(let items): return list(items)
    case .mapping(let pairs): return mapping(pairs, expression)
    case .negation(let operand), .affirmation(let operand): return signed(operand, expression)
    case .arithmetic(let sign, let left, let right): return arithmetic(sign, left, right, expression)
    case .concatenation(let items): return concatenation(items, expression)
    case .comparison(let first, let rest): return comparison(first, rest, expression)
    case .not(let operand):
      let bound = bind(operand, .truth)
      return Bound(.not(bound.operation), .boolean, depth: bound.depth + 1)
    case .conjunction(let operands): return junction(operands, isAnd: true, tolerance)
    case .disjunction(let operands): return junction(operands, isAnd: false, tolerance)
    case .choice(let condition, let then, let otherwise): return choice(condition, then, otherwise, tolerance)
    case .call(let callee, let arguments): return call(callee, arguments, expression, tolerance)
    case .filter(let base, let word, let arguments): return filter(base, word, arguments, expression)
    case .test(let base, let word, let arguments): return test(base, word, arguments, expression)
    case .blockText: return .wrong
    }
  }

  func type(of value: Value) -> ValueType {
    switch value {
    case .none: .none
    case .boolean: .boolean
    case .integer: .integer
    case .number: .number
    case .text: .text
    case .html: .html
    case .instant: .instant
    case .list: .list(.open)
    case .mapping: .mapping(.open)
    case .record: .open
    }
  }

  /// The type of an expression, without `none` where that was ruled out before.
  func narrowed(_ type: ValueType, _ expression: Expression) -> ValueType {
    guard type.isOptional, let path = path(expression), facts.contains(path) else { return type }
    if case .none = type { return .open }
    return type.unwrapped
  }

  private mutating func variable(_ name: String, _ expression: Expression, _ tolerance: Tolerance) -> Bound {
    switch symbol(name) {
    case .variable(let variable)?:
      guard let slot = slot(variable) else {
        report(.variableOfOtherMacro(place(expression.range), name))
        return .wrong
      }
      return Bound(.variable(slot), narrowed(variable.type, expression))
    case .macro?: report(.notCalled(place(expression.range), "macro", name))
    case .module?: report(.moduleAsValue(place(expression.range), name))
    case .loop?: report(.loopAsValue(place(expression.range)))
    case nil:
      if name == "caller", isInMacro { return Bound(.hasCaller, .boolean) }
      if function(name) != nil || name == "super" || name == "range" {
        report(.notCalled(place(expression.range), "function", name))
      } else if tolerance == .missing {
        // A part of a page that several templates include may ask what those that include it have set.
        return Bound(.constant(.none), .none)
      } else {
        report(.unknownName(place(expression.range), "variable", name, visibleNames))
      }
    }
    return .wrong
  }

  func function(_ name: String) -> Function? { vocabulary.functions.first { $0.name == name } }

  private mutating func list(_ items: [Expression]) -> Bound {
    let bound = items.map { item -> Bound in bind(item) }
    let types = bound.map(\.type)
    let type = types.dropFirst().reduce(types.first ?? .open) { ValueType.union($0, $1) }
    return Bound(.list(bound.map(\.operation)), .list(type), depth: deepest(bound))
  }

  func deepest(_ bound: [Bound]) -> Int { 1 + (bound.map(\.depth).max() ?? 0) }

  private mutating func mapping(_ pairs: [(key: Expression, value: Expression)], _ expression: Expression) -> Bound {
    var operations: [(key: Operation, value: Operation)] = []
    var all: [Bound] = []
    for pair in pairs {
      let key = bind(pair.key)
      let value = bind(pair.value)
      all += [key, value]
      operations.append((key.operation, value.operation))
    }
    // A mapping that is written out is as open as one that was read: its names are looked for while rendering.
    return Bound(.mapping(operations, site(expression.range)), .mapping(.open), depth: deepest(all))
  }

  private mutating func junction(_ operands: [Expression], isAnd: Bool, _ tolerance: Tolerance) -> Bound {
    let outer = facts
    var all: [Bound] = []
    for (index, operand) in operands.enumerated() {
      let isLast = index == operands.count - 1
      all.append(bind(operand, isLast && tolerance == .strict ? .strict : .truth))
      facts.formUnion(proven(operand, isAnd))
    }
    facts = outer
    let operations = all.map(\.operation)
    var types = all.map(\.type)
    // `a or b` is b when a is not there; `a and b` is none only where the condition says so.
    if !isAnd { for index in types.indices.dropLast() { types[index] = types[index].unwrapped } }
    let type = types.dropFirst().reduce(types.first ?? .open) { ValueType.union($0, $1) }
    return Bound(isAnd ? .conjunction(operations) : .disjunction(operations), type, depth: deepest(all))
  }

  private mutating func choice(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression?, _ tolerance: Tolerance
  ) -> Bound {
    let test = bind(condition, .truth)
    let outer = facts
    facts = outer.union(proven(condition, true))
    let first = bind(then, tolerance)
    facts = outer.union(proven(condition, false))
    // Without `else` it is empty text, as Jinja prints it.
    let second = otherwise.map { bind($0, tolerance) } ?? Bound(.constant(.text("")), first.type)
    facts = outer
    return Bound(
      .choice(condition: test.operation, then: first.operation, otherwise: second.operation),
      .union(first.type, second.type), depth: deepest([test, first, second]))
  }
}
