import Bytes

extension Renderer {
  /// Writes a block of tags as `options` say.
  mutating func renderHTMLBlock(_ node: Node) {
    guard !renderDirective(node) else { return }
    setLines(node)
    scratch.removeAll(keepingCapacity: true)
    node.appendLiteral(to: &scratch)
    cleanScratch()
    let html = scratch
    if options.rawHTML == .verbatim, options.trusted {
      beginLine()
      result.html.append(contentsOf: html)
      beginLine()
      return
    }
    if options.trusted, isUnfinishedComment(html[...]) { find(.commentUnfinished, text: "<!--") }
    if isComment(html[...]) {
      if depth == 1, result.summaryEnd == nil, isMore(html[...]) { endSummary() }
      return
    }
    if !options.trusted {
      beginLine()
      result.html.append("<p>")
      appendEscapedHTML(trimmed(html[...]), to: &result.html)
      result.html.append("</p>\n")
    } else if options.rawHTML == .refuse {
      refuseHTML(html[...])
    } else {
      beginLine()
      writeHTML(html[...])
      readTags(ofBlock: html[...])
      beginLine()
    }
  }

  /// Writes one tag inside a paragraph as `options` say.
  mutating func writeRawInline(_ html: ArraySlice<UInt8>) {
    if options.rawHTML == .verbatim, options.trusted {
      result.html.append(contentsOf: html)
    } else if isComment(html) {
      return
    } else if !options.trusted {
      appendEscapedHTML(html, to: &result.html)
    } else if options.rawHTML == .refuse {
      refuseHTML(html)
    } else {
      writeHTML(html)
      readTags(ofInline: html)
    }
  }

  private mutating func refuseHTML(_ html: ArraySlice<UInt8>) {
    let start = trimmed(html).prefix { $0 != UInt8(ascii: "\n") }
    let tag = String(decoding: start.prefix(40), as: UTF8.self)
    find(.rawHTML(tag), text: String(decoding: start, as: UTF8.self))
  }

  /// Writes what an author may write, without its comments, and with holes for its addresses.
  private mutating func writeHTML(_ html: ArraySlice<UInt8>) {
    var scanner = HTMLScanner(html)
    var written = html.startIndex
    var element = ""
    while let event = scanner.next() {
      switch event {
      case .comment(let range):
        result.html.append(contentsOf: html[written..<range.lowerBound])
        written = range.upperBound
      case .open(let name): element = String(decoding: html[name].map(lowerCased), as: UTF8.self)
      case .close: element = ""
      case .end: continue
      case .attribute(let name, let value, let isQuoted):
        guard !value.isEmpty, !element.isEmpty else { continue }
        forEachAddress(in: html, attribute: name, value: value, isQuoted: isQuoted, element: element) { address in
          writeAddress(address, in: html, from: &written)
        }
      }
    }
    result.html.append(contentsOf: html[written...])
  }

  private mutating func writeAddress(_ address: HTMLAddress, in html: ArraySlice<UInt8>, from written: inout Int) {
    let destination = decodedAttribute(html[address.range])
    switch judge(Array(destination.utf8)[...], isPicture: address.element == "img") {
    case .write: return
    case .resolve:
      result.html.append(contentsOf: html[written..<address.range.lowerBound])
      leaveHole(.attribute(address.attribute), to: destination)
    case .refuse(let scheme):
      result.html.append(contentsOf: html[written..<address.range.lowerBound])
      if !address.isQuoted { result.html.append("\"\"") }
      refuse(scheme, destination)
    }
    written = address.range.upperBound
  }

  private mutating func endSummary() {
    result.summaryEnd = result.html.count
    result.summaryHoles = result.holes.count
  }
}

/// Whether HTML is nothing but comments.
func isComment(_ html: ArraySlice<UInt8>) -> Bool {
  var scanner = HTMLScanner(html)
  var position = html.startIndex
  while case .comment(let range) = scanner.next() {
    guard html[range].starts(with: "<!--".utf8), html[position..<range.lowerBound].allSatisfy(isSpace) else {
      return false
    }
    position = range.upperBound
  }
  return position > html.startIndex && html[position...].allSatisfy(isSpace)
}

/// Whether a block is a comment without its end, which takes the rest of the text with it.
private func isUnfinishedComment(_ html: ArraySlice<UInt8>) -> Bool {
  let block = trimmed(html)
  return block.starts(with: "<!--".utf8) && !contains(Array("-->".utf8), in: block)
}

/// Whether a comment is `<!-- more -->`, which ends the summary.
private func isMore(_ html: ArraySlice<UInt8>) -> Bool {
  let comment = trimmed(html)
  guard comment.count >= 7 else { return false }
  return trimmed(comment.dropFirst(4).dropLast(3)).map(lowerCased).elementsEqual("more".utf8)
}

func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  var bytes = bytes.drop(while: isSpace)
  while let last = bytes.last, isSpace(last) { bytes.removeLast() }
  return bytes
}
