public import Diagnostics

extension TemplateSet {
  /// The value of one expression, as it would be printed into a text file: what `sitegen eval` shows.
  ///
  /// A list is shown item by item, a record by its fields that are no lists and no records.
  /// - Parameters:
  ///   - expression: The expression alone, without `{{ }}`.
  ///   - variables: The values of the kind's variables, in their order.
  public static func evaluate(
    _ expression: Source, kind: TemplateKind, vocabulary: Vocabulary, variables: [Value], limits: Limits = Limits()
  ) throws(BuildFailure) -> String {
    do throws(Diagnostic) {
      let parsed = try TemplateParser.parseExpression(expression, limits: limits)
      var binder = Binder(expression.path, kind, TemplateSources(trees: [:], broken: []), vocabulary, limits)
      binder.code.sources = [expression]
      let bound = binder.bind(parsed)
      if let first = binder.diagnostics.first { throw first }
      let program = Program(
        binder.code, main: 0..<0, slots: binder.frame.highest, variables: kind.variables.count, depth: bound.depth,
        vocabulary: vocabulary, limits: limits, fragments: FragmentTable())
      return vocabulary.shown(try value(of: bound.operation, program, variables), depth: 0)
    } catch {
      throw BuildFailure(error)
    }
  }
}

private func value(
  of operation: Operation, _ program: Program, _ variables: [Value]
) throws(Diagnostic) -> Value {
  do {
    var renderer = try Renderer(program, variables, subject: "this expression")
    return try renderer.evaluate(operation)
  } catch {
    throw error.diagnostic
  }
}

extension Vocabulary {
  /// A value as a person reads it in a terminal.
  fileprivate func shown(_ value: Value, depth: Int) -> String {
    switch value {
    case .none: return "none"
    case .instant(let seconds): return "instant \(seconds)"
    case .list(let list):
      let items = (0..<min(list.count, 20)).map { "- " + shown(list[$0], depth: depth + 1) }
      return (items + (list.count > 20 ? ["… \(list.count) in all"] : [])).joined(separator: "\n")
    case .record(let record):
      guard depth < 2 else { return "a record" }
      let shownFields = (fields[record.type] ?? []).compactMap { field -> String? in
        switch field.get(record) {
        case .list, .record, .none: nil
        case let value: "\(field.name): " + shown(value, depth: depth + 1)
        }
      }
      return depth == 0
        ? shownFields.joined(separator: "\n") : "{" + shownFields.prefix(3).joined(separator: ", ") + "}"
    default: return (try? value.asText()) ?? value.kind
    }
  }
}
