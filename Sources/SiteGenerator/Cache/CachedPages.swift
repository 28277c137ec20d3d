import Template

/// What each page of the last build was made of: the parts of records that its template read.
///
/// Records are known by names that stay when others come and go. In what is kept of a page they are numbers: places in
/// the lists of names.
struct CachedPages: Sendable {
  /// The names of all records, by type.
  var names: [[String]] = []
  /// What a page read, by its path.
  var reads = PageReads()

  /// What a page read, as it is kept. The parts are in order: what is written is how far each is from the one before.
  static func bytes(of keys: [ReadKey], variables: UInt64) -> [UInt8] {
    var coder = Coder(capacity: 8 + 3 * keys.count)
    var (variables, count) = (variables, keys.count)
    var last: UInt64 = 0
    // Only reading fails.
    try? coder.code(&variables)
    try? coder.code(count: &count)
    for key in keys {
      var step = key.rawValue &- last
      try? coder.code(&step)
      last = key.rawValue
    }
    return coder.bytes
  }

  /// Nil when the bytes are damaged.
  static func reads(_ coder: Coder) -> (variables: UInt64, keys: [ReadKey])? {
    var coder = coder
    var (variables, count) = (UInt64(0), 0)
    var last: UInt64 = 0
    var keys: [ReadKey] = []
    do throws(Coder.Damage) {
      try coder.code(&variables)
      try coder.code(count: &count)
      keys.reserveCapacity(count)
      for _ in 0..<count {
        var step: UInt64 = 0
        try coder.code(&step)
        last &+= step
        keys.append(ReadKey(rawValue: last))
      }
    } catch {
      return nil
    }
    return coder.isAtEnd ? (variables, keys) : nil
  }

  /// Whether a page read one of these, which are in order, or the time; true also when the bytes are damaged.
  static func reads(_ coder: Coder, any wanted: [ReadKey]) -> Bool {
    var coder = coder
    var (variables, count, last) = (UInt64(0), 0, UInt64(0))
    var rest = wanted[...]
    do throws(Coder.Damage) {
      try coder.code(&variables)
      try coder.code(count: &count)
      if variables & 1 << UInt64(SiteTemplates.nowVariable) != 0 { return true }
      for _ in 0..<count {
        var step: UInt64 = 0
        try coder.code(&step)
        last &+= step
        while let first = rest.first, first.rawValue < last { rest.removeFirst() }
        guard let first = rest.first else { return false }
        if first.rawValue == last { return true }
      }
      return false
    } catch {
      return true
    }
  }

  /// Whether a page shows the instant at which it was made; true also when the bytes are damaged.
  static func showsTime(_ coder: Coder) -> Bool {
    var coder = coder
    var variables: UInt64 = 0
    guard (try? coder.code(&variables)) != nil else { return true }
    return variables & 1 << UInt64(SiteTemplates.nowVariable) != 0
  }
}

extension CachedPages: Stored {
  static var blank: CachedPages { CachedPages() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&names)
    try coder.code(&reads)
  }
}
