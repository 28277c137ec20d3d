/// What a page was made of: the parts of tracked records that its template read, and the variables that are no records.
///
/// A page whose reads are as they were, made by the same templates, is the page it was.
public struct Reads: Hashable, Sendable {
  /// In order, each once.
  public internal(set) var keys: [ReadKey] = []
  /// Bit n: the n-th variable of the kind, counted from 0, was read, and it holds no record (`data`, `now`).
  public internal(set) var variables: UInt64 = 0

  /// Of a page that has read nothing yet.
  public init() {}
}

/// One part of one record of a tracked type.
public struct ReadKey: Hashable, Comparable, Sendable {
  /// The type's number, the part's number and the record's index: 16, 16 and 32 bits.
  public let rawValue: UInt64

  /// A key that was kept.
  public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// - Parameters:
  ///   - type: What the type was declared with: `RecordType(…, tracked: 3)`.
  ///   - part: What the field was declared with: `Field(…, part: 1)`.
  public init(type: Int, part: Int, index: Int) {
    let number = UInt64(UInt16(truncatingIfNeeded: type)) << 16 | UInt64(UInt16(truncatingIfNeeded: part))
    rawValue = number << 32 | UInt64(UInt32(truncatingIfNeeded: index))
  }

  /// What the type was declared with.
  public var type: Int { Int(rawValue >> 48) }
  /// What the field was declared with; 0 unless it says more.
  public var part: Int { Int(rawValue >> 32 & 0xFFFF) }
  /// Which record of the type it is; 0 to 4,294,967,295.
  public var index: Int { Int(rawValue & 0xFFFF_FFFF) }

  public static func < (a: ReadKey, b: ReadKey) -> Bool { a.rawValue < b.rawValue }
}

/// Gathers what is read while a page, or a fragment of it, is rendered.
struct ReadLog {
  private var keys: [ReadKey] = []
  private var variables: UInt64 = 0
  /// What was noted last, by the lowest bits of the index and the part: most of what is read is read several times.
  private var recent = [ReadKey](repeating: ReadKey(rawValue: .max), count: 64)

  /// Notes that a field of a record was read.
  ///
  /// - Parameters:
  ///   - part: What is noted for the record 0; nil for what is noted as a field of something else.
  ///   - index: The record's.
  mutating func note(_ part: ReadKey?, index: Int) {
    guard let part else { return }
    note(ReadKey(rawValue: part.rawValue | UInt64(UInt32(truncatingIfNeeded: index))))
  }

  private mutating func note(_ key: ReadKey) {
    let place = Int(truncatingIfNeeded: key.rawValue ^ key.rawValue >> 29) & 63
    guard recent[place] != key else { return }
    recent[place] = key
    keys.append(key)
  }

  /// Notes that a variable was read, by its position.
  mutating func note(variable position: Int) { variables |= 1 << UInt64(min(position, 63)) }

  /// Notes what was read for a part of the page that was rendered before.
  mutating func note(_ reads: Reads) {
    variables |= reads.variables
    for key in reads.keys { note(key) }
  }

  /// The same for a fragment that was rendered before.
  mutating func note(_ shelves: FragmentMemo.Shelves, _ place: FragmentMemo.Place) {
    shelves.read(for: place) { keys, variables in
      self.variables |= variables
      for index in keys.indices { note(keys[index]) }
    }
  }

  /// Everything that was noted, in order.
  var reads: Reads {
    var reads = Reads()
    reads.variables = variables
    reads.keys.reserveCapacity(keys.count)
    for key in keys.sorted() where reads.keys.last != key { reads.keys.append(key) }
    return reads
  }
}

/// Reads fields for one call of a filter: an object, because several of the functions that a filter calls read some.
final class FieldReader {
  private let owners: Owners
  private var log: ReadLog?

  init(_ owners: Owners, isLogging: Bool) {
    self.owners = owners
    log = isLogging ? ReadLog() : nil
  }

  func value(of field: AnyField, _ record: Record) -> Value {
    log?.note(field.part, index: record.index)
    return field.value(of: record, owners)
  }

  /// Nil when nobody asks.
  var reads: Reads? { log?.reads }
}
