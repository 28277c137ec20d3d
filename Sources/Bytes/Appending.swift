/// Appending to bytes without counting references.
///
/// A page is a few hundred small pieces put behind one another. `append(contentsOf:)` of the standard library takes what
/// it is given over, so that a reference to it is counted and given back for each piece: more work than to copy it.
/// What is lent here outlives the call and is not changed by it, which is all that makes a buffer safe.
extension [UInt8] {
  /// Appends a text as UTF-8.
  @inlinable
  public mutating func append(utf8 text: String) {
    let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe append(contentsOf: $0) }
    if isDone == nil { append(foreign: text) }
  }

  /// A text that is not held as UTF-8, as they come from Objective-C.
  @usableFromInline @inline(never)
  mutating func append(foreign text: String) { append(contentsOf: text.utf8) }

  /// Appends a text of the program's own, which nothing has to be asked about.
  @inlinable @inline(__always)
  public mutating func append(_ literal: StaticString) {
    unsafe append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Appends a text as UTF-8, with something else in place of the bytes of a set.
  @inlinable
  public mutating func append(
    utf8 text: String, escaping escaped: ByteSet, by escape: (UInt8) -> StaticString
  ) {
    unsafe text.utf8.span.withUnsafeBufferPointer { bytes in
      // Most texts need nothing, and are copied as a whole.
      guard unsafe escaped.containsAny(of: bytes) else { return unsafe append(contentsOf: bytes) }
      var start = 0
      for index in bytes.indices where unsafe escaped.contains(bytes[index]) {
        unsafe append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<index]))
        append(unsafe escape(bytes[index]))
        start = index + 1
      }
      unsafe append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }
  }

  /// Appends all of other bytes.
  @inlinable
  public mutating func append(bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends a part of other bytes, which has to lie in them.
  @inlinable
  public mutating func append(bytes: [UInt8], _ range: Range<Int>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0.extracting(range)) }
  }

  /// Appends a number as eight bytes, the lowest first.
  @inlinable
  public mutating func append(littleEndian number: UInt64) {
    unsafe Swift.withUnsafeBytes(of: number.littleEndian) { unsafe append(contentsOf: $0) }
  }
}
