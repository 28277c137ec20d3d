/// What values are as text, as numbers, and whether they are true, as Jinja and Python have it.
extension Value {
  var isTrue: Bool {
    switch self {
    case .none: false
    case .boolean(let value): value
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .text(let text): !text.isEmpty
    case .html(let html): !html.bytes.isEmpty
    case .instant, .record: true
    case .list(let list): !list.isEmpty
    case .mapping(let mapping): mapping.count > 0
    }
  }

  /// What messages call it.
  var kind: String {
    switch self {
    case .none: "none"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .number: "a number"
    case .text: "text"
    case .html: "HTML"
    case .instant: "an instant"
    case .list: "a list"
    case .record: "a record"
    case .mapping: "a mapping"
    }
  }

  /// As it is printed.
  func asText() throws(Complaint) -> String {
    switch self {
    case .text(let text): text
    case .html(let html): String(decoding: html.bytes, as: UTF8.self)
    case .none: throw Complaint("there is no value here", hint: "default(\"\") or {% if %} says what to do without one")
    case .instant: throw Complaint("an instant has no text of its own", hint: "date(\"d MMMM yyyy\") gives it one")
    case .record: throw Complaint("a record has no text of its own", hint: "name one of its fields")
    default: try representation(0)
    }
  }

  /// As Python shows it inside of a list.
  private func representation(_ depth: Int) throws(Complaint) -> String {
    guard depth < 12 else { throw Complaint("this is nested too deep to be shown") }
    switch self {
    case .none: return "None"
    case .boolean(let value): return value ? "True" : "False"
    case .integer(let value): return String(value)
    case .number(let value): return value.description
    case .text(let text): return quoted(text)
    case .list(let list):
      var parts: [String] = []
      for index in 0..<list.count { parts.append(try list[index].representation(depth + 1)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .mapping(let mapping):
      var parts: [String] = []
      for (key, value) in mapping.pairs { parts.append(quoted(key) + ": " + (try value.representation(depth + 1))) }
      return "{" + parts.joined(separator: ", ") + "}"
    default: return try asText()
    }
  }

  /// A number, where the value is one; true and false are 1 and 0.
  var numeral: Numeral? {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    case .boolean(let value): .integer(value ? 1 : 0)
    default: nil
    }
  }

  /// The text of text and HTML.
  var string: String? {
    switch self {
    case .text(let text): text
    case .html(let html): String(decoding: html.bytes, as: UTF8.self)
    default: nil
    }
  }
}

enum Numeral {
  case integer(Int)
  case number(Double)

  var double: Double {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    }
  }

  var value: Value {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): .number(value)
    }
  }
}

/// A literal of Python: single quotes, unless the text has some and no double ones.
private func quoted(_ text: String) -> String {
  let quote: Unicode.Scalar = text.utf8.contains(0x27) && !text.utf8.contains(0x22) ? "\"" : "'"
  var result = String(Character(quote))
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case "\n": result += "\\n"
    case "\t": result += "\\t"
    case "\r": result += "\\r"
    case quote: result += "\\" + String(Character(quote))
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + String(Character(quote))
}
