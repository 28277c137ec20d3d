/// What a filter or function has against its arguments: one sentence without place, which the caller adds.
public struct Complaint: Error, Sendable {
  /// Without a full stop: `the width has to be more than 0`.
  public let message: String
  /// One sentence that can be acted on.
  public let hint: String?

  /// - Parameter hint: One sentence that can be acted on, when there is more to say.
  public init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}

/// One parameter of a filter or function. Arguments are given by position or by name.
public struct Parameter: Sendable {
  /// By which an argument may be given: `| date(pattern="d")`.
  public let name: String
  /// What is checked when templates are loaded, and of open values while rendering.
  public let type: ValueType
  /// What is taken when the argument is left out; nil when it may not be.
  public let defaultValue: Value?

  /// - Parameter defaultValue: Of `type`; nil when templates have to give one.
  public init(_ name: String, _ type: ValueType, default defaultValue: Value? = nil) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
  }
}

/// A filter of the host: `{{ input | name(arguments) }}`.
public struct Filter: Sendable {
  /// Makes the result, of the type that was declared; a complaint gets the place of the filter.
  public typealias Apply = @Sendable (_ input: Value, _ arguments: [Value]) throws(Complaint) -> Value
  /// Complains of literals that no input can go with; anything that is nil is not known yet.
  public typealias Check = @Sendable (_ input: Value?, _ arguments: [Value?]) throws(Complaint) -> Void

  /// What stands behind the `|`.
  public let name: String
  /// What it takes; anything else is an error when templates are loaded.
  public let input: ValueType
  /// In the order in which arguments without names are taken.
  public let parameters: [Parameter]
  /// Whether arguments with names that are no parameter's are taken: they come as one mapping, after the others.
  public let takesKeywords: Bool
  /// What it makes, by which the next filter is checked.
  public let result: ValueType
  /// What it does: a line of the reference page.
  public let sentence: String
  /// Looks, when templates are loaded, at what is written as a literal (nil: known only while rendering).
  public let check: Check?
  /// `arguments` has a value for every parameter, in order.
  public let apply: Apply

  /// - Parameter sentence: What it does, as the reference page says it.
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
  /// Makes the result, of the type that was declared; a complaint gets the place of the call.
  public typealias Apply = @Sendable (_ arguments: [Value]) throws(Complaint) -> Value
  /// Complains of literals that cannot be; anything that is nil is not known yet.
  public typealias Check = @Sendable (_ arguments: [Value?]) throws(Complaint) -> Void

  /// What stands before the `(`.
  public let name: String
  /// In the order in which arguments without names are taken.
  public let parameters: [Parameter]
  /// Whether arguments with names that are no parameter's are taken: they come as one mapping, after the others.
  public let takesKeywords: Bool
  /// What it makes, by which whatever follows is checked.
  public let result: ValueType
  /// What it does: a line of the reference page.
  public let sentence: String
  /// Looks, when templates are loaded, at what is written as a literal (nil: known only while rendering).
  public let check: Check?
  /// `arguments` has a value for every parameter, in order.
  public let apply: Apply

  /// - Parameter sentence: What it does, as the reference page says it.
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
