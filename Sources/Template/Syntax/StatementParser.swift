import Diagnostics

/// The statements, one function each. A mistake in a tag is noted and the tag read as well as it can be, so that
/// what follows is still understood.
extension TemplateParser {
  static let statementNames = [
    "block", "call", "extends", "filter", "for", "from", "if", "import", "include", "macro", "raw", "set", "with",
  ]

  mutating func statement(
    _ word: String, _ tokens: [Token], _ range: SourceRange, in opening: Opening?
  ) throws(Diagnostic) -> Statement? {
    let here = Opening(word: word, range: range)
    switch word {
    case "if": return try conditional(tokens, here)
    case "for": return try loop(tokens, here)
    case "set": return try set(tokens, here)
    case "with": return try with(tokens, here)
    case "filter": return try filterBlock(tokens, here)
    case "block": return try block(tokens, here)
    case "macro": return try macro(tokens, here)
    case "call": return try call(tokens, here)
    case "extends": return reference(tokens) { .extends($0, range) }
    case "include": return include(tokens, range)
    case "import": return importModule(tokens)
    case "from": return importNames(tokens)
    default:
      if word.hasPrefix("end") || word == "else" || word == "elif" { throw stray(word, tokens[0].range, in: opening) }
      report(.unknownStatement(source.place(tokens[0].range), word))
      return nil
    }
  }

  private func stray(_ word: String, _ range: SourceRange, in opening: Opening?) -> Diagnostic {
    .strayTag(source.place(range), word, opening: opening.map { ($0.word, source.place($0.range)) })
  }

  /// Reads the words of a tag after its first; nil when they are wrong, which is noted.
  private mutating func header<Result>(
    _ tokens: [Token], _ read: (inout ExpressionParser) throws(Diagnostic) -> Result
  ) -> Result? {
    // A tag without an end could not be read, which was noted.
    guard tokens.last?.kind == .end else { return nil }
    return attempt { (self) throws(Diagnostic) in
      var parser = self.parser(tokens)
      parser.advance()
      let result = try read(&parser)
      guard parser.isAtEnd else { throw parser.unexpected() }
      return result
    }
  }

  private func placeholder(_ range: SourceRange) -> Expression { Expression(.literal(.boolean(true)), range) }

