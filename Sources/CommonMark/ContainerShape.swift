/// What a line must begin with to belong to the block quotes and list items around a paragraph.
struct ContainerShape {
  /// How many `>`.
  private let quotes: Int
  /// The column, from 0, at which the text of the innermost list item begins; 0 outside lists.
  private let column: Int

  init(_ containers: [Node], lines: [ArraySlice<UInt8>]) {
    quotes = containers.count { $0.kind == .blockQuote }
    guard let item = containers.last(where: { $0.kind == .item }), lines.indices.contains(item.startLine - 1) else {
      column = 0
      return
    }
    column = ContainerShape.contentColumn(of: item, in: lines[item.startLine - 1])
  }

  /// Divides a line into the marks of its containers and its text; nil when it lacks a mark, or when more than
  /// `maxIndent` columns stand between them: four would make code of what is put there.
  func split(
    _ line: ArraySlice<UInt8>, maxIndent: Int = .max
  ) -> (prefix: ArraySlice<UInt8>, text: ArraySlice<UInt8>)? {
    var seen = 0
    var column = 0
    var edge = self.column
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: " "): column += 1
      case UInt8(ascii: "\t"): column += 4 - column % 4
      case UInt8(ascii: ">") where seen < quotes:
        seen += 1
        column += 1
        edge = max(self.column, column)
      default:
        guard seen == quotes, column >= self.column, column - edge <= maxIndent else { return nil }
        return (line[..<index], line[index...])
      }
      index += 1
    }
    return nil
  }

  /// The column at which the text of a list item begins (CommonMark, 5.2).
  private static func contentColumn(of item: Node, in line: ArraySlice<UInt8>) -> Int {
    var column = 0
    var index = line.startIndex
    func advance() {
      column += line[index] == UInt8(ascii: "\t") ? 4 - column % 4 : 1
      index += 1
    }
    let mark = min(line.startIndex + item.startColumn - 1, line.endIndex)
    while index < mark { advance() }
    while index < line.endIndex, line[index] >= 0x30, line[index] <= 0x39 { advance() }
    if index < line.endIndex { advance() }
    let end = column
    while index < line.endIndex, line[index] == UInt8(ascii: " ") || line[index] == UInt8(ascii: "\t") { advance() }
    let isBlank = index == line.endIndex || isSpace(line[index])
    return isBlank || column - end > 4 ? end + 1 : column
  }
}

/// Goes through the leaf blocks of a tree, with the block quotes and list items around each.
struct BlockWalk {
  private let root: Node
  private var node: Node?
  private var containers: [Node] = []

  init(_ root: Node) {
    self.root = root
    node = root
  }

  mutating func next() -> (Node, [Node])? {
    while let current = node {
      switch current.kind {
      case .document, .list, .blockQuote, .item:
        if let child = current.firstChild {
          if current.kind == .blockQuote || current.kind == .item { containers.append(current) }
          node = child
        } else {
          node = following(current)
        }
      default:
        let found = (current, containers)
        node = following(current)
        return found
      }
    }
    return nil
  }

  private mutating func following(_ node: Node) -> Node? {
    var node = node
    while node != root {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      if parent.kind == .blockQuote || parent.kind == .item { containers.removeLast() }
      node = parent
    }
    return nil
  }
}
