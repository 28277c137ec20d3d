import Diagnostics

/// Filters, tests, functions and macros while a page is rendered.
extension Renderer {
  mutating func filter(_ number: Int) throws(RenderingFailure) -> Value {
    let filter = program.filters[number]
    let input = try evaluate(filter.input)
    let arguments = try evaluate(filter.arguments)
    let readsFields = filter.path != nil || filter.inner != nil
    let log = self.log != nil && readsFields ? FilterLog() : nil
    var inner: EvaluatedCall?
    if let call = filter.inner {
      inner = EvaluatedCall(apply: call.apply, arguments: try evaluate(call.arguments), log: log)
    }
    let call = FilterCall(input: input, arguments: arguments, path: filter.path, inner: inner, log: log)
    let value = try placed(filter.site) { () throws(Complaint) in try filter.apply(call) }
    if let log { self.log?.note(log.reads) }
    return value
  }

  mutating func test(_ number: Int) throws(RenderingFailure) -> Value {
    let test = program.tests[number]
    let input = try evaluate(test.input)
    let arguments = try evaluate(test.arguments)
    return .boolean(try placed(test.site) { () throws(Complaint) in try test.apply(input, arguments) })
  }

  mutating func host(_ number: Int) throws(RenderingFailure) -> Value {
    let site = program.hosts[number].site
    var input = Value.none
    if program.hosts[number].input != Step.absent {
      input = try evaluate(program.hosts[number].input)
      if !program.hosts[number].inputType.admits(input) {
        throw failure(
          .wrongType(program.hosts[number].name, input, program.hosts[number].inputType), program.sites[site])
      }
    }
    var arguments = try evaluate(program.hosts[number].arguments)
    for index in arguments.indices where !program.hosts[number].types[index].admits(arguments[index]) {
      throw failure(
        .wrongType(program.hosts[number].name, arguments[index], program.hosts[number].types[index]),
        program.sites[site])
    }
    if let keywords = program.hosts[number].keywords {
      arguments.append(.mapping(Mapping(Array(zip(keywords.names, try evaluate(keywords.values))))))
    }
    let apply = program.hosts[number].apply
    return try placed(site) { [input, arguments] () throws(Complaint) in try apply(input, arguments) }
  }

  /// What a macro or `caller()` renders, as a value.
  mutating func macro(_ step: Int) throws(RenderingFailure) -> Value {
    let start = output.count
    let outer = address
    try call(step)
    address = outer
    let bytes = Array(output[start...])
    output.removeLast(bytes.count)
    return .html(HTML(bytes, program.language))
  }

  /// A macro or `caller()` where its text is to stand.
  mutating func call(_ step: Int) throws(RenderingFailure) {
    switch program.steps[step] {
    case .macro(let call): try render(call)
    case .caller(let arguments, let site): try renderCaller(arguments, site)
    default: break
    }
  }

  private mutating func render(_ call: MacroStep) throws(RenderingFailure) {
    let macro = program.macros[call.macro]
    guard depth + macro.depth <= Renderer.maximumDepth else {
      throw failure(
        Complaint("the macro \"\(macro.name)\" calls itself, or others that call it, without end"),
        program.sites[call.site], id: "template-too-deep")
    }
    let arguments = try evaluate(call.arguments)
    let outer = (base: base, caller: caller, depth: depth, count: callers.count)
    if call.caller != Step.absent { callers.append(CallerFrame(code: call.caller, base: base, caller: caller)) }
    caller = call.caller == Step.absent ? -1 : callers.count - 1
    base = stack.count
    depth += macro.depth
    stack.append(contentsOf: repeatElement(.none, count: macro.slots))
    // Default values may name parameters before them.
    for (index, argument) in arguments.enumerated() {
      if program.operands[call.arguments.first + index] != Step.absent {
        stack[base + index] = argument
      } else {
        stack[base + index] = try value(program.operands[macro.defaults.first + index])
      }
    }
    try run(macro.body)
    stack.removeLast(macro.slots)
    (base, caller, depth) = (outer.base, outer.caller, outer.depth)
    callers.removeLast(callers.count - outer.count)
  }

  /// How deep what macros do may be nested. The stack of a thread bounds it.
  static let maximumDepth = 800

  /// The body of a `call` block runs in the frame it was written in.
  private mutating func renderCaller(_ arguments: Operands, _ site: Int) throws(RenderingFailure) {
    guard caller >= 0 else {
      throw failure(
        Complaint("this macro was not called by {% call %}", hint: "{% if caller %} asks for it"), program.sites[site])
    }
    let frame = callers[caller]
    let code = program.callers[frame.code]
    guard arguments.count <= code.defaults.count else {
      throw failure(
        Complaint("the call block takes \(code.defaults.count) arguments, not \(arguments.count)"),
        program.sites[site])
    }
    let values = try evaluate(arguments)
    let outer = (base: base, caller: caller)
    (base, caller) = (frame.base, frame.caller)
    for index in 0..<code.defaults.count {
      self[code.parameters.next(index)] =
        index < values.count ? values[index] : try value(program.operands[code.defaults.first + index])
    }
    try run(code.body)
    (base, caller) = outer
  }
}

extension Complaint {
  static func wrongType(_ name: String, _ value: Value, _ type: ValueType) -> Complaint {
    Complaint("\"\(name)\" takes \(type), and this is \(value.kind)")
  }
}
