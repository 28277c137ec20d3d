import Diagnostics

/// Finds where a key stands in text whose reader does not tell: the first place where the name, in quotes or not, is
/// followed by the separator.
struct KeyFinder {
  struct Found {
    var line: Int32 = 0
    var column: Int32 = 0
    var valueColumn: Int32 = 0
  }

  private let source: Source
  private let range: SourceRange
  private let separator: UInt8

  init(_ source: Source, _ range: SourceRange, separator: UInt8) {
    self.source = source
    self.range = range
    self.separator = separator
  }

  func find(_ key: String) -> Found {
    let name = Array(key.utf8)
    let bytes = source.bytes
    guard !name.isEmpty, range.count >= name.count else { return Found() }
    for start in range.lowerBound...(range.upperBound - name.count) where bytes[start] == name[0] {
      guard bytes[start..<(start + name.count)].elementsEqual(name), isBoundary(start - 1) else { continue }
      if let value = valueStart(after: start + name.count) { return found(start, value) }
    }
    return Found()
  }

  private func found(_ key: Int, _ value: Int) -> Found {
    let place = source.place(at: key)
    let valuePlace = source.place(at: value)
    let column = valuePlace.line == place.line ? valuePlace.column : place.column
    return Found(
      line: Int32(clamping: place.line), column: Int32(clamping: place.column), valueColumn: Int32(clamping: column))
  }

  private func isBoundary(_ index: Int) -> Bool {
    guard index >= range.lowerBound else { return true }
    switch source.bytes[index] {
    case 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: ","),
      UInt8(ascii: "."), UInt8(ascii: "["):
      return true
    default: return false
    }
  }

  /// Past quotes, spaces and the separator; nil when what follows the name is something else. A table's header ends in
  /// `]`.
  private func valueStart(after end: Int) -> Int? {
    var index = end
    while index < range.upperBound, [0x20, 0x09, 0x22, 0x27].contains(source.bytes[index]) { index += 1 }
    guard index < range.upperBound else { return nil }
    if source.bytes[index] == UInt8(ascii: "]") { return index }
    guard source.bytes[index] == separator else { return nil }
    index += 1
    while index < range.upperBound, [0x20, 0x09].contains(source.bytes[index]) { index += 1 }
    return min(index, range.upperBound - 1)
  }
}
