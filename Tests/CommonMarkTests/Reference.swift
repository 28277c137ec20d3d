import CCmark
import CommonMark

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What libcmark itself makes of a text, tags and all.
func libcmark(_ source: [UInt8], smart: Bool = false) -> [UInt8] {
  let options = CMARK_OPT_UNSAFE | (smart ? CMARK_OPT_SMART : 0)
  return unsafe source.withUnsafeBytes { bytes in
    guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
      let html = unsafe cmark_markdown_to_html(start, bytes.count, options)
    else { return [] }
    defer { unsafe free(html) }
    return unsafe Array(UnsafeRawBufferPointer(start: html, count: strlen(html)))
  }
}

/// The same by our own path, with every hole filled as libcmark would.
func commonMark(_ source: [UInt8], smart: Bool = false) -> [UInt8] {
  var options = MarkdownOptions.commonMark
  options.smart = smart
  return filled(renderMarkdown(source, options: options))
}

/// The HTML with the addresses as they were written.
func filled(_ rendered: RenderedMarkdown) -> [UInt8] {
  var output: [UInt8] = []
  rendered.write(into: &output, fill: fillPlainly)
  return output
}

func fillPlainly(_ index: Int, _ hole: Hole, _ output: inout [UInt8]) {
  var address: [UInt8] = []
  appendEscapedAddress(hole.destination, to: &address)
  switch hole.kind {
  case .link, .attribute: output.append(contentsOf: address)
  case .picture(let picture): picture.appendElement(address: address, to: &output)
  case .embed(let embed): embed.appendLink(address: address, to: &output)
  }
}

/// Renders with some options and fills the holes.
func html(_ source: String, _ options: MarkdownOptions = MarkdownOptions()) -> String {
  String(decoding: filled(renderMarkdown(Array(source.utf8), options: options)), as: UTF8.self)
}

/// A generator of random numbers that gives the same ones for the same seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// Pieces of Markdown that meet each construct, and each other, often.
let markdownPieces: [String] = [
  "a", "b", "word", " ", "  ", "    ", "\n", "\n", "\n\n", "\t", "*", "**", "***", "_", "__", "`", "``", "~", "~~", "[",
  "]", "(",
  ")", "](", "](/u)", "[a]", "[a]: /url \"t\"\n", "![", "![alt](p.png \"t\")", "<", ">", "> ", "- ", "* ", "1. ", "7) ",
  "# ", "## ",
  "\n---\n", "\n===\n", "```\n", "~~~ swift\n", "\\", "\\*", "&amp;", "&copy;", "&#35;", "&", "\"", "'", "--", "...",
  "<b>", "</b>",
  "<!-- c -->", "<div>\n", "<http://x.y>", "<a@b.c>", "http://x.y/z", "www.x.y", "|", "| a | b |\n|---|---|\n", "é",
  "中", "🍄", "\r\n", "\r",
  "[^1]", "[^1]: note\n", "- [ ] ", ":::", "\u{0}", "{#id}", "[x]{lang=de}", "]{lang=de}", "![a](b){width=3}",
  "> [!NOTE]\n",
  "[[toc]]", "\u{C}", "\n::: box t\n", "\n:::\n", "\n[^1]: ", "\n[^2]: x\n    ", "[^2]", "{credit=\"c\"}", "\n# ",
  "\\[", "\\~", "\\|",
  "> [!QUOTE] n\n", "[](x.md)", "\n\n![p](q.png)\n\n", "\n|-|-|\n", "\n> |-|\n", "  | c |\n  |---|\n",
  "<!-- more -->\n", "&#1;", "“",
]

func randomMarkdown(_ seed: UInt64, length: Int = 40) -> String {
  var random = Seeded(seed)
  let count = Int.random(in: 1...length, using: &random)
  return (0..<count).map { _ in markdownPieces.randomElement(using: &random) ?? "" }.joined()
}
