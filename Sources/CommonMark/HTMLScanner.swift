/// Reads HTML as browsers do, as far as needed to find tags, attributes and comments. It never fails: what is no tag is
/// text (HTML, 13.2.5).
public struct HTMLScanner {
  /// What stands next in the HTML, by ranges of the bytes that the scanner was given.
  public enum Event: Sendable, Hashable {
    /// `<!-- … -->`, `<!doctype …>`, `<?…>`: all of it.
    case comment(Range<Int>)
    /// The name of an opening tag, whose attributes follow.
    case open(name: Range<Int>)
    /// The name of a closing tag.
    case close(name: Range<Int>)
    /// An attribute. The value is without its quotes and empty where it has none.
    case attribute(name: Range<Int>, value: Range<Int>, isQuoted: Bool)
    /// The end of a tag: the index behind its `>`.
    case end(Int)
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var isInTag = false
  /// The lower-cased name of the tag that is open, if what follows it is text up to its closing tag.
  private var rawText: [UInt8] = []

  public init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// Nil at the end, also in the middle of a tag; a comment that is not closed goes on to the end.
  public mutating func next() -> Event? {
    if isInTag { return nextInTag() }
    if !rawText.isEmpty { skipRawText() }
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      guard position < bytes.endIndex else { return nil }
      switch bytes[position] {
      case UInt8(ascii: "!"), UInt8(ascii: "?"): return comment(from: start)
      case UInt8(ascii: "/"):
        guard position + 1 < bytes.endIndex, isLetter(bytes[position + 1]) else { continue }
        position += 1
        isInTag = true
        return .close(name: tagName())
      case let byte where isLetter(byte):
        isInTag = true
        let name = tagName()
        let lower = bytes[name].map(lowerCased)
        if isRawText(lower) { rawText = lower }
        return .open(name: name)
      default: continue
      }
    }
    position = bytes.endIndex
    return nil
  }

  private mutating func tagName() -> Range<Int> {
    let start = position
    while position < bytes.endIndex, !isTagNameEnd(bytes[position]) { position += 1 }
    return start..<position
  }

  private func isTagNameEnd(_ byte: UInt8) -> Bool {
    isSpace(byte) || byte == UInt8(ascii: "/") || byte == UInt8(ascii: ">")
  }

  private mutating func comment(from start: Int) -> Event {
    let isComment = bytes[start...].starts(with: "<!--".utf8)
    var index = isComment ? start + 4 : start + 2
    if isComment {
      // `<!-->` and `<!--->` are whole.
      for end in ["<!-->", "<!--->"] where bytes[start...].starts(with: end.utf8) {
        position = start + end.utf8.count
        return .comment(start..<position)
      }
    }
    while index < bytes.endIndex {
      defer { index += 1 }
      guard bytes[index] == UInt8(ascii: ">") else { continue }
      guard
        !isComment || bytes[start + 4..<index].suffix(2).elementsEqual("--".utf8)
          || bytes[start + 4..<index].suffix(3).elementsEqual("--!".utf8)
      else { continue }
      position = index + 1
      return .comment(start..<position)
    }
    position = bytes.endIndex
    return .comment(start..<position)
  }

  private mutating func nextInTag() -> Event? {
    while position < bytes.endIndex, isSpace(bytes[position]) || bytes[position] == UInt8(ascii: "/") { position += 1 }
    guard position < bytes.endIndex else { return nil }
    if bytes[position] == UInt8(ascii: ">") {
      position += 1
      isInTag = false
      return .end(position)
    }
    let start = position
    // An `=` at the beginning belongs to the name.
    position += 1
    while position < bytes.endIndex, !isTagNameEnd(bytes[position]), bytes[position] != UInt8(ascii: "=") {
      position += 1
    }
    let name = start..<position
    skipSpace()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: "=") else {
      return .attribute(name: name, value: name.upperBound..<name.upperBound, isQuoted: false)
    }
    position += 1
    skipSpace()
    return value(of: name)
  }

  private mutating func value(of name: Range<Int>) -> Event {
    guard position < bytes.endIndex else {
      return .attribute(name: name, value: position..<position, isQuoted: false)
    }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      let start = position + 1
      let end = bytes[start...].firstIndex(of: quote) ?? bytes.endIndex
      position = min(end + 1, bytes.endIndex)
      return .attribute(name: name, value: start..<end, isQuoted: true)
    }
    let start = position
    while position < bytes.endIndex, !isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") { position += 1 }
    return .attribute(name: name, value: start..<position, isQuoted: false)
  }

  private mutating func skipSpace() {
    while position < bytes.endIndex, isSpace(bytes[position]) { position += 1 }
  }

  /// Elements whose content is text and not tags (HTML, 13.2.6.2).
  private func isRawText(_ name: [UInt8]) -> Bool {
    switch String(decoding: name.prefix(10), as: UTF8.self) {
    case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes": true
    default: false
    }
  }

  /// Goes to the tag that closes the text.
  private mutating func skipRawText() {
    let name = rawText
    rawText = []
    var index = position
    while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      let tail = bytes[index...]
      guard tail.first == UInt8(ascii: "/"), tail.dropFirst().prefix(name.count).map(lowerCased) == name else {
        continue
      }
      let end = index + 1 + name.count
      guard end >= bytes.endIndex || isTagNameEnd(bytes[end]) else { continue }
      position = start
      return
    }
    position = bytes.endIndex
  }
}
