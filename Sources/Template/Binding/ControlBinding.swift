import Diagnostics

/// `if` and `for`.
extension Binder {
  mutating func conditional(_ branches: [Statement.Branch], _ otherwise: [Statement]?, _ range: SourceRange) {
    let bodies = branches.map(\.body) + [otherwise ?? []]
    let names = Set(bodies.flatMap(assignedNames))
    let declared = Set(bodies.flatMap(declaredNames))
    reserve(names)
    let scope = scopes.count - 1
    let before = (symbols: scopes[scope].symbols, facts: facts, place: place)
    var ends: [End] = []
    var code: [Branch] = []
    var failed = before.facts
    for branch in branches {
      facts = failed
      place = before.place
      scopes[scope].symbols = before.symbols
      let condition = bind(branch.condition, .truth)
      deepest = max(deepest, depth + condition.depth)
      facts = failed.union(proven(branch.condition, true))
      let body = body { $0.bind(branch.body) }
      code.append(Branch(condition: condition.operation, body: body))
      ends.append(End(symbols: scopes[scope].symbols, place: place, tag: branch.tag))
      facts = failed
      failed.formUnion(proven(branch.condition, false))
    }
    facts = failed
    place = before.place
    scopes[scope].symbols = before.symbols
    let body = body { $0.bind(otherwise ?? []) }
    ends.append(End(symbols: scopes[scope].symbols, place: place, tag: range))
    facts = before.facts
    emit(.conditional(first: self.code.branches.count, count: code.count, otherwise: body))
    self.code.branches += code
    merge(ends, names, declared, into: scope, before.symbols)
    joinPlaces(ends, range)
  }

  private struct End {
    let symbols: [String: Symbol]
    let place: MarkupPlace
    let tag: SourceRange
  }

  /// The names that these statements assign in the scope they stand in.
  private func assignedNames(_ statements: [Statement]) -> [String] {
    var names: [String] = []
    for statement in statements {
      switch statement {
      case .set(let targets, _, _): names += targets.map(\.text)
      case .capture(let target, _, _, _): names.append(target.text)
      case .conditional(let branches, let otherwise, _):
        names += branches.flatMap { assignedNames($0.body) } + assignedNames(otherwise ?? [])
      default: continue
      }
    }
    return names
  }

  /// The names of macros and modules that these statements declare in the scope they stand in.
  private func declaredNames(_ statements: [Statement]) -> [String] {
    statements.flatMap { statement -> [String] in
      switch statement {
      case .macro(let macro): [macro.name.text]
      case .importModule(_, let name, _): [name.text]
      case .importNames(_, let names, _): names.map(\.alias.text)
      case .conditional(let branches, let otherwise, _):
        branches.flatMap { declaredNames($0.body) } + declaredNames(otherwise ?? [])
      default: []
      }
    }
  }

  /// Gives the names that only some branch will assign a slot, which holds what they are without it.
  private mutating func reserve(_ names: Set<String>) {
    let scope = scopes.count - 1
    for name in names.sorted() where scopes[scope].symbols[name] == nil && scopes[scope].reserved[name] == nil {
      let slot = frame.allocate()
      scopes[scope].reserved[name] = slot
      if case .variable(let outer)? = symbol(name), let outerSlot = self.slot(outer) {
        emit(.set(ownSlot(slot), operation: add(Bound(.variable(outerSlot), outer.type))))
      } else {
        emit(.clear(ownSlot(slot)))
      }
    }
  }

  /// After the branches a name is what it is after any of them.
  private mutating func merge(
    _ ends: [End], _ names: Set<String>, _ declared: Set<String>, into scope: Int, _ before: [String: Symbol]
  ) {
    scopes[scope].symbols = before
    for name in names.sorted() {
      var type: ValueType?
      var slot: Int?
      for end in ends {
        // A name that a branch leaves alone is held for assigned: the branch may be one that cannot be taken where the
        // name is used. Otherwise rendering says so.
        var own: ValueType?
        if case .variable(let variable)? = end.symbols[name] {
          own = variable.type
          slot = variable.slot
        } else if case .variable(let outer)? = symbol(name) {
          own = outer.type
        }
        if let own { type = type.map { .union($0, own) } ?? own }
      }
      if let type, let slot { _ = declare(name, type, slot: slot) }
    }
    // Modules, macros and aliases of `loop` that a branch declared are known after it as well.
    for name in names.union(declared) where scopes[scope].symbols[name] == nil {
      scopes[scope].symbols[name] = ends.lazy.compactMap { $0.symbols[name] }.first
    }
  }

