import Diagnostics
import Yams

/// Reads YAML into `MetaNode`s: what is plain by a way of our own, which is ten times as fast, and the rest by LibYAML.
struct YAMLReader {
  let source: Source
  let limits: ContentLimits
  /// How many nodes aliases may add to those that stand in the text: no alias bombs.
  private static let mostAliasNodes = 20_000

  /// The document in a range of the file; nil when it is empty.
  func read(_ range: SourceRange) throws(Diagnostic) -> MetaNode? {
    let firstLine = source.place(at: range.lowerBound).line
    var plain = PlainYAMLReader(source, range, firstLine: firstLine)
    if let root = plain.read() { return root }
    do { return try readByLibYAML(range, firstLine: firstLine) } catch {
      throw source.mergeConflict(in: range) ?? error
    }
  }

  /// - Parameter firstLine: The line in which the range begins, counted from 1.
  func readByLibYAML(_ range: SourceRange, firstLine: Int) throws(Diagnostic) -> MetaNode? {
    try checkDepth(range)
    var keys = YAMLKeys(source, range)
    try keys.check()
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    do {
      guard let root = try Yams.compose(yaml: text, Resolver.basic, .default, .utf8) else { return nil }
      // No node that stands in the text takes less than a byte.
      var budget = range.count + Self.mostAliasNodes
      return try convert(root, firstLine, TightComments(source, range, firstLine: firstLine), &budget)
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      throw diagnostic(for: error, range, firstLine)
    }
  }

  private func convert(
    _ node: Node, _ firstLine: Int, _ comments: TightComments, _ budget: inout Int
  ) throws(Diagnostic) -> MetaNode {
    budget -= 1
    let line = (node.mark?.line ?? 1) + firstLine - 1
    let column = node.mark?.column ?? 1
    guard budget > 0 else { throw .yamlTooManyNodes(source.place(line: line)) }
    switch node {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      let cut = isPlain ? comments.cut(behind: scalar.string, line: line, column: column) : nil
      return MetaNode(.scalar(scalar.string, isPlain: isPlain), line: line, column: column, cut: cut)
    case .sequence(let sequence):
      var items: [MetaNode] = []
      for item in sequence { items.append(try convert(item, firstLine, comments, &budget)) }
      return MetaNode(.sequence(items), line: line, column: column)
    case .mapping(let mapping):
      var pairs: [MetaPair] = []
      for (key, value) in mapping {
        let line = Int32(clamping: (key.mark?.line ?? 1) + firstLine - 1)
        let column = Int32(clamping: key.mark?.column ?? 1)
        guard case .scalar(let name) = key else { throw .yamlKeyIsNotText(source.place(line: Int(line))) }
        let value = try convert(value, firstLine, comments, &budget)
        pairs.append(MetaPair(key: name.string, line: line, column: column, value: value))
      }
      return MetaNode(.mapping(pairs), line: line, column: column)
    case .alias:
      throw .yamlTooManyNodes(source.place(line: line))
    }
  }

