/// What a run of instructions needs and changes, and a key that is the same for runs that do the same.
struct CodeScan {
  private let code: ProgramBuilder
  /// The slots whose value comes from outside of the run.
  private(set) var needed: Set<Int> = []
  private(set) var written: Set<Int> = []
  /// How often each slot is read.
  private(set) var reads: [Int: Int] = [:]
  /// Whether it is all there is to know: what a macro does is not.
  private(set) var isWhole = true
  /// About how much there is to do, in fields.
  private(set) var weight = 0
  private var key: [UInt8] = []
  /// How many instructions and operations it went over.
  private(set) var steps = 0
  /// The slots that have been given a value on every way here.
  private var defined: Set<Int> = []
  private var numbers: [Int: Int] = [:]
  private var isInAddress = false

  init(_ code: ProgramBuilder) {
    self.code = code
    put(code.language == .html ? 0 : code.language == .xml ? 1 : 2)
  }

  /// Whether an address that begins in the run ends in it.
  var isBalanced: Bool { !isInAddress }

  // MARK: Keys

  /// The same for runs that do the same with records of one type.
  ///
  /// - Parameter type: The number of the type; nil where the run is given no record.
  func key(of type: Int?) -> [UInt8] {
    guard let type else { return key }
    var scan = self
    scan.put("record")
    scan.put(type)
    return scan.key
  }

  private mutating func put(_ text: String) {
    put(text.utf8.count)
    key.append(contentsOf: text.utf8)
  }

