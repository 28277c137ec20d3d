import Diagnostics

/// `extends`, `block`, `include` and `import`.
extension Binder {
  /// Binds a whole template where it is used: the entry, a parent, or what is included.
  mutating func template(_ name: String, tag: Place?) {
    blocks = [:]
    activeBlocks = []
    collectBlocks(name)
    level(name, tag: tag)
  }

  /// Gathers the blocks of a template and of those it extends, the most derived first.
  private mutating func collectBlocks(_ name: String) {
    var next: String? = name
    var seen: Set<String> = []
    while let name = next, seen.insert(name).inserted, let tree = templates.trees[name] {
      for block in tree.blocks {
        blocks[block.name.text, default: []].append(BlockVersion(block: block, template: name))
      }
      next = tree.parent.flatMap { literalText($0.name) }
    }
  }

  func literalText(_ expression: Expression) -> String? {
    if case .literal(.text(let text)) = expression.kind { text } else { nil }
  }

  /// One template of a chain: its own statements, and then its parent.
  private mutating func level(_ name: String, tag: Place?) {
    guard let tree = templates.trees[name], enter(name, tag) else { return }
    let outer = source
    source = sourceIndex(name)
    checkBlocks(tree, name)
    if let parent = tree.parent {
      announceMacros(tree.statements)
      for statement in tree.statements[..<parent.index] where count() { bind(statement) }
      let isOutside = isOutsideOfBlocks
      isOutsideOfBlocks = true
      let before = place
      let rest = body { binder in
        for statement in tree.statements[(parent.index + 1)...] where binder.count() { binder.bind(statement) }
      }
      bindPendingMacros()
      place = before
      isOutsideOfBlocks = isOutside
      emit(.discard(body: rest))
      if let name = templateName(parent.name) { level(name, tag: place(parent.range)) }
    } else {
      bind(tree.statements)
    }
    source = outer
    trail.removeLast()
  }

  private mutating func checkBlocks(_ tree: SyntaxTree, _ name: String) {
    var seen: [String: Word] = [:]
    for block in tree.blocks {
      if let first = seen[block.name.text] {
        report(.blockTwice(place(block.name.range), block.name.text, place(first.range)))
      }
      seen[block.name.text] = block.name
    }
    guard tree.parent != nil else { return }
    let ancestors = Set(ancestorBlocks(tree))
    for block in tree.outerBlocks where !ancestors.contains(block.name.text) {
      report(.unknownBlock(place(block.name.range), block.name.text, ancestors.sorted()))
    }
  }

