import Diagnostics

/// Calls of macros, functions and the few methods of mappings.
extension Binder {
  mutating func call(
    _ callee: Expression, _ arguments: [Argument], _ expression: Expression, _ tolerance: Tolerance
  ) -> Bound {
    if let macro = macroSymbol(callee) { return callMacro(macro, arguments, expression.range) }
    switch callee.kind {
    case .name(let name): return callName(name, callee, arguments, expression)
    case .member(let base, let word):
      if case .name(let name) = base.kind, case .loop(let loop)? = symbol(name) {
        return cycle(loop, word, arguments)
      }
      return method(base, word, arguments, expression)
    default:
      report(.notCallable(place(callee.range), text(of: callee)))
      return .wrong
    }
  }

  private mutating func callName(
    _ name: String, _ callee: Expression, _ arguments: [Argument], _ expression: Expression
  ) -> Bound {
    if name == "caller", isInMacro {
      let all = arguments.map { argument -> Bound in bind(argument.value) }
      return Bound(.caller(all.map(\.operation), site(expression.range)), .html, depth: deepest(all))
    }
    if name == "super" { return capturedSuper(expression) }
    if let function = function(name) {
      return host(
        HostSignature(function), input: nil, arguments, expression)
    }
    if name == "range" { return range(arguments, expression) }
    if symbol(name) != nil {
      report(.notCallable(place(callee.range), name))
    } else {
      let names = vocabulary.functions.map(\.name) + ["range", "super"] + macroNames
      report(.unknownName(place(callee.range), "function or macro", name, names.sorted()))
    }
    return .wrong
  }

  private var macroNames: [String] {
    visibleNames.filter { if case .macro? = symbol($0) { true } else { false } }
  }

  /// `super()` as a part of an expression.
  private mutating func capturedSuper(_ expression: Expression) -> Bound {
    let body = captured(expression.range) { $0.superBlock(expression.range) }
    return Bound(.capture(body), .html, depth: 2)
  }

  private mutating func range(_ arguments: [Argument], _ expression: Expression) -> Bound {
    guard (1...3).contains(arguments.count), arguments.allSatisfy({ $0.name == nil }) else {
      report(.wrongCount(place(expression.range), "range", "1 to 3", arguments.count))
      return .wrong
    }
    let all = arguments.map { argument -> Bound in bind(argument.value) }
    for (bound, argument) in zip(all, arguments) where !ValueType.integer.admits(bound.type) {
      report(.wrongArgument(place(argument.value.range), "function", "range", .integer, bound.type))
    }
    return Bound(
      .hostFilter(
        HostCall(
          kind: "method", name: "range", apply: { (_, values) throws(Complaint) in try integers(values) },
          input: nil, arguments: all.map(\.operation),
          types: all.map { _ in .integer }, keywords: nil, site: site(expression.range))), .list(.integer),
      depth: deepest(all))
  }

  private mutating func cycle(_ loop: LoopSymbol, _ word: Word, _ arguments: [Argument]) -> Bound {
    guard word.text == "cycle", !arguments.isEmpty, let position = slot(loop.position) else {
      report(.notCallable(place(word.range), "loop.\(word.text)"))
      return .wrong
    }
    let all = arguments.map { argument -> Bound in bind(argument.value) }
    let type = all.dropFirst().reduce(all[0].type) { ValueType.union($0, $1.type) }
    return Bound(.cycle(all.map(\.operation), position: position), type, depth: deepest(all))
  }

  /// `m.items()`, `m.keys()`, `m.values()`, `m.get(name, default)`: what templates of Jinja say for mappings.
  private mutating func method(
    _ base: Expression, _ word: Word, _ arguments: [Argument], _ expression: Expression
  ) -> Bound {
    let isGet = word.text == "get"
    guard ["items", "keys", "values", "get"].contains(word.text) else {
      report(.unknownMethod(place(word.range), word.text, Array(BuiltinFilter.byName.keys)))
      return .wrong
    }
    guard isGet ? (1...2).contains(arguments.count) : arguments.isEmpty else {
      report(.wrongCount(place(expression.range), word.text, isGet ? "1 or 2" : "0", arguments.count))
      return .wrong
    }
    let mapping = bind(base)
    let all = [mapping] + arguments.map { argument -> Bound in bind(argument.value) }
    switch mapping.type {
    case .mapping, .open: break
    case .optional, .none: report(.mayBeNone(place(base.range), text(of: base)))
    default: report(.notCallable(place(word.range), "\(word.text)\" of \(mapping.type), \"\(word.text)"))
    }
    var value = ValueType.open
    if case .mapping(let type) = mapping.type { value = type }
    let types: [String: ValueType] = [
      "items": .list(.list(.open)), "keys": .list(.text), "values": .list(value),
      "get": all.count > 2 ? .union(value, all[2].type) : value.asOptional,
    ]
    let name = word.text
    let call = HostCall(
      kind: "method", name: name, apply: { (_, values) throws(Complaint) in try mappingMethod(name, values) },
      input: nil, arguments: all.map(\.operation), types: all.indices.map { $0 == 0 ? .mapping(.open) : .open },
      keywords: nil,
      site: site(expression.range))
    return Bound(.hostFilter(call), narrowed(types[name] ?? .open, expression), depth: deepest(all))
  }
}

private func integers(_ values: [Value]) throws(Complaint) -> Value {
  var bounds: [Int] = []
  for value in values {
    guard case .integer(let bound)? = value.numeral else {
      throw Complaint("\"range\" takes integers, not \(value.kind)")
    }
    bounds.append(bound)
  }
  let step = bounds.count > 2 ? bounds[2] : 1
  guard step != 0 else { throw Complaint("\"range\" cannot go in steps of 0") }
  let start = bounds.count > 1 ? bounds[0] : 0
  let end = bounds.count > 1 ? bounds[1] : bounds[0]
  let isSmall = [start, end, step].allSatisfy { $0.magnitude < 1 << 31 }
  guard isSmall, abs((end - start) / step) <= 100_000 else {
    throw Complaint("\"range\" goes over 100000 integers at most")
  }
  return .list(List(stride(from: start, to: end, by: step).map { .integer($0) }))
}

private func mappingMethod(_ name: String, _ values: [Value]) throws(Complaint) -> Value {
  guard case .mapping(let mapping) = values[0] else { throw Complaint("\(values[0].kind) is no mapping") }
  switch name {
  case "items": return .list(List(mapping.pairs.map { .list(List([.text($0.key), $0.value])) }))
  case "keys": return .list(List(mapping.keys.map { .text($0) }))
  case "values": return .list(List(mapping.pairs.map(\.value)))
  default: return values[1].string.flatMap { mapping[$0] } ?? (values.count > 2 ? values[2] : .none)
  }
}
