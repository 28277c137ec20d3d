import Diagnostics

/// What expressions are while a page is rendered.
extension Renderer {
  /// Each case has a function of its own: an expression in an expression needs little of the stack that way.
  mutating func evaluate(_ operation: Operation) throws(RenderingFailure) -> Value {
    switch operation {
    case .constant(let value): value
    case .variable(let slot): variable(slot)
    case .field: try field(operation)
    case .member: try openMember(operation)
    case .element: try openElement(operation)
    case .slice: try slice(operation)
    case .list: try list(operation)
    case .mapping: try mapping(operation)
    case .negation, .affirmation: try signed(operation)
    case .arithmetic: try calculated(operation)
    case .concatenation: try concatenation(operation)
    case .comparison: try compared(operation)
    case .not: try inverted(operation)
    case .conjunction, .disjunction: try junction(operation)
    case .choice: try choice(operation)
    case .isDefined: try isDefined(operation)
    case .fallback: try fallback(operation)
    case .filter: try filter(operation)
    case .hostFilter: try host(operation)
    case .test: try test(operation)
    case .loop(let property, let position, let items): loopValue(property, self[position], self[items])
    case .cycle: try cycle(operation)
    case .macro, .caller: try macro(operation)
    case .hasCaller: .boolean(caller >= 0)
    case .capture(let body): .html(try capture(body))
    }
  }

  private func variable(_ slot: Slot) -> Value {
    let value = self[slot]
    if let log, !slot.isLocal, slot.index < program.variables {
      if case .record = value { return value }
      log.note(variable: slot.index)
    }
    return value
  }

  func read(_ field: AnyField, _ record: Record) -> Value {
    log?.note(field, of: record)
    return field.get(record)
  }

  private mutating func field(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .field(let base, let field, let isLenient, let site) = operation else { return .none }
    let value = try evaluate(base)
    if case .record(let record) = value { return read(field, record) }
    if isLenient, case .none = value { return .none }
    throw failure(.noMember(field.name, of: value, among: []), site)
  }

  private mutating func openMember(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .member(let base, let member, let isLenient, let site) = operation else { return .none }
    return try self.member(try evaluate(base), member, isLenient, site)
  }

  private mutating func openElement(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .element(let base, let index, let isLenient, let site) = operation else { return .none }
    let value = try evaluate(base)
    return try element(value, try evaluate(index), isLenient, site)
  }

  private mutating func list(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .list(let items) = operation else { return .none }
    return .list(List(try evaluate(items)))
  }

  private mutating func calculated(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .arithmetic(let sign, let left, let right, let site) = operation else { return .none }
    let a = try evaluate(left)
    let b = try evaluate(right)
    return try placed(site) { () throws(Complaint) in try arithmetic(sign, a, b) }
  }

  private mutating func concatenation(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .concatenation(let items, let site) = operation else { return .none }
    let values = try evaluate(items)
    return try placed(site) { () throws(Complaint) in try concatenated(values) }
  }

  private mutating func inverted(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .not(let operand) = operation else { return .none }
    return .boolean(!(try evaluate(operand).isTrue))
  }

  private mutating func choice(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .choice(let condition, let then, let otherwise) = operation else { return .none }
    return try evaluate(condition).isTrue ? try evaluate(then) : try evaluate(otherwise)
  }

  private mutating func isDefined(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .isDefined(let operand) = operation else { return .none }
    if case .none = try evaluate(operand) { return .boolean(false) }
    return .boolean(true)
  }

  private mutating func fallback(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .fallback(let operand, let other, let replacesFalse) = operation else { return .none }
    let value = try evaluate(operand)
    if case .none = value { return try evaluate(other) }
    if !value.isTrue, try evaluate(replacesFalse).isTrue { return try evaluate(other) }
    return value
  }

  private mutating func cycle(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .cycle(let items, let position) = operation, case .integer(let index) = self[position] else {
      return .none
    }
    return try evaluate(items[index % items.count])
  }

  mutating func evaluate(_ operations: [Operation]) throws(RenderingFailure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(operations.count)
    for operation in operations { values.append(try evaluate(operation)) }
    return values
  }

  /// A complaint becomes an error at a site.
  func placed<Result>(_ site: Site, _ body: () throws(Complaint) -> Result) throws(RenderingFailure) -> Result {
    do {
      return try body()
    } catch {
      throw failure(error, site)
    }
  }

  /// As `and` and `or` of Python: the operand that decides.
  private mutating func junction(_ operation: Operation) throws(RenderingFailure) -> Value {
    var value = Value.none
    switch operation {
    case .conjunction(let operands):
      for operand in operands {
        value = try evaluate(operand)
        if !value.isTrue { return value }
      }
    case .disjunction(let operands):
      for operand in operands {
        value = try evaluate(operand)
        if value.isTrue { return value }
      }
    default: break
    }
    return value
  }

  private mutating func compared(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .comparison(let first, let rest, let site) = operation else { return .none }
    var left = try evaluate(first)
    for (sign, operand) in rest {
      let right = try evaluate(operand)
      let holds = try placed(site) { [left] () throws(Complaint) in try compare(sign, left, right) }
      if !holds { return .boolean(false) }
      left = right
    }
    return .boolean(true)
  }

  private mutating func signed(_ operation: Operation) throws(RenderingFailure) -> Value {
    switch operation {
    case .negation(let operand, let site): return try negated(try evaluate(operand), site)
    case .affirmation(let operand, let site): return try affirmed(try evaluate(operand), site)
    default: return .none
    }
  }

  private func negated(_ value: Value, _ site: Site) throws(RenderingFailure) -> Value {
    switch value.numeral {
    case .integer(let value) where value != .min: return .integer(-value)
    case .number(let value): return .number(-value)
    default: throw failure(Complaint("\"-\" cannot take \(value.kind)"), site)
    }
  }

  private func affirmed(_ value: Value, _ site: Site) throws(RenderingFailure) -> Value {
    guard let numeral = value.numeral else { throw failure(Complaint("\"+\" cannot take \(value.kind)"), site) }
    return numeral.value
  }

  private mutating func mapping(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .mapping(let pairs, let site) = operation else { return .none }
    var result: [(String, Value)] = []
    for pair in pairs {
      let key = try evaluate(pair.key)
      guard let name = key.string else {
        throw failure(Complaint("a name in a mapping is text, not \(key.kind)"), site)
      }
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
