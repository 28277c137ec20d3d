import Bytes

extension Renderer {
  mutating func renderParagraph(_ node: Node) {
    guard !isCell else {
      renderCell(node)
      return
    }
    setLines(node)
    collectInlines(node)
    if node == markedParagraph {
      markedParagraph = nil
      dropMarker()
      guard inlines.contains(where: { $0.kind != .nothing }) else { return }
    }
    let parent = node.parent
    let isInItem = parent?.kind == .item
    let task = isInItem && parent?.firstChild == node ? takeTask() : nil
    readPictureAttributes()
    if options.extensions.contains(.figures), options.trusted, let only = onlyPicture() {
      renderFigure(only.image, link: only.link)
      return
    }
    if isContents() {
      if contents == nil { contents = (result.html.count, result.holes.count) }
      return
    }
    applyExtensions()
    if !isInItem, let address = onlyAddress() {
      beginLine()
      let destination = String(decoding: address, as: UTF8.self)
      leaveHole(.embed(Embed(text: destination)), to: destination)
      return
    }
    let isTight = isInItem && parent != noteItem && parent?.parent?.isTightList == true
    if !isTight {
      beginLine()
      result.html.append("<p>")
    }
    if let task { openTask(isDone: task) }
    writeInlines()
    if task != nil { result.html.append("</label>") }
    if node == noteEnd { writeBackLinks() }
    if !isTight { result.html.append("</p>\n") }
    counter.endWord()
    if depth == 1, boxes.isEmpty, noteItem == nil { addToSummary() }
  }

  /// Takes `[ ]` or `[x]` off the beginning of a list item; says whether it is done.
  private mutating func takeTask() -> Bool? {
    guard options.extensions.contains(.taskLists), let first = inlines.first, first.kind == .text else { return nil }
    let bytes = text[first.range]
    guard bytes.count >= 4, bytes.first == UInt8(ascii: "["), bytes.dropFirst(2).first == UInt8(ascii: "]"),
      bytes.dropFirst(3).first.map(isSpace) == true
    else { return nil }
    let isDone: Bool
    switch bytes.dropFirst().first {
    case UInt8(ascii: " "): isDone = false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): isDone = true
    default: return nil
    }
    inlines[0].range = first.range.lowerBound + 3..<first.range.upperBound
    return isDone
  }

  /// The label gives the box its name.
  private mutating func openTask(isDone: Bool) {
    result.html.append("<label><input type=\"checkbox\" ")
    if isDone { result.html.append("checked=\"\" ") }
    result.html.append("disabled=\"\" />")
  }

  /// The address of a paragraph that is nothing else: `https://…`, `<https://…>`, `[](article.md)`.
  private mutating func onlyAddress() -> [UInt8]? {
    guard options.extensions.contains(.embeds), let first = inlines.first else { return nil }
    if first.kind == .autolink {
      let address = autolinks[first.payload]
      return inlines.count == 1 && scheme(of: address[...])?.hasPrefix("http") == true ? address : nil
    }
    guard first.kind == .openLink, first.mate == inlines.count - 1, inlines.count <= 3 else { return nil }
    scratch.removeAll(keepingCapacity: true)
    first.node?.appendAddress(to: &scratch)
    cleanScratch()
    let scheme = scheme(of: scratch[...])
    guard !scratch.isEmpty, scheme == nil || scheme == "https" || scheme == "http" else { return nil }
    if inlines.count == 2 { return scratch }
    return inlines[1].kind == .text && text[inlines[1].range].elementsEqual(scratch) ? scratch : nil
  }
}
