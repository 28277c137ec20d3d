extension Manifest {
  /// Reads what `write(_:foreignFolders:leftovers:to:)` wrote; of anything else it takes the lines that are sound, and
  /// only their paths.
  init(reading bytes: [UInt8]) {
    let bytes = bytes.span
    let body = Self.soundBody(bytes)
    isDamaged = body == nil
    hash = body?.hash
    var reader = ManifestReader(end: body?.end ?? bytes.count)
    if let body {
      reader.skipLine(bytes)
      records.reserveCapacity(body.lines)
    }
    while let line = reader.nextLine(bytes) {
      if !read(line, in: bytes) { isDamaged = true }
    }
    if isDamaged { forget() }
  }

  /// Where the last line begins, when header, count and hash agree; the number of lines between the two, and the hash of
  /// all.
  private static func soundBody(_ bytes: Span<UInt8>) -> (end: Int, lines: Int, hash: ContentHash)? {
    guard starts(bytes, with: header), bytes[bytes.count - 1] == newline else { return nil }
    var end = bytes.count - 1
    while end > 0, bytes[end - 1] != newline { end -= 1 }
    var hasher = ContentHasher()
    hasher.update(bytes.extracting(0..<end))
    var lines = -1
    for index in 0..<end where bytes[index] == newline { lines += 1 }
    var expected = Array("end ".utf8)
    expected += String(max(0, lines), radix: 16).utf8
    expected.append(tab)
    expected += hasher.finish().hexadecimal.utf8
    expected.append(newline)
    guard bytes.count - end == expected.count else { return nil }
    for index in expected.indices where bytes[end + index] != expected[index] { return nil }
    hasher.update(expected)
    return (end, lines, hasher.finish())
  }

  private static func starts(_ bytes: Span<UInt8>, with text: String) -> Bool {
    let text = Array(text.utf8)
    return bytes.count >= text.count && text.indices.allSatisfy { bytes[$0] == text[$0] }
  }

  /// False for a line that is not as it was written.
  private mutating func read(_ line: ManifestReader.Line, in bytes: Span<UInt8>) -> Bool {
    if isDamaged, !line.isSound(in: bytes) { return false }
    guard let text = text(of: line.path, in: bytes), let path = try? OutputPath(text) else { return false }
    if bytes[line.start] == Self.folderLetter {
      foreignFolders.append(text)
      return true
    }
    if bytes[line.start] == Self.leftoverLetter {
      leftovers.append(path)
      return true
    }
    var record: OutputRecord?
    if let stage = Self.stage(bytes[line.start]) {
      var fields = FieldReader(index: line.start + 1, end: line.path.lowerBound - 1)
      record = fields.record(path, stage, bytes)
    }
    // Of another version perhaps: what matters is that the file is ours.
    records.append(record ?? .unknown(path))
    return record != nil
  }

  /// Nil for what is not UTF-8.
  private func text(of range: Range<Int>, in bytes: Span<UInt8>) -> String? {
    do { return String(copying: try UTF8Span(validating: bytes.extracting(range))) } catch { return nil }
  }

  private static func stage(_ letter: UInt8) -> OutputStage? {
    OutputStage.allCases.first { letters[$0.rawValue] == letter }
  }

  /// Keeps what is ours, and nothing that is said about it.
  private mutating func forget() {
    hash = nil
    var seen = Set<OutputPath>()
    records = records.compactMap {
      seen.insert($0.path).inserted ? .unknown($0.path) : nil
    }
    foreignFolders = Array(Set(foreignFolders)).sorted()
    leftovers = Array(Set(leftovers)).sorted()
  }
}

/// Finds the lines of a manifest and the path in each.
private struct ManifestReader {
  struct Line {
    let start: Int
    let path: Range<Int>
    /// Behind the eight digits of its check.
    let end: Int

    func isSound(in bytes: Span<UInt8>) -> Bool {
      let check = path.upperBound + 1
      guard end - check == 8, let wanted = hexadecimal(bytes, check..<end) else { return false }
      return Manifest.check(bytes.extracting(start..<check)) == wanted
    }
  }

  var index = 0
  let end: Int

  init(end: Int) { self.end = end }

  mutating func skipLine(_ bytes: Span<UInt8>) { index = next(Manifest.newline, in: bytes, index..<end) + 1 }

