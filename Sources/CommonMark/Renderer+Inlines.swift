import Bytes

extension Renderer {
  /// Lays out the inlines of a paragraph or heading in `inlines`.
  mutating func collectInlines(_ block: Node) {
    inlines.removeAll(keepingCapacity: true)
    text.removeAll(keepingCapacity: true)
    guard var node = block.firstChild else { return }
    // The indices of what is open, outermost first.
    var open: [Int] = []
    while true {
      if let container = collect(node) {
        if depth + open.count < options.maxDepth, let child = node.firstChild {
          open.append(container)
          node = child
          continue
        }
        if node.firstChild != nil { findTooDeep(line: lines.lowerBound) }
        close(container)
      }
      while node.next == nil {
        guard let container = open.popLast(), let parent = node.parent else { return }
        close(container)
        node = parent
      }
      guard let next = node.next else { return }
      node = next
    }
  }

  /// Adds one inline; returns its index when others can be in it.
  private mutating func collect(_ node: Node) -> Int? {
    let kind: Inline.Kind
    switch node.kind {
    case .text: kind = .text
    case .softBreak: kind = .softBreak
    case .lineBreak: kind = .lineBreak
    case .code: kind = .code
    case .htmlInline: kind = .rawHTML
    case .emphasis: kind = .openEmphasis
    case .strong: kind = .openStrong
    case .link: kind = .openLink
    case .image: kind = .openImage
    default: return nil
    }
    var inline = Inline(kind: kind)
    switch kind {
    case .text, .code, .rawHTML:
      let start = text.count
      node.appendLiteral(to: &text)
      // The form feed that kept a cell from being another block.
      if isCell, inlines.isEmpty, kind == .text, text[start...].first == 0x0C { text.remove(at: start) }
      if survey.needsCleaning, let control = clean(&text, from: start) { reportReference(to: control) }
      inline.range = start..<text.count
      inlines.append(inline)
      return nil
    case .softBreak, .lineBreak:
      inlines.append(inline)
      return nil
    default:
      inline.node = node
      inlines.append(inline)
      return inlines.count - 1
    }
  }

  private mutating func close(_ container: Int) {
    let kind: Inline.Kind
    switch inlines[container].kind {
    case .openEmphasis: kind = .closeEmphasis
    case .openStrong: kind = .closeStrong
    case .openLink: kind = .closeLink
    default: kind = .closeImage
    }
    inlines[container].mate = inlines.count
    inlines.append(Inline(kind: kind, mate: container, node: inlines[container].node))
  }

  /// Writes what `collectInlines` laid out.
  mutating func writeInlines() {
    var index = 0
    // Up to where the text is an address, which nobody reads as words.
    var bareLink = 0
    while index < inlines.count {
      let inline = inlines[index]
      index += 1
      switch inline.kind {
      case .text:
        if index > bareLink { counter.add(text, inline.range) }
        appendEscapedHTML(text, inline.range, to: &result.html)
      case .softBreak:
        counter.endWord()
        result.html.append(UInt8(ascii: "\n"))
      case .lineBreak:
        counter.endWord()
        result.html.append("<br />\n")
      case .code:
        result.html.append("<code>")
        counter.add(text, inline.range)
        appendEscapedHTML(text, inline.range, to: &result.html)
        result.html.append("</code>")
      case .rawHTML: writeRawInline(text[inline.range])
      case .markup, .openSpan, .closeSpan: result.html.append(contentsOf: text[inline.range])
      case .openEmphasis: result.html.append("<em>")
      case .closeEmphasis: result.html.append("</em>")
      case .openStrong: result.html.append("<strong>")
      case .closeStrong: result.html.append("</strong>")
      case .openLink: if openLink(index - 1) { bareLink = inline.mate }
      case .closeLink: result.html.append("</a>")
      case .autolink: writeAutolink(inline)
      case .footnote: writeReference(inline.payload)
      case .openImage:
        writeImage(index - 1)
        index = inline.mate + 1
      case .closeImage, .nothing: break
      }
    }
  }

  /// The text of all pieces, or of some of them, as it is read aloud: without marks, without pictures.
  func plainText(_ range: Range<Int>? = nil) -> [UInt8] {
    var plain: [UInt8] = []
    var index = range?.lowerBound ?? 0
    let end = range?.upperBound ?? inlines.count
    while index < end {
      let inline = inlines[index]
      switch inline.kind {
      case .text, .code, .autolink: plain.append(contentsOf: text[inline.range])
      case .softBreak, .lineBreak: plain.append(UInt8(ascii: " "))
      case .openImage: index = inline.mate
      default: break
      }
      index += 1
    }
    return plain
  }

  /// What libcmark writes as the alternative text of the image at `index`.
  func alternativeText(_ index: Int) -> String {
    var plain: [UInt8] = []
    for inline in inlines[index..<inlines[index].mate] {
      switch inline.kind {
      case .text, .code: plain.append(contentsOf: text[inline.range])
      case .rawHTML: if options.rawHTML == .verbatim { plain.append(contentsOf: text[inline.range]) }
      case .softBreak, .lineBreak: plain.append(UInt8(ascii: " "))
      default: break
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// Keeps the paragraph that was just written, if it can be (a part of) the summary.
  mutating func addToSummary() {
    guard result.summaryEnd == nil, result.summary.isEmpty || survey.hasComment else { return }
    let plain = plainText()
    if plain.contains(where: { !isSpace($0) }) { result.summary.append(String(decoding: plain, as: UTF8.self)) }
  }
}
