/// An ordered list of values; records of one type are held as their indices alone.
public struct List: Sendable {
  /// Parts of arrays, by bounds that need less room than a slice's: a value is copied wherever it goes.
  enum Storage: Sendable {
    case values([Value], Range<Int32>)
    case records(ObjectIdentifier, owner: (any AnyObject & Sendable)?, indices: [Int32], Range<Int32>)
  }

  let storage: Storage

  /// Values of any types; the type of a field or filter says which may be in it.
  public init(_ values: [Value]) { storage = .values(values, Self.all(values.count)) }

  /// The records of `owner` with these indices, in this order.
  public init(records type: RecordType, owner: any AnyObject & Sendable, indices: [Int32]) {
    storage = .records(ObjectIdentifier(type), owner: owner, indices: indices, Self.all(indices.count))
  }

  /// Records of the root.
  public init(records type: RecordType, indices: [Int32]) {
    storage = .records(ObjectIdentifier(type), owner: nil, indices: indices, Self.all(indices.count))
  }

  private init(_ storage: Storage) { self.storage = storage }

  private static func all(_ count: Int) -> Range<Int32> { 0..<Int32(count) }

  private var bounds: Range<Int32> {
    switch storage {
    case .values(_, let bounds), .records(_, _, _, let bounds): bounds
    }
  }

  /// How many values it has.
  public var count: Int { bounds.count }

  /// Whether it has none: what `if` asks of a list.
  public var isEmpty: Bool { bounds.isEmpty }

  /// The value at a position that is counted from 0 and lies in the list.
  public subscript(position: Int) -> Value {
    switch storage {
    case .values(let values, let bounds): values[Int(bounds.lowerBound) + position]
    case .records(let type, let owner, let indices, let bounds):
      .record(Record(type, owner: owner, index: Int(indices[Int(bounds.lowerBound) + position])))
    }
  }

  /// The part of the list at these positions, which lie in it. Nothing is copied.
  subscript(range: Range<Int>) -> List {
    let start = bounds.lowerBound
    let part = start + Int32(range.lowerBound)..<start + Int32(range.upperBound)
    switch storage {
    case .values(let values, _): return List(.values(values, part))
    case .records(let type, let owner, let indices, _):
      return List(.records(type, owner: owner, indices: indices, part))
    }
  }

  /// The values at these positions, in this order, held as compactly as they are here.
  func picked(_ positions: [Int]) -> List {
    let start = Int(bounds.lowerBound)
    switch storage {
    case .values(let values, _): return List(positions.map { values[start + $0] })
    case .records(let type, let owner, let indices, _):
      let picked = positions.map { indices[start + $0] }
      return List(.records(type, owner: owner, indices: picked, Self.all(picked.count)))
    }
  }

  /// All values: for lists that are known to be short, or that are looked through once.
  var values: [Value] { (0..<count).map { self[$0] } }
}
