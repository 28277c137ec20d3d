/// The name of a file that is not UTF-8, as messages show it.
struct UndecodableName {
  /// The name with each of its bytes that are not UTF-8 as an escape: `bad\u{FF}name.md`.
  private(set) var text = ""
  /// The first of those bytes, in base 16: `FF`.
  private(set) var byte = ""

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while let first = rest.first {
      if let (scalar, length) = Self.scalar(rest) {
        text += scalar
        rest = rest.dropFirst(length)
      } else {
        let digits = String(first, radix: 16, uppercase: true)
        text += "\\u{\(digits)}"
        if byte.isEmpty { byte = digits }
        rest = rest.dropFirst()
      }
    }
  }

  /// The scalar at the beginning, and how many bytes it has; nil when there is none.
  private static func scalar(_ bytes: ArraySlice<UInt8>) -> (String, Int)? {
    for length in 1...min(4, bytes.count) {
      if let scalar = String(validating: bytes.prefix(length), as: UTF8.self) { return (scalar, length) }
    }
    return nil
  }
}
