/// What a finished page has that `check` wants to know: ids, addresses, headings, pictures, what its head tells machines.
///
/// One pass over the bytes, without a copy of any of them.
struct PageOutline: Sendable {
  /// A `meta` element of the head: `property` or `name`, and `content`.
  struct Property: Sendable {
    var name: Range<Int>
    var content: Range<Int>
  }

  struct Heading: Sendable {
    /// 1 to 6.
    var level: Int
    /// Where its `id` stands, when it has one.
    var id: Range<Int>?
    /// Where its tag begins.
    var offset: Int
  }

  /// Where the values of `id` stand, and of `name` on a link.
  private(set) var ids: [Range<Int>] = []
  /// Where addresses stand, as written: `href`, `src`, `srcset` and their like.
  private(set) var addresses: [Range<Int>] = []
  private(set) var headings: [Heading] = []
  /// Where pictures without an `alt` have their address, or else their tag.
  private(set) var picturesWithoutAlt: [Range<Int>] = []
  /// In order, those of the head alone.
  private(set) var properties: [Property] = []
  /// Addresses that the head says are the page's own.
  private(set) var canonical: [Range<Int>] = []
  /// What stands in `<script type="application/ld+json">`.
  private(set) var structuredData: [Range<Int>] = []
  private var isInHead = true

  init(_ bytes: [UInt8]) { read(bytes.span) }

  private mutating func read(_ bytes: Span<UInt8>) {
    var index = 0
    while index < bytes.count {
      guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else {
        index += 1
        continue
      }
      if isHTMLLetter(bytes[index + 1]) {
        index = readTag(bytes, at: index)
      } else if bytes[index + 1] == UInt8(ascii: "!") {
        index = endOfComment(bytes, at: index)
      } else {
        if isInHead, index + 6 < bytes.count, name(bytes, index + 1..<index + 6) == Name.headEnd { isInHead = false }
        index += 1
      }
    }
  }

  /// Names as numbers: their bytes in lower case, the last one lowest.
  private enum Name {
    static let a: UInt64 = 0x61
    static let img: UInt64 = 0x69_6D67
    static let script: UInt64 = 0x7363_7269_7074
    static let style: UInt64 = 0x73_7479_6C65
    static let title: UInt64 = 0x74_6974_6C65
    static let textarea: UInt64 = 0x7465_7874_6172_6561
    static let headings: ClosedRange<UInt64> = 0x6831...0x6836
    static let id: UInt64 = 0x6964
    static let href: UInt64 = 0x6872_6566
    static let src: UInt64 = 0x73_7263
    static let alt: UInt64 = 0x61_6C74
    static let name: UInt64 = 0x6E61_6D65
    static let srcset: UInt64 = 0x7372_6373_6574
    static let poster: UInt64 = 0x706F_7374_6572
    static let action: UInt64 = 0x6163_7469_6F6E
    static let body: UInt64 = 0x626F_6479
    /// `/head`
    static let headEnd: UInt64 = 0x2F_6865_6164
    static let meta: UInt64 = 0x6D65_7461
    static let property: UInt64 = 0x7072_6F70_6572_7479
    static let content: UInt64 = 0x63_6F6E_7465_6E74
    static let link: UInt64 = 0x6C69_6E6B
    static let rel: UInt64 = 0x72_656C
    static let type: UInt64 = 0x7479_7065
  }

  /// Where the values of a tag's attributes stand; of two with one name the first counts (HTML, 13.2.5.33).
  private struct Attributes {
    var id: Range<Int>?
    var source: Range<Int>?
    var reference: Range<Int>?
    var name: Range<Int>?
    var property: Range<Int>?
    var content: Range<Int>?
    var relation: Range<Int>?
    var type: Range<Int>?
    var hasAlt = false
  }