  private mutating func joinPlaces(_ ends: [End], _ range: SourceRange) {
    var result = ends[0].place
    for end in ends.dropFirst() {
      guard let joined = MarkupPlace.joined(result, end.place) else {
        report(.branchesDiffer(place(range), result.description, end.place.description))
        break
      }
      result = joined
    }
    place = result
  }

  mutating func loop(_ loop: Statement.Loop) {
    let list = bind(loop.list)
    checkList(list, loop)
    let before = place
    let slot = frame.next
    let position = frame.allocate()
    let items = frame.allocate()
    let targets = frame.allocate(max(1, loop.targets.count))
    scopes.append(Scope())
    let element = self.element(list.type, loop.targets.count)
    for (offset, target) in loop.targets.enumerated() {
      _ = declare(target.text, element[min(offset, element.count - 1)], slot: targets + offset)
    }
    if case .record(let type) = element[0], let number = type.tracked, !type.isOfPage, loop.targets.count == 1,
      frame.identity == 0
    {
      code.recordSlots[targets] = number
    }
    let condition = loop.condition.map { bind($0, .truth) }
    let outerFacts = facts
    if let condition = loop.condition { facts.formUnion(proven(condition, true)) }
    declareLoop(position, items, list.type.unwrapped.element)
    let body = body { $0.bind(loop.body) }
    facts = outerFacts
    scopes.removeLast()
    requireSamePlace(before, loop.tag, "loop")
    let after = place
    place = before
    let otherwise = self.body { binder in binder.scoped { $0.bind(loop.otherwise ?? []) } }
    requireSamePlace(after, loop.tag, "loop")
    frame.release(to: slot)
    deepest = max(deepest, depth + max(list.depth, condition?.depth ?? 0))
    emit(.loop(code.loops.count))
    code.loops.append(
      LoopCode(
        list: list.operation, targets: loop.targets.indices.map { ownSlot(targets + $0) },
        condition: condition?.operation, position: ownSlot(position), items: ownSlot(items), body: body,
        otherwise: otherwise, site: site(loop.list.range)))
  }

  private mutating func declareLoop(_ position: Int, _ items: Int, _ element: ValueType) {
    func variable(_ slot: Int, _ type: ValueType, _ identity: Int) -> BoundVariable {
      BoundVariable(slot: slot, frame: frame.identity, type: type, identity: identity)
    }
    nextIdentity += 2
    let symbol = LoopSymbol(
      position: variable(position, .integer, nextIdentity), items: variable(items, .list(element), nextIdentity - 1),
      element: element)
    scopes[scopes.count - 1].symbols["loop"] = .loop(symbol)
  }

  private mutating func checkList(_ list: Bound, _ loop: Statement.Loop) {
    switch list.type {
    case .list, .mapping, .text, .open: break
    case .optional, .none: report(.mayBeNone(place(loop.list.range), text(of: loop.list)))
    default: report(.notAList(place(loop.list.range), text(of: loop.list), list.type))
    }
    if case .mapping = list.type { return }
    guard loop.targets.count > 1 else { return }
    switch list.type.element {
    case .record, .text, .integer, .number, .boolean, .instant:
      report(.cannotUnpack(place(loop.list.range), loop.targets.count, list.type.element))
    default: break
    }
  }

  /// The types of the names of a loop.
  private func element(_ type: ValueType, _ targets: Int) -> [ValueType] {
    switch type.unwrapped {
    case .mapping(let value): return targets == 2 ? [.text, value] : [.text]
    case .list(.group(let element)) where targets == 2: return [.open, .list(element)]
    default: return targets > 1 ? [type.unwrapped.element.element] : [type.unwrapped.element]
    }
  }

  /// Reports what does not end in the place it began in; what was printed into an attribute is remembered.
  mutating func requireSamePlace(_ before: MarkupPlace, _ range: SourceRange, _ what: String) {
    if let joined = MarkupPlace.joined(before, place) {
      place = joined
    } else {
      report(.endsElsewhere(place(range), what, before.description, place.description))
      place = before
    }
  }
}
