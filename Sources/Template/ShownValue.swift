import Diagnostics

/// A value as it is shown to a person, or as JSON.
struct ShownValue {
  private let vocabulary: Vocabulary
  private let owners: Owners
  private let instant: (Int) -> String
  /// How many items of a list are shown to a person.
  private static let mostItems = 20

  init(_ vocabulary: Vocabulary, _ owners: Owners, _ instant: @escaping (Int) -> String) {
    self.vocabulary = vocabulary
    self.owners = owners
    self.instant = instant
  }

  /// As a person reads it in a terminal.
  func text(_ value: Value, depth: Int) -> String {
    switch value {
    case .none: return "none"
    case .instant(let seconds): return instant(seconds)
    case .list(let list):
      if list.isEmpty { return "an empty list" }
      if depth > 0 { return "a list of \(list.count)" }
      let items = (0..<min(list.count, Self.mostItems)).map { "- " + text(list[$0], depth: depth + 1) }
      return (items + (list.count > Self.mostItems ? ["… \(list.count) in all"] : [])).joined(separator: "\n")
    case .mapping(let mapping):
      if mapping.count == 0 { return "an empty mapping" }
      if depth > 1 { return "a mapping of \(mapping.count)" }
      return lines(mapping.pairs.map { ($0.key, text($0.value, depth: depth + 1)) }, depth)
    case .record(let record):
      guard depth < 2 else { return "a record" }
      let simple = fields(of: record).filter { !$0.isDeep }.map { ($0.name, text($0.value, depth: depth + 1)) }
      // What a record is known by comes first in its type, and is enough in a list.
      return lines(depth == 0 ? simple : Array(simple.prefix(3)), depth)
    case .html(let html): return cut(String(decoding: html.bytes, as: UTF8.self), depth)
    default: return cut((try? value.asText()) ?? value.kind, depth)
    }
  }

  /// A text in a record or a list is one of many: its beginning is shown.
  private func cut(_ text: String, _ depth: Int) -> String {
    let scalars = text.unicodeScalars
    guard depth > 0, scalars.count > 100 || scalars.contains("\n") else { return text }
    let line = scalars.prefix(100).map { $0 == "\n" ? " " : String(Character($0)) }.joined()
    return "\(line)… (\(scalars.count) characters)"
  }

  private func lines(_ pairs: [(String, String)], _ depth: Int) -> String {
    let texts = pairs.map { "\($0.0): \($0.1)" }
    return depth == 0 ? texts.joined(separator: "\n") : "{" + texts.joined(separator: ", ") + "}"
  }

  private func fields(of record: Record) -> [(name: String, value: Value, isDeep: Bool)] {
    (vocabulary.fields[record.type] ?? []).compactMap { field in
      let value = field.value(of: record, owners)
      switch value {
      case .none: return nil
      case .list, .record: return (field.name, value, true)
      default: return (field.name, value, false)
      }
    }
  }

  /// As programs read it: an instant is text, and a record is an object of its fields that are no lists and no records.
  func json(_ value: Value) throws(Diagnostic) -> String {
    var bytes: [UInt8] = []
    do throws(Complaint) { try appendJSON(plain(value, depth: 0), to: &bytes) } catch {
      throw Diagnostic(id: "template-not-printable", error.message, hint: error.hint)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Records and instants made of what JSON has.
  private func plain(_ value: Value, depth: Int) -> Value {
    switch value {
    case .instant(let seconds): return .text(instant(seconds))
    case .list(let list): return .list(List(list.values.map { plain($0, depth: depth + 1) }))
    case .mapping(let mapping):
      return .mapping(Mapping(mapping.pairs.map { ($0.key, plain($0.value, depth: depth + 1)) }))
    case .record(let record):
      let simple = fields(of: record).filter { !$0.isDeep }
      return .mapping(Mapping(simple.map { ($0.name, plain($0.value, depth: depth + 1)) }))
    default: return value
    }
  }
}
