import Bytes

/// What an author says of a picture in `{…}` behind it.
struct PictureAttributes {
  var credit = ""
  var licence = ""
  var width: Int?
  var isDecorative = false
  var classes: [String] = []
}

extension Renderer {
  /// Takes `{…}` behind pictures out of the text and keeps what it says.
  mutating func readPictureAttributes() {
    guard options.extensions.contains(.figures) else { return }
    for index in inlines.indices where inlines[index].kind == .closeImage {
      let behind = index + 1
      guard behind < inlines.count, inlines[behind].kind == .text,
        text[inlines[behind].range].first == UInt8(ascii: "{"),
        !isEscaped(before: inlines[behind].range.lowerBound + 1, end: inlines[behind].range.upperBound),
        let attributes = takeBraces(from: behind)
      else { continue }
      pictureAttributes.append(attributes)
      inlines[index].payload = pictureAttributes.count
      inlines[inlines[index].mate].payload = pictureAttributes.count
    }
  }

  /// Reads up to the `}` and takes it out; nil when there is none before the next line but one.
  private mutating func takeBraces(from start: Int) -> PictureAttributes? {
    var content: [UInt8] = []
    for index in start..<min(start + 24, inlines.count) {
      switch inlines[index].kind {
      case .text:
        let bytes = text[inlines[index].range]
        guard let end = bytes.firstIndex(of: UInt8(ascii: "}")) else {
          content.append(contentsOf: bytes)
          continue
        }
        content.append(contentsOf: bytes[..<end])
        guard let attributes = attributes(content.dropFirst()) else { return nil }
        for taken in start..<index where !inlines[taken].isContainer { inlines[taken].kind = .nothing }
        inlines[index].range = end + 1..<bytes.endIndex
        return attributes
      case .softBreak: content.append(UInt8(ascii: " "))
      case .openEmphasis, .closeEmphasis, .openStrong, .closeStrong: continue
      default: return nil
      }
    }
    return nil
  }

  private mutating func attributes(_ bytes: ArraySlice<UInt8>) -> PictureAttributes? {
    var attributes = PictureAttributes()
    var rest = trimmed(withoutSentinels(bytes)[...])
    while !rest.isEmpty {
      let name = rest.prefix { !isSpace($0) && $0 != UInt8(ascii: "=") }
      rest = rest[name.endIndex...]
      var value: [UInt8] = []
      if rest.first == UInt8(ascii: "=") { value = takeValue(&rest) }
      set(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self), in: &attributes)
      rest = trimmed(rest)
    }
    return attributes
  }

  /// The value behind a `=`, with or without quotes, straight or as libcmark set them.
  private func takeValue(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    rest.removeFirst()
    let quotes = ["\"", "“", "”", "„", "«"].map { Array($0.utf8) }
    guard let open = quotes.first(where: { rest.starts(with: $0) }) else {
      let value = rest.prefix { !isSpace($0) }
      rest = rest[value.endIndex...]
      return Array(withoutTypography(value))
    }
    rest = rest.dropFirst(open.count)
    let closing = open.count == 1 ? ["\""] : ["”", "“", "»"]
    var end = rest.startIndex
    while end < rest.endIndex {
      if let mark = closing.first(where: { rest[end...].starts(with: $0.utf8) }) {
        let value = Array(rest[..<end])
        rest = rest[(end + mark.utf8.count)...]
        return value
      }
      end += 1
    }
    let value = Array(rest)
    rest = rest[rest.endIndex...]
    return value
  }

  private mutating func set(_ name: String, _ value: String, in attributes: inout PictureAttributes) {
    switch name {
    case "credit": attributes.credit = value
    case "licence", "license": attributes.licence = value
    case "width" where Int(value) != nil: attributes.width = Int(value)
    case ".decorative", "decorative": attributes.isDecorative = true
    case _
    where name.hasPrefix(".") && name.utf8.count > 1
      && name.utf8.dropFirst().allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") }):
      attributes.classes.append(String(name.dropFirst()))
    default: find(.unknownAttribute(value.isEmpty ? name : "\(name)=\(value)"))
    }
  }

  /// The index of the image when a paragraph holds nothing else, or nothing but a link around it.
  func onlyPicture() -> (image: Int, link: Int?)? {
    var index = 0
    var link: Int?
    while index < inlines.count, isNothing(inlines[index]) { index += 1 }
    if index < inlines.count, inlines[index].kind == .openLink {
      link = index
      index += 1
    }
    guard index < inlines.count, inlines[index].kind == .openImage else { return nil }
    let image = index
    index = inlines[index].mate + 1
    while index < inlines.count {
      let isEnd = inlines[index].kind == .closeLink && inlines[index].mate == link
      guard isEnd || isNothing(inlines[index]) else { return nil }
      index += 1
    }
    return (image, link)
  }

  private func isNothing(_ inline: Inline) -> Bool {
    inline.kind == .nothing || (inline.kind == .text && text[inline.range].allSatisfy(isSpace))
  }

  mutating func renderFigure(_ image: Int, link: Int?) {
    guard let node = inlines[image].node else { return }
    let payload = inlines[image].payload
    let attributes = payload > 0 ? pictureAttributes[payload - 1] : PictureAttributes()
    beginLine()
    result.html.append("<figure")
    if !attributes.classes.isEmpty {
      result.html.append(contentsOf: " class=\"\(attributes.classes.joined(separator: " "))\"".utf8)
    }
    result.html.append(">\n")
    if let link { openLink(link) }
    writeImage(image, isFigure: true)
    result.html.append(link == nil ? "\n" : "</a>\n")
    scratch.removeAll(keepingCapacity: true)
    node.appendTitle(to: &scratch)
    cleanScratch()
    writeCaption(scratch, attributes)
    result.html.append("</figure>\n")
  }

  private mutating func writeCaption(_ caption: [UInt8], _ attributes: PictureAttributes) {
    guard !caption.isEmpty || !attributes.credit.isEmpty || !attributes.licence.isEmpty else { return }
    result.html.append("<figcaption>")
    counter.add(caption[...])
    counter.endWord()
    appendEscapedHTML(caption[...], to: &result.html)
    writePart("credit", attributes.credit, isFirst: caption.isEmpty)
    writePart("licence", attributes.licence, isFirst: caption.isEmpty && attributes.credit.isEmpty)
    result.html.append("</figcaption>\n")
  }

  private mutating func writePart(_ name: String, _ value: String, isFirst: Bool) {
    guard !value.isEmpty else { return }
    if !isFirst { result.html.append(UInt8(ascii: " ")) }
    result.html.append(contentsOf: "<span class=\"\(name)\">".utf8)
    let bytes = Array(value.utf8)
    let scheme = scheme(of: bytes[...])
    if scheme == "https" || scheme == "http" {
      result.html.append("<a href=\"")
      appendEscapedAddress(bytes[...], to: &result.html)
      result.html.append(name == "licence" ? "\" rel=\"license\">" : "\">")
      appendEscapedHTML(value, to: &result.html)
      result.html.append("</a>")
    } else {
      counter.add(bytes[...])
      counter.endWord()
      appendEscapedHTML(value, to: &result.html)
    }
    result.html.append("</span>")
  }
}
