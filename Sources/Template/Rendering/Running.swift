import Bytes
import Diagnostics

/// The instructions of a program, done one after the other.
extension Program {
  func run(_ body: Range<Int>, _ page: inout Rendering) throws(RenderingFailure) {
    for index in body {
      switch instructions[index] {
      case .literal(let index): page.output.append(bytes: text, literals[index])
      case .print(let operation, let escape, let site): try print(operation, escape, site, &page)
      case .printField(let slot, let getter, let escape, let site): try printField(slot, getter, escape, site, &page)
      case .set(let slot, let operation): page[slot] = try evaluate(operation, &page)
      case .unpack(let first, let count, let operation, let site):
        try unpack(try evaluate(operation, &page), first, count, site, &page)
      case .clear(let slot): page[slot] = .none
      case .conditional(let first, let count, let otherwise): try conditional(first, count, otherwise, &page)
      case .loop(let loop): try self.loop(loops[loop], &page)
      case .capture(let slot, let body): page[slot] = .html(try capture(body, &page))
      case .discard(let body):
        let end = page.output.count
        try run(body, &page)
        page.output.removeLast(page.output.count - end)
      case .body(let body): try run(body, &page)
      case .call(let operation): try call(operation, &page)
      case .beginAddress: page.address = page.output.count
      case .endAddress(let kind, let site): try endAddress(kind, sites[site], &page)
      case .fragment(let index): try fragment(fragments[index], &page)
      }
    }
  }

  private func conditional(_ first: Int, _ count: Int, _ otherwise: Range<Int>, _ page: inout Rendering)
    throws(RenderingFailure)
  {
    for index in first..<first + count where try isTrue(branches[index].condition, &page) {
      return try run(branches[index].body, &page)
    }
    try run(otherwise, &page)
  }

  private func loop(_ loop: LoopStep, _ page: inout Rendering) throws(RenderingFailure) {
    let list = try items(loop, &page)
    if list.isEmpty { return try run(loop.otherwise, &page) }
    page[loop.items] = .list(list)
    for index in 0..<list.count {
      page[loop.position] = .integer(index)
      try assign(list[index], loop, &page)
      try run(loop.body, &page)
    }
  }

  /// The items that a loop goes over: those that fulfil its condition.
  private func items(_ loop: LoopStep, _ page: inout Rendering) throws(RenderingFailure) -> List {
    let list: List
    switch try evaluate(loop.list, &page) {
    case .list(let value): list = value
    case .mapping(let mapping) where loop.targets == 2:
      list = List(mapping.pairs.map { .list(List([.text($0.key), $0.value])) })
    case .mapping(let mapping): list = List(mapping.keys.map { .text($0) })
    case .text(let text): list = List(text.unicodeScalars.map { .text(String(Character($0))) })
    case let other:
      throw failure(
        Complaint("\(other.kind) is no list to go over", hint: "a list, a mapping or a text"), sites[loop.site], page)
    }
    guard loop.condition != Step.absent else { return list }
    var positions: [Int] = []
    for index in 0..<list.count {
      try assign(list[index], loop, &page)
      if try isTrue(loop.condition, &page) { positions.append(index) }
    }
    return list.picked(positions)
  }

  private func assign(_ value: Value, _ loop: LoopStep, _ page: inout Rendering) throws(RenderingFailure) {
    if loop.targets == 1 { return page[loop.target] = value }
    try unpack(value, loop.target, loop.targets, loop.site, &page)
  }

  /// Gives the items of a list to the slots that follow one another.
  private func unpack(_ value: Value, _ first: Slot, _ count: Int, _ site: Int, _ page: inout Rendering)
    throws(RenderingFailure)
  {
    var value = value
    if case .mapping(let mapping) = value, mapping.keys == ["grouper", "list"] {
      value = .list(List(mapping.pairs.map(\.value)))
    }
    guard case .list(let list) = value, list.count == count else {
      var given = value.kind
      if case .list(let list) = value { given = "a list of \(list.count)" }
      throw failure(Complaint("\(count) names cannot take \(given)"), sites[site], page)
    }
    for index in 0..<count { page[first.next(index)] = list[index] }
  }

  /// What a body renders.
  func capture(_ body: Range<Int>, _ page: inout Rendering) throws(RenderingFailure) -> HTML {
    let start = page.output.count
    let outer = page.address
    try run(body, &page)
    page.address = outer
    guard page.output.count - start <= Limits.text else {
      throw failure(
        Complaint("the text would be longer than \(Limits.text) bytes"), Site(source: 0, range: 0..<0), page)
    }
    let bytes = Array(page.output[start...])
    page.output.removeLast(bytes.count)
    return HTML(bytes, language)
  }

  private func endAddress(_ kind: AddressKind, _ site: Site, _ page: inout Rendering) throws(RenderingFailure) {
    if kind == .single, beginsSafely(page.output, from: page.address) { return }
    let value = page.output[page.address...]
    guard let scheme = forbiddenScheme(value, kind, allowed: schemes) else { return }
    throw failure(.unsafeAddress(scheme, schemes), site, id: "template-unsafe-address", page)
  }

  private func beginsSafely(_ output: [UInt8], from start: Int) -> Bool {
    for index in safeStarts.indices where output.count - start >= safeStarts[index].count {
      if safeStarts[index].indices.allSatisfy({ output[start + $0] == safeStarts[index][$0] }) { return true }
    }
    return false
  }

  /// An error that shows only while rendering: it names the place in the template and what is rendered.
  func failure(_ complaint: Complaint, _ site: Site, id: String = "template-value", _ page: borrowing Rendering)
    -> RenderingFailure
  {
    failure(
      Diagnostic(id: id, complaint.message, at: sources[site.source].place(site.range), hint: complaint.hint), page)
  }

  func failure(_ diagnostic: Diagnostic, _ page: borrowing Rendering) -> RenderingFailure {
    var diagnostic = diagnostic
    diagnostic.notes.append(Diagnostic.Note("while rendering \(name) for \(page.subject)"))
    return RenderingFailure(diagnostic)
  }
}

extension Complaint {
  static func unsafeAddress(_ scheme: String, _ allowed: Set<String>) -> Complaint {
    Complaint(
      "an address that begins with \"\(scheme):\" is not written into a page",
      hint: "relative addresses, and \(allowed.sorted().joined(separator: ", ")), are")
  }
}
