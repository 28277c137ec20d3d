/// Data of no fixed shape: `extra` in front matter and the files of `_data`.
indirect enum DataValue: Sendable, Hashable {
  case none
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([DataValue])
  /// In the order of the file; a key stands once.
  case mapping([Pair])

  struct Pair: Sendable, Hashable {
    let key: String
    let value: DataValue
  }

  /// The value of a key of a mapping; nil where there is none.
  subscript(key: String) -> DataValue? {
    guard case .mapping(let pairs) = self else { return nil }
    return pairs.first { $0.key == key }?.value
  }
}
