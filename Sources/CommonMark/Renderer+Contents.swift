import Bytes

extension Renderer {
  /// Whether a paragraph is `[[toc]]` and nothing else.
  func isContents() -> Bool {
    guard options.extensions.contains(.contents), inlines.count == 1, inlines[0].kind == .text else { return false }
    guard inlines[0].range.count == 7 else { return false }
    return text[inlines[0].range].map(lowerCased).elementsEqual("[[toc]]".utf8)
  }

  /// Puts the outline where the text asks for it.
  mutating func insertContents() {
    guard let (offset, count) = contents, !result.headings.isEmpty else { return }
    let html = result.html
    let holes = result.holes
    result.html = Array(html[..<offset])
    result.holes = Array(holes[..<count])
    writeContents()
    let length = result.html.count - offset
    let added = result.holes.count - count
    result.html.append(contentsOf: html[offset...])
    for var hole in holes.dropFirst(count) {
      hole.offset += length
      result.holes.append(hole)
    }
    if let end = result.summaryEnd, end >= offset, result.summaryHoles >= count {
      result.summaryEnd = end + length
      result.summaryHoles += added
    }
  }

  private mutating func writeContents() {
    result.html.append("<nav class=\"contents\" aria-label=\"")
    appendEscapedHTML(options.labels.contents, to: &result.html)
    result.html.append("\">\n")
    // The levels of the lists that are open.
    var levels: [Int] = []
    for heading in result.headings {
      while let last = levels.last, last > heading.level, levels.count > 1 {
        result.html.append("</li>\n</ol>\n")
        levels.removeLast()
      }
      if let last = levels.last, last >= heading.level {
        result.html.append("</li>\n")
      } else {
        result.html.append(levels.isEmpty ? "<ol>\n" : "\n<ol>\n")
        levels.append(heading.level)
      }
      lines = heading.line...heading.line
      result.html.append("<li><a href=\"")
      leaveHole(.link, to: "#\(heading.id)")
      result.html.append("\">")
      appendEscapedHTML(heading.text, to: &result.html)
      result.html.append("</a>")
    }
    for _ in levels { result.html.append("</li>\n</ol>\n") }
    result.html.append("</nav>\n")
  }
}
