import Diagnostics

/// Makes a template ready for one kind of page: resolves every name, checks every type, decides every escape.
///
/// What is included or extended is bound where it stands, again each time, so that it is checked with what is known
/// there.
struct Binder {
  let templates: TemplateSources
  let vocabulary: Vocabulary
  let limits: Limits

  var code: ProgramBuilder
  /// The instructions of the body that is being bound.
  var current: [Instruction] = []
  var frame: Frame
  var nextFrame = 1
  var nextIdentity = 0
  var scopes: [Scope] = []
  /// How many of the scopes a block sees: those of the template, not those of loops around the block.
  var topLevel = 0
  /// Paths that are known to have a value here: `3.image`, with the identity of a variable.
  var facts: Set<String> = []

  /// The templates that include one another here, the outermost first.
  var trail: [TrailStep] = []
  var source = 0
  var sourceIndices: [String: Int] = [:]

  var blocks: [String: [BlockVersion]] = [:]
  var activeBlocks: [(name: String, level: Int)] = []
  /// Whether what is bound stands outside of the blocks of a template that extends another.
  var isOutsideOfBlocks = false

  var pendingMacros: [[(index: Int, macro: Statement.Macro)]] = []
  var isInMacro = false
  var place: MarkupPlace
  /// The last value that was printed into an address.
  var addressSite: Site?

  var depth = 0
  var deepest = 0
  var parts = 0
  var diagnostics: [Diagnostic] = []

  struct TrailStep {
    let name: String
    /// The tag that leads to it.
    let tag: Place?
  }

  struct BlockVersion {
    let block: Statement.Block
    let template: String
  }

  init(_ entry: String, _ kind: TemplateKind, _ templates: TemplateSources, _ vocabulary: Vocabulary, _ limits: Limits)
  {
    self.templates = templates
    self.vocabulary = vocabulary
    self.limits = limits
    let language = MarkupPlace.Language(fileName: entry)
    code = ProgramBuilder(name: entry, language: language.markup)
    place = MarkupPlace(language, schemes: limits.schemes)
    frame = Frame(identity: 0, slots: kind.variables.count)
    var scope = Scope()
    for (slot, variable) in kind.variables.enumerated() {
      scope.symbols[variable.name] = .variable(
        BoundVariable(slot: slot, frame: 0, type: variable.type, identity: nextIdentity))
      nextIdentity += 1
      if variable.isShared { code.sharedSlots[slot] = variable.name }
    }
    scopes = [scope]
  }

  // MARK: Places and errors

  var sourceText: Source { code.sources[source] }

  func site(_ range: SourceRange) -> Site { Site(source: source, range: range) }

  mutating func addSite(_ range: SourceRange) -> Int {
    code.sites.append(site(range))
    return code.sites.count - 1
  }

  func place(_ range: SourceRange) -> Place {
    // To count lines takes time: it is done for what is reported alone.
    diagnostics.count < Limits.diagnostics ? sourceText.place(range) : Place(path: sourceText.path)
  }

