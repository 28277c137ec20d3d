/// What a template may cost at most, and which addresses it may write.
public struct Limits: Sendable {
  /// Bytes of one template.
  public var size = 1_000_000
  /// Parentheses, operators and filters inside one another.
  var expressionDepth = 200
  /// `if`, `for`, `block`… inside one another, in one template.
  var blockDepth = 64
  /// Templates that include or extend one another, and macros that call one another.
  var templateDepth = 64
  /// Parts of all templates, counted each time one is included.
  public var parts = 200_000
  /// Schemes of addresses in `href`, `src` and their like.
  public var schemes: Set<String> = ["http", "https", "mailto", "tel"]

  /// Bytes of a text, and items of a list, that a template makes while rendering: doubling them again and again must
  /// end before the memory does.
  static let text = 16_000_000
  static let items = 1_000_000

  static func check(text count: Int) throws(Complaint) {
    guard count <= text else { throw Complaint("the text would be longer than \(text) bytes") }
  }

  /// Errors of one template: what follows so many is not looked at.
  static let diagnostics = 100

  /// What no theme that a person writes comes near to.
  public init() {}
}
