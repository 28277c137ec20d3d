extension BuiltinFilter {
  static let selectionFilters: [BuiltinFilter] = [
    BuiltinFilter(
      "sort", .sequence,
      [BuiltinParameter("reverse", .boolean, default: .boolean(false)), .caseSensitive, .optionalAttribute],
      "In order of the items, or of a field of each.", result: { .list($0.element) }
    ) { (call) throws(Complaint) in
      let list = try call.list()
      let keys = try sortKeys(call, list, caseSensitive: call.arguments[1].isTrue)
      return .list(list.picked(try sortedPositions(keys, reverse: call.arguments[0].isTrue)))
    },
    BuiltinFilter(
      "unique", .sequence, [.caseSensitive, .optionalAttribute], "Without items that are there twice.",
      result: { .list($0.element) }
    ) { (call) throws(Complaint) in
      let list = try call.list()
      let keys = try sortKeys(call, list, caseSensitive: call.arguments[0].isTrue)
      return .list(list.picked(firstOccurrences(keys)))
    },
    BuiltinFilter("min", .sequence, [.caseSensitive, .optionalAttribute], "The least item.", result: \.element) {
      (call) throws(Complaint) in
      try extreme(call) { (a, b) throws(Complaint) in try isLess(a, b) }
    },
    BuiltinFilter("max", .sequence, [.caseSensitive, .optionalAttribute], "The greatest item.", result: \.element) {
      (call) throws(Complaint) in
      try extreme(call) { (a, b) throws(Complaint) in try isLess(b, a) }
    },
    BuiltinFilter(
      "groupby", .sequence,
      [
        BuiltinParameter("attribute", kind: .attribute), BuiltinParameter("default", .open, default: Value.none),
        .caseSensitive,
      ],
      "Lists of the items with the same value of a field: each has grouper and list.",
      result: { .list(.group($0.element)) }
    ) { (call) throws(Complaint) in try grouped(call) },
    BuiltinFilter(
      "where", .sequence,
      [BuiltinParameter("attribute", kind: .attribute), BuiltinParameter("value", .open, default: .boolean(true))],
      "The items with this value of a field.", result: { .list($0.element) }
    ) { (call) throws(Complaint) in
      try filtered(call) { (item) throws(Complaint) in areEqual(try call.key(item), call.arguments[1]) }
    },
    BuiltinFilter(
      "map", .sequence,
      [
        BuiltinParameter("filter", kind: .filter, default: Value.none), .optionalAttribute,
        BuiltinParameter("default", .open, default: Value.none),
      ],
      "A field of each item, or what another filter makes of it.", result: { _ in .list(.open) }
    ) { (call) throws(Complaint) in try mapped(call) },
    BuiltinFilter(
      "select", .sequence, [BuiltinParameter("test", kind: .test, default: Value.none)],
      "The items that fulfil a test.",
      result: { .list($0.element) }
    ) { (call) throws(Complaint) in try filtered(call) { (item) throws(Complaint) in try passes(call, item) } },
    BuiltinFilter(
      "reject", .sequence, [BuiltinParameter("test", kind: .test, default: Value.none)],
      "The items that do not fulfil a test.", result: { .list($0.element) }
    ) { (call) throws(Complaint) in try filtered(call) { (item) throws(Complaint) in !(try passes(call, item)) } },
    BuiltinFilter(
      "selectattr", .sequence,
      [BuiltinParameter("attribute", kind: .attribute), BuiltinParameter("test", kind: .test, default: Value.none)],
      "The items with a field that fulfils a test.", result: { .list($0.element) }
    ) { (call) throws(Complaint) in
      try filtered(call) { (item) throws(Complaint) in try passes(call, try call.key(item)) }
    },
    BuiltinFilter(
      "rejectattr", .sequence,
      [BuiltinParameter("attribute", kind: .attribute), BuiltinParameter("test", kind: .test, default: Value.none)],
      "The items with a field that does not fulfil a test.", result: { .list($0.element) }
    ) { (call) throws(Complaint) in
      try filtered(call) { (item) throws(Complaint) in !(try passes(call, try call.key(item))) }
    },
  ]
}

private func passes(_ call: FilterCall, _ value: Value) throws(Complaint) -> Bool {
  guard let test = call.inner else { return value.isTrue }
  return try test(value).isTrue
}

