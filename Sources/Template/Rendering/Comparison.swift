/// Equality and order of values, as Python has them.
func areEqual(_ a: Value, _ b: Value, depth: Int = 0) -> Bool {
  if case .text(let a) = a, case .text(let b) = b { return haveEqualBytes(a, b) }
  if let a = a.numeral, let b = b.numeral { return areEqual(a, b) }
  if let a = a.string, let b = b.string { return haveEqualBytes(a, b) }
  switch (a, b) {
  case (.none, .none): return true
  case (.instant(let a), .instant(let b)): return a == b
  case (.record(let a), .record(let b)): return a.type == b.type && a.owner === b.owner && a.index == b.index
  case (.list(let a), .list(let b)):
    guard a.count == b.count, depth < 12 else { return false }
    return (0..<a.count).allSatisfy { areEqual(a[$0], b[$0], depth: depth + 1) }
  case (.mapping(let a), .mapping(let b)):
    guard a.count == b.count, depth < 12 else { return false }
    return a.pairs.allSatisfy { pair in
      b[pair.key].map { areEqual(pair.value, $0, depth: depth + 1) } ?? false
    }
  default: return false
  }
}

private func haveEqualBytes(_ a: String, _ b: String) -> Bool {
  guard a.utf8.count == b.utf8.count else { return false }
  let (a, b) = (a.utf8.span, b.utf8.span)
  for index in a.indices where a[index] != b[index] { return false }
  return true
}

private func areEqual(_ a: Numeral, _ b: Numeral) -> Bool {
  if case .integer(let a) = a, case .integer(let b) = b { return a == b }
  return a.double == b.double
}

/// Whether one comes before the other: numbers, texts by code point, instants, and lists of these.
func isLess(_ a: Value, _ b: Value, depth: Int = 0) throws(Complaint) -> Bool {
  if let a = a.numeral, let b = b.numeral {
    if case .integer(let a) = a, case .integer(let b) = b { return a < b }
    return a.double < b.double
  }
  if let a = a.string, let b = b.string { return a.utf8.lexicographicallyPrecedes(b.utf8) }
  switch (a, b) {
  case (.instant(let a), .instant(let b)): return a < b
  case (.list(let a), .list(let b)) where depth < 12:
    for index in 0..<min(a.count, b.count) where !areEqual(a[index], b[index]) {
      return try isLess(a[index], b[index], depth: depth + 1)
    }
    return a.count < b.count
  default: throw Complaint("\(a.kind) and \(b.kind) have no order")
  }
}

func compare(_ sign: ComparisonOperator, _ a: Value, _ b: Value) throws(Complaint) -> Bool {
  switch sign {
  case .equal: areEqual(a, b)
  case .notEqual: !areEqual(a, b)
  case .less: try isLess(a, b)
  case .greater: try isLess(b, a)
  // As Python: `a <= b` is not `not (b < a)` for what is not a number, but no such number can be made here.
  case .lessOrEqual: !(try isLess(b, a))
  case .greaterOrEqual: !(try isLess(a, b))
  case .isIn: try contains(b, a)
  case .isNotIn: !(try contains(b, a))
  }
}

/// Whether a list has an item, a text a part, or a mapping a name.
func contains(_ container: Value, _ item: Value) throws(Complaint) -> Bool {
  switch container {
  case .list(let list): return (0..<list.count).contains { areEqual(list[$0], item) }
  case .mapping(let mapping): return item.string.map { mapping[$0] != nil } ?? false
  case .text, .html:
    guard let text = container.string, let part = item.string else {
      throw Complaint("only text can be in text, and this is \(item.kind)")
    }
    return firstRange(of: Array(part.utf8), in: Array(text.utf8)[...]) != nil
  default: throw Complaint("nothing can be in \(container.kind)", hint: "\"in\" takes a list, a text or a mapping")
  }
}

/// Where `part` begins in `bytes`.
func firstRange(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
  guard let first = part.first else { return bytes.startIndex..<bytes.startIndex }
  var index = bytes.startIndex
  while index + part.count <= bytes.endIndex {
    if bytes[index] == first, bytes[index..<index + part.count].elementsEqual(part) {
      return index..<index + part.count
    }
    index += 1
  }
  return nil
}
