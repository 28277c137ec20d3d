import Diagnostics

/// Finds where a text of YAML without quotes is cut short by ` #` that hardly begins a comment, since no space follows it:
/// `title: Our #1 city` is "Our", and `description: #metoo now` is nothing.
struct TightComments {
  private let source: Source
  private let range: SourceRange
  private let firstLine: Int
  /// Where each line begins; none when there is nothing to find, as in nearly every file.
  private let lineStarts: [Int]

  /// - Parameter firstLine: The line of the file in which the range begins, counted from 1.
  init(_ source: Source, _ range: SourceRange, firstLine: Int) {
    self.source = source
    self.range = range
    self.firstLine = firstLine
    guard range.contains(where: { isTight(source.bytes, $0, range) }) else {
      lineStarts = []
      return
    }
    var (starts, next) = ([Int](), range.lowerBound)
    let lines = LineCursor(source.bytes)
    while next < range.upperBound, let line = lines.line(at: next) {
      starts.append(next)
      next = line.next
    }
    lineStarts = starts
  }

  /// The place of the `#` behind a text without quotes; nil when nothing is cut off.
  ///
  /// - Parameters:
  ///   - line: Counted from 1 in the file.
  ///   - column: Counted from 1 in Unicode scalars.
  func cut(behind text: String, line: Int, column: Int) -> Int? {
    guard lineStarts.indices.contains(line - firstLine) else { return nil }
    var index = offset(in: lineStarts[line - firstLine], column: column)
    for byte in text.utf8 where !isWhite(byte) {
      while index < range.upperBound, isWhite(source.bytes[index]) { index += 1 }
      // What has an anchor or a tag in front stands elsewhere.
      guard index < range.upperBound, source.bytes[index] == byte else { return nil }
      index += 1
    }
    while index < range.upperBound, source.bytes[index] == 0x20 || source.bytes[index] == 0x09 { index += 1 }
    return index < range.upperBound && isTight(source.bytes, index, range) ? index : nil
  }

  private func offset(in lineStart: Int, column: Int) -> Int {
    var (index, left) = (lineStart, column - 1)
    while left > 0, index < range.upperBound {
      index += 1
      while index < range.upperBound, source.bytes[index] & 0xC0 == 0x80 { index += 1 }
      left -= 1
    }
    return index
  }

  private func isWhite(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }
}

/// A `#` behind a space and in front of a letter or a digit.
private func isTight(_ bytes: [UInt8], _ index: Int, _ range: SourceRange) -> Bool {
  guard bytes[index] == UInt8(ascii: "#"), index > range.lowerBound, index + 1 < range.upperBound else { return false }
  let (before, next) = (bytes[index - 1], bytes[index + 1])
  guard before == 0x20 || before == 0x09 else { return false }
  return next >= 0x80 || (next | 0x20) &- 0x61 < 26 || next &- 0x30 < 10
}
