@testable import Template

/// Microseconds of one run of each work: the median of many rounds, in which they take turns, so that a busy moment of
/// the machine falls on all of them.
func medians(_ works: [() throws -> Void], rounds: Int = 41, runs: Int = 50) throws -> [Double] {
  let clock = ContinuousClock()
  var times: [[Double]] = works.map { _ in [] }
  for _ in 0..<rounds {
    for (index, work) in works.enumerated() {
      let start = clock.now
      for _ in 0..<runs { try work() }
      let components = (clock.now - start).components
      times[index].append((Double(components.attoseconds) / 1e12 + Double(components.seconds) * 1e6) / Double(runs))
    }
  }
  return times.map { $0.sorted()[rounds / 2] }
}

/// The pieces that a page consists of: what stands between the tags of its templates, and what the tags printed, each by
/// itself. To append these is the least that any renderer has to do.
func pieces(of page: [UInt8], literals: [[UInt8]]) -> [[UInt8]] {
  // Of shorter ones it cannot be told whether they are a part of what was printed.
  let known = Dictionary(grouping: Set(literals.filter { $0.count >= 3 }), by: { $0[0] }).mapValues {
    $0.sorted { $0.count > $1.count }
  }
  var result: [[UInt8]] = []
  var other: [UInt8] = []
  var index = 0
  while index < page.count {
    if let literal = known[page[index]]?.first(where: { page[index...].starts(with: $0) }) {
      if !other.isEmpty { result.append(other) }
      result.append(literal)
      other = []
      index += literal.count
    } else {
      other.append(page[index])
      index += 1
    }
  }
  return other.isEmpty ? result : result + [other]
}

func append(_ pieces: [[UInt8]], to output: inout [UInt8]) {
  for piece in pieces { output.append(contentsOf: piece) }
}

extension Template {
  var literals: [[UInt8]] { program.literals.map { Array(program.text[$0]) } }
}

/// With two digits, or three where it is small.
func shown(_ value: Double) -> String {
  let factor = value < 10 ? 100.0 : 10
  return String((value * factor).rounded() / factor)
}
