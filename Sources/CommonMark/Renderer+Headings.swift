import Bytes

extension Renderer {
  mutating func renderHeading(_ node: Node) {
    setLines(node)
    collectInlines(node)
    let own = takeOwnID()
    if own == nil { findAttributes() }
    readPictureAttributes()
    applyExtensions(isHeading: true)
    let plain = plainText()
    let level = level(of: node, plain)
    var heading = Heading(level: level, id: "", text: String(decoding: plain, as: UTF8.self), line: lines.lowerBound)
    if options.headingIDs { heading.id = id(plain, own: own) }
    beginLine()
    let digit = UInt8(ascii: "0") + UInt8(clamping: level)
    result.html.append("<h")
    result.html.append(digit)
    if !heading.id.isEmpty {
      result.html.append(" id=\"")
      appendEscapedHTML(heading.id, to: &result.html)
      result.html.append(UInt8(ascii: "\""))
    }
    result.html.append(UInt8(ascii: ">"))
    writeInlines()
    if options.extensions.contains(.headingAnchors), !heading.id.isEmpty {
      // Without text: what is seen comes from the style sheet, and feeds show nothing.
      result.html.append("<a class=\"anchor\" href=\"")
      leaveHole(.link, to: "#\(heading.id)")
      result.html.append("\" aria-hidden=\"true\" tabindex=\"-1\"></a>")
    }
    result.html.append("</h")
    result.html.append(digit)
    result.html.append(">\n")
    counter.endWord()
    result.headings.append(heading)
  }

  /// The level at which a heading is published: a text has one of the first.
  private mutating func level(of node: Node, _ plain: [UInt8]) -> Int {
    let level = node.headingLevel
    guard options.extensions.contains(.headingAnchors), level == 1 else { return level }
    guard hasMainHeading else {
      hasMainHeading = true
      return max(level, options.topHeadingLevel)
    }
    find(.secondMainHeading(String(decoding: plain, as: UTF8.self)))
    return max(2, options.topHeadingLevel)
  }

  private mutating func id(_ plain: [UInt8], own: [UInt8]?) -> String {
    guard let own else { return ids.id(for: plain) }
    let id = String(decoding: own, as: UTF8.self)
    guard ids.claim(own) else {
      find(.headingIDTwice(id))
      return ids.id(for: own)
    }
    return id
  }

  /// Takes `{#own-id}` off the end.
  private mutating func takeOwnID() -> [UInt8]? {
    guard options.extensions.contains(.headingAnchors), let last = inlines.last, last.kind == .text else { return nil }
    let bytes = text[last.range]
    guard bytes.last == UInt8(ascii: "}"), let start = bytes.lastIndex(of: UInt8(ascii: "{")),
      bytes[start...].dropFirst().first == UInt8(ascii: "#")
    else { return nil }
    let id = Array(withoutTypography(bytes[(start + 2)..<bytes.endIndex - 1]))
    let forbidden = Array("\"'<>&{}\\`".utf8)
    guard !id.isEmpty, id.allSatisfy({ !isSpace($0) && !forbidden.contains($0) }),
      prepared.sentinel.isEmpty || !CommonMark.contains(prepared.sentinel, in: id[...])
    else { return nil }
    var end = start
    while end > bytes.startIndex, isSpace(bytes[end - 1]) { end -= 1 }
    inlines[inlines.count - 1].range = bytes.startIndex..<end
    return id
  }

  /// Tells of attributes behind the words, as other generators have them, `{.class}`, `{#id .class}`, `{: .class}`: the
  /// heading shows them.
  private mutating func findAttributes() {
    guard options.extensions.contains(.headingAnchors), let last = inlines.last, last.kind == .text else { return }
    let bytes = text[last.range]
    guard bytes.last == UInt8(ascii: "}"), let start = bytes.lastIndex(of: UInt8(ascii: "{")),
      bytes[..<start].last.map(isSpace) == true
    else { return }
    let inner = bytes[(start + 1)...].drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") }
    let name = inner.drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "#") }
    guard name.startIndex > start + 1, name.first.map(isLetter) == true else { return }
    let found = String(decoding: withoutSentinels(bytes[start...].prefix(40)), as: UTF8.self)
    find(.headingAttributes(found), text: found)
  }
}