  /// LibYAML and Yams recurse: what is nested too deeply must not reach them. Brackets in quoted text count as well,
  /// which only matters for text with more than 32 brackets that are never closed.
  private func checkDepth(_ range: SourceRange) throws(Diagnostic) {
    var flow = 0
    var dashes = 0
    for index in range {
      switch source.bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: "{"): flow += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): flow = max(0, flow - 1)
      case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
      case 0x20, 0x09: break
      default: dashes = 0
      }
      if flow > limits.depth || (dashes > limits.depth && isIndicator(before: index, from: range.lowerBound)) {
        throw .yamlTooDeep(limits.depth, source.place(at: index))
      }
    }
    try checkIndentation(range)
  }

  /// `- - - -`: each dash is followed by white space; `------` is text.
  private func isIndicator(before index: Int, from start: Int) -> Bool {
    index > start && (source.bytes[index - 1] == 0x20 || source.bytes[index - 1] == 0x0A)
  }

  /// Each line that is indented more than the one before may open one more mapping.
  private func checkIndentation(_ range: SourceRange) throws(Diagnostic) {
    var levels: [Int] = []
    let lines = LineCursor(source.bytes)
    var next = range.lowerBound
    while next < range.upperBound, let line = lines.line(at: next) {
      next = line.next
      let content = source.bytes[line.content]
      guard let first = content.firstIndex(where: { $0 != 0x20 }) else { continue }
      let indentation = first - content.startIndex
      while let last = levels.last, last >= indentation { levels.removeLast() }
      levels.append(indentation)
      if levels.count > limits.depth { throw .yamlTooDeep(limits.depth, source.place(at: first)) }
    }
  }

  private func diagnostic(for error: any Error, _ range: SourceRange, _ firstLine: Int) -> Diagnostic {
    switch error as? YamlError {
    case .scanner(let context?, _, _, _) where context.text == "while scanning a quoted scalar":
      let offset = source.offset(line: context.mark.line + firstLine - 1, column: context.mark.column)
      return .quotationUnclosed(source.place(at: min(offset, max(range.lowerBound, range.upperBound - 1))))
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let line = min(mark.line + firstLine - 1, source.place(at: max(range.lowerBound, range.upperBound - 1)).line)
      let offset = min(source.offset(line: line, column: mark.column), max(range.lowerBound, range.upperBound - 1))
      return quotationMisplaced(before: offset, range) ?? .yamlBroken(problem, source.place(at: offset))
    case .reader(let problem, let offset, _, _):
      return .yamlBroken(problem, source.place(at: range.lowerBound + (offset ?? 0)))
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.sorted().first ?? ""
      let first = context.mark.line + firstLine - 1
      return .duplicateKey(key, source.place(line: line(ofSecond: key, from: first, range) ?? first))
    default:
      return .yamlBroken("\(error)", source.place(at: range.lowerBound))
    }
  }

  /// LibYAML stumbles behind a text in quotes: either its first mark was meant to be closed in its own line, and took the
  /// next one that there was, or there is one inside of the text.
  private func quotationMisplaced(before offset: Int, _ range: SourceRange) -> Diagnostic? {
    let bytes = source.bytes[range.lowerBound..<offset]
    guard let close = bytes.lastIndex(where: { $0 != 0x20 }), "\"'".utf8.contains(bytes[close]),
      let open = bytes[..<close].lastIndex(of: bytes[close]), open > range.lowerBound,
      bytes[open - 1] == 0x20 || bytes[open - 1] == UInt8(ascii: "[") || bytes[open - 1] == UInt8(ascii: ",")
    else { return nil }
    return bytes[open..<close].contains { $0 == 0x0A || $0 == 0x0D }
      ? .quotationUnclosed(source.place(at: open), isClosedLater: true) : .quotationEndsEarly(source.place(at: close))
  }

  /// Yams tells which key stands twice, and where the mapping begins, but not where the key does: from there on, the
  /// second line that begins with it where the first one does.
  private func line(ofSecond key: String, from first: Int, _ range: SourceRange) -> Int? {
    let lines = LineCursor(source.bytes)
    var indentation: Int?
    var next = range.lowerBound
    var number = source.place(at: next).line - 1
    while next < range.upperBound, let line = lines.line(at: next) {
      next = line.next
      number += 1
      guard number >= first else { continue }
      let content = source.bytes[line.content].drop { $0 == 0x20 }
      let text = content.first.map { "\"'".utf8.contains($0) } == true ? content.dropFirst() : content
      guard text.starts(with: key.utf8), text.dropFirst(key.utf8.count).first.map(endsKey) ?? true else { continue }
      let column = content.startIndex - line.content.lowerBound
      if indentation == column { return number }
      indentation = indentation ?? column
    }
    return nil
  }

  private func endsKey(_ byte: UInt8) -> Bool { ": \t\"'".utf8.contains(byte) }
}
