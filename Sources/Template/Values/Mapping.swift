/// Values by name, in the order they were given.
public struct Mapping: Sendable {
  private final class Storage: Sendable {
    let pairs: [(key: String, value: Value)]
    /// The position of each name, where looking through the pairs would take long.
    let positions: [String: Int]

    init(_ pairs: [(key: String, value: Value)]) {
      self.pairs = pairs
      let entries = pairs.count > 8 ? pairs.enumerated().map { ($0.element.key, $0.offset) } : []
      positions = Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }
  }

  private let storage: Storage

  /// - Parameter pairs: In the order in which `for` goes through them.
  public init(_ pairs: [(String, Value)]) {
    storage = Storage(pairs.map { (key: $0.0, value: $0.1) })
  }

  /// How many pairs it has; a name that was given twice counts twice.
  public var count: Int { storage.pairs.count }
  /// The names, in order.
  public var keys: [String] { storage.pairs.map(\.key) }
  /// All of it, in order.
  public var pairs: [(key: String, value: Value)] { storage.pairs }

  /// The value with this name; the first, when a name was given twice.
  public subscript(name: String) -> Value? {
    if storage.pairs.count > 8 { return storage.positions[name].map { storage.pairs[$0].value } }
    return storage.pairs.first { $0.key == name }?.value
  }
}
