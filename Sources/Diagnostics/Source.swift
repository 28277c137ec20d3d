/// A file as it was read: the path that messages show, and its bytes.
public struct Source: Sendable, Hashable {
  /// The path as the user knows it, relative to the folder the command was run on.
  public let path: String
  /// All of the file, whatever its encoding: UTF-8 is checked by whoever reads it.
  public let bytes: [UInt8]

  /// - Parameter path: As messages shall show it; nothing is opened by it.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// A file of UTF-8: for texts that the program has itself.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

/// Half-open range of byte offsets in a `Source`.
public typealias SourceRange = Range<Int>

extension Source {
  /// The place of a range of bytes, as people count: lines and columns from 1, columns in Unicode scalars.
  ///
  /// A range outside the file is cut to it, so that a place can be made for the end of a file as well.
  public func place(_ range: SourceRange) -> Place {
    let start = min(max(0, range.lowerBound), bytes.count)
    let lineStart = startOfLine(at: start)
    let lineEnd = endOfLine(at: start)
    let end = min(max(start, range.upperBound), lineEnd)
    return Place(
      path: path,
      line: 1 + lineBreaks(before: lineStart),
      column: 1 + scalars(in: lineStart..<start),
      width: max(1, scalars(in: start..<end)),
      excerpt: String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self))
  }

  /// The place of one byte.
  public func place(at offset: Int) -> Place { place(offset..<(offset + 1)) }

  /// The place of a whole line, counted from 1, from its first byte that is not white space; of the last line, when there
  /// are fewer.
  public func place(line: Int) -> Place {
    let offset = start(ofLine: line) ?? startOfLine(at: bytes.count)
    let end = endOfLine(at: offset)
    let first = bytes[offset..<end].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? offset
    return place(first..<max(first + 1, end))
  }

  /// The offset of a line and a column, both counted from 1, as parsers of other formats report them; columns in scalars.
  public func offset(line: Int, column: Int) -> Int {
    guard var offset = start(ofLine: line) else { return bytes.count }
    var remaining = column - 1
    while remaining > 0, offset < bytes.count, !isLineBreak(bytes[offset]) {
      offset += 1
      while offset < bytes.count, isContinuation(bytes[offset]) { offset += 1 }
      remaining -= 1
    }
    return offset
  }

  /// Where a line begins, counted from 1; nil when there are fewer.
  private func start(ofLine line: Int) -> Int? {
    var offset = 0
    for _ in 1..<max(1, line) {
      let end = endOfLine(at: offset)
      guard end < bytes.count else { return nil }
      offset = end + lineBreakLength(at: end)
    }
    return offset
  }

  private func startOfLine(at offset: Int) -> Int {
    var start = offset
    while start > 0, !isLineBreak(bytes[start - 1]) { start -= 1 }
    return start
  }

  private func endOfLine(at offset: Int) -> Int {
    var end = offset
    while end < bytes.count, !isLineBreak(bytes[end]) { end += 1 }
    return end
  }

  /// LF, CR and CR LF each end one line.
  private func lineBreaks(before offset: Int) -> Int {
    var count = 0
    var index = 0
    while index < offset {
      if isLineBreak(bytes[index]) {
        count += 1
        index += lineBreakLength(at: index)
      } else {
        index += 1
      }
    }
    return count
  }

  private func lineBreakLength(at index: Int) -> Int {
    bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
  }

  private func scalars(in range: Range<Int>) -> Int {
    bytes[range].reduce(0) { $0 + (isContinuation($1) ? 0 : 1) }
  }

  private func isLineBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
  private func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
