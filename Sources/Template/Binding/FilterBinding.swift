import Diagnostics

/// Filters and tests.
extension Binder {
  mutating func filter(_ base: Expression, _ word: Word, _ arguments: [Argument], _ expression: Expression) -> Bound {
    if let filter = hostFilter(word.text) {
      return host(HostSignature(filter), input: (bind(base), base), arguments, expression)
    }
    guard let filter = BuiltinFilter.byName[word.text] else {
      // What it is applied to may be wrong as well.
      _ = bind(base)
      report(.unknownName(place(word.range), "filter", word.text, filterNames))
      return .wrong
    }
    if filter.name == "default" { return fallback(base, filter, arguments, expression) }
    return builtin(filter, (bind(base), base), arguments, expression)
  }

  /// The filters of a `filter` block or a `set` block: the innermost gets what the block holds.
  mutating func bind(_ filters: Expression, input: Bound) -> Bound {
    guard case .filter(let base, let word, let arguments) = filters.kind else {
      if case .blockText = filters.kind { return input }
      return bind(filters)
    }
    let inner = bind(base, input: input)
    if let filter = hostFilter(word.text) {
      return host(HostSignature(filter), input: (inner, base), arguments, filters)
    }
    guard let filter = BuiltinFilter.byName[word.text], filter.name != "default" else {
      report(.unknownName(place(word.range), "filter", word.text, filterNames))
      return .wrong
    }
    return builtin(filter, (inner, base), arguments, filters)
  }

  private func hostFilter(_ name: String) -> Filter? { vocabulary.filters.first { $0.name == name } }

  var filterNames: [String] { Set(vocabulary.filters.map(\.name) + BuiltinFilter.byName.keys).sorted() }

  private mutating func fallback(
    _ base: Expression, _ filter: BuiltinFilter, _ arguments: [Argument], _ expression: Expression
  ) -> Bound {
    let value = bind(base, .missing)
    let given = arrange(arguments, filter.parameters.map(\.name), expression.range, of: "filter", "default")
    guard let positions = given?.positions else { return .wrong }
    let other = positions[0].map { bind($0.value) } ?? Bound(.constant(.text("")), .text)
    let replacesFalse = positions[1].map { bind($0.value) } ?? Bound(.constant(.boolean(false)), .boolean)
    let operation = Operation.fallback(value.operation, other.operation, replacesFalse: replacesFalse.operation)
    let type = if case .none = value.type { other.type } else { ValueType.union(value.type.unwrapped, other.type) }
    return Bound(operation, type, depth: deepest([value, other, replacesFalse]))
  }

  mutating func builtin(
    _ filter: BuiltinFilter, _ input: (bound: Bound, expression: Expression), _ arguments: [Argument],
    _ expression: Expression
  ) -> Bound {
    if input.bound.type.isOptional, filter.input != .anything || filter.name == "safe" || filter.name == "escape" {
      report(.mayBeNone(place(input.expression.range), text(of: input.expression)))
      return .wrong
    }
    guard filter.input.admits(input.bound.type) else {
      report(.filterCannotTake(place(expression.range), filter.name, filter.input, input.bound.type))
      return .wrong
    }
    guard let given = builtinArguments(filter, input.bound.type, arguments, expression) else { return .wrong }
    if filter.name == "join", given.path == nil, case .record(let type) = input.bound.type.element {
      report(.recordsJoined(place(expression.range), type.name, fields: scalarFields(of: type)))
      return .wrong
    }
    if filter.name == "where", let path = given.path, let value = given.values.last {
      checkTest("eq", path.type, value, expression.range)
    }
    let code = FilterCode(
      name: filter.name, apply: filter.apply, input: input.bound.operation,
      arguments: given.values.map { $0?.operation }, path: given.path?.members, inner: given.inner,
      site: site(expression.range))
    var type = filter.result(input.bound.type)
    if filter.name == "map", let path = given.path { type = .list(path.type) }
    if filter.name == "replace", type == .open, given.values.allSatisfy({ $0?.type != .open && $0?.type != .html }) {
      type = .text
    }
    return Bound(.filter(code), type, depth: 1 + max(input.bound.depth, given.depth))
  }

