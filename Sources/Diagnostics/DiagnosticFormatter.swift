/// Writes diagnostics as people read them in a terminal.
///
///     Content/world/bridge.md:4:1: error: unknown key "drfat" [front-matter-unknown-key]
///       4 | drfat: true
///         | ^^^^^
///       hint: did you mean "draft"?
public struct DiagnosticFormatter: Sendable {
  /// Whether ANSI colours are used.
  public let color: Bool

  /// - Parameter color: Whether the text is for a terminal that knows colours (ECMA-48, SGR).
  public init(color: Bool = false) { self.color = color }

  /// At most `limit` diagnostics, errors before warnings, in order of place; the rest is counted.
  /// - Parameter ofEachKind: Whether warnings are chosen so that many of one kind do not hide those of another.
  public func format(_ diagnostics: [Diagnostic], limit: Int = 20, ofEachKind: Bool = false) -> String {
    var sorted = Self.ordered(diagnostics)
    guard sorted.count > limit else { return sorted.map(format).joined() }
    if ofEachKind { sorted = chosen(sorted, limit) }
    let rest = sorted.dropFirst(limit)
    let errors = rest.count { $0.severity == .error }
    let kinds = ofEachKind ? ": \(kinds(of: rest))" : ""
    return sorted.prefix(limit).map(format).joined()
      + "… and \(count(errors, rest.count - errors)) more\(kinds) (--verbose shows all of them)\n"
  }

  /// The same, with those in front that are the first of their kind, the second, and so on, until there are enough.
  private func chosen(_ sorted: [Diagnostic], _ limit: Int) -> [Diagnostic] {
    var seen: [String: Int] = [:]
    let ranks = sorted.enumerated().map { index, diagnostic -> (rank: Int, index: Int) in
      if diagnostic.severity == .error { return (0, index) }
      seen[diagnostic.id, default: 0] += 1
      return (seen[diagnostic.id, default: 0], index)
    }
    let front = ranks.sorted { $0 < $1 }.prefix(limit).map(\.index).sorted()
    let isInFront = Set(front)
    return front.map { sorted[$0] } + sorted.indices.filter { !isInFront.contains($0) }.map { sorted[$0] }
  }

  /// `12 description-missing, 3 file-unused`, the most first.
  private func kinds(of diagnostics: some Sequence<Diagnostic>) -> String {
    let counts = Dictionary(grouping: diagnostics, by: \.id).mapValues(\.count)
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return sorted.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  /// `2 errors and 1 warning`.
  public func count(_ errors: Int, _ warnings: Int) -> String {
    let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
    return parts.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }.joined(separator: " and ")
  }

  /// One diagnostic, with its lines and notes.
  public func format(_ diagnostic: Diagnostic) -> String {
    var text = prefix(diagnostic.place)
    text += styled("\(diagnostic.severity.rawValue):", diagnostic.severity == .error ? "1;31" : "1;33")
    text += " " + styled(escaped(diagnostic.message), "1") + " [\(diagnostic.id)]\n"
    text += excerpt(diagnostic.place)
    if let hint = diagnostic.hint { text += "  " + styled("hint:", "36") + " \(escaped(hint))\n" }
    for note in diagnostic.notes {
      text += "  " + prefix(note.place) + styled("note:", "36") + " \(escaped(note.message))\n" + excerpt(note.place)
    }
    return text
  }

  /// As they are shown: errors first, by file, line and column.
  public static func ordered(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.enumerated().sorted { order($0.element, $0.offset) < order($1.element, $1.offset) }.map(\.element)
  }

  private static func order(_ diagnostic: Diagnostic, _ offset: Int) -> (Int, String, Int, Int, Int) {
    let place = diagnostic.place
    let severity = diagnostic.severity == .error ? 0 : 1
    return (severity, place?.path ?? "", place?.line ?? 0, place?.column ?? 0, offset)
  }

  private func prefix(_ place: Place?) -> String {
    guard let place else { return "" }
    let path = escaped(place.path)
    return styled(place.line == 0 ? "\(path):" : "\(path):\(place.line):\(place.column):", "1") + " "
  }

  private func excerpt(_ place: Place?) -> String {
    guard let place, place.line > 0, !place.excerpt.isEmpty else { return "" }
    let window = Excerpt(place)
    let number = String(place.line)
    let margin = String(repeating: " ", count: number.utf8.count)
    let caret = String(repeating: " ", count: window.indent) + String(repeating: "^", count: window.width)
    return "  \(number) | \(window.text)\n  \(margin) | \(styled(caret, "1;32"))\n"
  }

  private func styled(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

/// The part of a line around a place that fits a terminal, with what would disturb it shown as escapes.
private struct Excerpt {
  private(set) var text = ""
  private(set) var indent = 0
  private(set) var width = 0
  private static let room = 96

  init(_ place: Place) {
    let scalars = Array(place.excerpt.unicodeScalars)
    let start = max(0, min(place.column - 1, scalars.count))
    let first = start > 72 ? start - 48 : 0
    let last = min(scalars.count, first + Self.room)
    if first > 0 { text = "…" }
    for index in first..<last {
      if index == start { indent = columns(text) }
      text += visible(scalars[index])
      if index >= start, index == min(start + place.width, last) - 1 { width = columns(text) - indent }
    }
    if start >= last { indent = columns(text) }
    width = max(1, width)
    if last < scalars.count { text += "…" }
  }
}

/// How many cells a terminal uses: none for combining marks, two for wide letters.
private func columns(_ text: String) -> Int {
  text.unicodeScalars.reduce(0) { count, scalar in
    switch scalar.value {
    case 0x0300...0x036F, 0x200B...0x200D, 0xFE00...0xFE0F, 0x20D0...0x20FF: count
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60, 0x1F300...0x1FAFF:
      count + 2
    default: count + 1
    }
  }
}

/// Text with its control and bidi characters as escapes: a message must not move the cursor or turn a line round.
public func escaped(_ text: String) -> String {
  text.unicodeScalars.reduce(into: "") { $0 += visible($1) }
}

private func visible(_ scalar: Unicode.Scalar) -> String {
  switch scalar.value {
  case 0x09: " "
  case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
    "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
  default: String(Character(scalar))
  }
}
