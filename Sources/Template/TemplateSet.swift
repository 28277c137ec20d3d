public import Diagnostics

/// All templates of a site, parsed and checked.
public struct TemplateSet: Sendable {
  private let templates: [String: Template]
  private let fragments: FragmentTable
  /// By template: the one that it extends.
  private let parents: [String: String]

  /// Parses, resolves and checks everything; a failure holds all errors.
  ///
  /// The suffix of an entry's name decides how its values are escaped: `.xml`, `.txt`, `.json`, and HTML for any other.
  /// - Parameters:
  ///   - sources: The templates by the names that `extends` and `include` call them: `partials/card.html`.
  ///   - entries: The templates that are rendered, and the kind of page each is for.
  public init(
    sources: [String: Source], entries: [String: TemplateKind], vocabulary: Vocabulary, limits: Limits = Limits()
  ) throws(BuildFailure) {
    var trees: [String: SyntaxTree] = [:]
    var broken: Set<String> = []
    var diagnostics: [Diagnostic] = []
    for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
      do {
        trees[name] = try TemplateParser.parse(source, limits: limits)
      } catch {
        broken.insert(name)
        diagnostics += error.diagnostics
      }
    }
    var templates: [String: Template] = [:]
    let fragments = FragmentTable()
    let parsed = TemplateSources(trees: trees, broken: broken)
    for (name, kind) in entries.sorted(by: { $0.key < $1.key }) where !broken.contains(name) {
      guard trees[name] != nil else {
        diagnostics.append(.entryMissing(name, kind.name, parsed.names))
        continue
      }
      var binder = Binder(name, kind, parsed, vocabulary, limits)
      templates[name] = Template(name: name, program: binder.program(name, limits, fragments))
      diagnostics += binder.diagnostics
    }
    guard diagnostics.isEmpty else { throw BuildFailure(unique(diagnostics)) }
    self.templates = templates
    self.fragments = fragments
    parents = trees.compactMapValues { tree in
      if case .literal(.text(let name))? = tree.parent?.name.kind { name } else { nil }
    }
  }

  /// The same templates as objects of their own, for pages of one root, on one thread at a time.
  /// - Parameter root: The object that owns the records that name no owner and that all pages have in common.
  public func bound(to root: any AnyObject & Sendable) -> TemplateSet {
    TemplateSet(templates: templates.mapValues { $0.bound(to: root) }, fragments: fragments, parents: parents)
  }

  private init(templates: [String: Template], fragments: FragmentTable, parents: [String: String]) {
    self.templates = templates
    self.fragments = fragments
    self.parents = parents
  }

  /// A template and those that it extends, down to the one that extends none.
  public func chain(of name: String) -> [String] {
    var chain = [name]
    while let parent = chain.last.flatMap({ parents[$0] }), !chain.contains(parent) { chain.append(parent) }
    return chain
  }

  /// The names of all entries, in order.
  public var names: [String] { templates.keys.sorted() }

  /// The template of an entry.
  public func template(_ name: String) -> Template? { templates[name] }

  /// An empty memo for pages of these templates.
  /// - Parameter limit: Bytes that are kept at most, about; what does not fit takes the place of what was kept before.
  public func memo(limit: Int) -> FragmentMemo { FragmentMemo(fragments, limit: limit) }
}

/// A template that is ready to be rendered for its kind of page.
public final class Template: Sendable {
  /// The name by which others include and extend it: `partials/card.html`.
  public let name: String
  let program: Program

  init(name: String, program: Program) {
    self.name = name
    self.program = program
  }

  /// An empty memo for the pages of this template and the others of its set.
  public func memo(limit: Int) -> FragmentMemo { FragmentMemo(program.fragmentTable, limit: limit) }

  fileprivate func bound(to root: any AnyObject & Sendable) -> Template {
    Template(name: name, program: Program(copying: program, root: root))
  }