  private struct BuiltinArguments {
    var values: [Bound?] = []
    var path: (members: [Member], type: ValueType)?
    var inner: InnerCall?
    var depth = 0
  }

  private mutating func builtinArguments(
    _ filter: BuiltinFilter, _ input: ValueType, _ arguments: [Argument], _ expression: Expression
  ) -> BuiltinArguments? {
    // What follows the name of a filter or test belongs to that.
    let innerPosition = filter.parameters.firstIndex { $0.kind == .filter || $0.kind == .test }
    let isNamed = arguments.contains { $0.name?.text == "attribute" } && filter.name == "map"
    var own = arguments
    var rest: [Argument] = []
    if let innerPosition, !isNamed, arguments.count > innerPosition {
      own = Array(arguments[...innerPosition])
      rest = Array(arguments[(innerPosition + 1)...])
    }
    let given = arrange(own, filter.parameters.map(\.name), expression.range, of: "filter", filter.name)
    guard let positions = given?.positions else { return nil }
    var result = BuiltinArguments()
    for (parameter, argument) in zip(filter.parameters, positions) {
      guard let argument else {
        guard let value = parameter.defaultValue else {
          report(
            .missingArgument(
              place(expression.range), "filter", filter.name, parameter.name, filter.parameters.map(\.name),
              definition: nil))
          return nil
        }
        result.values.append(Bound(.constant(value), type(of: value)))
        continue
      }
      switch parameter.kind {
      case .value(let type):
        let bound = bind(argument.value)
        if !type.admits(bound.type), !(bound.type == .none && parameter.defaultValue != nil) {
          report(.wrongArgument(place(argument.value.range), "filter", filter.name, type, bound.type))
        }
        result.values.append(bound)
        result.depth = max(result.depth, bound.depth)
      case .attribute:
        guard let path = attribute(argument.value, input.element, filter.name) else { return nil }
        result.path = path
        result.values.append(nil)
      case .filter, .test:
        let item = result.path?.type ?? input.element
        guard let inner = inner(parameter.kind, argument.value, rest, item, expression) else { return nil }
        result.inner = inner
        result.values.append(nil)
      }
    }
    return result
  }

