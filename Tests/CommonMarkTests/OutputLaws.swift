import CommonMark

/// What holds for the HTML of every text: the first law that is broken, in words; nil when all hold.
///
/// - Parameter rendered: made without raw HTML.
func brokenLaw(_ rendered: RenderedMarkdown) -> String? {
  var last = 0
  for hole in rendered.holes {
    guard hole.offset >= last, hole.offset <= rendered.html.count else { return "hole at \(hole.offset)" }
    last = hole.offset
  }
  if let end = rendered.summaryEnd, end > rendered.html.count { return "summary ends at \(end)" }
  var html: [UInt8] = []
  rendered.write(into: &html) { _, hole, output in
    let address = Array("x".utf8)
    switch hole.kind {
    case .link, .attribute: output.append(contentsOf: address)
    case .picture(let picture): picture.appendElement(address: address, to: &output)
    case .embed(let embed): embed.appendLink(address: address, to: &output)
    }
  }
  guard let text = String(validating: html, as: UTF8.self) else { return "not UTF-8" }
  for scalar in text.unicodeScalars where !isAllowedInXML(scalar) { return "U+\(String(scalar.value, radix: 16))" }
  return brokenTag(html)
}

/// The first tag or attribute that is not on the list, or not closed.
private func brokenTag(_ html: [UInt8]) -> String? {
  var scanner = HTMLScanner(html[...])
  var open: [String] = []
  while let event = scanner.next() {
    switch event {
    case .comment(let range): return "comment \(String(decoding: html[range], as: UTF8.self))"
    case .open(let range):
      let name = String(decoding: html[range], as: UTF8.self)
      guard allowedElements.contains(name) else { return "<\(name)>" }
      if !["img", "br", "hr", "input"].contains(name) { open.append(name) }
    case .close(let range):
      let name = String(decoding: html[range], as: UTF8.self)
      guard open.popLast() == name else { return "</\(name)>" }
    case .attribute(let name, _, let isQuoted):
      let name = String(decoding: html[name], as: UTF8.self)
      guard isQuoted, allowedAttributes.contains(name) else { return "attribute \(name)" }
    case .end: continue
    }
  }
  return open.last.map { "<\($0)> without end" }
}

private let allowedElements: Set<String> = [
  "a", "abbr", "aside", "blockquote", "br", "code", "del", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
  "h6", "hr",
  "img", "input", "label", "li", "nav", "ol", "p", "pre", "section", "span", "strong", "sup", "table", "tbody", "td",
  "th", "thead",
  "tr", "ul",
]

private let allowedAttributes: Set<String> = [
  "alt", "aria-hidden", "aria-label", "checked", "class", "dir", "disabled", "href", "id", "lang", "rel", "role", "src",
  "start",
  "style", "tabindex", "target", "title", "type",
]

/// XML 1.0, production 2 (`Char`).
private func isAllowedInXML(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A, 0x0D, 0x20...0xFFFD, 0x10000...: true
  default: false
  }
}
