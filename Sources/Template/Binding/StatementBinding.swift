import Diagnostics

/// The statements that stand for themselves.
extension Binder {
  /// The statements of a body, after its macros were made known.
  mutating func bind(_ statements: [Statement]) {
    announceMacros(statements)
    for statement in statements where count() { bind(statement) }
    bindPendingMacros()
  }

  mutating func bind(_ statement: Statement) {
    switch statement {
    case .text(let bytes, let range): text(bytes, range)
    case .print(let expression): print(expression)
    case .conditional(let branches, let otherwise, let range): conditional(branches, otherwise, range)
    case .loop(let loop): self.loop(loop)
    case .set(let targets, let value, let range): set(targets, value, range)
    case .capture(let target, let filters, let body, let range): capture(target, filters, body, range)
    case .with(let assignments, let body): with(assignments, body)
    case .filter(let filters, let body, let range): filterBlock(filters, body, range)
    case .block(let block): self.block(block)
    case .extends(_, let range): report(.extendsInside(place(range)))
    case .include(let inclusion): include(inclusion)
    case .macro: break
    case .importModule(let template, let name, let withContext): importModule(template, name, withContext)
    case .importNames(let template, let names, let withContext): importNames(template, names, withContext)
    case .call(let call): callBlock(call)
    }
  }

  private mutating func text(_ bytes: [UInt8], _ range: SourceRange) {
    var start = 0
    for event in place.advance(over: bytes) {
      switch event {
      case .beginAddress(let offset):
        emitLiteral(bytes[start..<offset])
        emit(.beginAddress)
        start = offset
      case .endAddress(let offset, let kind):
        emitLiteral(bytes[start..<offset])
        code.sites.append(addressSite ?? site(range))
        emit(.endAddress(kind, site: code.sites.count - 1))
        start = offset
      case .wrong(let part, let complaint):
        let offset = range.lowerBound
        report(.wrongPlace(place(offset + part.lowerBound..<offset + part.upperBound), complaint))
      }
    }
    emitLiteral(bytes[start...])
  }

  mutating func print(_ expression: Expression) {
    if isSuper(expression) { return superBlock(expression.range) }
    let start = place
    let escape = place.escape()
    addressSite = site(expression.range)
    let bound = bind(expression)
    guard case .success(let escape) = escape else {
      if case .failure(let complaint) = escape { report(.wrongPlace(place(expression.range), complaint)) }
      return
    }
    guard isPrintable(bound, expression, escape) else { return }
    let site = addSite(expression.range)
    switch bound.operation {
    case .constant(.text(let text)) where escape == .text || escape == .words:
      // `{{ "{{" }}` and the like.
      var bytes: [UInt8] = []
      appendEscaped(text, to: &bytes)
      emitLiteral(bytes[...])
    case .macro, .caller:
      if start.isText, escape == .text || escape == .xml || escape == .plain || escape == .json {
        emit(.call(operation: add(bound)))
      } else {
        emit(.print(operation: add(bound), escape, site: site))
      }
    case .field(.variable(let slot), let field, isLenient: false, _) where !slot.isLocal:
      code.getters.append(field)
      emit(.printField(slot: slot.index, getter: code.getters.count - 1, escape, site: site))
    default: emit(.print(operation: add(bound), escape, site: site))
    }
  }

  private mutating func isPrintable(_ bound: Bound, _ expression: Expression, _ escape: Escape) -> Bool {
    switch bound.type {
    case .optional, .none:
      if escape == .json || escape == .script { return true }
      report(.mayBeNone(place(expression.range), text(of: expression)))
    case .record(let type): report(.notPrintable(place(expression.range), type.name, fields: fieldNames(type)))
    case .group: report(.notPrintable(place(expression.range), "group", fields: ["grouper", "list"]))
    case .instant: report(.instantPrinted(place(expression.range)))
    case .list(.record(let type)): report(.listPrinted(place(expression.range), type.name))
    default: return true
    }
    return false
  }

  func fieldNames(_ type: RecordType) -> [String] { vocabulary.fields(of: type).map(\.name).sorted() }

  /// An expression as it is written, for messages.
  func text(of expression: Expression) -> String {
    let text = String(decoding: sourceText.bytes[expression.range].prefix(60), as: UTF8.self)
    return expression.range.count > 60 ? text + "…" : text
  }

  mutating func set(_ targets: [Word], _ value: Expression, _ range: SourceRange) {
    if targets.count == 1, case .name(let name) = value.kind, case .loop(let loop)? = symbol(name) {
      scopes[scopes.count - 1].symbols[targets[0].text] = .loop(loop)
      return
    }
    let bound = bind(value)
    guard targets.count > 1 else {
      let variable = declare(targets[0].text, bound.type)
      return emit(.set(ownSlot(variable.slot), operation: add(bound)))
    }
    unpack(targets, bound, range)
  }

  private mutating func unpack(_ targets: [Word], _ bound: Bound, _ range: SourceRange) {
    let first = frame.allocate(targets.count)
    for (offset, target) in targets.enumerated() {
      _ = declare(target.text, bound.type.element, slot: first + offset)
    }
    emit(.unpack(first: ownSlot(first), count: targets.count, operation: add(bound), site: addSite(range)))
  }

  private mutating func capture(_ target: Word, _ filters: Expression?, _ body: [Statement], _ range: SourceRange) {
    let captured = captured(range) { $0.scoped { $0.bind(body) } }
    let type: ValueType = .html
    guard let filters else {
      let variable = declare(target.text, type)
      return emit(.capture(ownSlot(variable.slot), body: captured))
    }
    let bound = bind(filters, input: Bound(.capture(captured), type))
    let variable = declare(target.text, bound.type)
    emit(.set(ownSlot(variable.slot), operation: add(bound)))
  }

  /// A body whose text is a value: it begins and ends in text.
  mutating func captured(_ range: SourceRange, _ bind: (inout Binder) -> Void) -> Range<Int> {
    let outer = place
    place = outer.start
    let result = body(bind)
    requireText(range)
    place = outer
    return result
  }

  /// Reports a body that ends inside of a tag, attribute, comment or script.
  mutating func requireText(_ range: SourceRange) {
    if !place.isText { report(.endsInside(place(range), place.description)) }
  }

  private mutating func with(
    _ assignments: [(name: Word, value: Expression)], _ statements: [Statement]
  ) {
    let values = assignments.map { assignment -> Bound in bind(assignment.value) }
    scoped { binder in
      for (assignment, value) in zip(assignments, values) {
        let variable = binder.declare(assignment.name.text, value.type)
        binder.emit(.set(binder.ownSlot(variable.slot), operation: binder.add(value)))
      }
      binder.bind(statements)
    }
  }

  private mutating func filterBlock(_ filters: Expression, _ statements: [Statement], _ range: SourceRange) {
    let escape = place.escape()
    guard case .success(let escape) = escape else {
      if case .failure(let complaint) = escape { report(.wrongPlace(place(range), complaint)) }
      return
    }
    let captured = captured(range) { $0.scoped { $0.bind(statements) } }
    let bound = bind(filters, input: Bound(.capture(captured), .html))
    guard isPrintable(bound, filters, escape) else { return }
    emit(.print(operation: add(bound), escape, site: addSite(filters.range)))
  }
}
