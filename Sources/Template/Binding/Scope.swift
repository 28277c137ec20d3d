import Diagnostics

/// What a name means.
enum Symbol {
  case variable(BoundVariable)
  case macro(MacroSymbol)
  case module([String: Symbol])
  case loop(LoopSymbol)
}

struct BoundVariable {
  let slot: Int
  /// The frame the slot is in: 0 is that of the page.
  let frame: Int
  let type: ValueType
  /// Changes with every assignment, so that what is known of one value is not held for known of the next.
  let identity: Int
}

struct MacroSymbol {
  let index: Int
  let name: String
  let parameters: [Parameter]
  let definition: Place

  struct Parameter {
    let name: String
    let isOptional: Bool
  }
}

struct LoopSymbol {
  let position: BoundVariable
  let items: BoundVariable
  let element: ValueType
}

/// The names that were declared in one block of a template.
struct Scope {
  var symbols: [String: Symbol] = [:]
  /// Slots for names that some branch of an `if` will declare.
  var reserved: [String: Int] = [:]
}

/// The slots of the page, or of a macro.
struct Frame {
  let identity: Int
  private(set) var next: Int
  private(set) var highest: Int
  private(set) var isReusing = false

  init(identity: Int, slots: Int = 0) {
    self.identity = identity
    next = slots
    highest = slots
  }

  mutating func allocate(_ count: Int = 1) -> Int {
    next += count
    highest = max(highest, next)
    return next - count
  }

  /// Slots of the page are used again only when they are many: while each belongs to one variable, it can be told which
  /// parts of the page come out the same elsewhere.
  mutating func release(to slot: Int) {
    if identity == 0, next < Self.ample { return }
    next = slot
    isReusing = true
  }

  private static let ample = 500
}

/// An expression that was bound.
struct Bound {
  var operation: Operation
  var type: ValueType
  var depth: Int

  init(_ operation: Operation, _ type: ValueType, depth: Int = 1) {
    self.operation = operation
    self.type = type
    self.depth = depth
  }

  /// What stands for an expression that is wrong, which was reported.
  static let wrong = Bound(.constant(.none), .open)

  /// The value, where it is written as a literal.
  var constant: Value? {
    if case .constant(let value) = operation { return value }
    return nil
  }
}

extension ValueType {
  /// Whether it may be that there is no value.
  var isOptional: Bool {
    switch self {
    case .optional, .none: true
    default: false
    }
  }

  var unwrapped: ValueType {
    if case .optional(let type) = self { return type.unwrapped }
    return self
  }

  /// The type, or none.
  var asOptional: ValueType {
    switch self {
    case .optional, .none, .open: self
    default: .optional(self)
    }
  }

  /// What a value is that is of one type or of the other.
  static func union(_ a: ValueType, _ b: ValueType) -> ValueType {
    if a == b { return a }
    if case .none = a { return b.asOptional }
    if case .none = b { return a.asOptional }
    if a.isOptional || b.isOptional { return union(a.unwrapped, b.unwrapped).asOptional }
    switch (a, b) {
    case (.integer, .number), (.number, .integer): return .number
    case (.list(let a), .list(let b)): return .list(union(a, b))
    case (.mapping(let a), .mapping(let b)): return .mapping(union(a, b))
    default: return .open
    }
  }
}
