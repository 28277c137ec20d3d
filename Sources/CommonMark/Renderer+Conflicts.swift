import Bytes

extension Renderer {
  /// Tells of the first mark that git has left in a text that it could not merge. In a block of code it is an example.
  mutating func reportConflict() {
    guard survey.mayHoldConflict, options.trusted else { return }
    var blocks = VerbatimBlocks()
    for (index, line) in LineIterator(source).enumerated() {
      let isCode = blocks.contains(line) && blocks.isCode
      guard !isCode, isConflictEdge(line) else { continue }
      let range = line.startIndex..<trimmed(line).endIndex
      // Whatever else is found comes from it.
      result.findings = [Finding(kind: .mergeConflict, line: index + 1, range: range)]
      return
    }
  }
}
