import Bytes

/// Writes values as bytes, or reads them again: one description of a value's parts serves both ways, so that they cannot
/// come apart.
///
/// What is read has been written by the same program and has passed a checksum. It is not believed all the same:
/// whatever is impossible is `Damage`.
struct Coder {
  /// That the bytes are not what was written.
  struct Damage: Error {}

  private(set) var bytes: [UInt8]
  let isWriting: Bool
  private var position = 0
  private let end: Int
  private var depth = 0
  /// Takes what was written as soon as it is a piece; nil where `bytes` is to hold all of it.
  private(set) var file: PieceWriter?

  /// A coder that writes.
  ///
  /// - Parameter capacity: How many bytes there will be, or nearly.
  init(beginning bytes: [UInt8] = [], capacity: Int = 0) {
    self.bytes = bytes
    self.bytes.reserveCapacity(capacity)
    isWriting = true
    end = 0
  }

  /// A coder that writes into a file: of a large value no more than a piece is in memory.
  init(beginning bytes: [UInt8], in file: PieceWriter) {
    self.init(beginning: bytes, capacity: 2 * PieceWriter.size)
    self.file = file
  }

  /// A coder that reads.
  init(reading bytes: [UInt8], _ range: Range<Int>? = nil) {
    self.bytes = bytes
    isWriting = false
    position = range?.lowerBound ?? 0
    end = min(range?.upperBound ?? bytes.count, bytes.count)
  }

  /// Called between two of many values.
  mutating func endValue() {
    if bytes.count >= PieceWriter.size { file?.take(&bytes) }
  }

  /// Hands on what is left.
  mutating func endFile() { file?.take(&bytes) }

  /// Whether everything was read.
  var isAtEnd: Bool { position == end }

  /// The bytes of a value.
  static func bytes(of value: some Stored) -> [UInt8] {
    var value = value
    return bytes(of: &value)
  }

  /// The bytes of a value, which is not changed: its own parts are looked at, and none are copied.
  static func bytes(of value: inout some Stored) -> [UInt8] {
    var coder = Coder()
    // Only reading fails.
    try? value.code(&coder)
    return coder.bytes
  }

  /// The value of bytes, all of them; nil when they are damaged.
  static func value<Value: Stored>(_ type: Value.Type, of bytes: [UInt8]) -> Value? {
    var coder = Coder(reading: bytes)
    guard let value = try? coder.read(type), coder.isAtEnd else { return nil }
    return value
  }

  mutating func read<Value: Stored>(_ type: Value.Type) throws(Damage) -> Value {
    var value = Value.blank
    try value.code(&self)
    return value
  }

  /// How deep data may lie in data: more than `limits: {depth: …}` allows at most.
  private static let deepest = 200

  mutating func beginNested() throws(Damage) {
    guard isWriting || depth < Self.deepest else { throw Damage() }
    depth += 1
  }

  mutating func endNested() { depth -= 1 }

  // MARK: Numbers

  /// Seven bits a byte, the lowest first.
  mutating func code(_ number: inout UInt64) throws(Damage) {
    if isWriting {
      var rest = number
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
    } else {
      number = UInt64(try next())
      if number < 0x80 { return }
      number &= 0x7F
      var shift: UInt64 = 7
      while true {
        let byte = try next()
        number |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return }
        shift += 7
        guard shift < 64 else { throw Damage() }
      }
    }
  }

  /// A number all of whose bits are likely to be used.
  mutating func code(fixed number: inout UInt64) throws(Damage) {
    if isWriting {
      bytes.append(littleEndian: number)
    } else {
      guard end - position >= 8 else { throw Damage() }
      number = 0
      for byte in 0..<8 { number |= UInt64(bytes[position + byte]) << UInt64(8 * byte) }
      position += 8
    }
  }

  /// How many things follow, of at least one byte each: no damage makes room for more than there can be.
  mutating func code(count: inout Int) throws(Damage) {
    var number = UInt64(count)
    try code(&number)
    guard isWriting || number <= UInt64(end - position) else { throw Damage() }
    count = Int(number)
  }

  private mutating func next() throws(Damage) -> UInt8 {
    guard position < end else { throw Damage() }
    defer { position += 1 }
    return bytes[position]
  }

  // MARK: Texts

  mutating func code(_ text: inout String) throws(Damage) {
    if isWriting {
      var count = text.utf8.count
      try code(count: &count)
      bytes.append(utf8: text)
    } else {
      var count = 0
      try code(count: &count)
      text = String(decoding: bytes[position..<position + count], as: UTF8.self)
      position += count
    }
  }

  mutating func code(_ array: inout [UInt8]) throws(Damage) {
    var count = array.count
    try code(count: &count)
    if isWriting {
      bytes.append(bytes: array)
    } else {
      array = Array(bytes[position..<position + count])
      position += count
    }
  }

  /// Writes bytes that `readBytes` gives back.
  mutating func write(_ part: ArraySlice<UInt8>) throws(Damage) {
    var count = part.count
    try code(count: &count)
    bytes += part
  }

  mutating func readBytes() throws(Damage) -> ArraySlice<UInt8> {
    var count = 0
    try code(count: &count)
    defer { position += count }
    return bytes[position..<position + count]
  }

  // MARK: Values made of values

  mutating func code<Value: Stored>(_ value: inout Value) throws(Damage) { try value.code(&self) }

  mutating func code<Value: Stored>(_ value: inout Value?) throws(Damage) {
    var isPresent = value != nil
    try code(&isPresent)
    guard isPresent else { return value = nil }
    if isWriting {
      try value?.code(&self)
    } else {
      value = try read(Value.self)
    }
  }

  mutating func code<Value: Stored>(_ values: inout [Value]) throws(Damage) {
    var count = values.count
    try code(count: &count)
    if isWriting {
      for index in values.indices {
        try values[index].code(&self)
        endValue()
      }
    } else {
      values = []
      values.reserveCapacity(count)
      for _ in 0..<count { values.append(try read(Value.self)) }
    }
  }

  mutating func code<Value: Stored>(_ values: inout [String: Value]) throws(Damage) {
    var count = values.count
    try code(count: &count)
    if isWriting {
      for (key, value) in values {
        var (key, value) = (key, value)
        try code(&key)
        try value.code(&self)
        endValue()
      }
    } else {
      values = Dictionary(minimumCapacity: count)
      for _ in 0..<count {
        let key = try read(String.self)
        values[key] = try read(Value.self)
      }
    }
  }

  /// One of the cases of an enumeration, by its place among them.
  mutating func code<Value: CaseIterable & Equatable>(choice: inout Value) throws(Damage) {
    var number: UInt64 = 0
    if isWriting {
      for value in Value.allCases {
        if value == choice { break }
        number += 1
      }
      return try code(&number)
    }
    try code(&number)
    let all = Array(Value.allCases)
    guard number < UInt64(all.count) else { throw Damage() }
    choice = all[Int(number)]
  }

  mutating func code<Value: CaseIterable & Equatable>(choice: inout Value?) throws(Damage) {
    var isPresent = choice != nil
    try code(&isPresent)
    guard isPresent else { return choice = nil }
    guard var inner = choice ?? Value.allCases.first else { throw Damage() }
    try code(choice: &inner)
    choice = inner
  }
}
