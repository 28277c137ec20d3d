import Diagnostics

/// Reads one template; everything that is wrong in it is gathered.
struct TemplateParser {
  let source: Source
  let limits: Limits
  private let segments: [Segment]
  private var index = 0
  private var depth = 0
  private(set) var diagnostics: [Diagnostic]

  /// The tags that one is inside of, for `end…` tags that fit none.
  struct Opening {
    let word: String
    let range: SourceRange
  }

  /// The tag that ended a body.
  struct Ending {
    let word: String
    let tokens: [Token]
    let range: SourceRange
  }

  static func parse(_ source: Source, limits: Limits) throws(BuildFailure) -> SyntaxTree {
    guard source.bytes.count <= limits.size else {
      throw BuildFailure(.templateTooLarge(source.place(at: limits.size), limits.size))
    }
    if let offset = firstInvalidByte(source.bytes) { throw BuildFailure(.notUTF8(source.place(at: offset))) }
    var parser = TemplateParser(source, limits)
    let statements = parser.template()
    guard parser.diagnostics.isEmpty else { throw BuildFailure(parser.diagnostics) }
    return SyntaxTree(source: source, statements: statements)
  }

  /// A single expression, as `sitegen eval` takes it: the whole source.
  static func parseExpression(_ source: Source, limits: Limits) throws(Diagnostic) -> Expression {
    let closed = Source(path: source.path, bytes: source.bytes + Array(" }}".utf8))
    var lexer = TagLexer(closed, after: 0..<0, closer: UInt8(ascii: "}"))
    let tokens: [Token]
    do { tokens = try lexer.tokens() } catch { throw error.without(suffix: " }}") }
    guard lexer.position == closed.bytes.count, let end = tokens.last else {
      throw .unexpectedToken(source.place(lexer.position - 2..<lexer.position), "\"}}\"")
    }
    guard end.range.lowerBound > 0, tokens.count > 1 else {
      throw .tagEndsEarly(source.place(at: 0), wanted: "an expression")
    }
    var parser = ExpressionParser(source, tokens, maximumDepth: limits.expressionDepth)
    return try parser.whole()
  }

  private init(_ source: Source, _ limits: Limits) {
    self.source = source
    self.limits = limits
    var scanner = Scanner(source)
    scanner.scan()
    segments = scanner.segments
    diagnostics = scanner.diagnostics
  }

  private mutating func template() -> [Statement] {
    do {
      return try body(until: [], of: nil).statements
    } catch {
      diagnostics.append(error)
      return []
    }
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  func parser(_ tokens: [Token]) -> ExpressionParser {
    ExpressionParser(source, tokens, maximumDepth: limits.expressionDepth)
  }

  /// The statements up to one of the tags `words`; that tag is read as well. It throws where the tags do not nest.
  mutating func body(
    until words: [String], of opening: Opening?
  ) throws(Diagnostic) -> (statements: [Statement], ending: Ending) {
    depth += 1
    defer { depth -= 1 }
    if depth > limits.blockDepth + 1, let opening {
      throw .blocksTooDeep(source.place(opening.range), limits.blockDepth)
    }
    var statements: [Statement] = []
    while index < segments.count, diagnostics.count < Limits.diagnostics {
      let segment = segments[index]
      index += 1
      switch segment {
      case .text(let bytes, let range): statements.append(.text(bytes, range))
      case .print(let tokens, _): if let expression = whole(tokens) { statements.append(.print(expression)) }
      case .statement(let tokens, let range):
        guard case .name(let word) = tokens[0].kind else {
          report(parser(tokens).unexpected("the name of a statement"))
          continue
        }
        if words.contains(word) { return (statements, Ending(word: word, tokens: tokens, range: range)) }
        if let statement = try statement(word, tokens, range, in: opening) { statements.append(statement) }
      }
    }
    guard let opening, diagnostics.count < Limits.diagnostics else {
      return (statements, Ending(word: "", tokens: [], range: 0..<0))
    }
    throw .blockNotClosed(source.place(opening.range), opening.word)
  }

  private mutating func whole(_ tokens: [Token]) -> Expression? {
    attempt { (self) throws(Diagnostic) in
      var parser = self.parser(tokens)
      return try parser.whole()
    }
  }

  /// The result, or nil when it is wrong, which is noted.
  mutating func attempt<Result>(_ read: (inout Self) throws(Diagnostic) -> Result) -> Result? {
    do {
      return try read(&self)
    } catch {
      report(error)
      return nil
    }
  }
}

/// The offset of the first byte that is not UTF-8.
func firstInvalidByte(_ bytes: [UInt8]) -> Int? {
  var index = 0
  while index < bytes.count {
    let length = sequenceLength(bytes, index)
    if length == 0 { return index }
    index += length
  }
  return nil
}

/// How many bytes the well-formed sequence at an index has (Unicode 16, table 3-7); 0 when there is none.
private func sequenceLength(_ bytes: [UInt8], _ index: Int) -> Int {
  func isIn(_ offset: Int, _ range: ClosedRange<UInt8>) -> Bool {
    index + offset < bytes.count && range.contains(bytes[index + offset])
  }
  switch bytes[index] {
  case 0x00...0x7F: return 1
  case 0xC2...0xDF: return isIn(1, 0x80...0xBF) ? 2 : 0
  case 0xE0: return isIn(1, 0xA0...0xBF) && isIn(2, 0x80...0xBF) ? 3 : 0
  case 0xED: return isIn(1, 0x80...0x9F) && isIn(2, 0x80...0xBF) ? 3 : 0
  case 0xE1...0xEF: return isIn(1, 0x80...0xBF) && isIn(2, 0x80...0xBF) ? 3 : 0
  case 0xF0: return isIn(1, 0x90...0xBF) && isIn(2, 0x80...0xBF) && isIn(3, 0x80...0xBF) ? 4 : 0
  case 0xF1...0xF3: return isIn(1, 0x80...0xBF) && isIn(2, 0x80...0xBF) && isIn(3, 0x80...0xBF) ? 4 : 0
  case 0xF4: return isIn(1, 0x80...0x8F) && isIn(2, 0x80...0xBF) && isIn(3, 0x80...0xBF) ? 4 : 0
  default: return 0
  }
}

extension Diagnostic {
  /// The same without what nobody has written at the end of the line that is shown.
  fileprivate func without(suffix: String) -> Diagnostic {
    guard let place, place.excerpt.hasSuffix(suffix) else { return self }
    let shown = Place(
      path: place.path, line: place.line, column: place.column, width: place.width,
      excerpt: String(place.excerpt.dropLast(suffix.count)))
    return Diagnostic(severity, id: id, message, at: shown, hint: hint, notes: notes)
  }
}