  private func ancestorBlocks(_ tree: SyntaxTree) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    var next = tree.parent.flatMap { literalText($0.name) }
    while let name = next, seen.insert(name).inserted {
      // Of a template that is broken or missing nothing is known: that is reported already.
      guard let parent = templates.trees[name] else { return names + tree.blocks.map(\.name.text) }
      names += parent.blocks.map(\.name.text)
      next = parent.parent.flatMap { literalText($0.name) }
    }
    return names
  }

  /// Whether a template may be used here; circles and depth are reported.
  private mutating func enter(_ name: String, _ tag: Place?) -> Bool {
    if let first = trail.firstIndex(where: { $0.name == name }) {
      let chain = trail[first...].map(\.name) + [name]
      report(.templateCircle(tag ?? sourceText.place(at: 0), chain))
      return false
    }
    guard trail.count < limits.templateDepth else {
      report(.templatesTooDeep(tag ?? sourceText.place(at: 0), limits.templateDepth))
      return false
    }
    trail.append(TrailStep(name: name, tag: tag))
    return true
  }

  private mutating func sourceIndex(_ name: String) -> Int {
    if let index = sourceIndices[name] { return index }
    if let tree = templates.trees[name] { code.sources.append(tree.source) }
    sourceIndices[name] = code.sources.count - 1
    return code.sources.count - 1
  }

  /// The name that a tag gives, when there is such a template; what is wrong is reported.
  private mutating func templateName(_ expression: Expression) -> String? {
    guard let name = literalText(expression) else {
      report(.templateNameNotLiteral(place(expression.range)))
      return nil
    }
    if templates.broken.contains(name) { return nil }
    guard templates.trees[name] != nil else {
      report(.unknownTemplate(place(expression.range), name, templates.names))
      return nil
    }
    return name
  }

  // MARK: Blocks

  mutating func block(_ block: Statement.Block) {
    guard !isOutsideOfBlocks else { return }
    guard let versions = blocks[block.name.text] else { return }
    guard !activeBlocks.contains(where: { $0.name == block.name.text }) else {
      return report(.blockInItself(place(block.name.range), activeBlocks.map(\.name) + [block.name.text]))
    }
    if block.isRequired, versions.count == 1 { report(.blockRequired(place(block.name.range), block.name.text)) }
    let outer = scopes
    let before = place
    if !block.isScoped { scopes = Array(scopes[..<topLevel]) }
    version(block.name.text, 0)
    scopes = outer
    requireSamePlace(before, block.tag, "block")
  }

  private mutating func version(_ name: String, _ level: Int) {
    guard let versions = blocks[name], level < versions.count else { return }
    let outer = source
    source = sourceIndex(versions[level].template)
    activeBlocks.append((name, level))
    let body = body { binder in binder.scoped { $0.bind(versions[level].block.body) } }
    emit(.body(body))
    activeBlocks.removeLast()
    source = outer
  }

  func isSuper(_ expression: Expression) -> Bool {
    if case .call(let callee, let arguments) = expression.kind, case .name("super") = callee.kind {
      return arguments.isEmpty
    }
    return false
  }

  /// The block as the template has it that is extended, right here.
  mutating func superBlock(_ range: SourceRange) {
    guard let active = activeBlocks.last else { return report(.superOutside(place(range))) }
    guard let versions = blocks[active.name], active.level + 1 < versions.count else {
      return report(.noSuper(place(range), active.name))
    }
    let outer = scopes
    scopes = Array(scopes[..<topLevel])
    version(active.name, active.level + 1)
    scopes = outer
  }

  // MARK: Other templates

  mutating func include(_ inclusion: Statement.Inclusion) {
    var names = [inclusion.names]
    if case .list(let items) = inclusion.names.kind { names = items }
    let known = names.first { literalText($0).map { templates.trees[$0] != nil } ?? false }
    if known == nil, inclusion.ignoresMissing, names.allSatisfy({ literalText($0) != nil }) { return }
    guard let expression = known ?? names.first, let name = templateName(expression) else { return }
    let before = place
    let tag = self.place(inclusion.tag)
    let range = body { binder in
      binder.isolated(withContext: inclusion.withContext) { $0.template(name, tag: tag) }
    }
    emit(.body(range))
    requireSamePlace(before, inclusion.tag, "include")
  }

  /// Binds another template, with blocks of its own, and the names of this one or none of them.
  private mutating func isolated(withContext: Bool, _ bind: (inout Binder) -> Void) {
    let outer = (scopes, topLevel, blocks, activeBlocks, isOutsideOfBlocks)
    let slot = frame.next
    if !withContext { scopes = [] }
    scopes.append(Scope())
    topLevel = scopes.count
    isOutsideOfBlocks = false
    bind(&self)
    (scopes, topLevel, blocks, activeBlocks, isOutsideOfBlocks) = outer
    frame.release(to: slot)
  }

  mutating func importModule(_ template: Expression, _ name: Word, _ withContext: Bool) {
    guard let symbols = module(template, withContext) else { return }
    scopes[scopes.count - 1].symbols[name.text] = .module(symbols)
  }

  mutating func importNames(_ template: Expression, _ names: [(name: Word, alias: Word)], _ withContext: Bool) {
    let known = diagnostics.count
    guard let symbols = module(template, withContext) else { return }
    let missing = names.filter { symbols[$0.name.text] == nil }
    // What is wrong in a template that is no module, or not the one that was meant, would only hide that.
    if !missing.isEmpty, diagnostics.count > known { diagnostics.removeSubrange(known...) }
    for (name, _) in missing {
      let macros = symbols.keys.sorted()
      report(.unknownMacro(place(name.range), name.text, macros, template: text(of: template)))
    }
    for (name, alias) in names {
      if let symbol = symbols[name.text] { scopes[scopes.count - 1].symbols[alias.text] = symbol }
    }
  }

  /// What a template declares. Its slots stay in use as long as those of the scope that imports it.
  private mutating func module(_ template: Expression, _ withContext: Bool) -> [String: Symbol]? {
    guard let name = templateName(template) else { return nil }
    let outer = (scopes, topLevel, blocks, activeBlocks, place, isOutsideOfBlocks)
    let tag = place(template.range)
    scopes = withContext ? scopes + [Scope()] : [Scope()]
    topLevel = scopes.count
    place = place.start
    isOutsideOfBlocks = false
    let range = body { $0.template(name, tag: tag) }
    emit(.discard(body: range))
    let symbols = scopes.last?.symbols ?? [:]
    (scopes, topLevel, blocks, activeBlocks, place, isOutsideOfBlocks) = outer
    return symbols.filter { !$0.key.hasPrefix("_") }
  }
}
