import Bytes
import Diagnostics

/// A file of Content, split into its front matter and its text. Nothing is copied.
struct FrontMatterBlock {
  enum Format: String { case yaml, toml, json }

  let format: Format
  /// The bytes between the fences; of JSON the object itself.
  let block: SourceRange
  /// The bytes after the closing fence.
  let text: SourceRange

  /// Front matter begins in the first line, after a byte order mark if there is one; a fence is a whole line, and only
  /// the first pair counts. Nil for a file without front matter.
  init?(_ source: Source) throws(Diagnostic) {
    let start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = LineCursor(source.bytes)
    guard let first = lines.line(at: start) else { return nil }
    if lines.isFence(first, UInt8(ascii: "-")) {
      try self.init(source, .yaml, UInt8(ascii: "-"), opening: first, lines)
    } else if lines.isFence(first, UInt8(ascii: "+")) {
      try self.init(source, .toml, UInt8(ascii: "+"), opening: first, lines)
    } else if source.bytes[start] == UInt8(ascii: "{") {
      guard let end = endOfObject(source.bytes, from: start) else { throw .frontMatterUnclosed("}", first, source) }
      self.init(format: .json, block: start..<end, text: end..<source.bytes.count)
    } else {
      if isConflictEdge(source.bytes[first.content]) { throw .mergeConflict(source.place(first.content)) }
      return nil
    }
  }

  private init(format: Format, block: SourceRange, text: SourceRange) {
    self.format = format
    self.block = block
    self.text = text
  }

  private init(
    _ source: Source, _ format: Format, _ mark: UInt8, opening: LineCursor.Line, _ lines: LineCursor
  ) throws(Diagnostic) {
    var next = opening.next
    while let line = lines.line(at: next) {
      if lines.isFence(line, mark) {
        self.init(format: format, block: opening.next..<line.content.lowerBound, text: line.next..<source.bytes.count)
        return
      }
      next = line.next
    }
    throw source.mergeConflict ?? .frontMatterUnclosed(format == .yaml ? "---" : "+++", opening, source)
  }
}

/// Walks lines that end in LF, CR LF or CR.
struct LineCursor {
  struct Line {
    let content: SourceRange
    /// Where the next line begins.
    let next: Int
  }

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func line(at start: Int) -> Line? {
    guard start < bytes.count else { return nil }
    var end = start
    while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D { end += 1 }
    guard end < bytes.count else { return Line(content: start..<end, next: end) }
    let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
    return Line(content: start..<end, next: end + (isPair ? 2 : 1))
  }

  /// Three marks, and nothing after them but spaces and tabs.
  func isFence(_ line: Line, _ mark: UInt8) -> Bool {
    let content = bytes[line.content]
    return content.count >= 3 && content.prefix(3).allSatisfy { $0 == mark }
      && content.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }
}

/// Where the JSON object that begins at `start` ends; nil when it does not.
private func endOfObject(_ bytes: [UInt8], from start: Int) -> Int? {
  var depth = 0
  var inString = false
  var index = start
  while index < bytes.count {
    switch bytes[index] {
    case UInt8(ascii: "\\") where inString: index += 1
    case UInt8(ascii: "\""): inString.toggle()
    case UInt8(ascii: "{") where !inString, UInt8(ascii: "[") where !inString: depth += 1
    case UInt8(ascii: "}") where !inString, UInt8(ascii: "]") where !inString:
      depth -= 1
      if depth == 0 { return index + 1 }
    default: break
    }
    index += 1
  }
  return nil
}
