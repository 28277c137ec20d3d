/// A filter of the language itself.
struct BuiltinFilter: Sendable {
  typealias Apply = @Sendable (FilterCall) throws(Complaint) -> Value

  let name: String
  let input: Accepted
  let parameters: [BuiltinParameter]
  let sentence: String
  /// The type of what comes out for an input of a type.
  let result: @Sendable (ValueType) -> ValueType
  let apply: Apply

  init(
    _ name: String, _ input: Accepted, _ parameters: [BuiltinParameter], _ sentence: String,
    result: @escaping @Sendable (ValueType) -> ValueType, apply: @escaping Apply
  ) {
    self.name = name
    self.input = input
    self.parameters = parameters
    self.sentence = sentence
    self.result = result
    self.apply = apply
  }

  init(
    _ name: String, _ input: Accepted, _ sentence: String, result: @escaping @Sendable (ValueType) -> ValueType,
    apply: @escaping Apply
  ) {
    self.init(name, input, [], sentence, result: result, apply: apply)
  }

  init(
    _ name: String, _ input: Accepted, _ parameters: [BuiltinParameter], _ sentence: String, _ result: ValueType,
    apply: @escaping Apply
  ) {
    self.init(name, input, parameters, sentence, result: { _ in result }, apply: apply)
  }

  init(_ name: String, _ input: Accepted, _ sentence: String, _ result: ValueType, apply: @escaping Apply) {
    self.init(name, input, [], sentence, result: { _ in result }, apply: apply)
  }

  static let all = textFilters + numberFilters + listFilters + selectionFilters + otherFilters
  static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    .merging(aliases.compactMap { alias, name in all.first { $0.name == name }.map { (alias, $0) } }) { first, _ in
      first
    }
  /// Names that Jinja has for the same.
  static let aliases = ["count": "length", "e": "escape", "tojson": "json", "d": "default"]
}

/// What a filter of the language takes.
enum Accepted: String, Sendable {
  case anything
  /// Text and HTML; numbers and booleans are taken by their text.
  case text
  /// Text that is no markup, which must not be cut.
  case plainText = "plain text"
  case number
  case list
  case mapping
  case sequence = "list or text"
  case sized = "list, mapping or text"

  func admits(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.anything, _), (_, .open): true
    case (.text, .text), (.text, .html), (.text, .integer), (.text, .number), (.text, .boolean): true
    case (.plainText, .text), (.plainText, .integer), (.plainText, .number): true
    case (.number, .integer), (.number, .number), (.number, .boolean): true
    case (.list, .list), (.list, .mapping), (.list, .text), (.mapping, .mapping): true
    case (.sequence, .list), (.sequence, .text), (.sequence, .html), (.sequence, .mapping): true
    case (.sized, .list), (.sized, .mapping), (.sized, .text), (.sized, .html): true
    default: false
    }
  }
}

struct BuiltinParameter: Sendable {
  enum Kind: Sendable, Equatable {
    case value(ValueType)
    /// The name of a field, or several with dots between them: a literal, so that it can be resolved when loaded.
    case attribute
    /// The name of a filter, with its arguments after it.
    case filter
    /// The name of a test, with its arguments after it.
    case test
  }

  let name: String
  let kind: Kind
  let defaultValue: Value?

  init(_ name: String, _ type: ValueType, default defaultValue: Value? = nil) {
    self.init(name, kind: .value(type), default: defaultValue)
  }

  init(_ name: String, kind: Kind, default defaultValue: Value? = nil) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
  }

  static let optionalAttribute = BuiltinParameter("attribute", kind: .attribute, default: Value.none)
  static let caseSensitive = BuiltinParameter("case_sensitive", .boolean, default: .boolean(false))
}

/// A filter at work.
struct FilterCall {
  let input: Value
  /// One for each parameter that is a value, in order; `none` for the others.
  let arguments: [Value]
  let path: [Member]?
  let inner: EvaluatedCall?
  /// Nil for a filter that reads no fields.
  let fields: FieldReader?

  /// The items of a list, the names of a mapping, the characters of a text.
  func items() throws(Complaint) -> [Value] { try list().values }

  func list() throws(Complaint) -> List {
    switch input {
    case .list(let list): return list
    case .mapping(let mapping): return List(mapping.keys.map { .text($0) })
    case .text, .html: return List((input.string ?? "").unicodeScalars.map { .text(String(Character($0))) })
    default: throw Complaint("\(input.kind) is no list")
    }
  }

  func text() throws(Complaint) -> String { try input.asText() }

  func text(_ index: Int) throws(Complaint) -> String { try arguments[index].asText() }

  func integer(_ index: Int, _ name: String) throws(Complaint) -> Int {
    guard case .integer(let value)? = arguments[index].numeral else {
      throw Complaint("\"\(name)\" is an integer, not \(arguments[index].kind)")
    }
    return value
  }

  /// What a list is sorted, grouped or joined by: the item, or what its path leads to.
  func key(_ item: Value) throws(Complaint) -> Value {
    guard let path else { return item }
    var value = item
    for member in path { value = try memberValue(value, member, fields) }
    return value
  }
}

/// Another filter, or a test, that a filter applies to each item.
struct InnerCall: Sendable {
  let name: String
  let apply: Apply
  let arguments: [Operation?]

  typealias Apply = @Sendable (Value, [Value], FieldReader?) throws(Complaint) -> Value
}

struct EvaluatedCall {
  let apply: InnerCall.Apply
  let arguments: [Value]
  let fields: FieldReader?

  func callAsFunction(_ value: Value) throws(Complaint) -> Value { try apply(value, arguments, fields) }
}

/// A member of a value whose type is not known; a name in a mapping that is not there is `none`, as in Jinja.
func memberValue(_ value: Value, _ member: Member, _ fields: FieldReader?) throws(Complaint) -> Value {
  switch value {
  case .record(let record):
    if let fields, let found = member.fields.first(where: { $0.type == record.type }) {
      return fields.value(of: found.field, record)
    }
  case .mapping(let mapping): return mapping[member.name] ?? .none
  case .list(let list):
    if let index = Int(member.name), index >= 0, index < list.count { return list[index] }
  case .none: return .none
  default: break
  }
  throw .noMember(member.name, of: value, among: [])
}

/// A result that is markup where the input was.
func like(_ input: Value, _ text: String) -> Value {
  if case .html(let html) = input { return .html(HTML(Array(text.utf8), html.language)) }
  return .text(text)
}

/// `text` stays text, markup stays markup, and the rest becomes text.
@Sendable func textual(_ type: ValueType) -> ValueType { type == .html ? .html : type == .open ? .open : .text }
