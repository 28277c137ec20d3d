/// The type that a value is known to have before anything is rendered.
public indirect enum ValueType: Sendable {
  case text, html, integer, number, boolean, instant, none
  case list(ValueType)
  case mapping(ValueType)
  case record(RecordType)
  /// A group that `groupby` makes of a list of the type: it has `grouper` and `list`.
  case group(ValueType)
  /// The type, or `none`.
  case optional(ValueType)
  /// Anything: what it is shows while a page is rendered, and is checked then.
  case open
}

extension ValueType: CustomStringConvertible {
  /// The type as messages and the reference page call it.
  public var description: String {
    switch self {
    case .text: "text"
    case .html: "HTML"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .instant: "instant"
    case .none: "none"
    case .list(.open): "list"
    case .list(let element): "list of \(element)"
    case .mapping(.open): "mapping"
    case .mapping(let value): "mapping to \(value)"
    case .record(let type): type.name
    case .group(let element): "group of \(element)"
    case .optional(let type): "\(type) or none"
    case .open: "anything"
    }
  }
}

extension ValueType: Equatable {
  public static func == (a: ValueType, b: ValueType) -> Bool {
    switch (a, b) {
    case (.text, .text), (.html, .html), (.integer, .integer), (.number, .number), (.boolean, .boolean),
      (.instant, .instant), (.none, .none), (.open, .open):
      true
    case (.list(let a), .list(let b)), (.mapping(let a), .mapping(let b)), (.optional(let a), .optional(let b)),
      (.group(let a), .group(let b)):
      a == b
    case (.record(let a), .record(let b)): a === b
    default: false
    }
  }
}

extension ValueType {
  /// Whether a value is of the type; an integer is a number, and text goes where HTML goes.
  func admits(_ value: Value) -> Bool {
    switch (self, value) {
    case (.open, _), (.optional, .none), (.none, .none), (.text, .text), (.html, .html), (.text, .html), (.html, .text),
      (.integer, .integer), (.number, .number), (.number, .integer), (.boolean, .boolean), (.instant, .instant),
      (.list, .list), (.mapping, .mapping), (.group, .mapping):
      true
    case (.record(let type), .record(let record)): ObjectIdentifier(type) == record.type
    case (.optional(let type), _): type.admits(value)
    default: false
    }
  }

  /// Whether a value of another type may be given where this one is wanted. What may be right is let through: the rest
  /// shows while rendering.
  func admits(_ other: ValueType) -> Bool {
    switch (self, other) {
    case (.open, _), (_, .open), (.text, .html), (.html, .text), (.number, .integer): true
    case (.optional(let type), .optional(let other)): type.admits(other)
    case (.optional, .none): true
    case (.optional(let type), _): type.admits(other)
    case (.list(let type), .list(let other)), (.mapping(let type), .mapping(let other)): type.admits(other)
    default: self == other
    }
  }
}
