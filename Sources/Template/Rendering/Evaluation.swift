import Diagnostics

/// What expressions are while a page is rendered.
extension Renderer {
  /// Each case has a function of its own: an expression in an expression needs little of the stack that way.
  mutating func evaluate(_ step: Int) throws(RenderingFailure) -> Value {
    switch program.steps[step] {
    case .constant(let number): program.constants[number]
    case .variable(let slot): variable(slot)
    case .slotField(let slot, let getter): try slotField(slot, getter)
    case .field(let base, let getter): try field(base, getter)
    case .member(let base, let member, let isLenient, let site): try openMember(base, member, isLenient, site)
    case .element(let base, let index, let isLenient, let site): try openElement(base, index, isLenient, site)
    case .slice(let operands, let site): try slice(operands, site)
    case .list(let items): .list(List(try evaluate(items)))
    case .mapping(let operands, let site): try mapping(operands, site)
    case .negation(let operand, let site): try negated(try evaluate(operand), site)
    case .affirmation(let operand, let site): try affirmed(try evaluate(operand), site)
    case .arithmetic(let sign, let left, let right, let site): try calculated(sign, left, right, site)
    case .concatenation(let items, let site): try concatenation(items, site)
    case .comparison, .not, .isDefined: .boolean(try isTrue(step))
    case .conjunction(let operands): try junction(operands, isAnd: true)
    case .disjunction(let operands): try junction(operands, isAnd: false)
    case .choice(let condition, let then, let otherwise): try evaluate(try isTrue(condition) ? then : otherwise)
    case .fallback(let value, let other, let replacesFalse): try fallback(value, other, replacesFalse)
    case .filter(let number): try filter(number)
    case .hostFilter(let number): try host(number)
    case .test(let number): try test(number)
    case .loop(let property, let position, let items): loopValue(property, self[position], self[items])
    case .cycle(let items, let position): try cycle(items, position)
    case .macro, .caller: try macro(step)
    case .hasCaller: .boolean(caller >= 0)
    case .capture(let body): .html(try capture(body))
    }
  }

  /// Whether the value of a condition is true; most conditions need no value for that.
  mutating func isTrue(_ step: Int) throws(RenderingFailure) -> Bool {
    switch program.steps[step] {
    case .not(let operand): return !(try isTrue(operand))
    case .isDefined(let operand):
      if case .none = try evaluate(operand) { return false }
      return true
    case .comparison(let operands, let signs, let site): return try compared(operands, signs, site)
    case .conjunction(let operands):
      for index in operands.range where !(try isTrue(program.operands[index])) { return false }
      return true
    case .disjunction(let operands):
      for index in operands.range where try isTrue(program.operands[index]) { return true }
      return false
    default: return try evaluate(step).isTrue
    }
  }

  private mutating func variable(_ slot: Slot) -> Value {
    let value = self[slot]
    if log != nil, !slot.isLocal, slot.index < program.variables {
      if case .record = value { return value }
      log?.note(variable: slot.index)
    }
    return value
  }

  mutating func read(_ getter: Int, _ record: Record) -> Value { read(program.getters[getter], record) }

  mutating func read(_ field: AnyField, _ record: Record) -> Value {
    log?.note(field, of: record)
    return field.get(record)
  }

  private mutating func slotField(_ slot: Slot, _ getter: GetterStep) throws(RenderingFailure) -> Value {
    if let record = record(in: slot) { return read(getter.getter, record) }
    return try missing(getter, of: variable(slot))
  }

  private mutating func field(_ base: Int, _ getter: GetterStep) throws(RenderingFailure) -> Value {
    let value = try evaluate(base)
    if case .record(let record) = value { return read(getter.getter, record) }
    return try missing(getter, of: value)
  }

  private func missing(_ getter: GetterStep, of value: Value) throws(RenderingFailure) -> Value {
    if getter.isLenient, case .none = value { return .none }
    throw failure(.noMember(program.getters[getter.getter].name, of: value, among: []), program.sites[getter.site])
  }

