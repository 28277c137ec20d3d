/// The elements that are open at one point of HTML: what an end tag closes, and what closes by itself before a start tag
/// (HTML, 13.1.2.4).
struct OpenElements {
  private var stack: [HTMLElement] = []
  /// How many of each are open, so that a stray end tag costs nothing.
  private var counts = [Int](repeating: 0, count: FeedElements.keptNames.count)

  /// Deeper elements are left out: readers' parsers give up at 512.
  private static let maximumDepth = 256

  mutating func push(_ element: HTMLElement) {
    stack.append(element)
    counts[element.number] += 1
  }

  /// Closes an element and all that is open within it; nothing when it is not open.
  mutating func close(_ element: HTMLElement, into out: inout [UInt8]) {
    guard counts[element.number] > 0 else { return }
    while let last = stack.popLast() {
      counts[last.number] -= 1
      writeEnd(of: last, into: &out)
      if last == element { return }
    }
  }

  mutating func closeAll(into out: inout [UInt8]) {
    while let last = stack.popLast() {
      counts[last.number] -= 1
      writeEnd(of: last, into: &out)
    }
  }

  /// Closes what cannot stay open before this element; false when there is no room for it.
  mutating func makeRoom(for element: HTMLElement, into out: inout [UInt8]) -> Bool {
    if let closes = Self.closes[element.number] {
      for other in closes.elements {
        while counts[other.number] > 0, isWithin(other, closes.boundary) { close(other, into: &out) }
      }
    }
    return stack.count < Self.maximumDepth
  }

  /// Whether an element is open with none of the boundary elements open within it.
  private func isWithin(_ element: HTMLElement, _ boundary: Set<HTMLElement>) -> Bool {
    for open in stack.reversed() {
      if open == element { return true }
      if boundary.contains(open) { return false }
    }
    return false
  }

  private func writeEnd(of element: HTMLElement, into out: inout [UInt8]) {
    out.append("</")
    out.append(element.name)
    out.append(UInt8(ascii: ">"))
  }

  private struct Implied: Sendable {
    let elements: [HTMLElement]
    let boundary: Set<HTMLElement>
  }

  private static func elements(_ names: [String]) -> [HTMLElement] {
    names.map { HTMLElement(number: FeedElements.number($0)) }
  }

  /// By number of the element that starts: what it ends.
  private static let closes: [Int: Implied] = {
    var table: [Int: Implied] = [:]
    func add(_ names: [String], closing closed: [String], within boundary: [String]) {
      for name in names {
        table[FeedElements.number(name)] = Implied(elements: elements(closed), boundary: Set(elements(boundary)))
      }
    }
    let cells = ["table", "td", "th", "caption"]
    add(
      [
        "address", "article", "aside", "blockquote", "center", "details", "div", "dl", "figcaption", "figure", "footer",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main", "nav", "ol", "p", "pre", "section",
        "summary", "table", "ul",
      ], closing: ["p"], within: cells)
    add(["li"], closing: ["li", "p"], within: cells + ["ul", "ol"])
    add(["dt", "dd"], closing: ["dt", "dd", "p"], within: cells + ["dl"])
    add(["td", "th"], closing: ["td", "th", "caption"], within: ["table"])
    add(["tr"], closing: ["tr", "caption", "colgroup"], within: ["table"])
    add(["tbody", "thead", "tfoot"], closing: ["tbody", "thead", "tfoot", "caption", "colgroup"], within: ["table"])
    add(["rt", "rp"], closing: ["rt", "rp"], within: ["ruby"])
    // A link cannot stand in a link: the first one ends (HTML, 13.2.6.4.7).
    add(["a"], closing: ["a"], within: cells)
    return table
  }()
}
