/// The elements that are open at one point of HTML: what an end tag closes, and what closes by itself before a start
/// tag (HTML, 13.1.2.4).
struct OpenElements {
  private var stack: [HTMLElement] = []
  /// All that are open, as bits: a stray end tag costs nothing.
  private var open: UInt128 = 0

  /// Deeper elements are left out: readers' parsers give up at 512.
  private static let maximumDepth = 256

  func contains(_ element: HTMLElement) -> Bool { open & element.bit != 0 }

  mutating func push(_ element: HTMLElement) {
    stack.append(element)
    open |= element.bit
  }

  /// Closes an element and all that is open within it; nothing when it is not open.
  mutating func close(_ element: HTMLElement, into out: inout [UInt8]) {
    guard open & element.bit != 0 else { return }
    while let last = pop(into: &out) {
      if last == element { return }
    }
  }

  mutating func closeAll(into out: inout [UInt8]) {
    while pop(into: &out) != nil {}
  }

  /// Closes what cannot stay open before this element; false when there is no room for it.
  mutating func makeRoom(for element: HTMLElement, into out: inout [UInt8]) -> Bool {
    let implied = OpenElements.implied(by: element)
    while open & implied.closed != 0, isWithin(implied) {
      while let last = pop(into: &out), last.bit & implied.closed == 0 {}
    }
    return stack.count < OpenElements.maximumDepth
  }

  private mutating func pop(into out: inout [UInt8]) -> HTMLElement? {
    guard let last = stack.popLast() else { return nil }
    // Elements within themselves are rare: only then the rest has to be looked at.
    if !stack.contains(last) { open &= ~last.bit }
    out.append("</")
    last.name.write(to: &out)
    out.append(UInt8(ascii: ">"))
    return last
  }

  /// Whether one of the elements to be closed is open with none of the boundary elements open within it.
  private func isWithin(_ implied: Implied) -> Bool {
    for element in stack.reversed() {
      if element.bit & implied.closed != 0 { return true }
      if element.bit & implied.boundary != 0 { return false }
    }
    return false
  }

  /// What the start of an element ends: the sets of elements as bits.
  private struct Implied: Sendable {
    var closed: UInt128 = 0
    var boundary: UInt128 = 0
  }

  private static func implied(by element: HTMLElement) -> Implied {
    if element.bit & blocks != 0 { return Implied(closed: paragraph, boundary: cells) }
    if element.bit & others == 0 { return Implied() }
    return table.first { $0.starting & element.bit != 0 }?.implied ?? Implied()
  }

  private static let paragraph = bits("p")
  private static let cells = bits("table td th caption")
  private static let blocks = bits(
    """
    address article aside blockquote center details div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr \
    main nav ol p pre section summary table ul
    """)
  private static let others = table.reduce(0) { $0 | $1.starting }

  private static let table: [(starting: UInt128, implied: Implied)] = [
    (bits("li"), Implied(closed: bits("li p"), boundary: cells | bits("ul ol"))),
    (bits("dt dd"), Implied(closed: bits("dt dd p"), boundary: cells | bits("dl"))),
    (bits("td th"), Implied(closed: bits("td th caption"), boundary: bits("table"))),
    (bits("tr"), Implied(closed: bits("tr caption colgroup"), boundary: bits("table"))),
    (
      bits("tbody thead tfoot"),
      Implied(closed: bits("tbody thead tfoot caption colgroup"), boundary: bits("table"))
    ),
    (bits("rt rp"), Implied(closed: bits("rt rp"), boundary: bits("ruby"))),
    // A link cannot stand in a link: the first one ends (HTML, 13.2.6.4.7).
    (bits("a"), Implied(closed: bits("a"), boundary: cells)),
  ]

  private static func bits(_ names: String) -> UInt128 {
    names.split(separator: " ").reduce(0) { $0 | HTMLElement(String($1)).bit }
  }
}
