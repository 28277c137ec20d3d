import Diagnostics

/// A value of front matter or of a settings file, and where it stands: the same for YAML, TOML and JSON.
///
/// A scalar is kept as it was written. What type it has is decided by the key that asks for it, so that `title: 2026`
/// and `slug: no` are text.
struct MetaNode: Sendable {
  indirect enum Value: Sendable {
    case scalar(String, isPlain: Bool)
    case sequence([MetaNode])
    case mapping([MetaPair])
  }

  let value: Value
  /// Counted from 1 in the file; 0 when the reader of the format does not tell.
  let line: Int32
  /// Counted from 1 in Unicode scalars.
  let column: Int32
  /// Where the `#` stands in the file that ends a text without quotes although no space follows it: `Our #1 city`. 0 for
  /// nearly every value.
  let cut: Int32

  init(_ value: Value, line: Int = 0, column: Int = 0, cut: Int? = nil) {
    self.value = value
    self.line = Int32(clamping: line)
    self.column = Int32(clamping: column)
    self.cut = Int32(clamping: cut ?? 0)
  }
}

/// A key and its value.
struct MetaPair: Sendable {
  let key: String
  let line: Int32
  let column: Int32
  let value: MetaNode
}

extension MetaNode {
  /// An empty plain scalar, `~` or `null`: what a key without a value means.
  var isNull: Bool {
    guard case .scalar(let text, isPlain: true) = value else { return false }
    return ["", "~", "null", "Null", "NULL"].contains(text)
  }

  /// Whether it says yes, or no, in any of the spellings that there are.
  var isTrue: Bool { isWord(of: ["true", "yes", "on", "1"]) }
  var isFalse: Bool { isWord(of: ["false", "no", "off", "0"]) }

  func isWord(of words: [String]) -> Bool {
    guard case .scalar(let text, _) = value else { return false }
    return words.contains(text.lowercased())
  }

  /// What the value is called in messages.
  var typeName: String {
    switch value {
    case .scalar: isNull ? "nothing" : "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The place of the value in its file.
  func place(in source: Source) -> Place {
    guard line > 0 else { return source.place(line: 1) }
    let start = source.offset(line: Int(line), column: Int(column))
    guard case .scalar(let text, _) = value else { return source.place(start..<(start + 1)) }
    return source.place(start..<(start + widthAsWritten(of: text, in: source, at: start)))
  }

  /// A quoted scalar is as wide as its quotes; a folded one is marked as far as its first line.
  private func widthAsWritten(of text: String, in source: Source, at start: Int) -> Int {
    let quotes = start < source.bytes.count && (source.bytes[start] == 0x22 || source.bytes[start] == 0x27) ? 2 : 0
    return max(1, text.utf8.count + quotes)
  }
}

extension MetaPair {
  /// The place of the key in its file.
  func place(in source: Source) -> Place {
    guard line > 0 else { return source.place(line: 1) }
    let start = source.offset(line: Int(line), column: Int(column))
    return source.place(start..<(start + key.utf8.count))
  }
}

extension MetaNode {
  /// Data of no fixed shape, typed as YAML's core schema does (YAML 1.2.2, 10.3.2).
  var data: DataValue {
    switch value {
    case .scalar(let text, let isPlain): isPlain ? DataValue(plain: text) : .text(text)
    case .sequence(let items): .list(items.map(\.data))
    case .mapping(let pairs): .mapping(pairs.map { DataValue.Pair(key: $0.key, value: $0.value.data) })
    }
  }
}

extension DataValue {
  fileprivate init(plain text: String) {
    switch text {
    case "", "~", "null", "Null", "NULL": self = .none
    case "true", "True", "TRUE": self = .boolean(true)
    case "false", "False", "FALSE": self = .boolean(false)
    default:
      let first = text.utf8.first ?? 0
      let looksNumeric = (0x30...0x39).contains(first) || first == 0x2D || first == 0x2B || first == 0x2E
      if looksNumeric, let integer = Int(text) {
        self = .integer(integer)
      } else if looksNumeric, let number = Double(text), number.isFinite {
        self = .number(number)
      } else {
        self = .text(text)
      }
    }
  }
}
