/// The text of an article as feeds carry it: HTML that every reader shows, all addresses absolute, no element that has
/// no meaning outside the page, every tag closed.
///
/// It works on bytes and in one pass; whatever comes in, what goes out is balanced and of the clean list.
struct FeedContent {
  private let bytes: [UInt8]
  private let resolver: AddressResolver
  /// What stands before the name of who made a picture: `Picture: `.
  private let credit: String
  private var out: [UInt8] = []
  private var open = OpenElements()
  private var index = 0
  /// False once one was seen that never ends: the rest is not searched again.
  private var hasOrnaments = true

  private init(_ html: [UInt8], _ resolver: AddressResolver, _ credit: String) {
    bytes = plainText(html)
    self.resolver = resolver
    self.credit = credit
    out.reserveCapacity(bytes.count + bytes.count / 8)
  }

  /// The clean form of some HTML, with addresses seen from one article.
  static func cleaned(_ html: [UInt8], resolver: AddressResolver, credit: String = "") -> [UInt8] {
    var content = FeedContent(html, resolver, credit)
    content.run()
    return content.out
  }

  private mutating func run() {
    var textStart = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      out.append(contentsOf: bytes[textStart..<index])
      readMarkup()
      textStart = index
    }
    out.append(contentsOf: bytes[textStart..<bytes.count])
    open.closeAll(into: &out)
  }

  private mutating func readMarkup() {
    if let tag = HTMLTag(bytes, at: index) {
      index = tag.end
      write(tag)
    } else if let end = endOfComment() {
      index = end
    } else {
      // Not markup: shown as what it is. After a tag that never ends nothing else is a tag.
      let end = beginsTag ? bytes.count : index + 1
      out.append(bytes[index..<end], escapedFor: .html)
      index = end
    }
  }

  /// Whether a letter follows the `<`, so that browsers take it for a tag.
  private var beginsTag: Bool {
    let next = bytes[index...].dropFirst().first { $0 != UInt8(ascii: "/") }
    return next.map(isHTMLLetter) ?? false
  }

  /// `<!-- … -->`, `<!…>`, `<?…>` and `</>`: none of them is shown.
  private func endOfComment() -> Int? {
    guard index + 1 < bytes.count else { return nil }
    let next = bytes[index + 1]
    if bytes[index...].starts(with: "<!--".utf8) {
      // `<!-->` and `<!--->` are whole comments (HTML, 13.2.5.43).
      return find("-->", from: index + 2) ?? bytes.count
    }
    guard next == UInt8(ascii: "!") || next == UInt8(ascii: "?") || next == UInt8(ascii: "/") else { return nil }
    return find(">", from: index + 2) ?? bytes.count
  }

  /// The offset after the next occurrence.
  private func find(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var at = start
    while at + wanted.count <= bytes.count {
      if bytes[at] == wanted[0], bytes[at..<at + wanted.count].elementsEqual(wanted) { return at + wanted.count }
      at += 1
    }
    return nil
  }

  private mutating func write(_ tag: HTMLTag) {
    switch FeedElements.fate(of: tag.name) {
    case .kept(let element):
      if tag.isEnd { open.close(element, into: &out) } else if !skipOrnament(tag) { start(element, tag) }
    case .unwrapped: break
    case .droppedText: if !tag.isEnd { skipText(tag.name) }
    case .droppedTree: if !tag.isEnd { skipTree(tag) }
    case .box: if !tag.isEnd { writeBox(tag) }
    case .embed: if !tag.isEnd { writeLink(tag) }
    }
  }

  private mutating func start(_ element: HTMLElement, _ tag: HTMLTag) {
    guard open.makeRoom(for: element, into: &out) else { return }
    if element == Self.span { setApart(tag) }
    out.append(UInt8(ascii: "<"))
    element.name.write(to: &out)
    for attribute in tag.attributes {
      guard let kind = FeedAttribute(attribute.name) else { continue }
      guard let value = clean(attribute.value, kind) else { continue }
      out.append(UInt8(ascii: " "))
      attribute.name.write(to: &out)
      out.append("=\"")
      out.append(contentsOf: value)
      out.append(UInt8(ascii: "\""))
    }
    out.append(UInt8(ascii: ">"))
    if !element.isVoid { open.push(element) }
  }

  private static let span = HTMLElement("span")
  private static let figcaption = HTMLElement("figcaption")

  /// Writes what stands before the credit and the licence of a picture: pages set them apart from the caption by their
  /// style sheet, which feeds go without.
  private mutating func setApart(_ tag: HTMLTag) {
    guard open.contains(Self.figcaption), let name = tag["class"] else { return }
    let isCredit = name.elementsEqual("credit".utf8)
    guard isCredit || name.elementsEqual("licence".utf8) else { return }
    if out.last == UInt8(ascii: " ") { out.append("· ") }
    if isCredit { out.append(plainText(Array(credit.utf8)), escapedFor: .html) }
  }

  /// The value as it stands between double quotes; nil leaves the attribute out.
  private func clean(_ value: ArraySlice<UInt8>, _ kind: FeedAttribute) -> [UInt8]? {
    var clean: [UInt8] = []
    switch kind {
    case .text:
      // References stay as they were written; a quote of the other kind may stand in it.
      for byte in value {
        switch byte {
        case UInt8(ascii: "\""): clean.append("&quot;")
        case UInt8(ascii: "<"): clean.append("&lt;")
        case UInt8(ascii: ">"): clean.append("&gt;")
        default: clean.append(byte)
        }
      }
    case .address, .picture:
      guard let address = resolver.resolve(withoutReferences(value), isPicture: isPicture(kind)) else { return nil }
      clean.append(address, escapedFor: .attribute)
    case .pictureSet:
      let set = resolver.resolveSet(withoutReferences(value))
      guard !set.isEmpty else { return nil }
      clean.append(set, escapedFor: .attribute)
    }
    return clean
  }

  private func isPicture(_ kind: FeedAttribute) -> Bool {
    if case .picture = kind { true } else { false }
  }

  /// Goes to the end tag of an element whose content is text (HTML, 13.2.5.15).
  private mutating func skipText(_ name: ArraySlice<UInt8>) {
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), isEndTag(of: name) {
        index = HTMLTag(bytes, at: index)?.end ?? bytes.count
        return
      }
      index += 1
    }
  }

  private func isEndTag(of name: ArraySlice<UInt8>) -> Bool {
    let after = index + 2 + name.count
    guard after <= bytes.count, bytes[index + 1] == UInt8(ascii: "/") else { return false }
    guard zip(bytes[(index + 2)..<after], name).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else { return false }
    return after == bytes.count || isHTMLSpace(bytes[after]) || bytes[after] == 0x2F || bytes[after] == 0x3E
  }

  /// Goes to the matching end tag, past all that stands before it; a tag that closes itself (`<svg/>`) has nothing.
  private mutating func skipTree(_ tag: HTMLTag) {
    if bytes[tag.end - 2] == UInt8(ascii: "/") { return }
    _ = skipToEnd(of: tag)
  }

  /// A link that is hidden from those who hear the page, such as the sign beside a heading, belongs to the page alone.
  ///
  /// False when it is none, or never ends.
  private mutating func skipOrnament(_ tag: HTMLTag) -> Bool {
    guard hasOrnaments, tag.name.count == 1, tag.name[tag.name.startIndex] | 0x20 == UInt8(ascii: "a"),
      tag["aria-hidden"]?.elementsEqual("true".utf8) == true
    else { return false }
    let start = index
    if skipToEnd(of: tag) { return true }
    index = start
    hasOrnaments = false
    return false
  }

  /// False when the text ends first.
  private mutating func skipToEnd(of tag: HTMLTag) -> Bool {
    let name = tag.name.map { $0 | 0x20 }
    var depth = 1
    while index < bytes.count, depth > 0 {
      guard bytes[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      guard let inner = HTMLTag(bytes, at: index) else {
        index = endOfComment() ?? (beginsTag ? bytes.count : index + 1)
        continue
      }
      index = inner.end
      if inner.name.count == name.count, zip(inner.name, name).allSatisfy({ $0 | 0x20 == $1 }) {
        depth += inner.isEnd ? -1 : bytes[inner.end - 2] == UInt8(ascii: "/") ? 0 : 1
      }
    }
    return depth == 0
  }

  /// A box that is ticked or not is read as such; any other field has no meaning outside the page.
  private mutating func writeBox(_ tag: HTMLTag) {
    guard tag["type"]?.elementsEqual("checkbox".utf8, by: { $0 | 0x20 == $1 }) == true else { return }
    out.append(tag["checked"] == nil ? "☐" : "☑")
  }

  /// An embed becomes a link, named by its title or by where it leads.
  private mutating func writeLink(_ tag: HTMLTag) {
    // What stands in `iframe` is text (HTML, 13.2.6.4.7); `object` holds what is shown in its place.
    if tag.name.elementsEqual("iframe".utf8, by: { $0 | 0x20 == $1 }) { skipText(tag.name) }
    guard let value = tag["src"] ?? tag["data"], !value.isEmpty else { return }
    guard let address = resolver.resolve(withoutReferences(value), isPicture: false) else { return }
    guard open.makeRoom(for: HTMLElement("a"), into: &out) else { return }
    let title = tag["title"].map { plainText(withoutReferences($0), isOneLine: true) } ?? []
    out.append("<a href=\"")
    out.append(address, escapedFor: .attribute)
    out.append("\">")
    out.append(title.isEmpty ? address : title, escapedFor: .html)
    out.append("</a>")
  }
}
