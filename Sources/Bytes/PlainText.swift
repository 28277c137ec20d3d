/// The bytes of a text, eight at a time: most of what is written is letters and spaces, in which nothing that looks for
/// marks finds any.
extension UnsafeBufferPointer<UInt8> {
  /// Whether eight bytes from an index on are there, and all of them letters of ASCII, spaces, commas, `$` or `(`.
  @inlinable @inline(__always)
  public func hasPlainEight(at index: Int) -> Bool {
    guard count - index >= 8 else { return false }
    let eight = unsafe UnsafeRawBufferPointer(self).loadUnaligned(fromByteOffset: index, as: UInt64.self)
    return isPlain(eight)
  }
}

/// Whether each of eight bytes is a letter of ASCII, a space, a comma, `$` or `(`.
///
/// The highest bit of each byte says whether something holds of it: below 0x80 no byte carries into the next one.
@inlinable @inline(__always)
func isPlain(_ eight: UInt64) -> Bool {
  let highs: UInt64 = 0x8080_8080_8080_8080
  let folded = eight | 0x2020_2020_2020_2020
  // From `a` on, and not behind `z`.
  let letters = (folded &+ 0x1F1F_1F1F_1F1F_1F1F) & ~(folded &+ 0x0505_0505_0505_0505)
  // What these four have in common, and nothing else has, is 0 here.
  let others = ~(((eight & 0xF3F3_F3F3_F3F3_F3F3) ^ 0x2020_2020_2020_2020) &+ 0x7F7F_7F7F_7F7F_7F7F)
  return eight & highs == 0 && (letters | others) & highs == highs
}
