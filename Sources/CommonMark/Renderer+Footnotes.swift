import Bytes

extension Renderer {
  /// A note of the text.
  struct Note {
    var label: [UInt8]
    var line: Int
    /// From 1, in the order in which the text refers to them; 0 when it does not.
    var number = 0
    /// How often the text refers to it.
    var references = 0
    /// The list that its content was rewritten as.
    var content: Node?
  }

  /// Writes the link to a note.
  mutating func writeReference(_ number: Int) {
    let index = noteOrder[number - 1]
    notes[index].references += 1
    result.html.append("<sup class=\"footnote-ref\"><a href=\"")
    leaveHole(.link, to: "#\(options.idPrefix)fn\(number)")
    result.html.append("\" id=\"")
    appendEscapedHTML(referenceID(number, notes[index].references), to: &result.html)
    result.html.append(contentsOf: "\" role=\"doc-noteref\">\(number)</a></sup>".utf8)
  }

  private func referenceID(_ number: Int, _ reference: Int) -> String {
    "\(options.idPrefix)fnref\(number)\(reference > 1 ? "-\(reference)" : "")"
  }

  /// Writes the notes that the text refers to, and those that they refer to.
  mutating func renderFootnotes() {
    guard !noteOrder.isEmpty else { return }
    beginLine()
    result.html.append("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"")
    appendEscapedHTML(options.labels.footnotes, to: &result.html)
    result.html.append("\">\n<ol>\n")
    var written = 0
    while written < noteOrder.count {
      let note = notes[noteOrder[written]]
      written += 1
      renderNote(note)
    }
    result.html.append("</ol>\n</section>\n")
  }

  private mutating func renderNote(_ note: Note) {
    let item = note.content?.kind == .list ? note.content?.firstChild : nil
    result.html.append("<li id=\"")
    appendEscapedHTML("\(options.idPrefix)fn\(note.number)", to: &result.html)
    result.html.append("\">\n")
    noteItem = item
    noteNumber = note.number
    // Notes are no part of the summary.
    depth = 1
    if let item {
      if let last = item.lastChild, last.kind == .paragraph { noteEnd = last }
      renderBlocks(item)
    }
    if !hasBackLinks { writeBackLinks() }
    hasBackLinks = false
    noteEnd = nil
    noteItem = nil
    beginLine()
    result.html.append("</li>\n")
  }

  /// Writes the links from the end of a note to where the text refers to it.
  mutating func writeBackLinks() {
    hasBackLinks = true
    let references = notes[noteOrder[noteNumber - 1]].references
    for reference in 1...max(1, references) {
      if result.html.last != UInt8(ascii: "\n") { result.html.append(UInt8(ascii: " ")) }
      result.html.append("<a href=\"")
      leaveHole(.link, to: "#\(referenceID(noteNumber, reference))")
      result.html.append("\" class=\"footnote-backref\" role=\"doc-backlink\" aria-label=\"")
      let suffix = reference > 1 ? "-\(reference)" : ""
      appendEscapedHTML("\(options.labels.backToReference) \(noteNumber)\(suffix)", to: &result.html)
      result.html.append("\">↩")
      if reference > 1 { result.html.append(contentsOf: "<sup>\(reference)</sup>".utf8) }
      result.html.append("</a>")
    }
  }

  /// Notes that nothing refers to, when all is written.
  mutating func reportUnusedNotes() {
    for (index, note) in notes.enumerated() where note.number == 0 && noteIndices[note.label] == index {
      find(.footnoteUnused(String(decoding: note.label, as: UTF8.self)), line: note.line)
    }
  }
}
