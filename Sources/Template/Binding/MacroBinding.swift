import Diagnostics

/// `macro` and `call`.
extension Binder {
  /// Makes the macros of a body known before the body is bound, so that they may call each other.
  mutating func announceMacros(_ statements: [Statement]) {
    var pending: [(index: Int, macro: Statement.Macro)] = []
    for case .macro(let macro) in statements {
      let index = code.macros.count
      code.macros.append(nil)
      let symbol = MacroSymbol(
        index: index, name: macro.name.text,
        parameters: macro.parameters.map {
          MacroSymbol.Parameter(name: $0.name.text, isOptional: $0.defaultValue != nil)
        }, definition: place(macro.name.range))
      scopes[scopes.count - 1].symbols[macro.name.text] = .macro(symbol)
      pending.append((index, macro))
    }
    pendingMacros.append(pending)
  }

  /// Binds the macros of a body after it, when everything they may name is known.
  mutating func bindPendingMacros() {
    for (index, macro) in pendingMacros.popLast() ?? [] where count() { code.macros[index] = bound(macro) }
  }

  private mutating func bound(_ macro: Statement.Macro) -> MacroCode {
    let outer = (frame, depth, deepest, place, activeBlocks, isInMacro, facts, isOutsideOfBlocks)
    frame = Frame(identity: nextFrame)
    nextFrame += 1
    (depth, deepest, activeBlocks, isInMacro, isOutsideOfBlocks) = (0, 0, [], true, false)
    place = place.start
    var defaults: [Operation?] = []
    scopes.append(Scope())
    _ = frame.allocate(macro.parameters.count)
    for (slot, parameter) in macro.parameters.enumerated() {
      defaults.append(parameter.defaultValue.map { bind($0).operation })
      _ = declare(parameter.name.text, .open, slot: slot)
    }
    let body = body { $0.bind(macro.body) }
    requireText(macro.tag)
    scopes.removeLast()
    let result = MacroCode(
      name: macro.name.text, body: body, slots: frame.highest, defaults: defaults, depth: deepest + 4)
    (frame, depth, deepest, place, activeBlocks, isInMacro, facts, isOutsideOfBlocks) = outer
    return result
  }

  mutating func callMacro(
    _ symbol: MacroSymbol, _ arguments: [Argument], _ range: SourceRange, caller: CallerCode? = nil
  )
    -> Bound
  {
    let names = symbol.parameters.map(\.name)
    let given = arrange(arguments, names, range, of: "macro", symbol.name)
    var operations: [Operation?] = []
    var deepest = 1
    for (index, parameter) in symbol.parameters.enumerated() {
      guard let argument = given?.positions[index] else {
        if given != nil, !parameter.isOptional {
          report(
            .missingArgument(place(range), "macro", symbol.name, parameter.name, names, definition: symbol.definition))
        }
        operations.append(nil)
        continue
      }
      let bound = bind(argument.value)
      deepest = max(deepest, bound.depth + 1)
      operations.append(bound.operation)
    }
    let call = MacroCall(macro: symbol.index, arguments: operations, caller: caller, site: site(range))
    return Bound(.macro(call), .html, depth: deepest)
  }

  mutating func callBlock(_ call: Statement.Call) {
    guard case .call(let callee, let arguments) = call.callee.kind, let symbol = macroSymbol(callee) else {
      return report(.notAMacro(place(call.callee.range)))
    }
    let start = place
    let slot = frame.next
    let first = frame.allocate(call.parameters.count)
    scopes.append(Scope())
    var defaults: [Operation?] = []
    for (offset, parameter) in call.parameters.enumerated() {
      defaults.append(parameter.defaultValue.map { bind($0).operation })
      _ = declare(parameter.name.text, .open, slot: first + offset)
    }
    let body = captured(call.tag) { $0.bind(call.body) }
    scopes.removeLast()
    let caller = CallerCode(
      body: body, parameters: call.parameters.indices.map { ownSlot(first + $0) }, defaults: defaults)
    let bound = callMacro(symbol, arguments, call.callee.range, caller: caller)
    frame.release(to: slot)
    place = start
    let escape = place.escape()
    switch escape {
    case .failure(let complaint): report(.wrongPlace(place(call.tag), complaint))
    case .success(let escape):
      if start.isText, escape != .words, escape != .script {
        emit(.call(operation: add(bound)))
      } else {
        emit(.print(operation: add(bound), escape, site: addSite(call.tag)))
      }
    }
  }

  /// The macro that an expression names: `card` or `forms.field`.
  func macroSymbol(_ callee: Expression) -> MacroSymbol? {
    switch callee.kind {
    case .name(let name):
      if case .macro(let macro)? = symbol(name) { return macro }
    case .member(let base, let word):
      if case .name(let name) = base.kind, case .module(let symbols)? = symbol(name),
        case .macro(let macro)? = symbols[word.text]
      {
        return macro
      }
    default: break
    }
    return nil
  }

  /// Which argument each parameter gets. Nil when arguments are too many or unknown, which is reported.
  mutating func arrange(
    _ arguments: [Argument], _ parameters: [String], _ range: SourceRange, of kind: String, _ name: String,
    takesKeywords: Bool = false
  ) -> (positions: [Argument?], keywords: [Argument])? {
    var positions: [Argument?] = Array(repeating: nil, count: parameters.count)
    var keywords: [Argument] = []
    for (index, argument) in arguments.enumerated() {
      guard let label = argument.name else {
        guard index < parameters.count else {
          report(.tooManyArguments(place(argument.value.range), kind, name, arguments.count, parameters))
          return nil
        }
        positions[index] = argument
        continue
      }
      if let position = parameters.firstIndex(of: label.text) {
        guard positions[position] == nil else {
          report(.argumentTwice(place(label.range), label.text))
          return nil
        }
        positions[position] = argument
      } else if takesKeywords {
        keywords.append(argument)
      } else {
        report(.unknownArgument(place(label.range), kind, name, label.text, parameters))
        return nil
      }
    }
    return (positions, keywords)
  }
}
