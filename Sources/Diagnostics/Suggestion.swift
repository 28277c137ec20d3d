/// The candidate that a person most likely meant by `name`, or nil when none is near.
///
/// Near is at most a third of the letters wrong, by the distance of Damerau and Levenshtein (a swap of two
/// neighbours, as in `drfat`, is one mistake), without regard to case, `-` and `_`. Of equals the first wins.
public func nearest(to name: String, in candidates: some Sequence<String>) -> String? {
  let wanted = folded(name)
  guard wanted.count <= 64 else { return nil }
  var best: (candidate: String, distance: Int)?
  for candidate in candidates {
    let other = folded(candidate)
    let limit = max(1, max(wanted.count, other.count) / 3)
    guard other.count <= 64, abs(other.count - wanted.count) <= limit else { continue }
    let distance = editDistance(wanted, other)
    if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
  }
  return best?.candidate
}

/// The `count` candidates that are the most like `name`, the most alike first.
public func nearest(_ count: Int, to name: String, in candidates: [String]) -> [String] {
  let wanted = folded(name)
  guard wanted.count <= 64 else { return Array(candidates.prefix(count)) }
  let ranked = candidates.enumerated().map { index, candidate in
    (distance: editDistance(wanted, Array(folded(candidate).prefix(64))), index: index)
  }
  return ranked.sorted { ($0.distance, $0.index) < ($1.distance, $1.index) }.prefix(count).map { candidates[$0.index] }
}

private func folded(_ name: String) -> [UInt8] {
  name.utf8.compactMap { byte in
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: "-"), UInt8(ascii: "_"): nil
    default: byte
    }
  }
}

/// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
private func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
  var beforePrevious = [Int]()
  var previous = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    current.reserveCapacity(b.count + 1)
    for j in b.indices {
      var cost = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforePrevious[j - 1] + 1) }
      current.append(cost)
    }
    beforePrevious = previous
    previous = current
  }
  return previous[b.count]
}
