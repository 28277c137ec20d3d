/// A place in HTML, followed as a browser's tokenizer does it (WHATWG HTML, 13.2.5).
struct HTMLPlace: Sendable, Equatable {
  enum State: Sendable, Equatable {
    case text
    /// `title` and `textarea`, whose content is text without tags.
    case titleText
    /// The content of `script`.
    case script
    /// The content of `style` and other elements whose content is no HTML.
    case rawText
    /// After `<`, `</` and `<!`.
    case tagStart, endTagStart, declarationStart
    case tagName, inTag, attributeName, afterName, beforeValue
    case doubleQuoted, singleQuoted, unquoted
    case comment
    /// `<!…>` and `<?…>`.
    case declaration
  }

  var state = State.text
  /// The tag that one is in, or the element whose content is raw text: in small letters.
  var element: [UInt8] = []
  var isEndTag = false
  /// In small letters; `?` where branches make it uncertain.
  var attribute: [UInt8] = []
  var value = AttributeValue()
  /// How much of `</script` or `-->` was read.
  private var matched = 0
  /// A `meta` whose `http-equiv` is `refresh`; and one whose `content` has a value printed into it.
  var refreshes = false
  var hasPrintedContent = false
  var script = ScriptPlace()

  /// What is known of the value of an attribute.
  struct AttributeValue: Sendable, Equatable {
    /// What the template says before the first value that is printed: its first bytes.
    var prefix: [UInt8] = []
    var isPrinted = false
    /// Whether the whole is to be looked at when it ends.
    var needsCheck = false
  }

  mutating func advance(over text: [UInt8]) -> [MarkupPlace.Event] {
    var events: [MarkupPlace.Event] = []
    var start: Int?
    for (index, byte) in text.enumerated() {
      let before = state
      let wasChecked = value.needsCheck
      let kind = addressKind
      step(byte)
      if before == .beforeValue, state.isQuoted { start = index + 1 }
      if before.isQuoted, !state.isQuoted {
        start = nil
        if wasChecked, let kind { events.append(.endAddress(index, kind)) }
      }
      if before != .attributeName || state == .attributeName { continue }
      if isLateRefresh { events.append(.wrong(index - attribute.count..<index, .lateRefresh)) }
    }
    if let start, state.isQuoted, addressKind != nil { events.append(.beginAddress(start)) }
    return events
  }

  /// `http-equiv` after a `content` that was printed could make an address of it that nobody looked at.
  private var isLateRefresh: Bool { hasPrintedContent && attribute.elementsEqual("http-equiv".utf8) }

  private mutating func step(_ byte: UInt8) {
    switch state {
    case .text: if byte == UInt8(ascii: "<") { state = .tagStart }
    case .titleText, .rawText, .script: stepRawText(byte)
    case .tagStart: stepTagStart(byte)
    case .endTagStart:
      if isLetter(byte) {
        beginTag(byte, isEnd: true)
      } else {
        state = byte == UInt8(ascii: ">") ? .text : .declaration
      }
    case .declarationStart: stepDeclarationStart(byte)
    case .tagName:
      if endsName(byte) { return }
      element.append(lowered(byte))
    case .inTag, .afterName: stepInTag(byte)
    case .attributeName: stepAttributeName(byte)
    case .beforeValue: stepBeforeValue(byte)
    case .doubleQuoted: byte == UInt8(ascii: "\"") ? endValue() : note(byte)
    case .singleQuoted: byte == UInt8(ascii: "'") ? endValue() : note(byte)
    case .unquoted:
      if isSpace(byte) {
        endValue()
      } else if byte == UInt8(ascii: ">") {
        endValue()
        endTag()
      } else {
        note(byte)
      }
    case .comment: stepComment(byte)
    case .declaration: if byte == UInt8(ascii: ">") { state = .text }
    }
  }