  /// Zero for names of more than eight bytes.
  private func name(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    guard range.count <= 8 else { return 0 }
    var value: UInt64 = 0
    for index in range {
      let byte = bytes[index]
      value = value << 8 | UInt64((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
    }
    return value
  }

  /// Reads the tag whose `<` stands at `start`; the offset after it, and after the text of a script or a style.
  private mutating func readTag(_ bytes: Span<UInt8>, at start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, !isHTMLSpace(bytes[index]), bytes[index] != 0x2F, bytes[index] != 0x3E { index += 1 }
    let element = name(bytes, start + 1..<index)
    let tag = readAttributes(bytes, &index)
    if element == Name.a, let name = tag.name { ids.append(name) }
    if let id = tag.id { ids.append(id) }
    if let source = tag.source { addresses.append(source) }
    switch element {
    case Name.img where !tag.hasAlt: picturesWithoutAlt.append(tag.source ?? start..<index)
    case Name.headings: headings.append(Heading(level: Int(element & 7), id: tag.id, offset: start))
    case Name.script, Name.style, Name.title, Name.textarea:
      let end = endOfText(bytes, from: index, of: element)
      if element == Name.script, let type = tag.type, isJSON(bytes, type) { structuredData.append(index..<end) }
      return end
    case Name.meta where isInHead:
      if let name = tag.property ?? tag.name, let content = tag.content {
        properties.append(Property(name: name, content: content))
      }
    case Name.link where isInHead: if isCanonical(bytes, tag) { canonical.append(tag.reference ?? start..<start) }
    case Name.body: isInHead = false
    default: break
    }
    return index
  }

  private mutating func readAttributes(_ bytes: Span<UInt8>, _ index: inout Int) -> Attributes {
    var tag = Attributes()
    while let (name, value) = nextAttribute(bytes, &index) {
      switch name {
      case Name.id: tag.id = tag.id ?? value
      case Name.src: tag.source = tag.source ?? value
      case Name.href:
        tag.reference = tag.reference ?? value
        addresses.append(value)
      case Name.poster, Name.action: addresses.append(value)
      case Name.srcset: readSet(bytes, value)
      case Name.alt: tag.hasAlt = true
      case Name.name: tag.name = tag.name ?? value
      case Name.property: tag.property = tag.property ?? value
      case Name.content: tag.content = tag.content ?? value
      case Name.rel: tag.relation = tag.relation ?? value
      case Name.type: tag.type = tag.type ?? value
      default: break
      }
    }
    return tag
  }

  /// `canonical` in any case: names of nine bytes are no numbers.
  private func isCanonical(_ bytes: Span<UInt8>, _ tag: Attributes) -> Bool {
    guard let range = tag.relation, range.count == 9 else { return false }
    return bytes[range.lowerBound] | 0x20 == UInt8(ascii: "c")
      && name(bytes, range.lowerBound + 1..<range.upperBound) == 0x616E_6F6E_6963_616C
  }

  /// Whether a script's type ends with `ld+json`.
  private func isJSON(_ bytes: Span<UInt8>, _ type: Range<Int>) -> Bool {
    type.count >= 7 && name(bytes, type.upperBound - 7..<type.upperBound) == 0x6C_642B_6A73_6F6E
  }

  /// The next attribute of a tag (HTML, 13.2.5.32); nil at the tag's end, after which `index` then stands.
  private func nextAttribute(_ bytes: Span<UInt8>, _ index: inout Int) -> (name: UInt64, value: Range<Int>)? {
    while index < bytes.count, isHTMLSpace(bytes[index]) || bytes[index] == 0x2F { index += 1 }
    guard index < bytes.count else { return nil }
    if bytes[index] == 0x3E {
      index += 1
      return nil
    }
    let start = index
    index += 1
    while index < bytes.count, !isHTMLSpace(bytes[index]), bytes[index] != 0x2F, bytes[index] != 0x3E,
      bytes[index] != 0x3D
    {
      index += 1
    }
    let key = name(bytes, start..<index)
    var next = index
    while next < bytes.count, isHTMLSpace(bytes[next]) { next += 1 }
    guard next < bytes.count, bytes[next] == 0x3D else { return (key, index..<index) }
    next += 1
    while next < bytes.count, isHTMLSpace(bytes[next]) { next += 1 }
    guard next < bytes.count else {
      index = next
      return nil
    }
    let quote = bytes[next]
    let isQuoted = quote == 0x22 || quote == 0x27
    if isQuoted { next += 1 }
    var end = next
    while end < bytes.count, isQuoted ? bytes[end] != quote : !isHTMLSpace(bytes[end]) && bytes[end] != 0x3E {
      end += 1
    }
    index = isQuoted ? min(end + 1, bytes.count) : end
    return (key, next..<end)
  }

  /// The addresses of a `srcset` (HTML, 4.8.4.2.2).
  private mutating func readSet(_ bytes: Span<UInt8>, _ value: Range<Int>) {
    var index = value.lowerBound
    while true {
      while index < value.upperBound, isHTMLSpace(bytes[index]) || bytes[index] == 0x2C { index += 1 }
      guard index < value.upperBound else { return }
      let start = index
      while index < value.upperBound, !isHTMLSpace(bytes[index]) { index += 1 }
      var end = index
      while end > start, bytes[end - 1] == 0x2C { end -= 1 }
      addresses.append(start..<end)
      if end == index { while index < value.upperBound, bytes[index] != 0x2C { index += 1 } }
    }
  }

  private func endOfComment(_ bytes: Span<UInt8>, at start: Int) -> Int {
    var index = start + 2
    guard start + 3 < bytes.count, bytes[start + 2] == 0x2D, bytes[start + 3] == 0x2D else { return index }
    index += 2
    while index + 2 < bytes.count {
      if bytes[index] == 0x2D, bytes[index + 1] == 0x2D, bytes[index + 2] == 0x3E { return index + 3 }
      index += 1
    }
    return bytes.count
  }

  /// Where the text of a script or its like ends: before its end tag.
  private func endOfText(_ bytes: Span<UInt8>, from start: Int, of element: UInt64) -> Int {
    let length = (64 - element.leadingZeroBitCount + 7) / 8
    var index = start
    while index + 1 + length < bytes.count {
      if bytes[index] == UInt8(ascii: "<"), bytes[index + 1] == UInt8(ascii: "/"),
        name(bytes, index + 2..<index + 2 + length) == element
      {
        return index
      }
      index += 1
    }
    return bytes.count
  }
}