  private mutating func put(_ number: Int) {
    for shift in stride(from: 0, to: 64, by: 8) { key.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }

  /// A slot is called by what it holds for all pages, or else by the order in which the run names it.
  private mutating func put(_ slot: Slot) {
    if slot.isLocal { isWhole = false }
    if let name = code.sharedSlots[slot.index] { return put("shared " + name) }
    let number = numbers[slot.index] ?? numbers.count
    numbers[slot.index] = number
    put(number)
  }

  private mutating func put(_ field: AnyField) {
    put(field.name)
    put(Int(bitPattern: ObjectIdentifier(field)))
  }

  private mutating func put(_ value: Value) {
    switch value {
    case .none: put("none")
    case .boolean(let value): put(value ? "true" : "false")
    case .integer(let value):
      put("integer")
      put(value)
    case .number(let value):
      put("number")
      put(Int(truncatingIfNeeded: value.bitPattern))
    case .text(let text): put("text " + text)
    case .html, .instant, .list, .record, .mapping: isWhole = false
    }
  }

  private mutating func read(_ slot: Slot) {
    put(slot)
    reads[slot.index, default: 0] += 1
    if !defined.contains(slot.index) { needed.insert(slot.index) }
  }

  private mutating func write(_ slot: Slot) {
    put(slot)
    written.insert(slot.index)
    defined.insert(slot.index)
  }

  // MARK: Instructions

  mutating func add(_ instruction: Instruction) {
    steps += 1
    switch instruction {
    case .literal(let index):
      put("literal \(code.literals[index].count)")
      key += code.literals[index]
    case .print(let operation, let escape, _):
      put("print \(escape.rawValue)")
      weight += 1
      add(code.operations[operation])
    case .printField(let slot, let getter, let escape, _):
      put("field \(escape.rawValue)")
      weight += 3
      read(Slot(index: slot, isLocal: false))
      put(code.getters[getter])
    case .set(let slot, let operation):
      put("set")
      add(code.operations[operation])
      write(slot)
    case .unpack(let first, let count, let operation, _):
      put("unpack \(count)")
      add(code.operations[operation])
      for offset in 0..<count { write(Slot(index: first.index + offset, isLocal: first.isLocal)) }
    case .clear(let slot):
      put("clear")
      write(slot)
    case .conditional(let first, let count, let otherwise): conditional(code.branches[first..<first + count], otherwise)
    case .loop(let loop): self.loop(code.loops[loop])
    case .capture(let slot, let body):
      put("capture")
      bounded(body)
      write(slot)
    case .discard(let body), .body(let body):
      if case .discard = instruction { put("discard") } else { put("body") }
      add(body)
    case .call(let operation): add(code.operations[operation])
    case .beginAddress:
      put("begin")
      if isInAddress { isWhole = false }
      isInAddress = true
    case .endAddress(let kind, _):
      put("end \(kind.rawValue)")
      if !isInAddress { isWhole = false }
      isInAddress = false
    case .fragment: isWhole = false
    }
  }

  private mutating func add(_ body: Range<Int>) {
    put(body.count)
    for index in body { add(code.instructions[index]) }
  }

  /// A body that is perhaps not run, or more than once, or whose text is taken out: what it gives values to may have
  /// none afterwards, and its addresses are its own.
  private mutating func bounded(_ body: Range<Int>) {
    let outer = (defined, isInAddress)
    isInAddress = false
    add(body)
    if isInAddress { isWhole = false }
    (defined, isInAddress) = outer
  }

  private mutating func conditional(_ branches: ArraySlice<Branch>, _ otherwise: Range<Int>) {
    put("if \(branches.count)")
    for branch in branches {
      weight += 1
      add(branch.condition)
      bounded(branch.body)
    }
    bounded(otherwise)
  }

  private mutating func loop(_ loop: LoopCode) {
    put("for \(loop.targets.count) \(loop.condition == nil)")
    weight += 6
    add(loop.list)
    let outer = defined
    for slot in loop.targets + [loop.position, loop.items] { write(slot) }
    if let condition = loop.condition { add(condition) }
    bounded(loop.body)
    defined = outer
    bounded(loop.otherwise)
  }

  // MARK: Operations

  private mutating func add(_ operations: [Operation]) {
    put(operations.count)
    for operation in operations { add(operation) }
  }

  private mutating func add(_ operation: Operation?) {
    guard let operation else { return put("-") }
    add(operation)
  }

  mutating func add(_ operation: Operation) {
    steps += 1
    switch operation {
    case .constant(let value): put(value)
    case .variable(let slot):
      put("variable")
      read(slot)
    case .field(let base, let field, let isLenient, _):
      put("field \(isLenient)")
      put(field)
      weight += 2
      add(base)
    case .member(let base, let member, let isLenient, _):
      put("member \(isLenient) \(member.name)")
      weight += 2
      add(base)
    case .element(let base, let index, let isLenient, _): add("element \(isLenient)", [base, index])
    case .slice(let base, let from, let to, let step, _):
      put("slice")
      for part in [base, from, to, step] { add(part) }
    case .list(let items): add("list", items)
    case .mapping(let pairs, _): add("mapping", pairs.flatMap { [$0.key, $0.value] })
    case .negation(let operand, _): add("minus", [operand])
    case .affirmation(let operand, _): add("plus", [operand])
    case .arithmetic(let sign, let left, let right, _): add(sign.rawValue, [left, right])
    case .concatenation(let items, _): add("~", items)
    case .comparison(let first, let rest, _):
      add("compare " + rest.map(\.sign.rawValue).joined(separator: " "), [first] + rest.map(\.operand))
    case .not(let operand): add("not", [operand])
    case .conjunction(let operands): add("and", operands)
    case .disjunction(let operands): add("or", operands)
    case .choice(let condition, let then, let otherwise): add("choice", [condition, then, otherwise])
    case .isDefined(let operand): add("defined", [operand])
    case .fallback(let value, let other, let replacesFalse): add("default", [value, other, replacesFalse])
    case .filter(let filter): add(filter)
    case .hostFilter(let call):
      weight += 6
      add("\(call.kind) \(call.name)", call.arguments)
      add(call.input?.value)
      if let keywords = call.keywords { add(keywords.map(\.name).joined(separator: ","), keywords.map(\.value)) }
    case .test(let test): add("is \(test.name)", [test.input] + test.arguments)
    case .loop(let property, let position, let items):
      put("loop \(property.rawValue)")
      read(position)
      read(items)
    case .cycle(let items, let position):
      read(position)
      add("cycle", items)
    case .macro(let call): self.call(call)
    case .caller(let arguments, _):
      isWhole = false
      for argument in arguments { add(argument) }
    case .hasCaller: isWhole = false
    case .capture(let body):
      put("captured")
      bounded(body)
    }
  }

  private mutating func add(_ name: String, _ operands: [Operation]) {
    put(name)
    add(operands)
  }

  /// What a macro does is not known, but what it is given is read.
  private mutating func call(_ call: MacroCall) {
    isWhole = false
    for argument in call.arguments { add(argument) }
    guard let caller = call.caller else { return }
    for value in caller.defaults { add(value) }
    bounded(caller.body)
  }

  private mutating func add(_ filter: FilterCode) {
    weight += 4
    put("filter \(filter.name) " + (filter.path ?? []).map(\.name).joined(separator: "."))
    add(filter.input)
    for argument in filter.arguments { add(argument) }
    guard let inner = filter.inner else { return }
    put("inner \(inner.name)")
    for argument in inner.arguments { add(argument) }
  }
}
