#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// Whether a byte stands among others, by the C library's way, which looks at many at once.
func contains(_ byte: UInt8, in bytes: [UInt8]) -> Bool {
  unsafe bytes.withUnsafeBytes { bytes in
    guard let start = bytes.baseAddress else { return false }
    return unsafe memchr(start, Int32(byte), bytes.count) != nil
  }
}

/// Whether some bytes stand together among others.
func contains(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe wanted.withUnsafeBytes { wanted in unsafe contains(wanted, in: bytes) }
  }
}

/// Whether some bytes stand together among others.
func contains(_ wanted: StaticString, in bytes: [UInt8]) -> Bool {
  unsafe bytes.withUnsafeBytes { bytes in
    unsafe contains(UnsafeRawBufferPointer(start: wanted.utf8Start, count: wanted.utf8CodeUnitCount), in: bytes)
  }
}

private func contains(_ wanted: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer) -> Bool {
  guard let start = bytes.baseAddress, let text = wanted.baseAddress, let first = unsafe wanted.first else {
    return unsafe wanted.isEmpty
  }
  var index = 0
  // Not every C library has `memmem`.
  while index + wanted.count <= bytes.count {
    let rest = bytes.count - wanted.count - index + 1
    guard let found = unsafe memchr(start + index, Int32(first), rest) else { return false }
    if unsafe memcmp(found, text, wanted.count) == 0 { return true }
    index = unsafe UnsafeRawPointer(found) - start + 1
  }
  return false
}
