/// Where something is wrong, with the line itself, so that a message needs no file to be shown.
public struct Place: Sendable, Hashable, Codable {
  public let path: String
  /// Counted from 1; 0 when the file as a whole is meant.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
  /// How many scalars the caret underlines.
  public let width: Int
  /// The text of the line, without its end.
  public let excerpt: String

  public init(path: String, line: Int, column: Int, width: Int, excerpt: String) {
    self.path = path
    self.line = line
    self.column = column
    self.width = width
    self.excerpt = excerpt
  }

  /// A whole file or folder.
  public init(path: String) {
    self.init(path: path, line: 0, column: 0, width: 0, excerpt: "")
  }
}

/// One thing that is wrong: what, where, and what can be done about it.
public struct Diagnostic: Error, Sendable, Hashable, Codable {
  public enum Severity: String, Sendable, Hashable, Codable {
    case error, warning
  }

  /// A second place that helps to understand the first.
  public struct Note: Sendable, Hashable, Codable {
    public let message: String
    public let place: Place?

    public init(_ message: String, place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  public var severity: Severity
  /// A stable name of the kind of mistake, by which the documentation lists it: `front-matter-unknown-key`.
  public let id: String
  public let message: String
  public let place: Place?
  /// One sentence that can be acted on.
  public var hint: String?
  public var notes: [Note]

  public init(
    _ severity: Severity = .error, id: String, _ message: String, at place: Place? = nil, hint: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.id = id
    self.message = message
    self.place = place
    self.hint = hint
    self.notes = notes
  }

  /// The same, as a warning.
  public var asWarning: Diagnostic {
    var copy = self
    copy.severity = .warning
    return copy
  }
}

/// Everything that a step found wrong. It holds at least one error.
public struct BuildFailure: Error, Sendable, Hashable {
  public let diagnostics: [Diagnostic]

  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  public init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}
