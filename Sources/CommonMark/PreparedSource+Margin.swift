extension PreparedSource {
  /// Rewrites what stands at the left margin: `[^label]: note` as a list of one item, and the lines of `:::` boxes.
  mutating func rewriteMargin(_ extensions: MarkdownExtensions) {
    guard LineIterator(bytes).contains(where: { isFootnote($0) != nil || $0.starts(with: ":::".utf8) }) else { return }
    var rewriting = Rewriting(self)
    var blocks = VerbatimBlocks()
    var boxes: [(name: [UInt8], line: Int)] = []
    var isInFootnote = false
    var labels: Set<[UInt8]> = []
    var number = 0
    for line in LineIterator(bytes) {
      number += 1
      guard !blocks.contains(line) else {
        rewriting.keep(line, number: number)
        continue
      }
      if extensions.contains(.footnotes), let (label, rest) = isFootnote(line) {
        // A second note with the same label is kept apart as well, and published nowhere.
        if !labels.insert(label).inserted {
          findings.append(Finding(kind: .footnoteTwice(String(decoding: label, as: UTF8.self)), line: number))
        }
        rewriting.add(.footnote(footnotes.count), number: number)
        footnotes.append(Footnote(label: label, line: number))
        // What belongs to a note is indented by four, as the content of this item is.
        rewriting.add(line: rest.isEmpty ? "12)".utf8Slice : "12) ".utf8Slice, rest, number: number)
        isInFootnote = true
      } else if extensions.contains(.boxes), let box = boxLine(line), !box.name.isEmpty || !boxes.isEmpty {
        isInFootnote = false
        if box.name.isEmpty {
          boxes.removeLast()
          rewriting.add(.closeBox, number: number)
        } else {
          boxes.append((box.name, number))
          rewriting.add(.openBox(name: box.name, title: box.title), number: number)
        }
      } else {
        if extensions.contains(.boxes), line.starts(with: ":::".utf8) { findStrayBoxMark(line, number: number) }
        if isInFootnote, isListItemLikeFootnote(line) {
          rewriting.add(.separator, number: number)
          isInFootnote = false
        }
        rewriting.keep(line, number: number)
      }
    }
    for box in boxes.reversed() {
      findings.append(Finding(kind: .boxNeverClosed(String(decoding: box.name, as: UTF8.self)), line: box.line))
    }
    replace(by: rewriting)
  }

  /// The label and the rest of a line that begins a note.
  private func isFootnote(_ line: ArraySlice<UInt8>) -> (label: [UInt8], rest: ArraySlice<UInt8>)? {
    guard line.starts(with: "[^".utf8) else { return nil }
    let tail = line.dropFirst(2)
    guard let end = tail.firstIndex(where: { $0 == UInt8(ascii: "]") || $0 == UInt8(ascii: "[") || isSpace($0) }),
      end > tail.startIndex, tail[end...].starts(with: "]:".utf8)
    else { return nil }
    return (footnoteKey(tail[..<end]), trimmed(tail[(end + 2)...]))
  }

  /// The name and title of a line `::: name Title`; without a name it closes a box.
  private func boxLine(_ line: ArraySlice<UInt8>) -> (name: [UInt8], title: [UInt8])? {
    let colons = line.prefix { $0 == UInt8(ascii: ":") }
    guard colons.count >= 3 else { return nil }
    let rest = trimmed(line[colons.endIndex...])
    let name = rest.prefix {
      isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
    }
    let title = rest[name.endIndex...]
    guard rest.isEmpty || name.first.map(isLetter) == true, title.first.map(isSpace) != false else { return nil }
    return (name.map(lowerCased), Array(trimmed(title)))
  }

  /// Tells of a line of colons that begins no box and ends none: it is published as it stands.
  private mutating func findStrayBoxMark(_ line: ArraySlice<UInt8>, number: Int) {
    let mark = trimmed(line).prefix { $0 < 0x80 }.prefix(40)
    findings.append(Finding(kind: .strayBoxMark(String(decoding: mark, as: UTF8.self)), line: number))
  }

  /// Whether a line would continue the list that a note was rewritten as.
  private func isListItemLikeFootnote(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop { $0 == UInt8(ascii: " ") }
    let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
    return rest.startIndex - line.startIndex < 4 && !digits.isEmpty
      && rest[digits.endIndex...].first == UInt8(ascii: ")")
  }
}