  private mutating func openMember(
    _ base: Int, _ member: Int, _ isLenient: Bool, _ site: Int
  ) throws(RenderingFailure) -> Value {
    let value = try evaluate(base)
    return try self.member(value, program.members[member], isLenient, program.sites[site])
  }

  private mutating func openElement(
    _ base: Int, _ index: Int, _ isLenient: Bool, _ site: Int
  ) throws(RenderingFailure) -> Value {
    let value = try evaluate(base)
    return try element(value, try evaluate(index), isLenient, program.sites[site])
  }

  private mutating func calculated(
    _ sign: ArithmeticOperator, _ left: Int, _ right: Int, _ site: Int
  ) throws(RenderingFailure) -> Value {
    let a = try evaluate(left)
    let b = try evaluate(right)
    return try placed(site) { () throws(Complaint) in try arithmetic(sign, a, b) }
  }

  private mutating func concatenation(_ items: Operands, _ site: Int) throws(RenderingFailure) -> Value {
    let values = try evaluate(items)
    return try placed(site) { () throws(Complaint) in try concatenated(values) }
  }

  private mutating func fallback(_ step: Int, _ other: Int, _ replacesFalse: Int) throws(RenderingFailure) -> Value {
    let value = try evaluate(step)
    if case .none = value { return try evaluate(other) }
    if !value.isTrue, try isTrue(replacesFalse) { return try evaluate(other) }
    return value
  }

  private mutating func cycle(_ items: Operands, _ position: Slot) throws(RenderingFailure) -> Value {
    guard case .integer(let index) = self[position] else { return .none }
    return try evaluate(program.operands[items.first + index % items.count])
  }

  mutating func evaluate(_ operands: Operands) throws(RenderingFailure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(operands.count)
    for index in operands.range { values.append(try value(program.operands[index])) }
    return values
  }

  /// The value of a step, or none where it is left out.
  mutating func value(_ step: Int) throws(RenderingFailure) -> Value {
    step == Step.absent ? .none : try evaluate(step)
  }

  /// A complaint becomes an error at a site.
  func placed<Result>(_ site: Int, _ body: () throws(Complaint) -> Result) throws(RenderingFailure) -> Result {
    do {
      return try body()
    } catch {
      throw failure(error, program.sites[site])
    }
  }

  /// As `and` and `or` of Python: the operand that decides.
  private mutating func junction(_ operands: Operands, isAnd: Bool) throws(RenderingFailure) -> Value {
    var value = Value.none
    for index in operands.range {
      value = try evaluate(program.operands[index])
      if value.isTrue != isAnd { return value }
    }
    return value
  }

  private mutating func compared(_ operands: Operands, _ signs: Int, _ site: Int) throws(RenderingFailure) -> Bool {
    var left = try evaluate(program.operands[operands.first])
    for offset in 1..<operands.count {
      let right = try evaluate(program.operands[operands.first + offset])
      let sign = program.comparisons[signs + offset - 1]
      let holds = try placed(site) { [left] () throws(Complaint) in try compare(sign, left, right) }
      if !holds { return false }
      left = right
    }
    return true
  }

  private func negated(_ value: Value, _ site: Int) throws(RenderingFailure) -> Value {
    switch value.numeral {
    case .integer(let value) where value != .min: return .integer(-value)
    case .number(let value): return .number(-value)
    default: throw failure(Complaint("\"-\" cannot take \(value.kind)"), program.sites[site])
    }
  }

  private func affirmed(_ value: Value, _ site: Int) throws(RenderingFailure) -> Value {
    guard let numeral = value.numeral else {
      throw failure(Complaint("\"+\" cannot take \(value.kind)"), program.sites[site])
    }
    return numeral.value
  }

  private mutating func mapping(_ operands: Operands, _ site: Int) throws(RenderingFailure) -> Value {
    var result: [(String, Value)] = []
    for index in stride(from: operands.first, to: operands.first + operands.count, by: 2) {
      let key = try evaluate(program.operands[index])
      guard let name = key.string else {
        throw failure(Complaint("a name in a mapping is text, not \(key.kind)"), program.sites[site])
      }
      let value = try evaluate(program.operands[index + 1])
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
