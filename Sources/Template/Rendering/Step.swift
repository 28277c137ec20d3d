/// An expression of a program as flat code. Numbers are positions in the tables of the program.
///
/// What is bound is a tree of `Operation`. To walk a tree is to count references to every node of it, on objects that
/// all threads share; a step is copied as it is.
enum Step: Sendable {
  case constant(Int)
  case variable(Slot)
  /// The field of a record in a slot: the most frequent by far.
  case slotField(Slot, GetterStep)
  /// A field of what another step gives.
  case field(Int, GetterStep)
  case member(Int, member: Int, isLenient: Bool, site: Int)
  case element(Int, Int, isLenient: Bool, site: Int)
  /// The operands: what is sliced, and its three bounds, which may be `Step.absent`.
  case slice(Operands, site: Int)
  case list(Operands)
  /// The operands: names and values in turn.
  case mapping(Operands, site: Int)
  case negation(Int, site: Int)
  case affirmation(Int, site: Int)
  case arithmetic(ArithmeticOperator, Int, Int, site: Int)
  case concatenation(Operands, site: Int)
  /// The signs stand in `comparisons`, one less than there are operands.
  case comparison(Operands, signs: Int, site: Int)
  case not(Int)
  case conjunction(Operands)
  case disjunction(Operands)
  case choice(condition: Int, then: Int, otherwise: Int)
  case isDefined(Int)
  /// The value, or another where there is none; `replacesFalse`: where it is not true.
  case fallback(Int, Int, replacesFalse: Int)
  case filter(Int)
  case hostFilter(Int)
  case test(Int)
  case loop(LoopProperty, position: Slot, items: Slot)
  case cycle(Operands, position: Slot)
  case macro(MacroStep)
  case caller(Operands, site: Int)
  case hasCaller
  case capture(Range<Int>)

  /// Stands for an operand that is left out.
  static let absent = -1
}

/// A field to read; `isLenient`: of nothing it is nothing.
struct GetterStep: Sendable {
  let getter: Int
  let isLenient: Bool
  let site: Int
}

/// Steps that belong to one step, as a part of the table `operands`.
struct Operands: Sendable {
  let first: Int
  let count: Int

  var range: Range<Int> { first..<first + count }
}

struct FilterStep: Sendable {
  let apply: BuiltinFilter.Apply
  let input: Int
  let arguments: Operands
  let path: [Member]?
  let inner: (apply: InnerCall.Apply, arguments: Operands)?
  let site: Int
}

struct TestStep: Sendable {
  let apply: BuiltinTest.Apply
  let input: Int
  let arguments: Operands
  let site: Int
}

struct HostStep: Sendable {
  let name: String
  private(set) var apply: HostCall.Apply
  /// `Step.absent` for a function.
  let input: Int
  let inputType: ValueType
  let arguments: Operands
  let types: [ValueType]
  let keywords: (names: [String], values: Operands)?
  let site: Int

  func copy() -> HostStep {
    var step = self
    step.apply = { [apply] input, arguments throws(Complaint) in try apply(input, arguments) }
    return step
  }
}

struct MacroStep: Sendable {
  let macro: Int
  /// An argument may be absent.
  let arguments: Operands
  /// One of `callers`, or `Step.absent`.
  let caller: Int
  let site: Int
}

/// The body of a `call` block.
struct CallerStep: Sendable {
  let body: Range<Int>
  /// The slots of its parameters follow one another.
  let parameters: Slot
  let defaults: Operands
}

struct BranchStep: Sendable {
  let condition: Int
  let body: Range<Int>
}

struct LoopStep: Sendable {
  let list: Int
  /// The slots of its names follow one another.
  let target: Slot
  let targets: Int
  /// Or `Step.absent`.
  let condition: Int
  let position: Slot
  let items: Slot
  let body: Range<Int>
  let otherwise: Range<Int>
  let site: Int
}

struct MacroBody: Sendable {
  let name: String
  let body: Range<Int>
  /// How many slots its frame has; the first are its parameters.
  let slots: Int
  let defaults: Operands
  /// How deep what it does is nested, calls of macros not counted.
  let depth: Int
}
