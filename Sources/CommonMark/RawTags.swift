/// The tags that an author wrote among the Markdown, in the order in which they are published: what is open, and what
/// was closed wrongly.
///
/// What Markdown itself writes is always balanced, so its tags are not looked at.
struct RawTags {
  /// A start tag, and where its text is found in the source.
  struct Start {
    let name: String
    let text: String
    let lines: ClosedRange<Int>
  }

  private var open: [Start] = []
  /// How many of each name are open: an end tag that closes nothing is known at once.
  private var counts: [String: Int] = [:]
  private var foreignDepth = 0

  mutating func begin(_ tag: Start, closesItself: Bool) {
    // `<circle/>` closes itself in SVG and MathML alone (HTML, 13.1.2.1).
    if RawTags.voidNames.contains(tag.name) || closesItself && foreignDepth > 0 { return }
    open.append(tag)
    counts[tag.name, default: 0] += 1
    if RawTags.isForeign(tag.name) { foreignDepth += 1 }
  }

  /// What had to be closed before this end tag; nil when it closes nothing.
  mutating func end(_ name: String) -> [Start]? {
    guard counts[name, default: 0] > 0 else { return nil }
    var left: [Start] = []
    while let last = pop(), last.name != name { left.append(last) }
    return left.filter { !RawTags.mayStayOpen.contains($0.name) }
  }

  /// What is never closed.
  mutating func finish() -> [Start] {
    defer { self = RawTags() }
    return open.filter { !RawTags.mayStayOpen.contains($0.name) }
  }

  private mutating func pop() -> Start? {
    guard let last = open.popLast() else { return nil }
    counts[last.name, default: 0] -= 1
    if RawTags.isForeign(last.name) { foreignDepth -= 1 }
    return last
  }

  private static func isForeign(_ name: String) -> Bool { name == "svg" || name == "math" }

  private static let voidNames: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
  ]

  /// Elements whose end tag may be left out (HTML, 13.1.2.4).
  private static let mayStayOpen: Set<String> = [
    "body", "caption", "colgroup", "dd", "dt", "head", "html", "li", "optgroup", "option", "p", "rp", "rt", "tbody",
    "td", "tfoot", "th", "thead", "tr",
  ]
}
