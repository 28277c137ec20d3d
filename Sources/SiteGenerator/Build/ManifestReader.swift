extension Manifest {
  /// Reads what `bytes(_:foreignFolders:)` wrote; of anything else it takes the lines that are sound, and only their
  /// paths.
  init(reading bytes: [UInt8]) {
    let body = Self.soundBody(bytes)
    isDamaged = body == nil
    var reader = ManifestReader(bytes: bytes, end: body ?? bytes.count)
    if body != nil { reader.skipLine() }
    while let line = reader.nextLine() {
      if !read(line, in: bytes) { isDamaged = true }
    }
    if isDamaged { forget() }
  }

  /// Where the last line begins, when header, count and hash agree.
  private static func soundBody(_ bytes: [UInt8]) -> Int? {
    guard bytes.starts(with: header.utf8), bytes.last == newline else { return nil }
    let end = (bytes.dropLast().lastIndex(of: newline) ?? 0) + 1
    var hasher = ContentHasher()
    hasher.update(bytes.span.extracting(0..<end))
    var expected = Array("end ".utf8)
    let lines = bytes[..<end].count { $0 == newline } - 1
    expected += String(lines, radix: 16).utf8
    expected.append(tab)
    expected += hasher.finish().hexadecimal.utf8
    expected.append(newline)
    return bytes[end...].elementsEqual(expected) ? end : nil
  }

  /// False for a line that is not as it was written.
  private mutating func read(_ line: ManifestReader.Line, in bytes: [UInt8]) -> Bool {
    if isDamaged, !line.isSound(in: bytes) { return false }
    let text = String(decoding: bytes[line.path], as: UTF8.self)
    guard let path = try? OutputPath(text) else { return false }
    if bytes[line.start] == Self.folderLetter {
      foreignFolders.append(text)
      return true
    }
    if bytes[line.start] == Self.leftoverLetter {
      leftovers.append(path)
      return true
    }
    var record: OutputRecord?
    if let stage = Self.letters.firstIndex(of: bytes[line.start]).flatMap({ OutputStage(rawValue: $0) }) {
      var fields = FieldReader(bytes: bytes, index: line.start + 1, end: line.path.lowerBound - 1)
      record = fields.record(path, stage)
    }
    // Of another version perhaps: what matters is that the file is ours.
    records.append(record ?? .unknown(path))
    return record != nil
  }

  /// Keeps what is ours, and nothing that is said about it.
  private mutating func forget() {
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

    func isSound(in bytes: [UInt8]) -> Bool {
      let check = path.upperBound + 1
      guard end - check == 8, let wanted = hexadecimal(bytes, check..<end) else { return false }
      return Manifest.check(bytes.span.extracting(start..<check)) == wanted
    }
  }

  let bytes: [UInt8]
  var index = 0
  let end: Int

  init(bytes: [UInt8], end: Int) {
    self.bytes = bytes
    self.end = end
  }

  mutating func skipLine() { index = endOfLine() + 1 }

  /// The next line with two tabs; others are passed over, for the header of another version and what damage leaves.
  mutating func nextLine() -> Line? {
    while index < end {
      let start = index
      let last = endOfLine()
      index = last + 1
      guard let first = bytes[start..<last].firstIndex(of: Manifest.tab),
        let second = bytes[(first + 1)..<last].firstIndex(of: Manifest.tab), first > start
      else { continue }
      return Line(start: start, path: (first + 1)..<second, end: last)
    }
    return nil
  }

  private func endOfLine() -> Int { bytes[index..<end].firstIndex(of: Manifest.newline) ?? end }
}

/// Reads the numbers of a line.
private struct FieldReader {
  let bytes: [UInt8]
  var index: Int
  let end: Int

  mutating func record(_ path: OutputPath, _ stage: OutputStage) -> OutputRecord? {
    guard let hash = hash(), case .some(let stamp) = stamp(), case .some(let fingerprint) = optionalHash(), index == end
    else { return nil }
    return OutputRecord(path: path, stage: stage, hash: hash, stamp: stamp, fingerprint: fingerprint)
  }

  private mutating func field() -> Range<Int>? {
    guard index < end, bytes[index] == Manifest.space else { return nil }
    let start = index + 1
    index = bytes[start..<end].firstIndex(of: Manifest.space) ?? end
    return start..<index
  }

  private mutating func hash() -> ContentHash? {
    guard let field = field(), field.count == 32,
      let high = hexadecimal(bytes, field.prefix(16)), let low = hexadecimal(bytes, field.suffix(16))
    else { return nil }
    return ContentHash(high: high, low: low)
  }

  /// `.some(nil)` for a dash.
  private mutating func optionalHash() -> ContentHash?? {
    if bytes[index..<end].elementsEqual(" -".utf8) {
      index = end
      return .some(nil)
    }
    return hash().map { .some($0) }
  }

  /// `.some(nil)` for three dashes.
  private mutating func stamp() -> FileStamp?? {
    guard let first = field(), let second = field(), let third = field() else { return nil }
    if [first, second, third].allSatisfy({ bytes[$0].elementsEqual("-".utf8) }) { return .some(nil) }
    guard let size = hexadecimal(bytes, first), let modified = hexadecimal(bytes, second),
      let inode = hexadecimal(bytes, third)
    else { return nil }
    return FileStamp(
      size: Int(truncatingIfNeeded: size), modified: Int64(bitPattern: modified), inode: inode)
  }
}

/// A number of 1 to 16 digits, base 16, lower case.
private func hexadecimal(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64? {
  guard (1...16).contains(range.count) else { return nil }
  var number: UInt64 = 0
  for index in range {
    switch bytes[index] {
    case 48...57: number = number << 4 | UInt64(bytes[index] - 48)
    case 97...102: number = number << 4 | UInt64(bytes[index] - 87)
    default: return nil
    }
  }
  return number
}