/// What a label is compared by: letters in lower case, and `--` and the like as they were before they were set.
func footnoteKey(_ label: ArraySlice<UInt8>) -> [UInt8] { withoutTypography(label).map(lowerCased) }

extension String {
  /// The bytes of a literal.
  var utf8Slice: ArraySlice<UInt8> { Array(utf8)[...] }
}

/// Follows the blocks at the left margin in which no line means anything: fenced code and HTML (CommonMark, 4.5, 4.6).
struct VerbatimBlocks {
  private var fence: (byte: UInt8, count: Int)?
  /// What the last line of an HTML block holds; a blank line when it is empty.
  private var htmlEnd: [UInt8]?

  /// Whether the last line stands in code: between fences or in `<pre>`.
  var isCode: Bool { fence != nil || htmlEnd?.elementsEqual("</pre>".utf8) == true }

  /// Whether a line belongs to such a block; lines must come in order.
  mutating func contains(_ line: ArraySlice<UInt8>) -> Bool {
    let rest = line.drop { $0 == UInt8(ascii: " ") }
    let isIndented = rest.startIndex - line.startIndex > 3
    if let fence {
      let run = rest.prefix { $0 == fence.byte }
      if !isIndented, run.count >= fence.count, rest[run.endIndex...].allSatisfy(isSpace) { self.fence = nil }
      return true
    }
    if let end = htmlEnd {
      let isLast = end.isEmpty ? line.allSatisfy(isSpace) : CommonMark.contains(end, in: line.map(lowerCased)[...])
      if isLast { htmlEnd = nil }
      return true
    }
    guard !isIndented, let first = rest.first else { return false }
    if first == UInt8(ascii: "`") || first == UInt8(ascii: "~") {
      let run = rest.prefix { $0 == first }
      guard run.count >= 3, first == UInt8(ascii: "~") || !rest[run.endIndex...].contains(first) else { return false }
      fence = (first, run.count)
      return true
    }
    guard first == UInt8(ascii: "<"), let end = endOfHTML(rest.map(lowerCased)[...]) else { return false }
    if end.isEmpty || !CommonMark.contains(end, in: rest.dropFirst(2).map(lowerCased)[...]) { htmlEnd = end }
    return true
  }

  /// What ends the HTML block that a line begins; nil when it begins none.
  private func endOfHTML(_ line: ArraySlice<UInt8>) -> [UInt8]? {
    let ends = [
      ("<!--", "-->"), ("<?", "?>"), ("<![cdata[", "]]>"), ("<!", ">"), ("<script", "</script>"), ("<pre", "</pre>"),
      ("<style", "</style>"), ("<textarea", "</textarea>"),
    ]
    for (start, end) in ends where line.starts(with: start.utf8) { return Array(end.utf8) }
    let name = line.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix { isLetter($0) || ($0 >= 0x30 && $0 <= 0x39) }
    guard !name.isEmpty else { return nil }
    // A tag that begins a paragraph begins a block only when it stands alone or is one of blocks.
    let isAlone = trimmed(line).firstIndex(of: UInt8(ascii: ">")) == trimmed(line).indices.last
    return isAlone || blockTags.contains(String(decoding: name, as: UTF8.self)) ? [] : nil
  }
}

/// CommonMark 0.30, 4.6, start condition 6.
private let blockTags: Set<String> = [
  "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup", "dd",
  "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frame",
  "frameset",
  "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend", "li", "link", "main", "menu",
  "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param", "section", "source", "summary", "table",
  "tbody",
  "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
]
