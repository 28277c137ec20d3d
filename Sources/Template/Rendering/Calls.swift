import Diagnostics

/// Filters, tests, functions and macros while a page is rendered.
extension Program {
  func filter(_ number: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    let filter = filters[number]
    let input = try evaluate(filter.input, &page)
    let arguments = try evaluate(filter.arguments, &page)
    let readsFields = filter.path != nil || filter.inner != nil
    let fields = readsFields ? FieldReader(owners(page), isLogging: page.log != nil) : nil
    var inner: EvaluatedCall?
    if let call = filter.inner {
      inner = EvaluatedCall(apply: call.apply, arguments: try evaluate(call.arguments, &page), fields: fields)
    }
    let call = FilterCall(input: input, arguments: arguments, path: filter.path, inner: inner, fields: fields)
    let value = try placed(filter.site, page) { () throws(Complaint) in try filter.apply(call) }
    if let reads = fields?.reads { page.log?.note(reads) }
    return value
  }

  func test(_ number: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    let test = tests[number]
    let input = try evaluate(test.input, &page)
    let arguments = try evaluate(test.arguments, &page)
    return .boolean(try placed(test.site, page) { () throws(Complaint) in try test.apply(input, arguments) })
  }

  func host(_ number: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    let site = hosts[number].site
    var input = Value.none
    if hosts[number].input != Step.absent {
      input = try evaluate(hosts[number].input, &page)
      if !hosts[number].inputType.admits(input) {
        throw failure(.wrongType(hosts[number].name, input, hosts[number].inputType), sites[site], page)
      }
    }
    var arguments = try evaluate(hosts[number].arguments, &page)
    for index in arguments.indices where !hosts[number].types[index].admits(arguments[index]) {
      throw failure(
        .wrongType(hosts[number].name, arguments[index], hosts[number].types[index]), sites[site], page)
    }
    if let keywords = hosts[number].keywords {
      arguments.append(.mapping(Mapping(Array(zip(keywords.names, try evaluate(keywords.values, &page))))))
    }
    do {
      return try hosts[number].apply(input, arguments)
    } catch {
      throw failure(error, sites[site], page)
    }
  }

  /// What a macro or `caller()` renders, as a value.
  func macro(_ step: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    let start = page.output.count
    let outer = page.address
    try call(step, &page)
    page.address = outer
    let bytes = Array(page.output[start...])
    page.output.removeLast(bytes.count)
    return .html(HTML(bytes, language))
  }

  /// A macro or `caller()` where its text is to stand.
  func call(_ step: Int, _ page: inout Rendering) throws(RenderingFailure) {
    switch steps[step] {
    case .macro(let call): try render(call, &page)
    case .caller(let arguments, let site): try renderCaller(arguments, site, &page)
    default: break
    }
  }

  private func render(_ call: MacroStep, _ page: inout Rendering) throws(RenderingFailure) {
    let macro = macros[call.macro]
    guard page.depth + macro.depth <= Program.maximumDepth else {
      throw failure(
        Complaint("the macro \"\(macro.name)\" calls itself, or others that call it, without end"),
        sites[call.site], id: "template-too-deep", page)
    }
    let arguments = try evaluate(call.arguments, &page)
    let outer = (base: page.base, caller: page.caller, depth: page.depth, count: page.callers.count)
    if call.caller != Step.absent {
      page.callers.append(Rendering.CallerFrame(code: call.caller, base: page.base, caller: page.caller))
    }
    page.caller = call.caller == Step.absent ? -1 : page.callers.count - 1
    page.base = page.stack.count
    page.depth += macro.depth
    page.stack.append(contentsOf: repeatElement(.none, count: macro.slots))
    // Default values may name parameters before them.
    for (index, argument) in arguments.enumerated() {
      if operands[call.arguments.first + index] != Step.absent {
        page.stack[page.base + index] = argument
      } else {
        page.stack[page.base + index] = try value(operands[macro.defaults.first + index], &page)
      }
    }
    try run(macro.body, &page)
    page.stack.removeLast(macro.slots)
    (page.base, page.caller, page.depth) = (outer.base, outer.caller, outer.depth)
    page.callers.removeLast(page.callers.count - outer.count)
  }

  /// How deep what macros do may be nested. The stack of a thread bounds it.
  static let maximumDepth = 800

  /// The body of a `call` block runs in the frame it was written in.
  private func renderCaller(_ arguments: Operands, _ site: Int, _ page: inout Rendering) throws(RenderingFailure) {
    guard page.caller >= 0 else {
      throw failure(
        Complaint("this macro was not called by {% call %}", hint: "{% if caller %} asks for it"), sites[site], page)
    }
    let frame = page.callers[page.caller]
    let code = callers[frame.code]
    guard arguments.count <= code.defaults.count else {
      throw failure(
        Complaint("the call block takes \(code.defaults.count) arguments, not \(arguments.count)"),
        sites[site], page)
    }
    let values = try evaluate(arguments, &page)
    let outer = (base: page.base, caller: page.caller)
    (page.base, page.caller) = (frame.base, frame.caller)
    for index in 0..<code.defaults.count {
      page[code.parameters.next(index)] =
        index < values.count ? values[index] : try value(operands[code.defaults.first + index], &page)
    }
    try run(code.body, &page)
    (page.base, page.caller) = outer
  }
}

extension Complaint {
  static func wrongType(_ name: String, _ value: Value, _ type: ValueType) -> Complaint {
    Complaint("\"\(name)\" takes \(type), and this is \(value.kind)")
  }
}
