/// A place in a script: whether a value may stand here as a literal of its own.
struct ScriptPlace: Sendable, Equatable {
  enum State: Sendable, Equatable {
    case code, singleQuoted, doubleQuoted, template, expression, characterClass, lineComment, blockComment
  }

  private(set) var state = State.code
  /// The byte before was a backslash.
  private var isEscaped = false
  private var previous: UInt8 = 0
  /// The last bytes of code that are no white space: by these one tells a regular expression from a division.
  private var word: [UInt8] = []
  private var last: UInt8 = 0
  /// How many braces are open inside of each `${`.
  private var braces: [Int] = []

  mutating func advance(_ byte: UInt8) {
    defer { previous = byte }
    switch state {
    case .code: code(byte)
    case .singleQuoted: text(byte, end: UInt8(ascii: "'"), endsWithLine: true)
    case .doubleQuoted: text(byte, end: UInt8(ascii: "\""), endsWithLine: true)
    case .template:
      if !isEscaped, previous == UInt8(ascii: "$"), byte == UInt8(ascii: "{") {
        state = .code
        begin(byte)
        braces.append(0)
      } else {
        text(byte, end: UInt8(ascii: "`"), endsWithLine: false)
      }
    case .expression:
      if byte == UInt8(ascii: "["), !isEscaped {
        state = .characterClass
      } else {
        text(byte, end: UInt8(ascii: "/"), endsWithLine: true)
      }
    case .characterClass:
      if byte == UInt8(ascii: "]"), !isEscaped {
        state = .expression
      } else if byte == 0x0A {
        state = .code
      }
      isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
    case .lineComment: if byte == 0x0A { endComment() }
    case .blockComment: if previous == UInt8(ascii: "*"), byte == UInt8(ascii: "/") { endComment() }
    }
  }

  /// After a comment a value is expected where it was before.
  private mutating func endComment() {
    state = .code
    begin(startsExpression ? UInt8(ascii: "(") : UInt8(ascii: "\""))
  }

  private mutating func begin(_ byte: UInt8) {
    word = []
    last = byte
    isEscaped = false
  }

  private mutating func text(_ byte: UInt8, end: UInt8, endsWithLine: Bool) {
    if isEscaped {
      isEscaped = false
    } else if byte == UInt8(ascii: "\\") {
      isEscaped = true
    } else if byte == end || (endsWithLine && byte == 0x0A) {
      state = .code
      begin(UInt8(ascii: "\""))
    }
  }

  private mutating func code(_ byte: UInt8) {
    if beginExpression(byte) { return }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      state = byte == UInt8(ascii: "\"") ? .doubleQuoted : byte == UInt8(ascii: "'") ? .singleQuoted : .template
      begin(byte)
    case UInt8(ascii: "/") where previous == UInt8(ascii: "/") && last == UInt8(ascii: "/"): state = .lineComment
    case UInt8(ascii: "*") where previous == UInt8(ascii: "/") && last == UInt8(ascii: "/"): state = .blockComment
    case UInt8(ascii: "{") where !braces.isEmpty:
      braces[braces.count - 1] += 1
      begin(byte)
    case UInt8(ascii: "}") where !braces.isEmpty:
      if braces[braces.count - 1] == 0 {
        braces.removeLast()
        state = .template
      } else {
        braces[braces.count - 1] -= 1
      }
      begin(byte)
    case let byte where isSpace(byte): break
    default: sign(byte)
    }
  }

  /// After the `/` of a regular expression: `//` and `/*` are comments.
  private mutating func beginExpression(_ byte: UInt8) -> Bool {
    guard last == UInt8(ascii: "/"), previous == UInt8(ascii: "/"), startsExpression else { return false }
    guard byte != UInt8(ascii: "/"), byte != UInt8(ascii: "*") else { return false }
    state = byte == UInt8(ascii: "[") ? .characterClass : .expression
    begin(byte)
    isEscaped = byte == UInt8(ascii: "\\")
    return true
  }

  private mutating func sign(_ byte: UInt8) {
    if byte == UInt8(ascii: "/") {
      startsExpression = mayStartExpression
      begin(byte)
    } else if isNamePart(byte) || byte == UInt8(ascii: "$") {
      if !(isNamePart(last) && isNamePart(previous)) { word = [] }
      if word.count < 12 { word.append(byte) }
      last = byte
    } else {
      begin(byte)
    }
  }

  /// Whether the `/` that was read last stood where a value is expected.
  private var startsExpression = false

  private var mayStartExpression: Bool {
    if !word.isEmpty {
      return [
        "return", "typeof", "case", "in", "of", "delete", "void", "instanceof", "new", "do", "else", "throw", "yield",
        "await",
      ]
      .contains(String(decoding: word, as: UTF8.self))
    }
    return ![UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\"")].contains(last)
  }

  /// A value was printed: what follows stands after a literal.
  mutating func notePrint() {
    begin(UInt8(ascii: "\""))
    previous = UInt8(ascii: "\"")
  }

  var complaint: PlaceComplaint? {
    switch state {
    case .code:
      // `</` + a value, or a regular expression that begins with one.
      if previous == UInt8(ascii: "/"), last == UInt8(ascii: "/"), startsExpression {
        return PlaceComplaint("a value in a regular expression of a script")
      }
      return nil
    case .singleQuoted, .doubleQuoted, .template:
      return PlaceComplaint(
        "a value inside of the quotes of a script",
        hint: "leave the quotes out: the value is written as JSON, with quotes of its own")
    case .expression, .characterClass: return PlaceComplaint("a value in a regular expression of a script")
    case .lineComment, .blockComment: return PlaceComplaint("a value in a comment of a script")
    }
  }

  /// The place after two branches: what was written last may differ.
  static func joined(_ a: ScriptPlace, _ b: ScriptPlace) -> ScriptPlace? {
    guard a.state == b.state, a.braces == b.braces else { return nil }
    return a
  }
}