  /// How many values a page of it has at most while it is rendered, macros not counted.
  public var slots: Int { program.slots }

  /// The paths of all files that it is made of: itself, those it extends, includes and imports.
  public var sources: [String] {
    var seen: Set<String> = []
    return program.sources.map(\.path).filter { seen.insert($0).inserted }
  }

  /// Appends the page; when it fails, nothing is appended.
  /// - Parameters:
  ///   - variables: The values of the kind's variables, in their order. An array with room for `slots` values that
  ///     nobody else holds is not copied.
  ///   - owner: The object that owns the records of the page's own that name no owner; nil when there are none.
  ///   - subject: What the page shows (`Content/world/bridge.md`), for errors that show only while rendering.
  ///   - memo: What was rendered before with the same shared variables and records, and is to be used again.
  public func render(
    _ variables: consuming [Value], of owner: (any AnyObject & Sendable)?, subject: String,
    into output: inout [UInt8], memo: FragmentMemo? = nil
  ) throws(Diagnostic) {
    var log: ReadLog?
    try render(variables, owner, subject, into: &output, log: &log, memo: memo)
  }

  /// The same, and says what was read on the way: on the branches that were taken, by fields and by filters that read
  /// fields (`sort(attribute="title")`). What a filter of the host reads of a record that it is given is not known.
  /// - Parameter reads: Is replaced; when rendering fails, it stays as it is.
  public func render(
    _ variables: consuming [Value], of owner: (any AnyObject & Sendable)?, subject: String,
    into output: inout [UInt8], reads: inout Reads, memo: FragmentMemo? = nil
  ) throws(Diagnostic) {
    var log: ReadLog? = ReadLog()
    try render(variables, owner, subject, into: &output, log: &log, memo: memo)
    if let log { reads = log.reads }
  }

  private func render(
    _ variables: consuming [Value], _ owner: (any AnyObject & Sendable)?, _ subject: String,
    into output: inout [UInt8], log: inout ReadLog?, memo: FragmentMemo?
  ) throws(Diagnostic) {
    let start = output.count
    do {
      var page = try Rendering(of: program, variables, owner: owner, subject: subject)
      swap(&page.output, &output)
      swap(&page.log, &log)
      defer {
        swap(&page.output, &output)
        swap(&page.log, &log)
      }
      if let memo, memo.table === program.fragmentTable {
        try memo.lend(to: &page) { page throws(RenderingFailure) in try program.run(program.main, &page) }
      } else {
        try program.run(program.main, &page)
      }
    } catch {
      output.removeLast(output.count - start)
      throw error.diagnostic
    }
  }
}

extension Binder {
  /// The whole template of an entry.
  mutating func program(_ name: String, _ limits: Limits, _ fragments: FragmentTable) -> Program {
    let variables = frame.next
    scopes.append(Scope())
    topLevel = scopes.count
    let main = body { $0.template(name, tag: nil) }
    if diagnostics.isEmpty, !place.isText, let index = sourceIndices[name] {
      let source = code.sources[index]
      report(.endsInside(source.place(source.bytes.count..<source.bytes.count), place.description))
    }
    code.hasOwnSlots = !frame.isReusing
    return Program(
      code, main: main, slots: frame.highest, variables: variables, depth: deepest, vocabulary: vocabulary,
      limits: limits, fragments: fragments, root: NoRoot())
  }
}

/// The same error in a template that several include is one error.
private func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
  var seen: Set<Diagnostic> = []
  return diagnostics.filter { diagnostic in
    var key = diagnostic
    key.notes = []
    return seen.insert(key).inserted
  }
}

extension Diagnostic {
  static func entryMissing(_ name: String, _ kind: String, _ known: [String]) -> Diagnostic {
    Diagnostic(
      id: "template-unknown-template", "there is no template \"\(name)\", which pages of kind \(kind) need",
      hint: nearestHint(name, known))
  }
}
