extension Renderer {
  /// Looks at the tags of a block of raw HTML, whose lines are those of `lines`.
  mutating func readTags(ofBlock html: ArraySlice<UInt8>) {
    var line = lines.lowerBound
    var position = html.startIndex
    readTags(of: html) { name in
      // Each byte is looked at once, however many tags there are.
      line += html[position..<name.lowerBound].count { $0 == 0x0A }
      position = name.lowerBound
      return line...line
    }
  }

  /// Looks at one tag in the paragraph that stands in `lines`.
  mutating func readTags(ofInline html: ArraySlice<UInt8>) {
    let lines = lines
    readTags(of: html) { _ in lines }
  }

  /// What was opened and never closed.
  mutating func reportOpenTags() {
    for tag in rawTags.finish() { find(.tagNotClosed(tag.name), text: tag.text, lines: tag.lines) }
  }

  private mutating func readTags(of html: ArraySlice<UInt8>, lines: (Range<Int>) -> ClosedRange<Int>) {
    var scanner = HTMLScanner(html)
    var open: RawTags.Start?
    while let event = scanner.next() {
      switch event {
      case .open(let name): open = start(name, of: html, lines(name))
      case .close(let name): end(name, of: html, lines(name))
      case .end(let end):
        guard let tag = open else { continue }
        open = nil
        rawTags.begin(tag, closesItself: html[..<(end - 1)].last == UInt8(ascii: "/"))
        if options.toldElements.contains(tag.name) { find(.element(tag.name), text: tag.text, lines: tag.lines) }
      case .comment, .attribute: continue
      }
    }
    if let tag = open { find(.tagUnfinished(tag.name), text: tag.text, lines: tag.lines) }
  }

  private func start(_ name: Range<Int>, of html: ArraySlice<UInt8>, _ lines: ClosedRange<Int>) -> RawTags.Start {
    RawTags.Start(
      name: lowerCasedText(html[name]),
      text: String(decoding: html[(name.lowerBound - 1)..<name.upperBound], as: UTF8.self), lines: lines)
  }

  private mutating func end(_ name: Range<Int>, of html: ArraySlice<UInt8>, _ lines: ClosedRange<Int>) {
    let text = lowerCasedText(html[name])
    guard let left = rawTags.end(text) else {
      let written = String(decoding: html[(name.lowerBound - 2)..<name.upperBound], as: UTF8.self)
      return find(.tagClosesNothing(text), text: written, lines: lines)
    }
    for tag in left { find(.tagNotClosed(tag.name), text: tag.text, lines: tag.lines) }
  }

  private func lowerCasedText(_ name: ArraySlice<UInt8>) -> String {
    String(decoding: name.prefix(40).map(lowerCased), as: UTF8.self)
  }
}
