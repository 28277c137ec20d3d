import Diagnostics

/// A word, literal or sign inside a tag.
struct Token: Sendable {
  enum Kind: Sendable, Equatable {
    case name(String)
    case text(String)
    case integer(Int)
    case number(Double)
    case sign(Sign)
    /// The end of the tag.
    case end
  }

  let kind: Kind
  let range: SourceRange
}

enum Sign: String, Sendable {
  case equalEqual = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case slashSlash = "//"
  case starStar = "**"
  case less = "<"
  case greater = ">"
  case equal = "="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case tilde = "~"
  case bar = "|"
  case dot = "."
  case comma = ","
  case colon = ":"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
}

/// Reads the words of one tag, from after its opening to after its end.
struct TagLexer {
  private let source: Source
  private let bytes: [UInt8]
  private(set) var position: Int
  private let opening: SourceRange
  /// `}` of `}}` or `%` of `%}`.
  private let closer: UInt8
  private var open: [Sign] = []
  /// Whether the tag ends in `-`, which removes the white space after it.
  private(set) var trimsAfter = false

  init(_ source: Source, after opening: SourceRange, closer: UInt8) {
    self.source = source
    bytes = source.bytes
    position = opening.upperBound
    self.opening = opening
    self.closer = closer
  }

  /// The first word of the tag, once it was read.
  private(set) var firstWord: Token?

  /// All tokens of the tag; the last is `.end`.
  mutating func tokens() throws(Diagnostic) -> [Token] {
    var tokens: [Token] = []
    while true {
      let token = try next()
      if tokens.isEmpty, case .name = token.kind { firstWord = token }
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    position + offset < bytes.count ? bytes[position + offset] : 0
  }

  private mutating func next() throws(Diagnostic) -> Token {
    while position < bytes.count, isSpace(bytes[position]) { position += 1 }
    guard position < bytes.count else { throw .tagNotClosed(source.place(opening), closer == 0x7D ? "}}" : "%}") }
    if open.isEmpty, let end = endOfTag() { return end }
    let start = position
    switch byte() {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return try text()
    case let first where isNameStart(first):
      while position < bytes.count, isNamePart(bytes[position]) { position += 1 }
      return Token(kind: .name(String(decoding: bytes[start..<position], as: UTF8.self)), range: start..<position)
    default: return try sign()
    }
  }

  private mutating func endOfTag() -> Token? {
    let start = position
    let isMarked = byte() == UInt8(ascii: "-") || byte() == UInt8(ascii: "+")
    let offset = isMarked ? 1 : 0
    guard byte(offset) == closer, byte(offset + 1) == UInt8(ascii: "}") else { return nil }
    trimsAfter = byte() == UInt8(ascii: "-")
    position += offset + 2
    return Token(kind: .end, range: start..<position)
  }

  private mutating func sign() throws(Diagnostic) -> Token {
    let start = position
    if let sign = Sign(byte(), byte(1)) {
      position += sign.rawValue.utf8.count
      try balance(sign, start..<position)
      return Token(kind: .sign(sign), range: start..<position)
    }
    position += 1
    while position < bytes.count, bytes[position] & 0xC0 == 0x80 { position += 1 }
    throw .unexpectedCharacter(
      source.place(start..<position), String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func balance(_ sign: Sign, _ range: SourceRange) throws(Diagnostic) {
    switch sign {
    case .openParenthesis, .openBracket, .openBrace: open.append(sign)
    case .closeParenthesis, .closeBracket, .closeBrace:
      guard let last = open.popLast(), last.closing == sign else {
        throw .unexpectedToken(source.place(range), "\"\(sign.rawValue)\"")
      }
    default: break
    }
  }

  private mutating func number() throws(Diagnostic) -> Token {
    let start = position
    var digits: [UInt8] = []
    var isNumber = false
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits.append(bytes[position])
      case UInt8(ascii: "_"): break
      case UInt8(ascii: ".") where !isNumber && isDigit(byte(1)):
        isNumber = true
        digits.append(bytes[position])
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        let hasSign = byte(1) == UInt8(ascii: "-") || byte(1) == UInt8(ascii: "+")
        guard isDigit(byte(hasSign ? 2 : 1)) else { throw .badNumber(source.place(start..<position + 1)) }
        isNumber = true
        digits.append(bytes[position])
        if hasSign {
          digits.append(byte(1))
          position += 1
        }
      case let other:
        if isNamePart(other) { throw .badNumber(source.place(start..<position + 1)) }
        return try numberToken(digits, isNumber, start..<position)
      }
      position += 1
    }
    return try numberToken(digits, isNumber, start..<position)
  }

  private func numberToken(_ digits: [UInt8], _ isNumber: Bool, _ range: SourceRange) throws(Diagnostic) -> Token {
    let text = String(decoding: digits, as: UTF8.self)
    if isNumber, let value = Double(text), value.isFinite { return Token(kind: .number(value), range: range) }
    if !isNumber, let value = Int(text) { return Token(kind: .integer(value), range: range) }
    throw .badNumber(source.place(range))
  }

  private mutating func text() throws(Diagnostic) -> Token {
    let start = position
    let quote = bytes[position]
    position += 1
    while position < bytes.count, bytes[position] != quote {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard position < bytes.count else { throw .textNotClosed(source.place(start..<start + 1)) }
    position += 1
    let decoded = decodedText(bytes[start + 1..<position - 1])
    guard let decoded else { throw .badEscape(source.place(start..<position)) }
    return Token(kind: .text(decoded), range: start..<position)
  }
}

extension Sign {
  /// The sign that two bytes begin with.
  fileprivate init?(_ first: UInt8, _ second: UInt8) {
    switch (first, second) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")): self = .equalEqual
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): self = .notEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): self = .lessOrEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): self = .greaterOrEqual
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): self = .slashSlash
    case (UInt8(ascii: "*"), UInt8(ascii: "*")): self = .starStar
    case (0..<0x80, _): self.init(rawValue: String(Character(Unicode.Scalar(first))))
    default: return nil
    }
  }

  fileprivate var closing: Sign {
    switch self {
    case .openParenthesis: .closeParenthesis
    case .openBracket: .closeBracket
    default: .closeBrace
    }
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
func isNameStart(_ byte: UInt8) -> Bool { isLetter(byte) || byte == UInt8(ascii: "_") || byte >= 0x80 }
func isNamePart(_ byte: UInt8) -> Bool { isNameStart(byte) || isDigit(byte) }
