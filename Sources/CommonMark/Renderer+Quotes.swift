import Bytes

extension Renderer {
  /// What a block quote is published as.
  enum Quote {
    case plain
    /// `> [!NOTE]`
    case callout
    /// `> [!QUOTE] Name, role`: who said it.
    case pullQuote([UInt8])
  }

  mutating func openQuote(_ node: Node) {
    beginLine()
    guard options.extensions.contains(.callouts), let paragraph = node.firstChild, let marker = calloutMarker(paragraph)
    else {
      quotes.append(.plain)
      result.html.append("<blockquote>\n")
      return
    }
    setLines(paragraph)
    collectInlines(paragraph)
    let end = inlines.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak } ?? inlines.count
    var title = plainText(0..<end)
    title.removeFirst(min(title.count, marker.length))
    title = Array(trimmed(withoutSentinels(title[...])[...]))
    markedParagraph = paragraph
    if marker.name == "quote" {
      quotes.append(.pullQuote(title))
      result.html.append("<figure class=\"pull-quote\">\n<blockquote>\n")
      return
    }
    quotes.append(.callout)
    result.html.append(
      contentsOf: "<aside class=\"callout \(marker.name)\" role=\"note\">\n<p class=\"callout-title\">".utf8)
    if title.isEmpty { title = Array((options.labels.callouts[marker.name] ?? marker.name).utf8) }
    counter.add(title[...])
    counter.endWord()
    appendEscapedHTML(title[...], to: &result.html)
    result.html.append("</p>\n")
  }

  mutating func closeQuote() {
    beginLine()
    switch quotes.popLast() ?? .plain {
    case .plain: result.html.append("</blockquote>\n")
    case .callout: result.html.append("</aside>\n")
    case .pullQuote(let source):
      result.html.append("</blockquote>\n")
      if !source.isEmpty {
        result.html.append("<figcaption>")
        counter.add(source[...])
        counter.endWord()
        appendEscapedHTML(source[...], to: &result.html)
        result.html.append("</figcaption>\n")
      }
      result.html.append("</figure>\n")
    }
  }

  /// Takes the line of the marker out of the paragraph that begins with it.
  mutating func dropMarker() {
    let end = inlines.firstIndex { $0.kind == .softBreak || $0.kind == .lineBreak }.map { $0 + 1 } ?? inlines.count
    // What began in the line and ends below it stays.
    for index in 0..<end where !inlines[index].isContainer || inlines[index].mate < end {
      inlines[index].kind = .nothing
    }
  }

  /// The name in `[!NAME]` at the beginning of a paragraph, and how many bytes the marker has.
  private mutating func calloutMarker(_ paragraph: Node) -> (name: String, length: Int)? {
    guard paragraph.kind == .paragraph, let first = paragraph.firstChild, first.kind == .text else { return nil }
    scratch.removeAll(keepingCapacity: true)
    first.appendLiteral(to: &scratch)
    guard scratch.starts(with: "[!".utf8), let end = scratch.prefix(16).firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    let name = String(decoding: scratch[2..<end].map(lowerCased), as: UTF8.self)
    guard MarkdownOptions.callouts.contains(name) else {
      if !name.isEmpty, name.utf8.allSatisfy(isLetter) { findUnknownCallout(scratch[...end], in: paragraph) }
      return nil
    }
    return (name, end + 1)
  }

  /// Whoever writes `[!WARNIGN]` means a box, and gets a quotation that begins with it.
  private mutating func findUnknownCallout(_ marker: ArraySlice<UInt8>, in paragraph: Node) {
    let text = String(decoding: marker, as: UTF8.self)
    setLines(paragraph)
    find(.unknownCallout(String(text.dropFirst(2).dropLast())), text: text)
  }
}
