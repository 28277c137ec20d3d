/// A value that a `Coder` writes and reads.
protocol Stored {
  /// What reading begins with; every part of it is replaced.
  static var blank: Self { get }
  /// Names every part once, in an order that is the same both ways.
  mutating func code(_ coder: inout Coder) throws(Coder.Damage)
}

extension UInt64: Stored {
  static var blank: UInt64 { 0 }
  mutating func code(_ coder: inout Coder) throws(Coder.Damage) { try coder.code(&self) }
}

extension Int: Stored {
  static var blank: Int { 0 }

  /// Small numbers of either sign take one byte.
  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var number = UInt64(bitPattern: Int64(self << 1 ^ self >> 63))
    try coder.code(&number)
    self = Int(truncatingIfNeeded: number >> 1) ^ -Int(truncatingIfNeeded: number & 1)
  }
}

extension Bool: Stored {
  static var blank: Bool { false }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var number: UInt64 = self ? 1 : 0
    try coder.code(&number)
    guard number < 2 else { throw Coder.Damage() }
    self = number == 1
  }
}

extension Double: Stored {
  static var blank: Double { 0 }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var bits = bitPattern
    try coder.code(fixed: &bits)
    self = Double(bitPattern: bits)
  }
}

extension String: Stored {
  static var blank: String { "" }
  mutating func code(_ coder: inout Coder) throws(Coder.Damage) { try coder.code(&self) }
}

extension ContentHash: Stored {
  static var blank: ContentHash { ContentHash(high: 0, low: 0) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var (high, low) = (high, low)
    try coder.code(fixed: &high)
    try coder.code(fixed: &low)
    self = ContentHash(high: high, low: low)
  }
}

extension Array: Stored where Element: Stored {
  static var blank: [Element] { [] }
  mutating func code(_ coder: inout Coder) throws(Coder.Damage) { try coder.code(&self) }
}
