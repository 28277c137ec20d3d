import Diagnostics

/// Literals, names, and what may follow them.
extension ExpressionParser {
  mutating func primary() throws(Diagnostic) -> Expression {
    let start = token.range.lowerBound
    switch token.kind {
    case .name(let name):
      advance()
      return Expression(constant(name).map { .literal($0) } ?? .name(name), range(from: start))
    case .text(var text):
      advance()
      while case .text(let more) = token.kind {
        text += more
        advance()
      }
      return Expression(.literal(.text(text)), range(from: start))
    case .integer(let value):
      advance()
      return Expression(.literal(.integer(value)), range(from: start))
    case .number(let value):
      advance()
      return Expression(.literal(.number(value)), range(from: start))
    case .sign(.openParenthesis): return try parenthesis(start)
    case .sign(.openBracket): return try list(start)
    case .sign(.openBrace): return try mapping(start)
    default: throw unexpected("a value")
    }
  }

  private func constant(_ name: String) -> Value? {
    switch name {
    case "true", "True": .boolean(true)
    case "false", "False": .boolean(false)
    case "none", "None": Value.none
    default: nil
    }
  }

  private mutating func parenthesis(_ start: Int) throws(Diagnostic) -> Expression {
    advance()
    if skip(.closeParenthesis) { return Expression(.list([]), range(from: start)) }
    let inner = try tuple()
    try expect(.closeParenthesis)
    return try checked(inner.kind, start)
  }

  private mutating func list(_ start: Int) throws(Diagnostic) -> Expression {
    advance()
    var items: [Expression] = []
    while !skip(.closeBracket) {
      items.append(try expression())
      guard token.kind == .sign(.closeBracket) || skip(.comma) else { throw unexpected("\"]\"") }
    }
    return try checked(.list(items), start)
  }

  private mutating func mapping(_ start: Int) throws(Diagnostic) -> Expression {
    advance()
    var pairs: [(key: Expression, value: Expression)] = []
    while !skip(.closeBrace) {
      let key = try expression()
      try expect(.colon)
      pairs.append((key, try expression()))
      guard token.kind == .sign(.closeBrace) || skip(.comma) else { throw unexpected("\"}\"") }
    }
    return try checked(.mapping(pairs), start)
  }

  mutating func postfix(_ base: Expression) throws(Diagnostic) -> Expression {
    var result = base
    let start = base.range.lowerBound
    while true {
      switch token.kind {
      case .sign(.dot):
        advance()
        result = try member(result, start)
      case .sign(.openBracket):
        advance()
        result = try element(result, start)
      case .sign(.openParenthesis):
        let given = try arguments()
        result = try checked(.call(result, given), start)
      default: return result
      }
    }
  }

  private mutating func member(_ base: Expression, _ start: Int) throws(Diagnostic) -> Expression {
    if case .integer(let index) = token.kind {
      let literal = Expression(.literal(.integer(index)), token.range)
      advance()
      return try checked(.element(base, literal), start)
    }
    let word = try name("a name")
    return try checked(.member(base, word), start)
  }

  private mutating func element(_ base: Expression, _ start: Int) throws(Diagnostic) -> Expression {
    var parts: [Expression?] = [nil]
    while !skip(.closeBracket) {
      if skip(.colon) {
        parts.append(nil)
      } else if parts[parts.count - 1] == nil, parts.count <= 3 {
        parts[parts.count - 1] = try expression()
      } else {
        throw unexpected("\"]\"")
      }
    }
    if parts.count == 1 {
      guard let index = parts[0] else { throw unexpected("a value") }
      return try checked(.element(base, index), start)
    }
    guard parts.count <= 3 else { throw unexpected("\"]\"") }
    return try checked(.slice(base, from: parts[0], upTo: parts[1], step: parts.count > 2 ? parts[2] : nil), start)
  }

  /// `(a, b, name=c)`.
  mutating func arguments() throws(Diagnostic) -> [Argument] {
    try expect(.openParenthesis)
    var arguments: [Argument] = []
    while !skip(.closeParenthesis) {
      var label: Word?
      if case .name(let name) = token.kind, tokens[min(position + 1, tokens.count - 1)].kind == .sign(.equal) {
        label = Word(text: name, range: token.range)
        advance()
        advance()
      } else if arguments.last?.name != nil {
        throw .positionAfterName(source.place(token.range))
      }
      arguments.append(Argument(name: label, value: try expression()))
      guard token.kind == .sign(.closeParenthesis) || skip(.comma) else { throw unexpected("\")\"") }
    }
    return arguments
  }

  /// Filters and tests.
  mutating func filters(_ base: Expression) throws(Diagnostic) -> Expression {
    var result = base
    let start = base.range.lowerBound
    while true {
      if skip(.bar) {
        result = try filter(result, start)
      } else if isWord("is") {
        advance()
        result = try test(result, start)
      } else if token.kind == .sign(.openParenthesis) {
        let given = try arguments()
        result = try checked(.call(result, given), start)
      } else {
        return result
      }
    }
  }

  /// A filter's name and arguments, after its `|`.
  mutating func filter(_ base: Expression, _ start: Int) throws(Diagnostic) -> Expression {
    let word = try name("the name of a filter")
    let given = token.kind == .sign(.openParenthesis) ? try arguments() : []
    return try checked(.filter(base, word, given), start)
  }

  private mutating func test(_ base: Expression, _ start: Int) throws(Diagnostic) -> Expression {
    let isNegated = skip(word: "not")
    let word = try name("the name of a test")
    var given: [Argument] = []
    if token.kind == .sign(.openParenthesis) {
      given = try arguments()
    } else if startsArgument {
      let operand = try primary()
      given = [Argument(name: nil, value: try postfix(operand))]
    }
    let result = try checked(.test(base, word, given), start)
    return isNegated ? try checked(.not(result), start) : result
  }

  /// Whether an argument without parentheses follows, as in `is divisibleby 3`.
  private var startsArgument: Bool {
    switch token.kind {
    case .name(let name): !["else", "or", "and", "if", "is", "in", "not", "recursive"].contains(name)
    case .text, .integer, .number, .sign(.openBracket), .sign(.openBrace): true
    default: false
    }
  }
}
