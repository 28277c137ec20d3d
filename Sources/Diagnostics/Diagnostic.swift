/// Where something is wrong, with the line itself, so that a message needs no file to be shown.
public struct Place: Sendable, Hashable, Codable {
  /// The file or folder, as the user knows it: relative to the folder the command was run on.
  public let path: String
  /// Counted from 1; 0 when the file as a whole is meant.
  public let line: Int
  /// Counted from 1, in Unicode scalars.
  public let column: Int
  /// How many scalars the caret underlines.
  public let width: Int
  /// The text of the line, without its end.
  public let excerpt: String

  /// For a place that has been found; `Source.place` finds one.
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
  /// Whether anything is published all the same: an error keeps a build from writing, a warning does not.
  public enum Severity: String, Sendable, Hashable, Codable {
    case error, warning
  }

  /// A second place that helps to understand the first.
  public struct Note: Sendable, Hashable, Codable {
    /// What there is to see in the second place; without a full stop, as in `Diagnostic`.
    public let message: String
    /// Nil when the sentence says all.
    public let place: Place?

    /// - Parameter message: What there is to see there: `the other one`.
    public init(_ message: String, place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  /// An error, unless `asWarning` or a setting of the site made it one that lets the build pass.
  public var severity: Severity
  /// A stable name of the kind of mistake, by which the documentation lists it: `front-matter-unknown-key`.
  public let id: String
  /// One sentence, in lower case and without a full stop: names, values and paths as the user wrote them.
  public let message: String
  /// Nil when no file can be named.
  public let place: Place?
  /// One sentence that can be acted on.
  public var hint: String?
  /// Shown below the hint, in this order.
  public var notes: [Note]

  /// - Parameters:
  ///   - id: Every one has a row in the documentation (`Messages.md`), by which a user finds what it means.
  ///   - message: What is wrong.
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
  /// In the order in which they are shown.
  public let diagnostics: [Diagnostic]

  /// - Parameter diagnostics: Errors, with the warnings that help to understand them.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  /// A single error.
  public init(_ diagnostic: Diagnostic) { self.init([diagnostic]) }
}
