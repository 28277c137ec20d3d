/// Text of one line as machines are given it: UTF-8 without line breaks, without what XML 1.0 forbids and without bidi
/// controls that would turn the rest of a reader's list round.
///
/// The bytes are walked, not the characters: a quote that a combining mark follows is still a quote.
func plainLine(_ text: String) -> [UInt8] {
  plainText(Array(text.utf8), isOneLine: true)
}

/// Text or HTML of many lines: valid UTF-8, LF as the end of a line, without what XML 1.0 forbids.
func plainText(_ bytes: [UInt8], isOneLine: Bool = false) -> [UInt8] {
  guard bytes.contains(where: isSuspect) else { return isOneLine ? trimmed(bytes) : bytes }
  let valid = isValidUTF8(bytes) ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  var out: [UInt8] = []
  out.reserveCapacity(valid.count)
  var start = 0
  var index = 0
  while index < valid.count {
    guard isSuspect(valid[index]) else {
      index += 1
      continue
    }
    let length = scalarLength(valid[index])
    let fate = fate(of: valid, at: index, isOneLine: isOneLine)
    if case .kept = fate {
    } else {
      out.append(contentsOf: valid[start..<index])
      if case .replaced(let by) = fate { out.append(by) }
      start = index + length
    }
    index += length
  }
  out.append(contentsOf: valid[start...])
  return isOneLine ? trimmed(out) : out
}

/// Whether a byte may be, or begin, something else than a plain ASCII character.
private func isSuspect(_ byte: UInt8) -> Bool { byte < 0x20 || byte >= 0x7F }

/// How many bytes the scalar has that begins with this byte, in valid UTF-8.
private func scalarLength(_ byte: UInt8) -> Int {
  byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
}

private enum Fate { case kept, removed, replaced(by: UInt8) }

/// What becomes of the scalar at an index of valid UTF-8.
private func fate(of bytes: [UInt8], at index: Int, isOneLine: Bool) -> Fate {
  switch bytes[index] {
  case 0x09: return isOneLine ? .replaced(by: 0x20) : .kept
  case 0x0A: return isOneLine ? .replaced(by: 0x20) : .kept
  case 0x0D:
    // CR LF is one line break, a lone CR another.
    if index + 1 < bytes.count, bytes[index + 1] == 0x0A { return .removed }
    return .replaced(by: isOneLine ? 0x20 : 0x0A)
  case 0..<0x20, 0x7F: return .removed
  case 0xC2:
    // U+0080...U+009F: allowed by XML 1.0, but controls that validators report (NEL is a line break).
    guard bytes[index + 1] < 0xA0 else { return .kept }
    return bytes[index + 1] == 0x85 ? .replaced(by: isOneLine ? 0x20 : 0x0A) : .removed
  case 0xE2: return fateOfPunctuation(bytes[index + 1], bytes[index + 2], isOneLine: isOneLine)
  case 0xEF: return fateOfLastBlock(bytes[index + 1], bytes[index + 2])
  default: return .kept
  }
}

/// U+2028, U+2029 are line breaks, U+202A...U+202E and U+2066...U+2069 embed and override directions.
private func fateOfPunctuation(_ second: UInt8, _ third: UInt8, isOneLine: Bool) -> Fate {
  guard isOneLine else { return .kept }
  switch (second, third) {
  case (0x80, 0xA8), (0x80, 0xA9): return .replaced(by: 0x20)
  case (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return .removed
  default: return .kept
  }
}

/// U+FFFE and U+FFFF are not characters (XML 1.0, 2.2); U+FEFF within text is a leftover of a file's beginning.
private func fateOfLastBlock(_ second: UInt8, _ third: UInt8) -> Fate {
  switch (second, third) {
  case (0xBF, 0xBE), (0xBF, 0xBF), (0xBB, 0xBF): .removed
  default: .kept
  }
}

private func trimmed(_ bytes: [UInt8]) -> [UInt8] {
  guard !bytes.isEmpty, bytes[0] == 0x20 || bytes[bytes.count - 1] == 0x20 else { return bytes }
  guard let first = bytes.firstIndex(where: { $0 != 0x20 }), let last = bytes.lastIndex(where: { $0 != 0x20 }) else {
    return []
  }
  return Array(bytes[first...last])
}

/// Whether bytes are UTF-8 (Unicode, table 3-7): no overlong form, no surrogate, nothing above U+10FFFF.
func isValidUTF8(_ bytes: [UInt8]) -> Bool {
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    guard byte >= 0x80 else {
      index += 1
      continue
    }
    guard let second = secondBytes(after: byte) else { return false }
    let length = scalarLength(byte)
    guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return false }
    for offset in 2..<max(2, length) where bytes[index + offset] & 0xC0 != 0x80 { return false }
    index += length
  }
  return true
}

private func secondBytes(after first: UInt8) -> ClosedRange<UInt8>? {
  switch first {
  case 0xC2...0xDF, 0xE1...0xEC, 0xEE...0xEF, 0xF1...0xF3: 0x80...0xBF
  case 0xE0: 0xA0...0xBF
  case 0xED: 0x80...0x9F
  case 0xF0: 0x90...0xBF
  case 0xF4: 0x80...0x8F
  default: nil
  }
}
