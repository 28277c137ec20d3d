/// A cell of a table, where it stands.
struct TableCell {
  enum Alignment: UInt8 { case none, left, center, right }

  /// Those of all columns, in the first cell of a table.
  var alignments: [Alignment]
  var column: Int
  var isHeader: Bool
  /// Whether a paragraph follows.
  var hasText: Bool

  var startsTable: Bool { isHeader && column == 0 }
}

extension PreparedSource {
  /// Whether some line may be the second one of a table.
  var mayHoldTable: Bool { LineIterator(bytes).contains(where: mayBeDelimiterRow) }

  /// Rewrites the tables among the paragraphs of a tree that was made of `bytes`; false when there are none.
  mutating func rewriteTables(_ root: Node, maxDepth: Int) -> Bool {
    let lines = Array(LineIterator(bytes))
    var tables: [Table] = []
    var walk = BlockWalk(root)
    while let (node, containers) = walk.next() {
      guard node.kind == .paragraph, node.endLine > node.startLine, node.endLine <= lines.count else { continue }
      guard containers.count <= maxDepth, lines[node.startLine..<node.endLine].contains(where: mayBeDelimiterRow) else {
        continue
      }
      let shape = ContainerShape(containers, lines: lines)
      var mismatch: Table.Mismatch?
      if let table = Table(in: node, shape: shape, lines: lines, &mismatch) {
        tables.append(table)
      } else if let mismatch {
        let kind = Finding.Kind.tableColumns(header: mismatch.header, rule: mismatch.rule)
        findings.append(Finding(kind: kind, line: origin(ofLine: mismatch.line)))
      }
    }
    guard !tables.isEmpty else { return false }
    var rewriting = Rewriting(self)
    var number = 1
    for table in tables where table.header >= number {
      while number < table.header {
        rewriting.keep(lines[number - 1], number: number)
        number += 1
      }
      table.write(lines, to: &rewriting)
      number = table.end + 1
    }
    while number <= lines.count {
      rewriting.keep(lines[number - 1], number: number)
      number += 1
    }
    replace(by: rewriting)
    return true
  }
}

private func mayBeDelimiterRow(_ line: ArraySlice<UInt8>) -> Bool {
  let rest = line.drop { isSpace($0) || $0 == UInt8(ascii: ">") }
  return rest.allSatisfy(isDelimiterByte) && rest.contains(UInt8(ascii: "-"))
}

private func isDelimiterByte(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: "-") || byte == UInt8(ascii: "|") || byte == UInt8(ascii: ":") || isSpace(byte)
}

/// The lines of one table. Lines are counted from 1.
private struct Table {
  var header: Int
  var end: Int
  var headerText: ArraySlice<UInt8>
  /// What stands before the header: containers, and perhaps the mark of a list.
  var headerPrefix: ArraySlice<UInt8>
  /// What continues the containers in the lines below.
  var prefix: ArraySlice<UInt8>
  var alignments: [TableCell.Alignment]
  var shape: ContainerShape

  /// A header and a row of dashes with different numbers of cells, which are no table.
  struct Mismatch {
    var header: Int
    var rule: Int
    /// That of the dashes.
    var line: Int
  }

  /// The first table in the lines of a paragraph; when there is none, what looks like the first.
  init?(in paragraph: Node, shape: ContainerShape, lines: [ArraySlice<UInt8>], _ mismatch: inout Mismatch?) {
    for number in paragraph.startLine..<paragraph.endLine {
      guard let (prefix, row) = shape.split(lines[number], maxIndent: 3), let alignments = delimiterRow(row) else {
        continue
      }
      let first = lines[number - 1]
      let start = first.startIndex + max(0, paragraph.startColumn - 1)
      let isFirst = number == paragraph.startLine && start <= first.endIndex
      guard let (above, text) = isFirst ? (first[..<start], first[start...]) : shape.split(first, maxIndent: 3) else {
        continue
      }
      guard row.contains(UInt8(ascii: "|")) || text.contains(UInt8(ascii: "|")) else { continue }
      let count = cellCount(text)
      guard count == alignments.count else {
        if count > 1, alignments.count > 1, mismatch == nil {
          mismatch = Mismatch(header: count, rule: alignments.count, line: number + 1)
        }
        continue
      }
      header = number
      headerText = text
      headerPrefix = above
      self.prefix = prefix
      self.alignments = alignments
      self.shape = shape
      end = number + 1
      // A line that lacks a mark of its containers continues a paragraph, but not a table.
      while end < paragraph.endLine, shape.split(lines[end]) != nil { end += 1 }
      return
    }
    return nil
  }