  /// The next line with two tabs; others are passed over, for the header of another version and what damage leaves.
  mutating func nextLine(_ bytes: Span<UInt8>) -> Line? {
    while index < end {
      let start = index
      let last = next(Manifest.newline, in: bytes, start..<end)
      index = last + 1
      let first = next(Manifest.tab, in: bytes, start..<last)
      guard first > start, first < last else { continue }
      let second = next(Manifest.tab, in: bytes, first + 1..<last)
      if second < last { return Line(start: start, path: first + 1..<second, end: last) }
    }
    return nil
  }

  /// Where a byte stands next; the end of the range when it is not there.
  private func next(_ byte: UInt8, in bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] != byte { index += 1 }
    return index
  }
}

/// Reads the numbers of a line.
private struct FieldReader {
  var index: Int
  let end: Int

  mutating func record(_ path: OutputPath, _ stage: OutputStage, _ bytes: Span<UInt8>) -> OutputRecord? {
    guard let hash = hash(bytes), case .some(let stamp) = stamp(bytes),
      case .some(let fingerprint) = optionalHash(bytes), index == end
    else { return nil }
    return OutputRecord(path: path, stage: stage, hash: hash, stamp: stamp, fingerprint: fingerprint)
  }

  /// What stands behind a space, up to the next one.
  private mutating func field(_ bytes: Span<UInt8>) -> Range<Int>? {
    guard index < end, bytes[index] == Manifest.space else { return nil }
    let start = index + 1
    index = start
    while index < end, bytes[index] != Manifest.space { index += 1 }
    return start..<index
  }

  private mutating func hash(_ bytes: Span<UInt8>) -> ContentHash? {
    let start = index + 1
    guard start + 32 <= end, bytes[index] == Manifest.space,
      let a = eightDigits(bytes, start), let b = eightDigits(bytes, start + 8),
      let c = eightDigits(bytes, start + 16), let d = eightDigits(bytes, start + 24)
    else { return nil }
    index = start + 32
    return ContentHash(high: a << 32 | b, low: c << 32 | d)
  }

  /// `.some(nil)` for a dash.
  private mutating func optionalHash(_ bytes: Span<UInt8>) -> ContentHash?? {
    if end - index == 2, isDash(bytes) {
      index = end
      return .some(nil)
    }
    return hash(bytes).map { .some($0) }
  }

  /// Whether a dash stands behind the next space.
  private func isDash(_ bytes: Span<UInt8>) -> Bool {
    index + 2 <= end && bytes[index] == Manifest.space && bytes[index + 1] == UInt8(ascii: "-")
  }

  /// `.some(nil)` for three dashes.
  private mutating func stamp(_ bytes: Span<UInt8>) -> FileStamp?? {
    if isDash(bytes) {
      for _ in 0..<3 {
        guard isDash(bytes) else { return nil }
        index += 2
      }
      return .some(nil)
    }
    guard let size = number(bytes), let modified = number(bytes), let inode = number(bytes) else { return nil }
    return FileStamp(
      size: Int(truncatingIfNeeded: size), modified: Int64(bitPattern: modified), inode: inode)
  }

  private mutating func number(_ bytes: Span<UInt8>) -> UInt64? { field(bytes).flatMap { hexadecimal(bytes, $0) } }
}

/// A number of 1 to 16 digits, base 16, lower case.
private func hexadecimal(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64? {
  guard range.count > 0, range.count <= 16 else { return nil }
  var number: UInt64 = 0
  for index in range {
    let (digit, letter) = (bytes[index] &- 0x30, bytes[index] &- 0x61)
    guard digit < 10 || letter < 6 else { return nil }
    number = number << 4 | UInt64(digit < 10 ? digit : letter + 10)
  }
  return number
}

/// The number of eight digits, all at once: hashes are half of the list.
private func eightDigits(_ bytes: Span<UInt8>, _ start: Int) -> UInt64? {
  let block = bytes.extracting(start..<start + 8)
  var text: UInt64 = 0
  for index in 0..<8 { text |= UInt64(block[index]) << UInt64(8 * index) }
  // The first digit stands in the lowest byte; letters have a bit that figures have not.
  var digits = (text & 0x0F0F_0F0F_0F0F_0F0F) &+ (text >> 6 & 0x0101_0101_0101_0101) &* 9
  digits = (digits << 4 | digits >> 8) & 0x00FF_00FF_00FF_00FF
  digits = (digits << 8 | digits >> 16) & 0x0000_FFFF_0000_FFFF
  let number = UInt32(truncatingIfNeeded: digits << 16 | digits >> 32)
  return hexadecimalDigits(of: number) == text ? UInt64(number) : nil
}
