/// Where the record of each path stands.
///
/// A build asks for paths in the order in which the last one wrote them, but for a few: so the next one is looked for
/// behind the last that was found, and a table of all paths is made only when that has taken longer than to make it.
struct RecordTable {
  private var numbers: [OutputPath: Int]?
  /// The record that was found last.
  private var last = 0
  /// How many records were looked at in vain.
  private var passed = 0

  /// For records that are going to be added.
  init(minimumCapacity count: Int) { numbers = Dictionary(minimumCapacity: count) }

  init() {}

  /// The number of the record of a path among `records`.
  mutating func find(_ path: OutputPath, in records: [OutputRecord]) -> Int? {
    if let numbers { return numbers[path] }
    let found = search(path, last..<records.count, records) ?? search(path, 0..<last, records)
    if let found { last = found }
    if passed > 2 * records.count {
      numbers = Dictionary(records.indices.map { (records[$0].path, $0) }, uniquingKeysWith: { $1 })
    }
    return found
  }

  private mutating func search(_ path: OutputPath, _ range: Range<Int>, _ records: [OutputRecord]) -> Int? {
    for number in range {
      if records[number].path == path { return number }
      passed += 1
    }
    return nil
  }

  /// Takes a path whose record comes behind all others.
  mutating func append(_ path: OutputPath, _ number: Int) { numbers?[path] = number }
}
