import Diagnostics

/// Reads the values of one file's keys as the types that they have to be, and gathers what is wrong.
struct MetaReader {
  let source: Source
  let dates: DateReader
  let limits: ContentLimits
  /// Whether the file is `site.yml`.
  var isSettings = false
  /// What a key is that nobody knows.
  var unknownKeys = Settings.Strictness.error
  private(set) var diagnostics: [Diagnostic] = []

  init(source: Source, dates: DateReader, limits: ContentLimits) {
    self.source = source
    self.dates = dates
    self.limits = limits
  }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Text as it was written; nil (and a diagnostic) for lists and mappings, nil for an empty value.
  mutating func text(_ key: String, _ node: MetaNode, expected: String = "text") -> String? {
    guard case .scalar(let text, _) = node.value else {
      report(.wrongType(key, expected: expected, found: node.typeName, node.place(in: source)))
      return nil
    }
    return node.isNull ? nil : text
  }

  /// Text of one line without control characters: a headline, a name. Line breaks of folded YAML become spaces.
  mutating func line(_ key: String, _ node: MetaNode) -> String? {
    tellCut(key, node)
    guard let text = text(key, node) else { return nil }
    if let what = forbiddenCharacter(in: text) {
      report(.badText(key, what, node.place(in: source)))
      return nil
    }
    return oneLine(text)
  }

  /// What stands behind ` #` is a comment; `#1` and `#metoo` hardly are.
  mutating func tellCut(_ key: String, _ node: MetaNode) {
    if node.cut > 0 { report(.cutByComment(key, source.place(at: Int(node.cut)))) }
  }

  /// Data of no fixed shape.
  mutating func data(_ key: String, _ node: MetaNode) -> DataValue {
    var open = [(key, node)]
    while let (key, node) = open.popLast() {
      switch node.value {
      case .scalar: tellCut(key, node)
      case .sequence(let items): open += items.reversed().map { (key, $0) }
      case .mapping(let pairs): open += pairs.reversed().map { ($0.key, $0.value) }
      }
    }
    return node.data
  }

  /// An empty value is an error as well: whether `published:` means yes or no is not for us to guess.
  mutating func bool(_ key: String, _ node: MetaNode, expected: String = "true or false") -> Bool? {
    if node.isNull {
      report(.wrongType(key, expected: expected, found: "nothing", node.place(in: source)))
      return nil
    }
    guard let text = text(key, node, expected: expected) else { return nil }
    switch text {
    case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON": return true
    case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF": return false
    default:
      report(.wrongType(key, expected: expected, found: "\"\(text)\"", node.place(in: source)))
      return nil
    }
  }

  /// A whole number in a range.
  mutating func integer(_ key: String, _ node: MetaNode, in range: ClosedRange<Int>) -> Int? {
    let expected = "a whole number from \(range.lowerBound) to \(range.upperBound)"
    guard let text = text(key, node, expected: expected) else { return nil }
    guard let value = Int(text), range.contains(value) else {
      report(.wrongType(key, expected: expected, found: "\"\(text)\"", node.place(in: source)))
      return nil
    }
    return value
  }

  /// A date, or a date and a time; without a zone in the site's.
  mutating func date(_ key: String, _ node: MetaNode) -> Instant? {
    guard let text = text(key, node, expected: "a date") else { return nil }
    do {
      let reading = try dates.read(text)
      if reading.special != .usual { report(special(text, reading, node)) }
      return reading.instant
    } catch {
      switch error {
      case .notADate: report(.notADate(text, node.place(in: source)))
      case .noSuchDay, .noSuchTime: report(.noSuchDate(text, node.place(in: source)))
      }
      return nil
    }
  }

  /// One of the raw values of an enumeration.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, _ node: MetaNode) -> Choice?
  where Choice.RawValue == String {
    let choices = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    guard let text = text(key, node, expected: "one of \(choices)") else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    report(.notAChoice(key, text, Choice.allCases.map(\.rawValue), node.place(in: source)))
    return nil
  }

  /// A list of lines of text; a single text is a list of one.
  mutating func lines(_ key: String, _ node: MetaNode) -> [String] {
    switch node.value {
    case .scalar: return line(key, node).map { [$0] } ?? []
    case .sequence(let items): return items.compactMap { line(key, $0) }.filter { !$0.isEmpty }
    case .mapping:
      report(.wrongType(key, expected: "a list", found: node.typeName, node.place(in: source)))
      return []
    }
  }

  /// Names that become parts of addresses: lines that are not longer than a slug.
  mutating func names(_ key: String, _ node: MetaNode) -> [String] {
    lines(key, node).filter { name in
      guard name.utf8.count > limits.slug else { return true }
      report(.tooLong(key, limits.slug, node.place(in: source)))
      return false
    }
  }

  /// The pairs of a mapping.
  mutating func mapping(_ key: String, _ node: MetaNode) -> [MetaPair]? {
    if case .mapping(let pairs) = node.value { return pairs }
    if !node.isNull {
      report(.wrongType(key, expected: "a mapping", found: node.typeName, node.place(in: source)))
    }
    return nil
  }

  /// The items of a list; a single mapping is a list of one.
  mutating func items(_ key: String, _ node: MetaNode) -> [MetaNode] {
    switch node.value {
    case .sequence(let items): return items
    case .mapping: return [node]
    case .scalar:
      if !node.isNull { report(.wrongType(key, expected: "a list", found: node.typeName, node.place(in: source))) }
      return []
    }
  }

  /// Reads the known keys of a mapping; any other is an error with the nearest known one.
  mutating func fields(
    _ key: String, _ node: MetaNode, _ readers: [(String, (inout MetaReader, MetaNode) -> Void)]
  ) {
    guard let pairs = mapping(key, node) else { return }
    for pair in pairs {
      if let reader = readers.first(where: { $0.0 == pair.key }) {
        reader.1(&self, pair.value)
      } else {
        let unknown = Diagnostic.unknownKey(
          pair.key, known: readers.map(\.0), isFrontMatter: !isSettings, isNested: true, pair.place(in: source))
        report(unknownKeys == .warn ? unknown.asWarning : unknown)
      }
    }
  }

  /// An address of this site, or an absolute URL.
  mutating func target(_ key: String, _ node: MetaNode) -> LinkTarget? {
    guard let text = line(key, node) else { return nil }
    if let target = linkTarget(text) { return target }
    let hint = "write an address of this site such as /about/, or one that begins with https://"
    report(.badValue(key, "cannot lead to \"\(text)\"", hint: hint, node.place(in: source)))
    return nil
  }

  private func special(_ text: String, _ reading: DateReader.Reading, _ node: MetaNode) -> Diagnostic {
    .specialTime(
      text, taken: reading.instant.rfc3339(in: dates.zone), isSkipped: reading.special == .skipped,
      dates.zone.identifier, node.place(in: source))
  }
}

/// What a text of one line cannot hold: control characters (but white space) and characters that turn lines round.
func forbiddenCharacter(in text: String) -> String? {
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: continue
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF:
      return "the character U+\(padded(hexadecimal: scalar.value))"
    default: continue
    }
  }
  return nil
}

private func padded(hexadecimal value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}

/// White space at the ends dropped, and each run of it inside made one space.
func oneLine(_ text: String) -> String {
  let isClean = text.utf8.allSatisfy { $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
  if isClean, text.utf8.first != 0x20, text.utf8.last != 0x20 { return text }
  let words = text.utf8.split { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
  return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
}