  mutating func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Limits.diagnostics else { return }
    var diagnostic = diagnostic
    if trail.count > 1 { diagnostic.notes.append(Diagnostic.Note("as part of \(code.name)")) }
    diagnostics.append(diagnostic)
  }

  /// Counts one part; false when there are too many, which is reported once.
  mutating func count() -> Bool {
    parts += 1
    if parts == limits.parts + 1 {
      report(.tooManyParts(sourceText.place(at: 0), code.name, limits.parts))
    }
    return parts <= limits.parts && diagnostics.count < Limits.diagnostics
  }

  // MARK: Code

  /// How deep what is bound may be nested, in all templates that include one another. The stack of a thread bounds it.
  static let maximumDepth = 300

  mutating func emit(_ instruction: Instruction) {
    switch instruction {
    case .set(let slot, _), .clear(let slot), .capture(let slot, _): noteSet(slot)
    case .unpack(let first, let count, _, _):
      for offset in 0..<count { noteSet(Slot(index: first.index + offset, isLocal: first.isLocal)) }
    default: break
    }
    current.append(instruction)
  }

  private mutating func noteSet(_ slot: Slot) {
    if !slot.isLocal { code.setSlots.insert(slot.index) }
  }

  mutating func emitLiteral(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return }
    if case .literal(let last)? = current.last, last == code.literals.count - 1 {
      code.literals[last] += bytes
    } else {
      emit(.literal(code.literals.count))
      code.literals.append(Array(bytes))
    }
  }

  mutating func add(_ bound: Bound) -> Int {
    deepest = max(deepest, depth + bound.depth)
    code.operations.append(bound.operation)
    return code.operations.count - 1
  }

  /// Binds a body of its own.
  mutating func body(_ bind: (inout Binder) -> Void) -> Range<Int> {
    let outer = current
    current = []
    depth += 1
    deepest = max(deepest, depth)
    if depth <= Self.maximumDepth {
      bind(&self)
    } else {
      report(.pageTooDeep(sourceText.place(at: 0), Self.maximumDepth))
    }
    depth -= 1
    let start = code.instructions.count
    code.instructions += current
    current = outer
    return start..<code.instructions.count
  }

  // MARK: Scopes

  /// Binds something in a scope of its own; its slots are free again afterwards.
  mutating func scoped(_ bind: (inout Binder) -> Void) {
    let slot = frame.next
    scopes.append(Scope())
    bind(&self)
    scopes.removeLast()
    frame.release(to: slot)
  }

  func symbol(_ name: String) -> Symbol? {
    for scope in scopes.reversed() {
      if let symbol = scope.symbols[name] { return symbol }
    }
    return nil
  }

  /// The variables, macros and modules that can be named here.
  var visibleNames: [String] { Set(scopes.flatMap(\.symbols.keys)).sorted() }

  /// A new value of a variable of the innermost scope, which is declared where it is not.
  mutating func declare(_ name: String, _ type: ValueType) -> BoundVariable {
    let scope = scopes.count - 1
    var slot = scopes[scope].reserved[name]
    if case .variable(let existing)? = scopes[scope].symbols[name], existing.frame == frame.identity {
      slot = existing.slot
    }
    return declare(name, type, slot: slot ?? frame.allocate())
  }

  mutating func declare(_ name: String, _ type: ValueType, slot: Int) -> BoundVariable {
    nextIdentity += 1
    let variable = BoundVariable(slot: slot, frame: frame.identity, type: type, identity: nextIdentity)
    scopes[scopes.count - 1].symbols[name] = .variable(variable)
    return variable
  }

  /// Where a variable is; nil when it is in the frame of another macro.
  func slot(_ variable: BoundVariable) -> Slot? {
    if variable.frame == frame.identity { return Slot(index: variable.slot, isLocal: frame.identity != 0) }
    return variable.frame == 0 ? Slot(index: variable.slot, isLocal: false) : nil
  }

  /// A slot that was just allocated in the frame that is being bound.
  func ownSlot(_ index: Int) -> Slot { Slot(index: index, isLocal: frame.identity != 0) }
}

/// The templates that were parsed.
struct TemplateSources {
  let trees: [String: SyntaxTree]
  /// Those with errors, which were reported.
  let broken: Set<String>

  var names: [String] { (Array(trees.keys) + broken).sorted() }
}

extension MarkupPlace.Language {
  init(fileName: String) {
    let suffix = fileName.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(fileName[$0...]).lowercased() }
    switch suffix {
    case ".xml", ".rss", ".atom", ".svg", ".xsl", ".opml": self = .xml
    case ".txt", ".md": self = .plain
    case ".json", ".webmanifest": self = .json
    default: self = .html
    }
  }

  /// What a macro or a `set` block makes in such a template.
  var markup: HTML.Language {
    switch self {
    case .html: .html
    case .xml: .xml
    case .json, .plain: .json
    }
  }
}