  private mutating func conditional(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement {
    var branches: [Statement.Branch] = []
    var otherwise: [Statement]?
    var tag = (tokens: tokens, range: here.range)
    while true {
      let condition = header(tag.tokens) { (parser) throws(Diagnostic) in try parser.tuple() }
      let (body, ending) = try body(until: ["elif", "else", "endif"], of: here)
      branches.append(Statement.Branch(condition: condition ?? placeholder(tag.range), body: body, tag: tag.range))
      tag = (ending.tokens, ending.range)
      if ending.word == "else" {
        noWords(ending.tokens)
        otherwise = try self.body(until: ["endif"], of: here).statements
      }
      if ending.word != "elif" { return .conditional(branches, otherwise: otherwise, here.range) }
    }
  }

  private mutating func noWords(_ tokens: [Token]) {
    _ = header(tokens) { (_) throws(Diagnostic) in }
  }

  private typealias LoopHeader = (targets: [Word], list: Expression, condition: Expression?)

  private mutating func loop(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement {
    let header: LoopHeader? = header(tokens) { (parser) throws(Diagnostic) in
      let targets = try parser.targets()
      guard parser.skip(word: "in") else { throw parser.unexpected("\"in\"") }
      let list = try parser.disjunctions()
      let condition = parser.skip(word: "if") ? try parser.expression() : nil
      return (targets, list, condition)
    }
    let (body, ending) = try body(until: ["else", "endfor"], of: here)
    var otherwise: [Statement]?
    if ending.word == "else" { otherwise = try self.body(until: ["endfor"], of: here).statements }
    return .loop(
      Statement.Loop(
        targets: header?.targets ?? [], list: header?.list ?? placeholder(here.range), condition: header?.condition,
        body: body, otherwise: otherwise, tag: here.range))
  }

  private mutating func set(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement? {
    guard tokens.last?.kind == .end else { return nil }
    if tokens.contains(where: { $0.kind == .sign(.equal) && $0.range.lowerBound >= 0 }), isAssignment(tokens) {
      return header(tokens) { (parser) throws(Diagnostic) in
        let targets = try parser.targets()
        try parser.expect(.equal)
        return .set(targets: targets, try parser.tuple(), here.range)
      }
    }
    let target = header(tokens) { (parser) throws(Diagnostic) -> (Word, Expression?) in
      let name = try parser.name("the name of a variable")
      guard parser.token.kind == .sign(.bar) else { return (name, nil) }
      return (name, try parser.filters(Expression(.blockText, parser.token.range)))
    }
    let statements = try body(until: ["endset"], of: here).statements
    return target.map { .capture(target: $0.0, filters: $0.1, statements, here.range) }
  }

  /// Whether a sign `=` stands after the names of a `set`, and not inside a filter's parentheses.
  private func isAssignment(_ tokens: [Token]) -> Bool {
    for token in tokens {
      switch token.kind {
      case .sign(.equal): return true
      case .sign(.bar): return false
      default: continue
      }
    }
    return false
  }

  private mutating func with(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement {
    let assignments = header(tokens) { (parser) throws(Diagnostic) in
      var assignments: [(name: Word, value: Expression)] = []
      while !parser.isAtEnd {
        if !assignments.isEmpty { try parser.expect(.comma) }
        let name = try parser.name("the name of a variable")
        try parser.expect(.equal)
        assignments.append((name, try parser.expression()))
      }
      return assignments
    }
    return .with(assignments ?? [], try body(until: ["endwith"], of: here).statements)
  }

  private mutating func filterBlock(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement? {
    let filters = header(tokens) { (parser) throws(Diagnostic) in
      let start = parser.token.range
      let first = try parser.filter(Expression(.blockText, start.lowerBound..<start.lowerBound), start.lowerBound)
      return try parser.filters(first)
    }
    let statements = try body(until: ["endfilter"], of: here).statements
    return filters.map { .filter($0, statements, here.range) }
  }

  private mutating func block(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement? {
    let header = header(tokens) { (parser) throws(Diagnostic) in
      let name = try parser.name("the name of the block")
      let isScoped = parser.skip(word: "scoped")
      let isRequired = parser.skip(word: "required")
      return (name, isScoped || parser.skip(word: "scoped"), isRequired)
    }
    let (body, ending) = try body(until: ["endblock"], of: here)
    guard let header else { return nil }
    endName(ending.tokens, header.0)
    return .block(
      Statement.Block(name: header.0, isScoped: header.1, isRequired: header.2, body: body, tag: here.range))
  }

  /// `endblock` may say which block it ends.
  private mutating func endName(_ tokens: [Token], _ name: Word) {
    _ = header(tokens) { [source] (parser) throws(Diagnostic) in
      guard !parser.isAtEnd else { return }
      let given = try parser.name("the name of the block")
      if given.text != name.text {
        throw .endOfOtherBlock(source.place(given.range), given.text, name.text, source.place(name.range))
      }
    }
  }

  private mutating func macro(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement? {
    let header = header(tokens) { (parser) throws(Diagnostic) in
      (try parser.name("the name of the macro"), try parser.signature())
    }
    let (body, ending) = try body(until: ["endmacro"], of: here)
    guard let header else { return nil }
    endName(ending.tokens, header.0)
    return .macro(Statement.Macro(name: header.0, parameters: header.1, body: body, tag: here.range))
  }

  private mutating func call(_ tokens: [Token], _ here: Opening) throws(Diagnostic) -> Statement? {
    let header = header(tokens) { (parser) throws(Diagnostic) in
      let parameters = parser.token.kind == .sign(.openParenthesis) ? try parser.signature() : []
      return (parameters, try parser.expression())
    }
    let body = try body(until: ["endcall"], of: here).statements
    return header.map {
      .call(Statement.Call(parameters: $0.0, callee: $0.1, body: body, tag: here.range))
    }
  }

  private mutating func reference(
    _ tokens: [Token], _ make: (Expression) -> Statement
  ) -> Statement? {
    let name = header(tokens) { (parser) throws(Diagnostic) in try parser.expression() }
    return name.map(make)
  }

  private mutating func include(_ tokens: [Token], _ range: SourceRange) -> Statement? {
    header(tokens) { (parser) throws(Diagnostic) in
      let names = try parser.disjunction()
      let ignoresMissing = parser.skip(word: "ignore")
      if ignoresMissing, !parser.skip(word: "missing") { throw parser.unexpected("\"missing\"") }
      let withContext = try parser.context() ?? true
      return .include(
        Statement.Inclusion(names: names, ignoresMissing: ignoresMissing, withContext: withContext, tag: range))
    }
  }

  private mutating func importModule(_ tokens: [Token]) -> Statement? {
    header(tokens) { (parser) throws(Diagnostic) in
      let template = try parser.disjunction()
      guard parser.skip(word: "as") else { throw parser.unexpected("\"as\"") }
      let name = try parser.name("a name")
      return .importModule(template, name: name, withContext: try parser.context() ?? false)
    }
  }

  private mutating func importNames(_ tokens: [Token]) -> Statement? {
    header(tokens) { (parser) throws(Diagnostic) in
      let template = try parser.disjunction()
      guard parser.skip(word: "import") else { throw parser.unexpected("\"import\"") }
      var names: [(name: Word, alias: Word)] = []
      var context: Bool?
      while !parser.isAtEnd, context == nil {
        if !names.isEmpty, !parser.skip(.comma) {
          context = try parser.context()
          if context == nil { throw parser.unexpected("\",\"") }
          break
        }
        let name = try parser.name("the name of a macro")
        names.append((name, parser.skip(word: "as") ? try parser.name("a name") : name))
      }
      return .importNames(template, names: names, withContext: context ?? false)
    }
  }
}

extension ExpressionParser {
  /// `a` or `a, b`, with or without parentheses.
  fileprivate mutating func targets() throws(Diagnostic) -> [Word] {
    let hasParenthesis = skip(.openParenthesis)
    var targets = [try name("the name of a variable")]
    while skip(.comma) { targets.append(try name("the name of a variable")) }
    if hasParenthesis { try expect(.closeParenthesis) }
    for target in targets where ["loop", "true", "false", "none", "caller"].contains(target.text) {
      throw .reservedName(source.place(target.range), target.text)
    }
    return targets
  }

  /// What a `for` goes over: one expression without `if`, or several.
  fileprivate mutating func disjunctions() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var items = [try disjunction()]
    let isList = token.kind == .sign(.comma)
    while skip(.comma) { items.append(try disjunction()) }
    return isList ? try checked(.list(items), start) : items[0]
  }

  /// `(a, b=1)`.
  fileprivate mutating func signature() throws(Diagnostic) -> [(name: Word, defaultValue: Expression?)] {
    try expect(.openParenthesis)
    var parameters: [(name: Word, defaultValue: Expression?)] = []
    while !skip(.closeParenthesis) {
      let name = try name("the name of a parameter")
      if parameters.contains(where: { $0.name.text == name.text }) {
        throw .parameterTwice(source.place(name.range), name.text)
      }
      let defaultValue = skip(.equal) ? try expression() : nil
      if defaultValue == nil, parameters.last?.defaultValue != nil {
        throw .parameterWithoutDefault(source.place(name.range), name.text)
      }
      parameters.append((name, defaultValue))
      guard token.kind == .sign(.closeParenthesis) || skip(.comma) else { throw unexpected("\")\"") }
    }
    return parameters
  }

  /// `with context` or `without context`.
  fileprivate mutating func context() throws(Diagnostic) -> Bool? {
    guard isWord("with") || isWord("without") else { return nil }
    let result = isWord("with")
    advance()
    guard skip(word: "context") else { throw unexpected("\"context\"") }
    return result
  }
}