  private mutating func stepTagStart(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "/"): state = .endTagStart
    case UInt8(ascii: "!"):
      state = .declarationStart
      matched = 0
    case UInt8(ascii: "?"): state = .declaration
    case UInt8(ascii: "<"): break
    default: if isLetter(byte) { beginTag(byte, isEnd: false) } else { state = .text }
    }
  }

  private mutating func beginTag(_ byte: UInt8, isEnd: Bool) {
    state = .tagName
    element = [lowered(byte)]
    isEndTag = isEnd
    attribute = []
    value = AttributeValue()
    refreshes = false
    hasPrintedContent = false
  }

  private mutating func stepDeclarationStart(_ byte: UInt8) {
    if byte == UInt8(ascii: "-") {
      matched += 1
      if matched == 2 {
        state = .comment
        // `<!-->` and `<!--->` are whole comments.
        matched = 2
      }
    } else {
      state = byte == UInt8(ascii: ">") ? .text : .declaration
    }
  }

  /// A comment ends with `-->` or `--!>`.
  private mutating func stepComment(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "-"): matched = matched == 3 ? 1 : min(2, matched + 1)
    case UInt8(ascii: "!") where matched == 2: matched = 3
    case UInt8(ascii: ">") where matched >= 2: state = .text
    default: matched = 0
    }
  }

  /// What may end a tag's or an attribute's name.
  private mutating func endsName(_ byte: UInt8) -> Bool {
    if byte == UInt8(ascii: ">") {
      endTag()
    } else if isSpace(byte) || byte == UInt8(ascii: "/") {
      state = state == .tagName || byte == UInt8(ascii: "/") ? .inTag : .afterName
    } else {
      return false
    }
    return true
  }

  private mutating func stepInTag(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: ">"): endTag()
    case UInt8(ascii: "/"): state = .inTag
    case UInt8(ascii: "=") where state == .afterName: state = .beforeValue
    case let byte where isSpace(byte): break
    default:
      state = .attributeName
      attribute = [lowered(byte)]
    }
  }

  private mutating func stepAttributeName(_ byte: UInt8) {
    if endsName(byte) { return }
    if byte == UInt8(ascii: "=") { state = .beforeValue } else { attribute.append(lowered(byte)) }
  }

  private mutating func stepBeforeValue(_ byte: UInt8) {
    value = AttributeValue()
    switch byte {
    case UInt8(ascii: "\""): state = .doubleQuoted
    case UInt8(ascii: "'"): state = .singleQuoted
    case UInt8(ascii: ">"): endTag()
    case let byte where isSpace(byte): break
    default:
      state = .unquoted
      note(byte)
    }
  }

  private mutating func note(_ byte: UInt8) {
    if !value.isPrinted, value.prefix.count < 200 { value.prefix.append(byte) }
  }

  private mutating func endValue() {
    state = .inTag
    if element.elementsEqual("meta".utf8) {
      if attribute.elementsEqual("http-equiv".utf8) {
        let text = value.prefix.filter { !isSpace($0) }.map(lowered)
        refreshes = value.isPrinted || text.elementsEqual("refresh".utf8)
      } else if attribute.elementsEqual("content".utf8), value.isPrinted {
        hasPrintedContent = !refreshes
      }
    }
    value = AttributeValue()
  }

  private mutating func endTag() {
    state = .text
    matched = 0
    guard !isEndTag else { return }
    switch String(decoding: element, as: UTF8.self) {
    case "script":
      state = .script
      script = ScriptPlace()
    case "title", "textarea": state = .titleText
    case "style", "xmp", "iframe", "noembed", "noframes", "plaintext": state = .rawText
    default: break
    }
  }

  /// The content of an element ends with its end tag alone.
  private mutating func stepRawText(_ byte: UInt8) {
    if state == .script { script.advance(byte) }
    switch matched {
    case 0, 1:
      if matched == 1, byte == UInt8(ascii: "/") { matched = 2 } else { matched = byte == UInt8(ascii: "<") ? 1 : 0 }
    case let count where count - 2 < element.count:
      if lowered(byte) == element[count - 2] { matched += 1 } else { matched = byte == UInt8(ascii: "<") ? 1 : 0 }
    default:
      matched = byte == UInt8(ascii: "<") ? 1 : 0
      guard isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">") else { return }
      state = byte == UInt8(ascii: ">") ? .text : .inTag
      isEndTag = true
      matched = 0
    }
  }

  /// Notes that a value is printed into the attribute.
  mutating func notePrint(needsCheck: Bool) {
    value.isPrinted = true
    if needsCheck { value.needsCheck = true }
  }
}

extension HTMLPlace.State {
  var isQuoted: Bool { self == .doubleQuoted || self == .singleQuoted }
}

func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

extension PlaceComplaint {
  static let lateRefresh = PlaceComplaint(
    "\"http-equiv\" follows a \"content\" that has a value printed into it",
    hint: "put http-equiv first, so that an address in content is looked at")
}
