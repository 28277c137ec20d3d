import Bytes

extension Renderer {
  /// A table that is being written.
  struct OpenTable {
    var parent: Node
    var alignments: [TableCell.Alignment]
    /// How many cells the row has that is being written.
    var cells = 0
    var isHeader = true
    var isRowOpen = false
  }

  /// Writes what a directive stands for; false when the block is no directive.
  mutating func renderDirective(_ node: Node) -> Bool {
    guard let directive = prepared.directive(inLine: node.startLine) else { return false }
    seenDirectives += 1
    switch directive {
    case .cell(let cell): beginCell(cell, at: node)
    case .endTable: endTable()
    case .footnote(let index):
      guard let content = node.next, content.kind == .list else { break }
      notes[index].content = content
      skipped = content
    case .openBox(let name, let title): openBox(name, title, at: node)
    case .closeBox:
      if skippedBoxes > 0 {
        skippedBoxes -= 1
      } else if let parent = node.parent, boxes.last == parent {
        closeBox()
      }
    case .separator: break
    }
    return true
  }

  // MARK: - Tables

  private mutating func beginCell(_ cell: TableCell, at node: Node) {
    if cell.startsTable, let parent = node.parent {
      endTable()
      beginLine()
      result.html.append("<table>\n<thead>\n")
      table = OpenTable(parent: parent, alignments: cell.alignments)
    }
    guard table != nil else { return }
    if cell.column == 0 { beginRow(isHeader: cell.isHeader) }
    openCell(column: cell.column, isHeader: cell.isHeader)
    table?.cells = cell.column + 1
    if cell.hasText, node.next?.kind == .paragraph {
      isCell = true
    } else {
      result.html.append(cell.isHeader ? "</th>\n" : "</td>\n")
    }
  }

  private mutating func beginRow(isHeader: Bool) {
    endRow()
    if !isHeader, table?.isHeader == true {
      result.html.append("</thead>\n<tbody>\n")
      table?.isHeader = false
    }
    result.html.append("<tr>\n")
    table?.isRowOpen = true
  }

  private mutating func openCell(column: Int, isHeader: Bool) {
    result.html.append(isHeader ? "<th" : "<td")
    let alignments = table?.alignments ?? []
    switch column < alignments.count ? alignments[column] : .none {
    case .none: result.html.append(">")
    // The attribute `align` is obsolete in HTML, and a content security policy refuses `style`.
    case .left: result.html.append(" class=\"align-left\">")
    case .center: result.html.append(" class=\"align-center\">")
    case .right: result.html.append(" class=\"align-right\">")
    }
  }

  /// Ends a row, with empty cells where it has too few.
  private mutating func endRow() {
    guard let open = table, open.isRowOpen else { return }
    for column in open.cells..<max(open.cells, open.alignments.count) {
      // A wide header over many short rows would be more cells than anybody wrote.
      guard paddedCells < 100_000 else { break }
      paddedCells += 1
      openCell(column: column, isHeader: open.isHeader)
      result.html.append(open.isHeader ? "</th>\n" : "</td>\n")
    }
    result.html.append("</tr>\n")
    table?.isRowOpen = false
    table?.cells = 0
  }

  mutating func endTable() {
    guard table != nil else { return }
    endRow()
    result.html.append(table?.isHeader == true ? "</thead>\n</table>\n" : "</tbody>\n</table>\n")
    table = nil
  }

  /// Writes the text of a cell.
  mutating func renderCell(_ node: Node) {
    setLines(node)
    collectInlines(node)
    isCell = false
    readPictureAttributes()
    applyExtensions()
    writeInlines()
    counter.endWord()
    result.html.append(table?.isHeader == true ? "</th>\n" : "</td>\n")
  }

  // MARK: - Boxes

  private mutating func openBox(_ name: [UInt8], _ title: [UInt8], at node: Node) {
    guard let parent = node.parent, depth + boxes.count < options.maxDepth else {
      findTooDeep(line: line(node))
      skippedBoxes += 1
      return
    }
    boxes.append(parent)
    beginLine()
    result.html.append("<aside class=\"box ")
    appendEscapedHTML(name[...], to: &result.html)
    result.html.append("\">\n")
    guard !title.isEmpty else { return }
    result.html.append("<p class=\"box-title\">")
    scratch = title
    cleanScratch()
    counter.add(scratch[...])
    counter.endWord()
    appendEscapedHTML(scratch[...], to: &result.html)
    result.html.append("</p>\n")
  }

  /// Ends what was opened in a block and not closed in it.
  mutating func closeBoxes(in parent: Node) {
    while boxes.last == parent { closeBox() }
  }

  private mutating func closeBox() {
    boxes.removeLast()
    beginLine()
    result.html.append("</aside>\n")
  }
}
