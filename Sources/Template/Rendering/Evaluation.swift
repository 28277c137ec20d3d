import Diagnostics

/// What expressions are while a page is rendered.
extension Program {
  /// Each case has a function of its own: an expression in an expression needs little of the stack that way.
  func evaluate(_ step: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    switch steps[step] {
    case .constant(let number): constants[number]
    case .variable(let slot): variable(slot, &page)
    case .slotField(let slot, let getter): try slotField(slot, getter, &page)
    case .field(let base, let getter): try field(base, getter, &page)
    case .member(let base, let member, let isLenient, let site): try openMember(base, member, isLenient, site, &page)
    case .element(let base, let index, let isLenient, let site): try openElement(base, index, isLenient, site, &page)
    case .slice(let operands, let site): try slice(operands, site, &page)
    case .list(let items): .list(List(try evaluate(items, &page)))
    case .mapping(let operands, let site): try mapping(operands, site, &page)
    case .negation(let operand, let site): try negated(try evaluate(operand, &page), site, page)
    case .affirmation(let operand, let site): try affirmed(try evaluate(operand, &page), site, page)
    case .arithmetic(let sign, let left, let right, let site): try calculated(sign, left, right, site, &page)
    case .concatenation(let items, let site): try concatenation(items, site, &page)
    case .comparison, .not, .isDefined: .boolean(try isTrue(step, &page))
    case .conjunction(let operands): try junction(operands, isAnd: true, &page)
    case .disjunction(let operands): try junction(operands, isAnd: false, &page)
    case .choice(let condition, let then, let otherwise):
      try evaluate(try isTrue(condition, &page) ? then : otherwise, &page)
    case .fallback(let value, let other, let replacesFalse): try fallback(value, other, replacesFalse, &page)
    case .filter(let number): try filter(number, &page)
    case .hostFilter(let number): try host(number, &page)
    case .test(let number): try test(number, &page)
    case .loop(let property, let position, let items): loopValue(property, page[position], page[items])
    case .cycle(let items, let position): try cycle(items, position, &page)
    case .macro, .caller: try macro(step, &page)
    case .hasCaller: .boolean(page.caller >= 0)
    case .capture(let body): .html(try capture(body, &page))
    }
  }

  /// Whether the value of a condition is true; most conditions need no value for that.
  func isTrue(_ step: Int, _ page: inout Rendering) throws(RenderingFailure) -> Bool {
    switch steps[step] {
    // Most conditions are a field.
    case .slotField(let slot, let getter): return try slotField(slot, getter, &page).isTrue
    case .not(let operand): return !(try isTrue(operand, &page))
    case .isDefined(let operand):
      if case .none = try evaluate(operand, &page) { return false }
      return true
    case .comparison(let operands, let signs, let site): return try compared(operands, signs, site, &page)
    case .conjunction(let operands):
      for index in operands.range where !(try isTrue(self.operands[index], &page)) { return false }
      return true
    case .disjunction(let operands):
      for index in operands.range where try isTrue(self.operands[index], &page) { return true }
      return false
    default: return try evaluate(step, &page).isTrue
    }
  }

  private func variable(_ slot: Slot, _ page: inout Rendering) -> Value {
    let value = page[slot]
    if page.log != nil, !slot.isLocal, slot.index < variables {
      if case .record = value { return value }
      page.log?.note(variable: slot.index)
    }
    return value
  }

  /// The field of a record, by its number.
  ///
  /// It takes the record over: a caller has it from a slot, and its owner is counted there.
  func read(_ getter: Int, _ record: consuming Record, _ page: inout Rendering) -> Value {
    page.log?.note(parts[getter], index: record.index)
    // Not `??`: whichever owner it gave would be counted.
    if let owner = record.owner { return getters[getter].read(owner, record.index) }
    if getters[getter].isOfPage { return getters[getter].read(page.owner, record.index) }
    return getters[getter].read(root, record.index)
  }

  /// A field of a record whose type is known only while rendering.
  func read(_ field: AnyField, _ record: Record, _ page: inout Rendering) -> Value {
    page.log?.note(field.part, index: record.index)
    return field.value(of: record, owners(page))
  }

  private func slotField(_ slot: Slot, _ getter: GetterStep, _ page: inout Rendering) throws(RenderingFailure) -> Value
  {
    if let record = page.record(in: slot) { return read(getter.getter, record, &page) }
    return try missing(getter, of: variable(slot, &page), page)
  }

  private func field(_ base: Int, _ getter: GetterStep, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    let value = try evaluate(base, &page)
    if case .record(let record) = value { return read(getter.getter, record, &page) }
    return try missing(getter, of: value, page)
  }

