extension Renderer {
  /// Finds what Hugo, Zola and Jekyll would replace, and readers would see here: `{{< figure …`, `{{ site.url }}`,
  /// `{% highlight ruby %}`, `{: .lead}`, `{.lead}`. Code is not looked at.
  mutating func findTemplateTags() {
    for inline in inlines where inline.kind == .text {
      var position = inline.range.lowerBound
      while position < inline.range.upperBound {
        guard text[position] == UInt8(ascii: "{"),
          let tag = templateTag(text[position...]) ?? attributeList(at: position, in: inline.range)
        else {
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

  /// Where the mark and the first word of attributes stand, in a line of their own or right behind a link, words in
  /// brackets or what is marked: `{: .lead}`, `{:toc}`, `{:target="_blank"}` as Jekyll has them, `{.small}` as others do.
  private func attributeList(at position: Int, in range: Range<Int>) -> Range<Int>? {
    let bytes = text[position..<range.upperBound]
    let isFirst = position == range.lowerBound
    let isBehindBracket = !isFirst && text[position - 1] == UInt8(ascii: "]")
    switch bytes.dropFirst().first {
    case UInt8(ascii: ":") where isFirst: break
    case UInt8(ascii: ".") where isBehindBracket || isFirst && trimmed(bytes).last == UInt8(ascii: "}"): break
    default: return nil
    }
    let name = bytes.dropFirst(2).drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "#") }
    // Not farther: a text of nothing but braces would be gone through for each of them.
    guard name.first.map(isLetter) == true, name.prefix(200).contains(UInt8(ascii: "}")) else { return nil }
    let end = name.prefix(40).firstIndex { !isLetter($0) && !isDigit($0) && $0 != UInt8(ascii: "-") } ?? name.startIndex
    return position..<end
  }
}
