import Diagnostics

/// What a filter and a function of the host have in common.
struct HostSignature {
  let kind: String
  let name: String
  let input: ValueType?
  let parameters: [Parameter]
  let takesKeywords: Bool
  let result: ValueType
  let check: (@Sendable (_ input: Value?, _ arguments: [Value?]) throws(Complaint) -> Void)?
  let apply: HostCall.Apply

  init(_ filter: Filter) {
    kind = "filter"
    name = filter.name
    input = filter.input
    parameters = filter.parameters
    takesKeywords = filter.takesKeywords
    result = filter.result
    check = filter.check
    apply = filter.apply
  }

  init(_ function: Function) {
    kind = "function"
    name = function.name
    input = nil
    parameters = function.parameters
    takesKeywords = function.takesKeywords
    result = function.result
    if let check = function.check {
      self.check = { (_, arguments) throws(Complaint) in try check(arguments) }
    } else {
      check = nil
    }
    let apply = function.apply
    self.apply = { (_, arguments) throws(Complaint) in try apply(arguments) }
  }
}

extension Binder {
  /// A call of a filter or function of the host.
  mutating func host(
    _ signature: HostSignature, input: (bound: Bound, expression: Expression)?, _ arguments: [Argument],
    _ expression: Expression
  ) -> Bound {
    if let input, let type = signature.input {
      if input.bound.type.isOptional, !type.isOptional, type != .open {
        report(.mayBeNone(place(input.expression.range), text(of: input.expression)))
        return .wrong
      }
      guard type.admits(input.bound.type) else {
        report(.hostCannotTake(place(expression.range), signature.name, type, input.bound.type))
        return .wrong
      }
    }
    guard let given = hostArguments(signature, arguments, expression) else { return .wrong }
    check(signature, input?.bound.constant, given.values, expression)
    let call = HostCall(
      kind: signature.kind, name: signature.name, apply: signature.apply,
      input: input.map { ($0.bound.operation, signature.input ?? .open) }, arguments: given.values.map(\.operation),
      types: signature.parameters.map(\.type),
      keywords: signature.takesKeywords ? given.keywords.map { ($0.name, $0.value.operation) } : nil,
      site: site(expression.range))
    let all = (input.map { [$0.bound] } ?? []) + given.values + given.keywords.map(\.value)
    return Bound(.hostFilter(call), signature.result, depth: deepest(all))
  }

  mutating func hostArguments(
    _ signature: HostSignature, _ arguments: [Argument], _ expression: Expression
  ) -> (values: [Bound], keywords: [(name: String, value: Bound)])? {
    let names = signature.parameters.map(\.name)
    let given = arrange(
      arguments, names, expression.range, of: signature.kind, signature.name, takesKeywords: signature.takesKeywords)
    guard let given else { return nil }
    var values: [Bound] = []
    for (parameter, argument) in zip(signature.parameters, given.positions) {
      if let argument {
        let bound = bind(argument.value)
        if bound.type.isOptional, !parameter.type.admits(bound.type) {
          report(.mayBeNone(place(argument.value.range), text(of: argument.value)))
        } else if !parameter.type.admits(bound.type) {
          report(
            .wrongArgument(
              place(argument.value.range), signature.kind, signature.name, parameter.type, bound.type))
        }
        values.append(bound)
      } else if let value = parameter.defaultValue {
        values.append(Bound(.constant(value), type(of: value)))
      } else {
        report(
          .missingArgument(
            place(expression.range), signature.kind, signature.name, parameter.name, names, definition: nil))
        return nil
      }
    }
    var keywords: [(name: String, value: Bound)] = []
    for keyword in given.keywords { keywords.append((keyword.name?.text ?? "", bind(keyword.value))) }
    return (values, keywords)
  }

  /// Lets the host look at what is written as a literal.
  private mutating func check(
    _ signature: HostSignature, _ input: Value?, _ values: [Bound], _ expression: Expression
  ) {
    guard let check = signature.check else { return }
    do {
      try check(input, values.map(\.constant))
    } catch {
      report(.complaint(place(expression.range), error))
    }
  }
}
