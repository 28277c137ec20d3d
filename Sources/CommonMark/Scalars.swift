/// The scalar that begins at `index`, which must be in `range`; U+FFFD when the bytes are no UTF-8.
func scalar(at index: Int, in bytes: [UInt8]) -> Unicode.Scalar {
  let first = bytes[index]
  if first < 0x80 { return Unicode.Scalar(first) }
  let tail = bytes[index..<min(index + 4, bytes.count)]
  return String(decoding: tail, as: UTF8.self).unicodeScalars.first ?? "\u{FFFD}"
}

/// The scalar that ends before `index`.
func scalar(before index: Int, in bytes: [UInt8]) -> Unicode.Scalar {
  var start = index - 1
  while start > 0, index - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
  return scalar(at: start, in: bytes)
}

/// White space as CommonMark 0.30 (2.1) means it.
func isUnicodeSpace(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII { return isSpace(UInt8(truncatingIfNeeded: scalar.value)) }
  return scalar.properties.generalCategory == .spaceSeparator
}

/// Punctuation as CommonMark 0.30 (2.1) means it.
func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.isASCII {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true
    default: return false
    }
  }
  switch scalar.properties.generalCategory {
  case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
    .finalPunctuation, .otherPunctuation:
    return true
  default: return false
  }
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
