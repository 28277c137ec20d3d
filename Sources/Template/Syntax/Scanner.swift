import Diagnostics

/// A template as text and tags, before anything is said about what the tags mean.
enum Segment: Sendable {
  case text([UInt8], SourceRange)
  case print([Token], SourceRange)
  case statement([Token], SourceRange)
}

/// Splits a template into text and tags; comments are left out, `raw` is text.
struct Scanner {
  private let source: Source
  private let bytes: [UInt8]
  private var position = 0
  private var textStart = 0
  /// Whether the tag before the text ended in `-`.
  private var trimsStart = false
  private(set) var segments: [Segment] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      position = 3
      textStart = 3
    }
  }

  mutating func scan() {
    while position + 1 < bytes.count, diagnostics.count < Limits.diagnostics {
      guard bytes[position] == UInt8(ascii: "{") else {
        position += 1
        continue
      }
      switch bytes[position + 1] {
      case UInt8(ascii: "{"): tag(closer: UInt8(ascii: "}"))
      case UInt8(ascii: "%"): if !raw() { tag(closer: UInt8(ascii: "%")) }
      case UInt8(ascii: "#"): comment()
      default: position += 1
      }
    }
    position = bytes.count
    endText(at: position, trimsEnd: false)
  }

  /// Whether a sign for white space follows at an offset, and how long it is.
  private func mark(at offset: Int) -> (trims: Bool, length: Int) {
    guard offset < bytes.count else { return (false, 0) }
    return (
      bytes[offset] == UInt8(ascii: "-"),
      bytes[offset] == UInt8(ascii: "-") || bytes[offset] == UInt8(ascii: "+") ? 1 : 0
    )
  }

  private mutating func endText(at end: Int, trimsEnd: Bool) {
    var start = textStart
    var end = end
    if trimsStart { while start < end, isSpace(bytes[start]) { start += 1 } }
    if trimsEnd { while end > start, isSpace(bytes[end - 1]) { end -= 1 } }
    trimsStart = false
    if start < end { segments.append(.text(withLineFeeds(bytes[start..<end]), start..<end)) }
  }

  private mutating func startText(at start: Int, trimsStart: Bool) {
    textStart = start
    position = start
    self.trimsStart = trimsStart
  }

  private mutating func tag(closer: UInt8) {
    let start = position
    let (trims, length) = mark(at: position + 2)
    endText(at: start, trimsEnd: trims)
    var lexer = TagLexer(source, after: start..<start + 2 + length, closer: closer)
    do {
      let tokens = try lexer.tokens()
      let range = start..<lexer.position
      segments.append(closer == UInt8(ascii: "%") ? .statement(tokens, range) : .print(tokens, range))
      startText(at: lexer.position, trimsStart: lexer.trimsAfter)
    } catch {
      diagnostics.append(error)
      if closer == UInt8(ascii: "%"), let word = lexer.firstWord {
        // Without an end: what the tag opens is known, but no more of it is read.
        segments.append(.statement([word], start..<lexer.position))
      }
      let end = self.end(of: [closer, UInt8(ascii: "}")], from: max(lexer.position, start + 2)) ?? bytes.count
      startText(at: end, trimsStart: false)
    }
  }

  private mutating func comment() {
    let start = position
    let (trims, length) = mark(at: position + 2)
    endText(at: start, trimsEnd: trims)
    guard let end = end(of: [UInt8(ascii: "#"), UInt8(ascii: "}")], from: start + 2 + length) else {
      diagnostics.append(.tagNotClosed(source.place(start..<start + 2), "#}"))
      return startText(at: bytes.count, trimsStart: false)
    }
    let isMarked = end - 3 >= start + 2 + length && bytes[end - 3] == UInt8(ascii: "-")
    startText(at: end, trimsStart: isMarked)
  }

  /// `{% raw %}…{% endraw %}`.
  private mutating func raw() -> Bool {
    guard let opening = statement("raw", at: position) else { return false }
    endText(at: position, trimsEnd: opening.trimsBefore)
    startText(at: opening.end, trimsStart: opening.trimsAfter)
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "{"), let closing = statement("endraw", at: position) {
        endText(at: position, trimsEnd: closing.trimsBefore)
        startText(at: closing.end, trimsStart: closing.trimsAfter)
        return true
      }
      position += 1
    }
    diagnostics.append(.blockNotClosed(source.place(opening.range), "raw"))
    startText(at: bytes.count, trimsStart: false)
    return true
  }

  private typealias Fixed = (range: SourceRange, end: Int, trimsBefore: Bool, trimsAfter: Bool)

  /// A tag that holds one word and nothing else.
  private func statement(_ word: String, at start: Int) -> Fixed? {
    guard bytes[start...].starts(with: [UInt8(ascii: "{"), UInt8(ascii: "%")]) else { return nil }
    let (trimsBefore, length) = mark(at: start + 2)
    var offset = start + 2 + length
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
    guard bytes[offset...].starts(with: word.utf8) else { return nil }
    offset += word.utf8.count
    while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
    let (trimsAfter, closing) = mark(at: offset)
    guard bytes[min(offset + closing, bytes.count)...].starts(with: [UInt8(ascii: "%"), UInt8(ascii: "}")]) else {
      return nil
    }
    let end = offset + closing + 2
    return (start..<end, end, trimsBefore, trimsAfter)
  }

  /// The offset after the next occurrence of two bytes.
  private func end(of pair: [UInt8], from start: Int) -> Int? {
    var offset = start
    while offset + 1 < bytes.count {
      if bytes[offset] == pair[0], bytes[offset + 1] == pair[1] { return offset + 2 }
      offset += 1
    }
    return nil
  }
}

/// The text with CR LF and CR as LF.
private func withLineFeeds(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
  guard bytes.contains(0x0D) else { return Array(bytes) }
  var result: [UInt8] = []
  var previous: UInt8 = 0
  for byte in bytes {
    if byte == 0x0D {
      result.append(0x0A)
    } else if byte != 0x0A || previous != 0x0D {
      result.append(byte)
    }
    previous = byte
  }
  return result
}
