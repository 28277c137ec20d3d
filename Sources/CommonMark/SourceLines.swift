/// The lines of a source, to find the place of something that libcmark gives no place for.
struct SourceLines {
  private let source: ArraySlice<UInt8>
  /// Where each line begins.
  private let starts: [Int]

  init(_ source: ArraySlice<UInt8>) {
    self.source = source
    var starts = [source.startIndex]
    var index = source.startIndex
    while index < source.endIndex {
      let byte = source[index]
      index += 1
      if byte == 0x0D, index < source.endIndex, source[index] == 0x0A { index += 1 }
      if byte == 0x0A || byte == 0x0D { starts.append(index) }
    }
    self.starts = starts
  }

  /// The line, from 1, in which a byte stands.
  func line(of index: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= index { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of some lines.
  func range(of lines: ClosedRange<Int>) -> Range<Int> {
    let start = lines.lowerBound <= starts.count ? starts[max(0, lines.lowerBound - 1)] : source.endIndex
    let end = lines.upperBound < starts.count ? starts[max(0, lines.upperBound)] : source.endIndex
    return start..<max(start, end)
  }

  /// Where a text stands first in some lines, or first from `start` on.
  func range(of text: String, in lines: ClosedRange<Int>, from start: Int? = nil) -> Range<Int>? {
    let limits = range(of: lines)
    let start = min(max(start ?? 0, limits.lowerBound), limits.upperBound)
    return range(of: Array(text.utf8), in: start..<limits.upperBound)
  }

  /// Where an address stands in some lines for the nth time, the first being 0.
  func range(ofAddress address: String, in lines: ClosedRange<Int>, ordinal: Int) -> Range<Int>? {
    let wanted = Array(address.utf8)
    var limits = range(of: lines)
    var ordinal = ordinal
    while let range = range(of: wanted, in: limits) {
      if isDelimited(range) {
        if ordinal == 0 { return range }
        ordinal -= 1
      }
      limits = range.lowerBound + 1..<limits.upperBound
    }
    return nil
  }

  /// Where the brackets of `[text]()` stand in some lines for the nth time, the first being 0.
  func range(ofEmptyAddressIn lines: ClosedRange<Int>, ordinal: Int) -> Range<Int>? {
    var limits = range(of: lines)
    var ordinal = ordinal
    while let range = range(of: Array("]()".utf8), in: limits) {
      if ordinal == 0 { return range.lowerBound + 1..<range.upperBound }
      ordinal -= 1
      limits = range.upperBound..<limits.upperBound
    }
    return nil
  }

  /// Where an address stands in `[label]: address`.
  func range(ofDefinition address: String) -> Range<Int>? {
    let wanted = Array(address.utf8)
    var limits = source.startIndex..<source.endIndex
    while let range = range(of: wanted, in: limits) {
      var before = source[..<range.lowerBound]
      if before.last == UInt8(ascii: "<") { before.removeLast() }
      while let last = before.last, isSpace(last) { before.removeLast() }
      if isDelimited(range), before.suffix(2).elementsEqual("]:".utf8) { return range }
      limits = range.lowerBound + 1..<limits.upperBound
    }
    return nil
  }

  /// Whether what stands around some bytes may stand around an address.
  private func isDelimited(_ range: Range<Int>) -> Bool {
    let before = source[..<range.lowerBound].last ?? 0x20
    let after = source[range.upperBound...].first ?? 0x20
    return (isSpace(before) || "(<\"'=:,".utf8.contains(before)) && (isSpace(after) || ")>\"',".utf8.contains(after))
  }

  private func range(of wanted: [UInt8], in limits: Range<Int>) -> Range<Int>? {
    guard let first = wanted.first else { return nil }
    var index = limits.lowerBound
    while let start = source[index..<limits.upperBound].firstIndex(of: first), start + wanted.count <= limits.upperBound
    {
      if source[start..<start + wanted.count].elementsEqual(wanted) { return start..<start + wanted.count }
      index = start + 1
    }
    return nil
  }
}
