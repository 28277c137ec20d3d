/// What of a file a `Range` asks for (RFC 9110, 14).
enum ByteRange: Equatable {
  /// All of it: nothing is asked for that this server knows. Several ranges at once are answered with the whole file,
  /// as 14.2 allows.
  case whole
  case part(Range<Int>)
  /// Nothing of the file: status 416.
  case unsatisfiable

  init(_ header: String?, size: Int) {
    guard let header, let spec = Self.spec(header) else {
      self = .whole
      return
    }
    switch spec {
    case (let first?, let last):
      if let last, last < first {
        self = .whole
      } else {
        self = first < size ? .part(first..<min(size, (last ?? size) + 1)) : .unsatisfiable
      }
    case (nil, let suffix?):
      self = suffix > 0 && size > 0 ? .part(max(0, size - suffix)..<size) : .unsatisfiable
    case (nil, nil):
      self = .whole
    }
  }

  /// The two numbers of `bytes=0-99`; nil for anything else.
  private static func spec(_ header: String) -> (Int?, Int?)? {
    let text = header.filter { $0 != " " && $0 != "\t" }
    guard text.lowercased().hasPrefix("bytes="), !text.contains(",") else { return nil }
    let parts = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let first = number(parts[0]), let last = number(parts[1]) else { return nil }
    return (first, last)
  }

  /// The outer optional is nil for what is no number; a number that is too large is as large as numbers are.
  private static func number(_ text: Substring) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return .some(min(Int(text) ?? .max, .max - 1))
  }
}
