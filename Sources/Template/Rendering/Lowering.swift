/// The tables of a program, made of what was bound.
struct Lowering {
  var instructions: [Instruction]
  var steps: [Step] = []
  var operands: [Int] = []
  var comparisons: [ComparisonOperator] = []
  var constants: [Value] = []
  var getters: [AnyField]
  var members: [Member] = []
  var filters: [FilterStep] = []
  var hosts: [HostStep] = []
  var tests: [TestStep] = []
  var callers: [CallerStep] = []
  var branches: [BranchStep] = []
  var loops: [LoopStep] = []
  var macros: [MacroBody] = []
  var sites: [Site]
  private var getterNumbers: [ObjectIdentifier: Int] = [:]

  init(_ code: ProgramBuilder) {
    instructions = code.instructions
    getters = code.getters
    sites = code.sites
    let roots = code.operations.map { step($0) }
    for index in instructions.indices { instructions[index] = instructions[index].with(roots) }
    branches = code.branches.map { BranchStep(condition: step($0.condition), body: $0.body) }
    loops = code.loops.map { loop($0) }
    macros = code.macros.map { macro($0 ?? MacroCode.empty) }
  }

  /// Adds an operation with all that is in it.
  mutating func step(_ operation: Operation) -> Int {
    let step = lowered(operation)
    steps.append(step)
    return steps.count - 1
  }

  private mutating func step(_ operation: Operation?) -> Int { operation.map { step($0) } ?? Step.absent }

  private mutating func operands(_ operations: [Operation?]) -> Operands {
    let own = operations.map { step($0) }
    operands += own
    return Operands(first: operands.count - own.count, count: own.count)
  }

  private mutating func site(_ site: Site) -> Int {
    sites.append(site)
    return sites.count - 1
  }

  private mutating func constant(_ value: Value) -> Step {
    constants.append(value)
    return .constant(constants.count - 1)
  }

  private mutating func getter(_ field: AnyField, _ isLenient: Bool, _ site: Site) -> GetterStep {
    let known = getterNumbers[ObjectIdentifier(field)]
    if known == nil {
      getterNumbers[ObjectIdentifier(field)] = getters.count
      getters.append(field)
    }
    return GetterStep(getter: known ?? getters.count - 1, isLenient: isLenient, site: self.site(site))
  }

  private mutating func lowered(_ operation: Operation) -> Step {
    switch operation {
    case .constant(let value): return constant(value)
    case .variable(let slot): return .variable(slot)
    case .field(.variable(let slot), let field, let isLenient, let site):
      return .slotField(slot, getter(field, isLenient, site))
    case .field(let base, let field, let isLenient, let site):
      return .field(step(base), getter(field, isLenient, site))
    case .member(let base, let member, let isLenient, let site):
      members.append(member)
      let number = members.count - 1
      return .member(step(base), member: number, isLenient: isLenient, site: self.site(site))
    case .element(let base, let index, let isLenient, let site):
      return .element(step(base), step(index), isLenient: isLenient, site: self.site(site))
    case .slice(let base, let from, let upTo, let step, let site):
      return .slice(operands([base, from, upTo, step]), site: self.site(site))
    case .list(let items): return .list(operands(items))
    case .mapping(let pairs, let site):
      return .mapping(operands(pairs.flatMap { [$0.key, $0.value] }), site: self.site(site))
    case .negation(let operand, let site): return .negation(step(operand), site: self.site(site))
    case .affirmation(let operand, let site): return .affirmation(step(operand), site: self.site(site))
    case .arithmetic(let sign, let left, let right, let site):
      return .arithmetic(sign, step(left), step(right), site: self.site(site))
    case .concatenation(let items, let site): return .concatenation(operands(items), site: self.site(site))
    case .comparison(let first, let rest, let site):
      comparisons += rest.map(\.sign)
      let signs = comparisons.count - rest.count
      return .comparison(operands([first] + rest.map(\.operand)), signs: signs, site: self.site(site))
    case .not(let operand): return .not(step(operand))
    case .conjunction(let items): return .conjunction(operands(items))
    case .disjunction(let items): return .disjunction(operands(items))
    case .choice(let condition, let then, let otherwise):
      return .choice(condition: step(condition), then: step(then), otherwise: step(otherwise))
    case .isDefined(let operand): return .isDefined(step(operand))
    case .fallback(let value, let other, let replacesFalse):
      return .fallback(step(value), step(other), replacesFalse: step(replacesFalse))
    case .filter(let code): return filter(code)
    case .hostFilter(let call): return host(call)
    case .test(let code): return test(code)
    case .loop(let property, let position, let items): return .loop(property, position: position, items: items)
    case .cycle(let items, let position): return .cycle(operands(items), position: position)
    case .macro(let call): return .macro(self.call(call))
    case .caller(let arguments, let site): return .caller(operands(arguments), site: self.site(site))
    case .hasCaller: return .hasCaller
    case .capture(let body): return .capture(body)
    }
  }

  private mutating func filter(_ code: FilterCode) -> Step {
    let inner = code.inner.map { (apply: $0.apply, arguments: operands($0.arguments)) }
    let filter = FilterStep(
      apply: code.apply, input: step(code.input), arguments: operands(code.arguments), path: code.path, inner: inner,
      site: site(code.site))
    filters.append(filter)
    return .filter(filters.count - 1)
  }

  private mutating func test(_ code: TestCode) -> Step {
    let test = TestStep(
      apply: code.apply, input: step(code.input), arguments: operands(code.arguments), site: site(code.site))
    tests.append(test)
    return .test(tests.count - 1)
  }

  private mutating func host(_ call: HostCall) -> Step {
    let keywords = call.keywords.map { (names: $0.map(\.name), values: operands($0.map(\.value))) }
    let host = HostStep(
      name: call.name, apply: call.apply, input: step(call.input?.value), inputType: call.input?.type ?? .open,
      arguments: operands(call.arguments), types: call.types, keywords: keywords, site: site(call.site))
    hosts.append(host)
    return .hostFilter(hosts.count - 1)
  }

  private mutating func call(_ call: MacroCall) -> MacroStep {
    var caller = Step.absent
    if let code = call.caller {
      let defaults = operands(code.defaults)
      let parameters = code.parameters.first ?? Slot(index: 0, isLocal: false)
      callers.append(CallerStep(body: code.body, parameters: parameters, defaults: defaults))
      caller = callers.count - 1
    }
    return MacroStep(
      macro: call.macro, arguments: operands(call.arguments), caller: caller, site: site(call.site))
  }

  private mutating func loop(_ loop: LoopCode) -> LoopStep {
    LoopStep(
      list: step(loop.list), target: loop.targets.first ?? loop.position, targets: loop.targets.count,
      condition: step(loop.condition),
      position: loop.position, items: loop.items, body: loop.body, otherwise: loop.otherwise, site: site(loop.site))
  }

  private mutating func macro(_ macro: MacroCode) -> MacroBody {
    MacroBody(
      name: macro.name, body: macro.body, slots: macro.slots, defaults: operands(macro.defaults), depth: macro.depth)
  }
}

extension Instruction {
  /// The same with the steps of its operations.
  fileprivate func with(_ roots: [Int]) -> Instruction {
    switch self {
    case .print(let operation, let escape, let site): .print(operation: roots[operation], escape, site: site)
    case .set(let slot, let operation): .set(slot, operation: roots[operation])
    case .unpack(let first, let count, let operation, let site):
      .unpack(first: first, count: count, operation: roots[operation], site: site)
    case .call(let operation): .call(operation: roots[operation])
    default: self
    }
  }
}
