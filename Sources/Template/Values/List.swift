/// An ordered list of values; records of one type are held as their indices alone.
public struct List: Sendable {
  enum Storage: Sendable {
    case values(ArraySlice<Value>)
    indirect case records(ObjectIdentifier, owner: any AnyObject & Sendable, indices: ArraySlice<Int32>)
  }

  let storage: Storage

  public init(_ values: [Value]) { storage = .values(values[...]) }

  /// The records of `owner` with these indices, in this order. Nothing is copied.
  public init(records type: RecordType, owner: any AnyObject & Sendable, indices: ArraySlice<Int32>) {
    storage = .records(ObjectIdentifier(type), owner: owner, indices: indices)
  }

  public init(records type: RecordType, owner: any AnyObject & Sendable, indices: [Int32]) {
    self.init(records: type, owner: owner, indices: indices[...])
  }

  private init(_ storage: Storage) { self.storage = storage }

  public var count: Int {
    switch storage {
    case .values(let values): values.count
    case .records(_, _, let indices): indices.count
    }
  }

  public var isEmpty: Bool { count == 0 }

  /// The value at a position that is counted from 0 and lies in the list.
  public subscript(position: Int) -> Value {
    switch storage {
    case .values(let values): values[values.startIndex + position]
    case .records(let type, let owner, let indices):
      .record(Record(type, owner: owner, index: Int(indices[indices.startIndex + position])))
    }
  }

  /// The part of the list at these positions, which lie in it. Nothing is copied.
  subscript(range: Range<Int>) -> List {
    switch storage {
    case .values(let values):
      List(.values(values[values.startIndex + range.lowerBound..<values.startIndex + range.upperBound]))
    case .records(let type, let owner, let indices):
      List(
        .records(
          type, owner: owner,
          indices: indices[indices.startIndex + range.lowerBound..<indices.startIndex + range.upperBound]))
    }
  }

  /// The values at these positions, in this order, held as compactly as they are here.
  func picked(_ positions: [Int]) -> List {
    switch storage {
    case .values(let values): List(positions.map { values[values.startIndex + $0] })
    case .records(let type, let owner, let indices):
      List(.records(type, owner: owner, indices: ArraySlice(positions.map { indices[indices.startIndex + $0] })))
    }
  }

  /// All values: for lists that are known to be short, or that are looked through once.
  var values: [Value] { (0..<count).map { self[$0] } }
}
