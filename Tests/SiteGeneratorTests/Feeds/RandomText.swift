/// Random numbers that a seed repeats (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

extension SeededGenerator {
  /// Text of pieces that have broken escapers.
  mutating func text(pieces: [String], upTo count: Int) -> String {
    (0..<Int.random(in: 0...count, using: &self)).map { _ in pieces.randomElement(using: &self) ?? "" }.joined()
  }

  static let hostile = [
    "a", "Z", " ", "<", ">", "&", "\"", "'", "\\", "/", "]]>", "<!--", "-->", "</script>", "&amp;", "&#x26;",
    "&lt;b&gt;",
    "\u{0}", "\u{B}", "\u{1F}", "\u{7F}", "\u{85}", "\u{9F}", "\r\n", "\r", "\n", "\t", "\u{301}", "\"\u{301}",
    "<\u{338}", "&\u{FE0F}", "\u{200D}", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "é", "ß", "بندر", "\u{202E}", "\u{2066}", "\u{2028}", "\u{2029}",
    "\u{FEFF}", "\u{FFFE}", "\u{FFFF}", "\u{FFFD}", "\u{10FFFF}", "\u{1FFFE}", "ﷺ",
  ]
}
