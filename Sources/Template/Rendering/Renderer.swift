import Diagnostics

/// Renders one page.
struct Renderer {
  let program: Program
  let subject: String
  /// Where it is noted what is read, when someone asks.
  var log: ReadLog?
  /// What need not be rendered again.
  let memo: FragmentMemo?
  var output: [UInt8] = []
  /// The frames: that of the page first, and one for each macro that is being rendered.
  var stack: [Value]
  /// Where the frame of the macro begins that is being rendered.
  var base = 0
  /// What `caller()` calls in the macro that is being rendered: a position in `callers`.
  var caller = -1
  var callers: [CallerFrame] = []
  /// Where the address began that is being written.
  var address = 0
  var depth: Int

  struct CallerFrame {
    /// One of the program's `callers`.
    let code: Int
    let base: Int
    let caller: Int
  }

  init(_ program: Program, _ variables: [Value], subject: String, memo: FragmentMemo? = nil) throws(RenderingFailure) {
    guard variables.count == program.variables else {
      let counts = "\(program.variables) variables, and \(variables.count) were given"
      throw RenderingFailure(Diagnostic(id: "template-value", "\(program.name) takes \(counts)"))
    }
    self.program = program
    self.subject = subject
    self.memo = memo?.table === program.fragmentTable ? memo : nil
    depth = program.depth
    stack = variables
    stack.append(contentsOf: repeatElement(.none, count: program.slots - variables.count))
  }

  subscript(slot: Slot) -> Value {
    get { stack[slot.isLocal ? base + slot.index : slot.index] }
    set { stack[slot.isLocal ? base + slot.index : slot.index] = newValue }
  }

  /// The record in a slot; nil for anything else.
  @inline(__always)
  func record(in slot: Slot) -> Record? {
    if case .record(let record) = stack[slot.isLocal ? base + slot.index : slot.index] { record } else { nil }
  }

  mutating func run(_ body: Range<Int>) throws(RenderingFailure) {
    for index in body {
      switch program.instructions[index] {
      case .literal(let index): output.append(contentsOf: program.literals[index])
      case .print(let operation, let escape, let site): try print(operation, escape, site)
      case .printField(let slot, let getter, let escape, let site): try printField(slot, getter, escape, site)
      case .set(let slot, let operation): self[slot] = try evaluate(operation)
      case .unpack(let first, let count, let operation, let site):
        try unpack(try evaluate(operation), first, count, site)
      case .clear(let slot): self[slot] = .none
      case .conditional(let first, let count, let otherwise): try conditional(first, count, otherwise)
      case .loop(let loop): try self.loop(program.loops[loop])
      case .capture(let slot, let body): self[slot] = .html(try capture(body))
      case .discard(let body):
        let end = output.count
        try run(body)
        output.removeLast(output.count - end)
      case .body(let body): try run(body)
      case .call(let operation): try call(operation)
      case .beginAddress: address = output.count
      case .endAddress(let kind, let site): try endAddress(kind, program.sites[site])
      case .fragment(let index): try fragment(program.fragments[index])
      }
    }
  }

  private mutating func conditional(_ first: Int, _ count: Int, _ otherwise: Range<Int>) throws(RenderingFailure) {
    for index in first..<first + count where try isTrue(program.branches[index].condition) {
      return try run(program.branches[index].body)
    }
    try run(otherwise)
  }

  private mutating func loop(_ loop: LoopStep) throws(RenderingFailure) {
    let list = try items(loop)
    if list.isEmpty { return try run(loop.otherwise) }
    self[loop.items] = .list(list)
    for index in 0..<list.count {
      self[loop.position] = .integer(index)
      try assign(list[index], loop)
      try run(loop.body)
    }
  }

  /// The items that a loop goes over: those that fulfil its condition.
  private mutating func items(_ loop: LoopStep) throws(RenderingFailure) -> List {
    let list: List
    switch try evaluate(loop.list) {
    case .list(let value): list = value
    case .mapping(let mapping) where loop.targets == 2:
      list = List(mapping.pairs.map { .list(List([.text($0.key), $0.value])) })
    case .mapping(let mapping): list = List(mapping.keys.map { .text($0) })
    case .text(let text): list = List(text.unicodeScalars.map { .text(String(Character($0))) })
    case let other:
      throw failure(
        Complaint("\(other.kind) is no list to go over", hint: "a list, a mapping or a text"), program.sites[loop.site])
    }
    guard loop.condition != Step.absent else { return list }
    var positions: [Int] = []
    for index in 0..<list.count {
      try assign(list[index], loop)
      if try isTrue(loop.condition) { positions.append(index) }
    }
    return list.picked(positions)
  }

  private mutating func assign(_ value: Value, _ loop: LoopStep) throws(RenderingFailure) {
    if loop.targets == 1 { return self[loop.target] = value }
    try unpack(value, loop.target, loop.targets, loop.site)
  }

  /// Gives the items of a list to the slots that follow one another.
  private mutating func unpack(_ value: Value, _ first: Slot, _ count: Int, _ site: Int) throws(RenderingFailure) {
    var value = value
    if case .mapping(let mapping) = value, mapping.keys == ["grouper", "list"] {
      value = .list(List(mapping.pairs.map(\.value)))
    }
    guard case .list(let list) = value, list.count == count else {
      var given = value.kind
      if case .list(let list) = value { given = "a list of \(list.count)" }
      throw failure(Complaint("\(count) names cannot take \(given)"), program.sites[site])
    }
    for index in 0..<count { self[first.next(index)] = list[index] }
  }

  /// What a body renders.
  mutating func capture(_ body: Range<Int>) throws(RenderingFailure) -> HTML {
    let start = output.count
    let outer = address
    try run(body)
    address = outer
    guard output.count - start <= Limits.text else {
      throw failure(Complaint("the text would be longer than \(Limits.text) bytes"), Site(source: 0, range: 0..<0))
    }
    let bytes = Array(output[start...])
    output.removeLast(bytes.count)
    return HTML(bytes, program.language)
  }

  private mutating func endAddress(_ kind: AddressKind, _ site: Site) throws(RenderingFailure) {
    let value = output[address...]
    if kind == .single, program.safeStarts.contains(where: { value.starts(with: $0) }) { return }
    guard let scheme = forbiddenScheme(value, kind, allowed: program.schemes) else { return }
    throw failure(.unsafeAddress(scheme, program.schemes), site, id: "template-unsafe-address")
  }

  /// An error that shows only while rendering: it names the place in the template and what is rendered.
  func failure(_ complaint: Complaint, _ site: Site, id: String = "template-value") -> RenderingFailure {
    failure(
      Diagnostic(id: id, complaint.message, at: program.sources[site.source].place(site.range), hint: complaint.hint))
  }

  func failure(_ diagnostic: Diagnostic) -> RenderingFailure {
    var diagnostic = diagnostic
    diagnostic.notes.append(Diagnostic.Note("while rendering \(program.name) for \(subject)"))
    return RenderingFailure(diagnostic)
  }
}

/// A diagnostic in a box: what may fail on every level of a deep recursion must not need much of the stack for it.
final class RenderingFailure: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}

extension Complaint {
  static func unsafeAddress(_ scheme: String, _ allowed: Set<String>) -> Complaint {
    Complaint(
      "an address that begins with \"\(scheme):\" is not written into a page",
      hint: "relative addresses, and \(allowed.sorted().joined(separator: ", ")), are")
  }
}
