/// Values by the names that rules know, found by the bytes of a page: a `String` of each name that a page has would cost
/// more than all of its rules.
struct NameTable<Value: Sendable>: Sendable {
  private struct Entry: Sendable {
    let name: [UInt8]
    let value: Value
  }

  /// By the length of the name.
  private var entries: [[Entry]] = []

  init(_ values: [String: Value]) {
    for (key, value) in values {
      let name = Array(key.utf8)
      while entries.count <= name.count { entries.append([]) }
      entries[name.count].append(Entry(name: name, value: value))
    }
  }

  subscript(name: ArraySlice<UInt8>) -> Value? {
    guard name.count < entries.count else { return nil }
    return entries[name.count].first { $0.name[...] == name }?.value
  }
}
