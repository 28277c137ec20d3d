import Diagnostics

/// Filters, tests, functions and macros while a page is rendered.
extension Renderer {
  mutating func filter(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .filter(let code) = operation else { return .none }
    let input = try evaluate(code.input)
    var arguments: [Value] = []
    arguments.reserveCapacity(code.arguments.count)
    for argument in code.arguments { arguments.append(try value(argument)) }
    let inner = try code.inner.map { (inner) throws(RenderingFailure) in try evaluated(inner) }
    let call = FilterCall(input: input, arguments: arguments, path: code.path, inner: inner, log: log)
    return try placed(code.site) { () throws(Complaint) in try code.apply(call) }
  }

  private mutating func value(_ operation: Operation?) throws(RenderingFailure) -> Value {
    guard let operation else { return .none }
    return try evaluate(operation)
  }

  /// The filter or test that a filter applies to each item, with its arguments as they are now.
  private mutating func evaluated(_ inner: InnerCall) throws(RenderingFailure) -> EvaluatedCall {
    var arguments: [Value] = []
    for argument in inner.arguments { arguments.append(try value(argument)) }
    return EvaluatedCall(apply: inner.apply, arguments: arguments, log: log)
  }

  mutating func test(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .test(let code) = operation else { return .none }
    let input = try evaluate(code.input)
    let arguments = try evaluate(code.arguments)
    return .boolean(try placed(code.site) { () throws(Complaint) in try code.apply(input, arguments) })
  }

  mutating func host(_ operation: Operation) throws(RenderingFailure) -> Value {
    guard case .hostFilter(let call) = operation else { return .none }
    var input = Value.none
    if let (operation, type) = call.input {
      input = try evaluate(operation)
      if !type.admits(input) { throw failure(.wrongType(call.name, input, type), call.site) }
    }
    var arguments: [Value] = []
    if !call.arguments.isEmpty {
      arguments = try evaluate(call.arguments)
      for (value, type) in zip(arguments, call.types) where !type.admits(value) {
        throw failure(.wrongType(call.name, value, type), call.site)
      }
    }
    if let keywords = call.keywords {
      var pairs: [(String, Value)] = []
      for keyword in keywords { pairs.append((keyword.name, try evaluate(keyword.value))) }
      arguments.append(.mapping(Mapping(pairs)))
    }
    return try placed(call.site) { [input, arguments] () throws(Complaint) in try call.apply(input, arguments) }
  }

  /// What a macro or `caller()` renders, as a value.
  mutating func macro(_ operation: Operation) throws(RenderingFailure) -> Value {
    let start = output.count
    let outer = address
    try call(operation)
    address = outer
    let bytes = Array(output[start...])
    output.removeLast(bytes.count)
    return .html(HTML(bytes, program.language))
  }

  /// A macro or `caller()` where its text is to stand.
  mutating func call(_ operation: Operation) throws(RenderingFailure) {
    switch operation {
    case .macro(let call): try render(call)
    case .caller(let arguments, let site): try renderCaller(arguments, site)
    default: break
    }
  }

  private mutating func render(_ call: MacroCall) throws(RenderingFailure) {
    let macro = program.macros[call.macro]
    guard depth + macro.depth <= Renderer.maximumDepth else {
      throw failure(
        Complaint("the macro \"\(macro.name)\" calls itself, or others that call it, without end"), call.site,
        id: "template-too-deep")
    }
    var arguments: [Value?] = []
    for argument in call.arguments {
      arguments.append(try argument.map { (o) throws(RenderingFailure) in try evaluate(o) })
    }
    let outer = (base: base, caller: caller, depth: depth, count: callers.count)
    if let code = call.caller { callers.append(CallerFrame(code: code, base: base, caller: caller)) }
    caller = call.caller == nil ? -1 : callers.count - 1
    base = stack.count
    depth += macro.depth
    stack.append(contentsOf: repeatElement(.none, count: macro.slots))
    // Default values may name parameters before them.
    for (index, argument) in arguments.enumerated() {
      if let argument { stack[base + index] = argument } else { stack[base + index] = try value(macro.defaults[index]) }
    }
    try run(macro.body)
    stack.removeLast(macro.slots)
    (base, caller, depth) = (outer.base, outer.caller, outer.depth)
    callers.removeLast(callers.count - outer.count)
  }

  /// How deep what macros do may be nested. The stack of a thread bounds it.
  static let maximumDepth = 800

  /// The body of a `call` block runs in the frame it was written in.
  private mutating func renderCaller(_ arguments: [Operation], _ site: Site) throws(RenderingFailure) {
    guard caller >= 0 else {
      throw failure(Complaint("this macro was not called by {% call %}", hint: "{% if caller %} asks for it"), site)
    }
    let frame = callers[caller]
    guard arguments.count <= frame.code.parameters.count else {
      throw failure(
        Complaint("the call block takes \(frame.code.parameters.count) arguments, not \(arguments.count)"), site)
    }
    let values = try evaluate(arguments)
    let outer = (base: base, caller: caller)
    (base, caller) = (frame.base, frame.caller)
    for (index, slot) in frame.code.parameters.enumerated() {
      if index < values.count { self[slot] = values[index] } else { self[slot] = try value(frame.code.defaults[index]) }
    }
    try run(frame.code.body)
    (base, caller) = outer
  }
}

extension Complaint {
  static func wrongType(_ name: String, _ value: Value, _ type: ValueType) -> Complaint {
    Complaint("\"\(name)\" takes \(type), and this is \(value.kind)")
  }
}