private func filtered(
  _ call: FilterCall, _ holds: (Value) throws(Complaint) -> Bool
) throws(Complaint) -> Value {
  let list = try call.list()
  var positions: [Int] = []
  for index in 0..<list.count where try holds(list[index]) { positions.append(index) }
  return .list(list.picked(positions))
}

private func mapped(_ call: FilterCall) throws(Complaint) -> Value {
  let list = try call.list()
  var values: [Value] = []
  values.reserveCapacity(list.count)
  for index in 0..<list.count {
    var value = try call.key(list[index])
    if let inner = call.inner { value = try inner(value) }
    if case .none = value { value = call.arguments[2] }
    values.append(value)
  }
  return .list(List(values))
}

/// What items are compared by: a field of theirs where a path is given, small letters unless asked otherwise.
private func sortKeys(_ call: FilterCall, _ list: List, caseSensitive: Bool) throws(Complaint) -> [Value] {
  var keys: [Value] = []
  keys.reserveCapacity(list.count)
  for index in 0..<list.count {
    let key = try call.key(list[index])
    keys.append(caseSensitive ? key : key.string.map { .text($0.lowercased()) } ?? key)
  }
  return keys
}

private func extreme(
  _ call: FilterCall, _ isBetter: (Value, Value) throws(Complaint) -> Bool
) throws(Complaint) -> Value {
  let list = try call.list()
  guard !list.isEmpty else { return .none }
  let keys = try sortKeys(call, list, caseSensitive: call.arguments[0].isTrue)
  var best = 0
  for index in keys.indices.dropFirst() where try isBetter(keys[index], keys[best]) { best = index }
  return list[best]
}

/// The positions of the keys in their order; of equals, the first stays first, also when the order is reversed.
func sortedPositions(_ keys: [Value], reverse: Bool) throws(Complaint) -> [Int] {
  var positions = Array(keys.indices)
  var width = 1
  while width < positions.count {
    var merged: [Int] = []
    merged.reserveCapacity(positions.count)
    for start in stride(from: 0, to: positions.count, by: 2 * width) {
      let middle = min(start + width, positions.count)
      let end = min(start + 2 * width, positions.count)
      var (left, right) = (start, middle)
      while left < middle, right < end {
        let (a, b) = (keys[positions[left]], keys[positions[right]])
        if try reverse ? isLess(a, b) : isLess(b, a) {
          merged.append(positions[right])
          right += 1
        } else {
          merged.append(positions[left])
          left += 1
        }
      }
      merged += positions[left..<middle] + positions[right..<end]
    }
    positions = merged
    width *= 2
  }
  return positions
}

/// The positions of the keys that no key before equals.
private func firstOccurrences(_ keys: [Value]) -> [Int] {
  var seen: Set<[UInt8]> = []
  var others: [Value] = []
  return keys.indices.filter { index in
    if let text = keys[index].string { return seen.insert(Array(text.utf8)).inserted }
    // No text begins with the byte FF.
    if let number = keys[index].numeral { return seen.insert([0xFF] + Array(number.double.description.utf8)).inserted }
    if others.contains(where: { areEqual($0, keys[index]) }) { return false }
    others.append(keys[index])
    return true
  }
}

private func grouped(_ call: FilterCall) throws(Complaint) -> Value {
  let list = try call.list()
  var keys: [Value] = []
  for index in 0..<list.count {
    let key = try call.key(list[index])
    if case .none = key { keys.append(call.arguments[1]) } else { keys.append(key) }
  }
  let folded = call.arguments[2].isTrue ? keys : keys.map { key in key.string.map { .text($0.lowercased()) } ?? key }
  var groups: [(first: Int, positions: [Int])] = []
  for position in try sortedPositions(folded, reverse: false) {
    if let last = groups.last, areEqual(folded[last.first], folded[position]) {
      groups[groups.count - 1].positions.append(position)
    } else {
      groups.append((position, [position]))
    }
  }
  return .list(List(groups.map { .mapping(.group(keys[$0.first], list.picked($0.positions))) }))
}

extension Mapping {
  static func group(_ key: Value, _ list: List) -> Mapping {
    Mapping([("grouper", key), ("list", .list(list))])
  }
}
