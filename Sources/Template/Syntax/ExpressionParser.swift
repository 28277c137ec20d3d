import Diagnostics

/// Reads the expressions of one tag, with the precedence of Jinja 3.
///
/// From weak to strong: `if else`, `or`, `and`, `not`, comparisons, `+ -`, `~`, `* / // %`, unary `+ -`,
/// members and calls, filters and tests.
struct ExpressionParser {
  let source: Source
  let tokens: [Token]
  let maximumDepth: Int
  private(set) var position = 0
  private var nesting = 0

  init(_ source: Source, _ tokens: [Token], maximumDepth: Int) {
    self.source = source
    self.tokens = tokens
    self.maximumDepth = maximumDepth
  }

  var token: Token { tokens[position] }
  private var following: Token { tokens[min(position + 1, tokens.count - 1)] }
  var isAtEnd: Bool { token.kind == .end }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  /// From `start` to the last token that was read.
  func range(from start: Int) -> SourceRange {
    start..<max(start, position > 0 ? tokens[position - 1].range.upperBound : start)
  }

  mutating func skip(_ sign: Sign) -> Bool {
    guard token.kind == .sign(sign) else { return false }
    advance()
    return true
  }

  mutating func skip(word: String) -> Bool {
    guard isWord(word) else { return false }
    advance()
    return true
  }

  func isWord(_ word: String) -> Bool { token.kind == .name(word) }

  mutating func expect(_ sign: Sign) throws(Diagnostic) {
    guard skip(sign) else { throw unexpected("\"\(sign.rawValue)\"") }
  }

  mutating func name(_ what: String) throws(Diagnostic) -> Word {
    guard case .name(let text) = token.kind else { throw unexpected(what) }
    let word = Word(text: text, range: token.range)
    advance()
    return word
  }

  func unexpected(_ wanted: String? = nil) -> Diagnostic {
    if isAtEnd { return .tagEndsEarly(source.place(token.range), wanted: wanted) }
    let text = String(decoding: source.bytes[token.range], as: UTF8.self)
    return .unexpectedToken(source.place(token.range), text.utf8.first == 0x22 ? text : "\"\(text)\"", wanted: wanted)
  }

  // MARK: From weak to strong

  /// Everything up to the end of the tag.
  mutating func whole() throws(Diagnostic) -> Expression {
    let result = try tuple()
    guard isAtEnd else { throw unexpected() }
    return result
  }

  /// One expression, or several with commas between them, which make a list.
  mutating func tuple() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    let first = try expression()
    guard token.kind == .sign(.comma) else { return first }
    var items = [first]
    while skip(.comma) {
      if isAtEnd || token.kind == .sign(.closeParenthesis) { break }
      items.append(try expression())
    }
    return try checked(.list(items), start)
  }

  mutating func expression() throws(Diagnostic) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= maximumDepth else { throw .expressionTooDeep(source.place(token.range), maximumDepth) }
    let start = token.range.lowerBound
    var result = try disjunction()
    while skip(word: "if") {
      let condition = try disjunction()
      let otherwise = skip(word: "else") ? try expression() : nil
      result = try checked(.choice(condition: condition, then: result, otherwise: otherwise), start)
    }
    return result
  }

  /// An expression in which `if` at its end is not read: the list of a `for`.
  mutating func disjunction() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var items = [try conjunction()]
    while skip(word: "or") { items.append(try conjunction()) }
    return items.count == 1 ? items[0] : try checked(.disjunction(items), start)
  }

  private mutating func conjunction() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var items = [try inversion()]
    while skip(word: "and") { items.append(try inversion()) }
    return items.count == 1 ? items[0] : try checked(.conjunction(items), start)
  }

  private mutating func inversion() throws(Diagnostic) -> Expression {
    var starts: [Int] = []
    while isWord("not") {
      starts.append(token.range.lowerBound)
      advance()
    }
    guard starts.count <= maximumDepth else { throw .expressionTooDeep(source.place(token.range), maximumDepth) }
    var result = try comparison()
    for start in starts.reversed() { result = try checked(.not(result), start) }
    return result
  }

  private mutating func comparison() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    let first = try sum()
    var rest: [(sign: ComparisonOperator, operand: Expression)] = []
    while let comparison = comparisonOperator() { rest.append((comparison, try sum())) }
    return rest.isEmpty ? first : try checked(.comparison(first, rest), start)
  }

  private mutating func comparisonOperator() -> ComparisonOperator? {
    switch token.kind {
    case .sign(let sign):
      guard let comparison = ComparisonOperator(rawValue: sign.rawValue) else { return nil }
      advance()
      return comparison
    case .name("in"):
      advance()
      return .isIn
    case .name("not") where following.kind == .name("in"):
      advance()
      advance()
      return .isNotIn
    default: return nil
    }
  }

  private mutating func sum() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var result = try concatenation()
    while case .sign(let sign) = token.kind, sign == .plus || sign == .minus {
      advance()
      let right = try concatenation()
      result = try checked(.arithmetic(sign == .plus ? .add : .subtract, result, right), start)
    }
    return result
  }

  private mutating func concatenation() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var items = [try product()]
    while skip(.tilde) { items.append(try product()) }
    return items.count == 1 ? items[0] : try checked(.concatenation(items), start)
  }

  private mutating func product() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    var result = try unary()
    while case .sign(let sign) = token.kind, let operation = sign.product {
      advance()
      let right = try unary()
      result = try checked(.arithmetic(operation, result, right), start)
    }
    return result
  }

  private mutating func unary(withFilters: Bool = true) throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    let result: Expression
    switch token.kind {
    case .sign(.minus), .sign(.plus): result = try signed(start)
    default: result = try postfix(try primary())
    }
    return withFilters ? try filters(result) : result
  }

  private mutating func signed(_ start: Int) throws(Diagnostic) -> Expression {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= maximumDepth else { throw .expressionTooDeep(source.place(token.range), maximumDepth) }
    let isNegative = token.kind == .sign(.minus)
    advance()
    let operand = try unary(withFilters: false)
    return try postfix(try checked(isNegative ? .negation(operand) : .affirmation(operand), start))
  }

  /// Refuses what is so deep that walking over it would need too much of the stack.
  func checked(_ kind: Expression.Kind, _ start: Int) throws(Diagnostic) -> Expression {
    let result = Expression(kind, range(from: start))
    guard result.depth <= maximumDepth else { throw .expressionTooDeep(source.place(result.range), maximumDepth) }
    return result
  }
}

extension Sign {
  fileprivate var product: ArithmeticOperator? {
    switch self {
    case .star: .multiply
    case .slash: .divide
    case .slashSlash: .floorDivide
    case .percent: .remainder
    default: nil
    }
  }
}
