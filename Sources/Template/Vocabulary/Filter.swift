/// What a filter or function has against its arguments: one sentence without place, which the caller adds.
public struct Complaint: Error, Sendable {
  public let message: String
  /// One sentence that can be acted on.
  public let hint: String?

  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

/// One parameter of a filter or function. Arguments are given by position or by name.
public struct Parameter: Sendable {
  public let name: String
  public let type: ValueType
  /// What is taken when the argument is left out; nil when it may not be.
  public let defaultValue: Value?

  public init(_ name: String, _ type: ValueType, default defaultValue: Value? = nil) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

/// A filter of the host: `{{ input | name(arguments) }}`.
public struct Filter: Sendable {
  public typealias Apply = @Sendable (_ input: Value, _ arguments: [Value]) throws(Complaint) -> Value
  public typealias Check = @Sendable (_ input: Value?, _ arguments: [Value?]) throws(Complaint) -> Void

  public let name: String
  public let input: ValueType
  public let parameters: [Parameter]
  /// Whether arguments with names that are no parameter's are taken: they come as one mapping, after the others.
  public let takesKeywords: Bool
  public let result: ValueType
  public let sentence: String
  /// Looks, when templates are loaded, at what is written as a literal (nil: known only while rendering).
  public let check: Check?
  /// `arguments` has a value for every parameter, in order.
  public let apply: Apply

  public init(
    _ name: String, input: ValueType, parameters: [Parameter] = [], takesKeywords: Bool = false, result: ValueType,
    _ sentence: String, check: Check? = nil, apply: @escaping Apply
  ) {
    self.name = name
    self.input = input
    self.parameters = parameters
    self.takesKeywords = takesKeywords
    self.result = result
    self.sentence = sentence
    self.check = check
    self.apply = apply
  }
}

/// A function of the host: `{{ name(arguments) }}`.
public struct Function: Sendable {
  public typealias Apply = @Sendable (_ arguments: [Value]) throws(Complaint) -> Value
  public typealias Check = @Sendable (_ arguments: [Value?]) throws(Complaint) -> Void

  public let name: String
  public let parameters: [Parameter]
  /// Whether arguments with names that are no parameter's are taken: they come as one mapping, after the others.
  public let takesKeywords: Bool
  public let result: ValueType
  public let sentence: String
  /// Looks, when templates are loaded, at what is written as a literal (nil: known only while rendering).
  public let check: Check?
  /// `arguments` has a value for every parameter, in order.
  public let apply: Apply

  public init(
    _ name: String, parameters: [Parameter] = [], takesKeywords: Bool = false, result: ValueType, _ sentence: String,
    check: Check? = nil, apply: @escaping Apply
  ) {
    self.name = name
    self.parameters = parameters
    self.takesKeywords = takesKeywords
    self.result = result
    self.sentence = sentence
    self.check = check
    self.apply = apply
  }
}