  func write(_ lines: [ArraySlice<UInt8>], to rewriting: inout PreparedSource.Rewriting) {
    write(headerText, isHeader: true, number: header, to: &rewriting)
    if end >= header + 2 {
      for number in header + 2...end {
        guard let (_, text) = shape.split(lines[number - 1]) else { continue }
        write(text, isHeader: false, number: number, to: &rewriting)
      }
    }
    rewriting.add(.endTable, prefix: prefix, number: end)
  }

  private func write(
    _ text: ArraySlice<UInt8>, isHeader: Bool, number: Int, to rewriting: inout PreparedSource.Rewriting
  ) {
    var column = 0
    forEachCell(text) { cell in
      guard column < alignments.count else { return }
      let description = TableCell(
        alignments: isHeader && column == 0 ? alignments : [], column: column, isHeader: isHeader,
        hasText: !cell.isEmpty)
      rewriting.add(
        .cell(description), prefix: isHeader && column == 0 ? headerPrefix : prefix, number: number)
      // A form feed is white space to the inlines, but no block begins with it.
      if !cell.isEmpty { rewriting.add(line: prefix, [0x0C], withoutEscapedPipes(cell), number: number) }
      column += 1
    }
  }
}

/// The alignments of a row of dashes; nil when it is something else.
private func delimiterRow(_ row: ArraySlice<UInt8>) -> [TableCell.Alignment]? {
  guard row.allSatisfy(isDelimiterByte) else { return nil }
  var alignments: [TableCell.Alignment] = []
  var isValid = true
  forEachCell(row) { cell in
    let colon = UInt8(ascii: ":")
    let dashes = cell.drop { $0 == colon }
    let end = dashes.drop { $0 == UInt8(ascii: "-") }
    let before = dashes.startIndex - cell.startIndex
    if before > 1 || end.count > 1 || end.startIndex == dashes.startIndex || end.contains(where: { $0 != colon }) {
      isValid = false
    }
    alignments.append(before == 0 ? (end.isEmpty ? .none : .right) : (end.isEmpty ? .left : .center))
  }
  return isValid && !alignments.isEmpty ? alignments : nil
}

private func cellCount(_ row: ArraySlice<UInt8>) -> Int {
  var count = 0
  forEachCell(row) { _ in count += 1 }
  return count
}

/// The cells of a row, trimmed: what stands between pipes that are not escaped.
private func forEachCell(_ row: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>) -> Void) {
  var row = trimmed(row)
  if row.first == UInt8(ascii: "|") { row.removeFirst() }
  var start = row.startIndex
  var index = start
  while index < row.endIndex {
    if row[index] == UInt8(ascii: "\\"), index + 1 < row.endIndex {
      index += 2
      continue
    }
    if row[index] == UInt8(ascii: "|") {
      body(trimmed(row[start..<index]))
      start = index + 1
    }
    index += 1
  }
  if start < row.endIndex { body(trimmed(row[start...])) }
}

private func withoutEscapedPipes(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard cell.contains(UInt8(ascii: "|")) else { return cell }
  var result: [UInt8] = []
  var index = cell.startIndex
  while index < cell.endIndex {
    let next = index + 1 < cell.endIndex ? cell[index + 1] : 0
    if cell[index] == UInt8(ascii: "\\"), next == UInt8(ascii: "|") { index += 1 }
    result.append(cell[index])
    index += 1
  }
  return result[...]
}
