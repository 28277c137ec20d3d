import Diagnostics

/// Members, elements and slices.
extension Binder {
  mutating func member(_ base: Expression, _ word: Word, _ expression: Expression, _ tolerance: Tolerance) -> Bound {
    if case .name(let name) = base.kind {
      switch symbol(name) {
      case .loop(let loop)?: return loopMember(loop, word, expression)
      case .module(let symbols)?: return moduleMember(symbols, name, word, expression)
      default: break
      }
    }
    let bound = bind(base, tolerance)
    return member(of: bound, base, word, expression, tolerance)
  }

  private mutating func member(
    of bound: Bound, _ base: Expression, _ word: Word, _ expression: Expression, _ tolerance: Tolerance
  ) -> Bound {
    var isLenient = tolerance == .missing
    if bound.type.isOptional, tolerance != .missing {
      guard tolerance == .truth else {
        report(.mayBeNone(place(base.range), text(of: base), member: word.text))
        return .wrong
      }
      isLenient = true
    }
    let depth = bound.depth + 1
    let site = site(word.range)
    func result(_ operation: Operation, _ type: ValueType) -> Bound {
      let type = bound.type.isOptional ? type.asOptional : type
      return Bound(operation, narrowed(type, expression), depth: depth)
    }
    switch bound.type.unwrapped {
    case .record(let type):
      guard let field = vocabulary.field(word.text, of: type) else {
        report(.unknownField(place(word.range), word.text, type.name, fieldNames(type)))
        return .wrong
      }
      return result(.field(bound.operation, field, isLenient: isLenient, site), field.type)
    case .group(let element):
      guard let type = ["grouper": ValueType.open, "list": .list(element)][word.text] else {
        report(.unknownField(place(word.range), word.text, "group", ["grouper", "list"]))
        return .wrong
      }
      return result(.member(bound.operation, openMember(word.text), isLenient: isLenient, site), type)
    case .mapping(let value):
      return result(
        .member(bound.operation, openMember(word.text), isLenient: isLenient, site),
        tolerance == .missing ? value.asOptional : value)
    case .open, .none:
      return result(.member(bound.operation, openMember(word.text), isLenient: isLenient, site), .open)
    case let other:
      report(.noMembers(place(word.range), word.text, text(of: base), other))
      return .wrong
    }
  }

  /// A name of something that is not known yet, with the getters of all record types that have such a field.
  func openMember(_ name: String) -> Member {
    Member(
      name: name,
      fields: vocabulary.recordTypes.compactMap { type in
        vocabulary.field(name, of: type).map { (ObjectIdentifier(type), $0) }
      })
  }

  private mutating func loopMember(_ loop: LoopSymbol, _ word: Word, _ expression: Expression) -> Bound {
    guard let property = LoopProperty(rawValue: word.text) else {
      let names = LoopProperty.allCases.map(\.rawValue) + ["cycle"]
      report(.unknownField(place(word.range), word.text, "loop", names.sorted()))
      return .wrong
    }
    guard let position = slot(loop.position), let items = slot(loop.items) else {
      report(.variableOfOtherMacro(place(expression.range), "loop"))
      return .wrong
    }
    let type: ValueType =
      switch property {
      case .first, .last: .boolean
      case .previtem, .nextitem: loop.element.asOptional
      default: .integer
      }
    return Bound(.loop(property, position: position, items: items), narrowed(type, expression), depth: 2)
  }

  private mutating func moduleMember(
    _ symbols: [String: Symbol], _ module: String, _ word: Word, _ expression: Expression
  ) -> Bound {
    switch symbols[word.text] {
    case .variable(let variable)?:
      guard let slot = slot(variable) else {
        report(.variableOfOtherMacro(place(expression.range), word.text))
        return .wrong
      }
      return Bound(.variable(slot), variable.type)
    case .macro?: report(.notCalled(place(expression.range), "macro", word.text))
    case nil: report(.unknownField(place(word.range), word.text, module, symbols.keys.sorted()))
    default: report(.moduleAsValue(place(expression.range), word.text))
    }
    return .wrong
  }

  mutating func element(
    _ base: Expression, _ index: Expression, _ expression: Expression, _ tolerance: Tolerance
  ) -> Bound {
    let bound = bind(base, tolerance)
    if case .literal(.text(let name)) = index.kind, bound.type.hasNames {
      return member(of: bound, base, Word(text: name, range: index.range), expression, tolerance)
    }
    let position = bind(index)
    if bound.type.isOptional, tolerance == .strict {
      report(.mayBeNone(place(base.range), text(of: base)))
      return .wrong
    }
    let isLenient = tolerance == .missing || bound.type.isOptional
    var type = bound.type.unwrapped.element
    switch (bound.type.unwrapped, position.type) {
    case (.mapping(let value), .text), (.mapping(let value), .open): type = value
    case (.list, .integer), (.list, .open), (.open, _), (.text, .integer), (.text, .open), (.none, _): break
    case (.html, .integer): type = .text
    default:
      report(.badElement(place(index.range), text(of: base), bound.type.unwrapped, position.type))
      return .wrong
    }
    if tolerance == .missing || bound.type.isOptional { type = type.asOptional }
    return Bound(
      .element(bound.operation, position.operation, isLenient: isLenient, site(expression.range)),
      narrowed(type, expression), depth: deepest([bound, position]))
  }

  mutating func slice(
    _ base: Expression, _ from: Expression?, _ upTo: Expression?, _ step: Expression?, _ expression: Expression
  ) -> Bound {
    let bound = bind(base)
    var bounds: [Bound?] = []
    for part in [from, upTo, step] { bounds.append(part.map { bind($0) }) }
    switch bound.type {
    case .list, .text, .html, .open: break
    case .optional, .none: report(.mayBeNone(place(base.range), text(of: base)))
    default: report(.notSliceable(place(base.range), text(of: base), bound.type))
    }
    return Bound(
      .slice(
        bound.operation, from: bounds[0]?.operation, upTo: bounds[1]?.operation, step: bounds[2]?.operation,
        site(expression.range)), bound.type == .html ? .text : bound.type,
      depth: deepest([bound] + bounds.compactMap { $0 }))
  }
}

extension ValueType {
  /// Whether its parts have names.
  fileprivate var hasNames: Bool {
    switch unwrapped {
    case .record, .mapping, .group, .open: true
    default: false
    }
  }
}