  private func missing(_ getter: GetterStep, of value: Value, _ page: borrowing Rendering) throws(RenderingFailure)
    -> Value
  {
    if getter.isLenient, case .none = value { return .none }
    throw failure(.noMember(fields[getter.getter].name, of: value, among: []), sites[getter.site], page)
  }

  private func openMember(
    _ base: Int, _ member: Int, _ isLenient: Bool, _ site: Int, _ page: inout Rendering
  ) throws(RenderingFailure) -> Value {
    let value = try evaluate(base, &page)
    return try self.member(value, members[member], isLenient, sites[site], &page)
  }

  private func openElement(
    _ base: Int, _ index: Int, _ isLenient: Bool, _ site: Int, _ page: inout Rendering
  ) throws(RenderingFailure) -> Value {
    let value = try evaluate(base, &page)
    return try element(value, try evaluate(index, &page), isLenient, sites[site], page)
  }

  private func calculated(
    _ sign: ArithmeticOperator, _ left: Int, _ right: Int, _ site: Int, _ page: inout Rendering
  ) throws(RenderingFailure) -> Value {
    let a = try evaluate(left, &page)
    let b = try evaluate(right, &page)
    return try placed(site, page) { () throws(Complaint) in try arithmetic(sign, a, b) }
  }

  private func concatenation(_ items: Operands, _ site: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value
  {
    let values = try evaluate(items, &page)
    return try placed(site, page) { () throws(Complaint) in try concatenated(values) }
  }

  private func fallback(_ step: Int, _ other: Int, _ replacesFalse: Int, _ page: inout Rendering)
    throws(RenderingFailure) -> Value
  {
    let value = try evaluate(step, &page)
    if case .none = value { return try evaluate(other, &page) }
    if !value.isTrue, try isTrue(replacesFalse, &page) { return try evaluate(other, &page) }
    return value
  }

  private func cycle(_ items: Operands, _ position: Slot, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    guard case .integer(let index) = page[position] else { return .none }
    return try evaluate(operands[items.first + index % items.count], &page)
  }

  func evaluate(_ operands: Operands, _ page: inout Rendering) throws(RenderingFailure) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(operands.count)
    for index in operands.range { values.append(try value(self.operands[index], &page)) }
    return values
  }

  /// The value of a step, or none where it is left out.
  func value(_ step: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    step == Step.absent ? .none : try evaluate(step, &page)
  }

  /// A complaint becomes an error at a site.
  func placed<Result>(
    _ site: Int, _ page: borrowing Rendering, _ body: () throws(Complaint) -> Result
  ) throws(RenderingFailure) -> Result {
    do {
      return try body()
    } catch {
      throw failure(error, sites[site], page)
    }
  }

  /// As `and` and `or` of Python: the operand that decides.
  private func junction(_ operands: Operands, isAnd: Bool, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    var value = Value.none
    for index in operands.range {
      value = try evaluate(self.operands[index], &page)
      if value.isTrue != isAnd { return value }
    }
    return value
  }

  private func compared(_ operands: Operands, _ signs: Int, _ site: Int, _ page: inout Rendering)
    throws(RenderingFailure) -> Bool
  {
    var left = try evaluate(self.operands[operands.first], &page)
    for offset in 1..<operands.count {
      let right = try evaluate(self.operands[operands.first + offset], &page)
      let sign = comparisons[signs + offset - 1]
      let holds = try placed(site, page) { [left] () throws(Complaint) in try compare(sign, left, right) }
      if !holds { return false }
      left = right
    }
    return true
  }

  private func negated(_ value: Value, _ site: Int, _ page: borrowing Rendering) throws(RenderingFailure) -> Value {
    switch value.numeral {
    case .integer(let value) where value != .min: return .integer(-value)
    case .number(let value): return .number(-value)
    default: throw failure(Complaint("\"-\" cannot take \(value.kind)"), sites[site], page)
    }
  }

  private func affirmed(_ value: Value, _ site: Int, _ page: borrowing Rendering) throws(RenderingFailure) -> Value {
    guard let numeral = value.numeral else {
      throw failure(Complaint("\"+\" cannot take \(value.kind)"), sites[site], page)
    }
    return numeral.value
  }

  private func mapping(_ operands: Operands, _ site: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    var result: [(String, Value)] = []
    for index in stride(from: operands.first, to: operands.first + operands.count, by: 2) {
      let key = try evaluate(self.operands[index], &page)
      guard let name = key.string else {
        throw failure(Complaint("a name in a mapping is text, not \(key.kind)"), sites[site], page)
      }
      let value = try evaluate(self.operands[index + 1], &page)
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
