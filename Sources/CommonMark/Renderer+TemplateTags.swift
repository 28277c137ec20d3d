extension Renderer {
  /// Finds what Hugo, Zola and Jekyll would replace, and readers would see here: `{{< figure …`, `{{ site.url }}`,
  /// `{% highlight ruby %}`, `{: .lead}`. Code is not looked at.
  mutating func findTemplateTags() {
    for inline in inlines where inline.kind == .text {
      var position = inline.range.lowerBound
      while position < inline.range.upperBound {
        guard text[position] == UInt8(ascii: "{"),
          let tag = templateTag(text[position...])
            ?? (position == inline.range.lowerBound ? attributeList(text[inline.range]) : nil)
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

  /// Where the mark and the first word of attributes stand as Jekyll has them, in a line of their own or right behind a
  /// link or a word that is marked: `{: .lead}`, `{:toc}`, `{:target="_blank"}`.
  private func attributeList(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard bytes.starts(with: "{:".utf8), bytes.contains(UInt8(ascii: "}")) else { return nil }
    let word = bytes.dropFirst(2).drop { $0 == UInt8(ascii: " ") }
    let name = word.first.map({ $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "#") }) == true ? word.dropFirst() : word
    guard name.first.map(isLetter) == true else { return nil }
    let end = name.prefix(40).firstIndex { !isLetter($0) && !isDigit($0) && $0 != UInt8(ascii: "-") } ?? name.startIndex
    return bytes.startIndex..<end
  }
}
