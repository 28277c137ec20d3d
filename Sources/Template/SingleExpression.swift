public import Diagnostics

extension TemplateSet {
  /// The value of one expression: what `sitegen eval` shows.
  ///
  /// A list is shown item by item, a record by its fields that are no lists and no records.
  /// - Parameters:
  ///   - expression: The expression alone, without `{{ }}`.
  ///   - variables: The values of the kind's variables, in their order.
  ///   - root: The object that owns the records that name no owner; nil when there are none.
  ///   - owner: The same of records that the page has of its own.
  ///   - asJSON: Whether the value is written as JSON, and not for people.
  ///   - instant: How an instant is written, from its seconds since 1970.
  public static func evaluate(
    _ expression: Source, kind: TemplateKind, vocabulary: Vocabulary, variables: [Value],
    root: (any AnyObject & Sendable)? = nil, owner: (any AnyObject & Sendable)? = nil, limits: Limits = Limits(),
    asJSON: Bool = false,
    instant: @escaping (Int) -> String = { "instant \($0)" }
  ) throws(BuildFailure) -> String {
    do throws(Diagnostic) {
      let parsed = try TemplateParser.parseExpression(expression, limits: limits)
      var binder = Binder(expression.path, kind, TemplateSources(trees: [:], broken: []), vocabulary, limits)
      binder.code.sources = [expression]
      let slot = binder.ownSlot(binder.frame.allocate())
      let main = binder.body { $0.emit(.set(slot, operation: $0.add($0.bind(parsed)))) }
      if let first = binder.diagnostics.first { throw first }
      let program = Program(
        binder.code, main: main, slots: binder.frame.highest, variables: kind.variables.count, depth: binder.deepest,
        vocabulary: vocabulary, limits: limits, fragments: FragmentTable(), root: root ?? NoRoot())
      let (value, owners) = try value(of: slot, program, variables, owner)
      let shown = ShownValue(vocabulary, owners, instant)
      return asJSON ? try shown.json(value) : shown.text(value, depth: 0)
    } catch {
      throw BuildFailure(error)
    }
  }
}

private func value(
  of slot: Slot, _ program: Program, _ variables: [Value], _ owner: (any AnyObject & Sendable)?
) throws(Diagnostic) -> (Value, Owners) {
  do {
    var page = try Rendering(of: program, variables, owner: owner, subject: "this expression")
    try program.run(program.main, &page)
    return (page[slot], program.owners(page))
  } catch {
    throw error.diagnostic
  }
}
