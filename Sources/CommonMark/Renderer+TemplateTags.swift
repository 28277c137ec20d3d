extension Renderer {
  /// Finds what Hugo, Zola and Jekyll would replace, and readers would see here: `{{< figure …`, `{{ site.url }}`,
  /// `{% highlight ruby %}`. Code is not looked at.
  mutating func findTemplateTags() {
    for inline in inlines where inline.kind == .text {
      var position = inline.range.lowerBound
      while position < inline.range.upperBound {
        guard text[position] == UInt8(ascii: "{"), let tag = templateTag(text[position...]) else {
          position += 1
          continue
        }
        find(.templateTag(String(decoding: text[tag], as: UTF8.self)), text: String(decoding: text[tag], as: UTF8.self))
        position = tag.upperBound
      }
    }
  }

  /// Where the marks and the first word of a tag stand, with which `bytes` begin.
  private func templateTag(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard bytes.count > 2, bytes.starts(with: "{{".utf8) || bytes.starts(with: "{%".utf8) else { return nil }
    let limit = min(bytes.startIndex + 40, bytes.endIndex)
    var end = bytes.startIndex + 2
    if bytes[end] == UInt8(ascii: "<") || bytes[end] == UInt8(ascii: "%") { end += 1 }
    while end < limit, bytes[end] == UInt8(ascii: " ") || bytes[end] == UInt8(ascii: "-") { end += 1 }
    let word = end
    while end < limit, isLetter(bytes[end]) || isDigit(bytes[end]) || bytes[end] == UInt8(ascii: "_") { end += 1 }
    // A word that goes on behind the limit is cut, not left out.
    return end > word ? bytes.startIndex..<end : nil
  }
}
