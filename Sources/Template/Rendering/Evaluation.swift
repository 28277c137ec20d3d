import Diagnostics

/// What expressions are while a page is rendered.
extension Renderer {
  mutating func evaluate(_ operation: Operation) throws(Diagnostic) -> Value {
    switch operation {
    case .constant(let value): return value
    case .variable(let slot): return self[slot]
    case .field(let base, let field, let isLenient, let site):
      let value = try evaluate(base)
      if case .record(let record) = value { return field.get(record) }
      if isLenient, case .none = value { return .none }
      throw failure(.noMember(field.name, of: value, among: []), site)
    case .member(let base, let member, let isLenient, let site):
      return try self.member(try evaluate(base), member, isLenient, site)
    case .element(let base, let index, let isLenient, let site):
      return try element(try evaluate(base), try evaluate(index), isLenient, site)
    case .slice(let base, let from, let to, let step, let site): return try slice(base, from, to, step, site)
    case .list(let items): return .list(List(try evaluate(items)))
    case .mapping(let pairs, let site): return try mapping(pairs, site)
    case .negation(let operand, let site): return try negated(try evaluate(operand), site)
    case .affirmation(let operand, let site): return try affirmed(try evaluate(operand), site)
    case .arithmetic(let sign, let left, let right, let site):
      let left = try evaluate(left)
      let right = try evaluate(right)
      return try placed(site) { () throws(Complaint) in try arithmetic(sign, left, right) }
    case .concatenation(let items, let site):
      let values = try evaluate(items)
      return try placed(site) { () throws(Complaint) in try concatenated(values) }
    case .comparison(let first, let rest, let site): return .boolean(try comparison(first, rest, site))
    case .not(let operand): return .boolean(!(try evaluate(operand).isTrue))
    case .conjunction(let operands): return try last(of: operands, while: true)
    case .disjunction(let operands): return try last(of: operands, while: false)
    case .choice(let condition, let then, let otherwise):
      return try evaluate(condition).isTrue ? try evaluate(then) : try evaluate(otherwise)
    default: return try evaluateCall(operation)
    }
  }

  private mutating func evaluateCall(_ operation: Operation) throws(Diagnostic) -> Value {
    switch operation {
    case .isDefined(let operand):
      if case .none = try evaluate(operand) { return .boolean(false) }
      return .boolean(true)
    case .fallback(let value, let other, let replacesFalse):
      let value = try evaluate(value)
      if case .none = value { return try evaluate(other) }
      if !value.isTrue, try evaluate(replacesFalse).isTrue { return try evaluate(other) }
      return value
    case .filter(let code): return try filter(code)
    case .hostFilter(let call): return try host(call)
    case .test(let code): return .boolean(try test(code))
    case .loop(let property, let position, let items): return loopValue(property, self[position], self[items])
    case .cycle(let items, let position):
      guard case .integer(let index) = self[position] else { return .none }
      return try evaluate(items[index % items.count])
    case .macro(let call): return try macro(call)
    case .caller(let arguments, let site): return try callerValue(arguments, site)
    case .hasCaller: return .boolean(caller >= 0)
    case .capture(let body): return .html(try capture(body))
    default: return .none
    }
  }

  mutating func evaluate(_ operations: [Operation]) throws(Diagnostic) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(operations.count)
    for operation in operations { values.append(try evaluate(operation)) }
    return values
  }

  /// A complaint becomes an error at a site.
  func placed<Result>(_ site: Site, _ body: () throws(Complaint) -> Result) throws(Diagnostic) -> Result {
    do {
      return try body()
    } catch {
      throw failure(error, site)
    }
  }

  /// As `and` and `or` of Python: the operand that decides.
  private mutating func last(of operands: [Operation], while isTrue: Bool) throws(Diagnostic) -> Value {
    var value = Value.none
    for operand in operands {
      value = try evaluate(operand)
      if value.isTrue != isTrue { return value }
    }
    return value
  }

  private mutating func comparison(
    _ first: Operation, _ rest: [(sign: ComparisonOperator, operand: Operation)], _ site: Site
  ) throws(Diagnostic) -> Bool {
    var left = try evaluate(first)
    for (sign, operand) in rest {
      let right = try evaluate(operand)
      let holds = try placed(site) { [left] () throws(Complaint) in try compare(sign, left, right) }
      if !holds { return false }
      left = right
    }
    return true
  }

  private func negated(_ value: Value, _ site: Site) throws(Diagnostic) -> Value {
    switch value.numeral {
    case .integer(let value) where value != .min: return .integer(-value)
    case .number(let value): return .number(-value)
    default: throw failure(Complaint("\"-\" cannot take \(value.kind)"), site)
    }
  }

  private func affirmed(_ value: Value, _ site: Site) throws(Diagnostic) -> Value {
    guard let numeral = value.numeral else { throw failure(Complaint("\"+\" cannot take \(value.kind)"), site) }
    return numeral.value
  }

  private mutating func mapping(
    _ pairs: [(key: Operation, value: Operation)], _ site: Site
  ) throws(Diagnostic) -> Value {
    var result: [(String, Value)] = []
    for pair in pairs {
      let key = try evaluate(pair.key)
      guard let name = key.string else { throw failure(Complaint("a name in a mapping is text, not \(key.kind)"), site) }
      let value = try evaluate(pair.value)
      if let index = result.firstIndex(where: { $0.0 == name }) {
        result[index].1 = value
      } else {
        result.append((name, value))
      }
    }
    return .mapping(Mapping(result))
  }

  private func loopValue(_ property: LoopProperty, _ position: Value, _ items: Value) -> Value {
    guard case .integer(let index) = position, case .list(let list) = items else { return .none }
    switch property {
    case .index: return .integer(index + 1)
    case .index0: return .integer(index)
    case .first: return .boolean(index == 0)
    case .last: return .boolean(index == list.count - 1)
    case .length: return .integer(list.count)
    case .revindex: return .integer(list.count - index)
    case .revindex0: return .integer(list.count - index - 1)
    case .previtem: return index > 0 ? list[index - 1] : .none
    case .nextitem: return index + 1 < list.count ? list[index + 1] : .none
    }
  }
}