  /// `"section.title"`, resolved for the items of a list.
  private mutating func attribute(
    _ expression: Expression, _ element: ValueType, _ filter: String
  ) -> (members: [Member], type: ValueType)? {
    guard let text = literalText(expression), !text.isEmpty else {
      report(.attributeNotLiteral(place(expression.range), filter))
      return nil
    }
    var type = element
    var members: [Member] = []
    for part in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
      let name = String(Substring(part))
      let isOptional = type.isOptional
      switch type.unwrapped {
      case .record(let record):
        guard let field = vocabulary.field(name, of: record) else {
          report(.unknownField(place(expression.range), name, record.name, fieldNames(record)))
          return nil
        }
        type = isOptional ? field.type.asOptional : field.type
      case .mapping(let value): type = value
      case .group(let element): type = name == "list" ? .list(element) : .open
      case .open, .none, .list: type = .open
      case let other:
        report(.noMembers(place(expression.range), name, "an item", other))
        return nil
      }
      members.append(openMember(name))
    }
    return (members, type)
  }

  /// The filter or test that is applied to each item.
  private mutating func inner(
    _ kind: BuiltinParameter.Kind, _ name: Expression, _ arguments: [Argument], _ item: ValueType,
    _ expression: Expression
  ) -> InnerCall? {
    guard let text = literalText(name) else {
      report(.innerNotLiteral(place(name.range), kind == .test ? "test" : "filter"))
      return nil
    }
    return kind == .test
      ? innerTest(text, name, arguments, item, expression) : innerFilter(text, name, arguments, item, expression)
  }

  private mutating func innerTest(
    _ text: String, _ name: Expression, _ arguments: [Argument], _ item: ValueType, _ expression: Expression
  ) -> InnerCall? {
    guard let test = BuiltinTest.byName[text] else {
      report(.unknownName(place(name.range), "test", text, BuiltinTest.all.map(\.name).sorted()))
      return nil
    }
    guard arguments.count == test.arity else {
      report(.wrongCount(place(expression.range), test.name, "\(test.arity)", arguments.count, kind: "test"))
      return nil
    }
    let all = arguments.map { argument -> Bound in bind(argument.value) }
    checkTest(test.name, item, all.first, expression.range)
    let operations = all.map { $0.operation as Operation? }
    let apply = test.apply
    return InnerCall(
      name: text,
      apply: { (value, arguments, _) throws(Complaint) in .boolean(try apply(value, arguments)) }, arguments: operations
    )
  }

  private mutating func innerFilter(
    _ text: String, _ name: Expression, _ arguments: [Argument], _ item: ValueType, _ expression: Expression
  ) -> InnerCall? {
    if let filter = hostFilter(text) {
      let given = hostArguments(HostSignature(filter), arguments, expression)
      guard let given else { return nil }
      let apply = filter.apply
      return InnerCall(
        name: text,
        apply: { (value, arguments, _) throws(Complaint) in try apply(value, arguments) },
        arguments: given.values.map { .some($0.operation) })
    }
    guard let filter = BuiltinFilter.byName[text] else {
      report(.unknownName(place(name.range), "filter", text, filterNames))
      return nil
    }
    guard filter.input.admits(item.unwrapped) else {
      report(.filterCannotTake(place(name.range), filter.name, filter.input, item))
      return nil
    }
    guard let given = builtinArguments(filter, item, arguments, expression) else { return nil }
    let (apply, path) = (filter.apply, given.path?.members)
    guard given.inner == nil else {
      report(.innerNotLiteral(place(name.range), "filter"))
      return nil
    }
    return InnerCall(
      name: text + " " + (path ?? []).map(\.name).joined(separator: "."),
      apply: { (value, arguments, fields) throws(Complaint) in
        try apply(FilterCall(input: value, arguments: arguments, path: path, inner: nil, fields: fields))
      }, arguments: given.values.map { $0?.operation })
  }

  mutating func test(_ base: Expression, _ word: Word, _ arguments: [Argument], _ expression: Expression) -> Bound {
    guard let test = BuiltinTest.byName[word.text] else {
      report(.unknownName(place(word.range), "test", word.text, BuiltinTest.all.map(\.name).sorted()))
      return .wrong
    }
    guard arguments.count == test.arity, arguments.allSatisfy({ $0.name == nil }) else {
      report(.wrongCount(place(expression.range), test.name, "\(test.arity)", arguments.count, kind: "test"))
      return .wrong
    }
    let isAboutPresence = ["defined", "undefined", "none"].contains(test.name)
    if isAboutPresence, isInMacro, case .name("caller") = base.kind, symbol("caller") == nil {
      return Bound(test.name == "defined" ? .hasCaller : .not(.hasCaller), .boolean, depth: 2)
    }
    let input = bind(base, isAboutPresence ? .missing : .truth)
    let all = arguments.map { argument -> Bound in bind(argument.value) }
    if input.type.isOptional, ["even", "odd", "divisibleby", "lt", "le", "gt", "ge"].contains(test.name) {
      report(.mayBeNone(place(base.range), text(of: base)))
    }
    if ["even", "odd", "divisibleby"].contains(test.name), !input.type.isOptional, !input.type.mayBeNumber {
      report(.testCannotTake(place(expression.range), test.name, input.type))
    }
    checkTest(test.name, input.type, all.first, expression.range)
    let depth = deepest([input] + all)
    if test.name == "defined" { return Bound(.isDefined(input.operation), .boolean, depth: depth) }
    let code = TestCode(
      name: test.name, apply: test.apply, input: input.operation, arguments: all.map(\.operation),
      site: site(expression.range))
    return Bound(.test(code), .boolean, depth: depth)
  }
}
