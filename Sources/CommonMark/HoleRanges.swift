extension RenderedMarkdown {
  /// The bytes in the source that each of some holes was written with, as indices of `source`; nil where they cannot be
  /// found (an address that was written with escapes, or beyond the hundredth that is asked for): `Hole.lines` is
  /// what is known then.
  ///
  /// Libcmark keeps no reliable place of inlines, so this searches the text: ask only for what must be shown.
  public func ranges(ofHoles indices: [Int], in source: ArraySlice<UInt8>) -> [Range<Int>?] {
    let lines = SourceLines(source)
    let wanted = Set(indices.prefix(100))
    var earlier: [Hole.Place: Int] = [:]
    var found: [Int: Range<Int>] = [:]
    for (index, hole) in holes.enumerated() {
      let place = Hole.Place(lines: hole.lines, destination: Array(hole.destination.utf8))
      let ordinal = earlier[place, default: 0]
      earlier[place] = ordinal + 1
      guard wanted.contains(index) else { continue }
      guard !hole.destination.isEmpty else {
        found[index] = lines.range(ofEmptyAddressIn: hole.lines, ordinal: ordinal)
        continue
      }
      found[index] =
        lines.range(ofAddress: hole.destination, in: hole.lines, ordinal: ordinal)
        ?? lines.range(ofDefinition: hole.destination)
    }
    return indices.map { found[$0] }
  }
}

extension Hole {
  fileprivate struct Place: Hashable {
    let lines: ClosedRange<Int>
    let destination: [UInt8]
  }
}
