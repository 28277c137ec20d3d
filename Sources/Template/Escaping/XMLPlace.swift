/// A place in XML 1.0.
struct XMLPlace: Sendable, Equatable {
  enum State: Sendable, Equatable {
    case text, tagStart, tag, doubleQuoted, singleQuoted, declaration, comment, data, instruction
  }

  private(set) var state = State.text
  /// The last bytes of a comment, a CDATA section or a declaration.
  private var tail: [UInt8] = []

  mutating func advance(_ byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .tagStart }
    case .tagStart:
      tail = []
      switch byte {
      case UInt8(ascii: "!"): state = .declaration
      case UInt8(ascii: "?"): state = .instruction
      default: state = byte == UInt8(ascii: ">") ? .text : .tag
      }
    case .tag:
      switch byte {
      case UInt8(ascii: ">"): state = .text
      case UInt8(ascii: "\""): state = .doubleQuoted
      case UInt8(ascii: "'"): state = .singleQuoted
      default: break
      }
    case .doubleQuoted: if byte == UInt8(ascii: "\"") { state = .tag }
    case .singleQuoted: if byte == UInt8(ascii: "'") { state = .tag }
    case .declaration: declaration(byte)
    case .comment: end("-->", byte)
    case .data: end("]]>", byte)
    case .instruction: end("?>", byte)
    }
  }

  private mutating func declaration(_ byte: UInt8) {
    tail.append(byte)
    if tail.elementsEqual("--".utf8) {
      state = .comment
    } else if tail.elementsEqual("[CDATA[".utf8) {
      state = .data
    } else if byte == UInt8(ascii: ">") {
      state = .text
    }
    if state != .declaration || tail.count > 7 { tail = [] }
  }

  private mutating func end(_ sign: String, _ byte: UInt8) {
    tail = tail.suffix(2) + [byte]
    if tail.suffix(sign.utf8.count).elementsEqual(sign.utf8) {
      state = .text
      tail = []
    }
  }

  var complaint: PlaceComplaint? {
    switch state {
    case .text, .doubleQuoted, .singleQuoted: nil
    case .tagStart, .tag: PlaceComplaint("a value cannot be a name in a tag", hint: "name=\"{{ … }}\"")
    case .declaration, .comment:
      PlaceComplaint("a value in a comment", hint: "{# … #} is a comment that is not published")
    case .data: PlaceComplaint("a value in a CDATA section", hint: "leave <![CDATA[ and ]]> out: the value is escaped")
    case .instruction: PlaceComplaint("a value in a processing instruction")
    }
  }

  var description: String {
    switch state {
    case .text: "text"
    case .tagStart, .tag: "a tag"
    case .doubleQuoted, .singleQuoted: "an attribute"
    case .declaration, .comment: "a comment"
    case .data: "a CDATA section"
    case .instruction: "a processing instruction"
    }
  }
}
