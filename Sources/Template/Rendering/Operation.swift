import Diagnostics

/// An expression made ready.
indirect enum Operation: Sendable {
  case constant(Value)
  case variable(Slot)
  /// A field of a record whose type is known. `isLenient`: of nothing it is nothing.
  case field(Operation, AnyField, isLenient: Bool, Site)
  /// A member of something that is known only while rendering.
  case member(Operation, Member, isLenient: Bool, Site)
  case element(Operation, Operation, isLenient: Bool, Site)
  case slice(Operation, from: Operation?, upTo: Operation?, step: Operation?, Site)
  case list([Operation])
  case mapping([(key: Operation, value: Operation)], Site)
  case negation(Operation, Site)
  case affirmation(Operation, Site)
  case arithmetic(ArithmeticOperator, Operation, Operation, Site)
  case concatenation([Operation], Site)
  case comparison(Operation, [(sign: ComparisonOperator, operand: Operation)], Site)
  case not(Operation)
  case conjunction([Operation])
  case disjunction([Operation])
  case choice(condition: Operation, then: Operation, otherwise: Operation)
  case isDefined(Operation)
  /// The value, or another where there is none; `replacesFalse`: where it is not true.
  case fallback(Operation, Operation, replacesFalse: Operation)
  case filter(FilterCode)
  case hostFilter(HostCall)
  case test(TestCode)
  case loop(LoopProperty, position: Slot, items: Slot)
  case cycle([Operation], position: Slot)
  case macro(MacroCall)
  /// What the `call` block around the call of this macro says.
  case caller([Operation], Site)
  case hasCaller
  /// What a body renders, as markup.
  case capture(Range<Int>)
}

/// A name, and the getters of the record types that have such a field.
struct Member: Sendable {
  let name: String
  let fields: [(type: ObjectIdentifier, field: AnyField)]
}

enum LoopProperty: String, Sendable, CaseIterable {
  case index, index0, first, last, length, revindex, revindex0, previtem, nextitem
}

struct FilterCode: Sendable {
  let name: String
  let apply: BuiltinFilter.Apply
  let input: Operation
  let arguments: [Operation?]
  let path: [Member]?
  let inner: InnerCall?
  let site: Site
}

struct TestCode: Sendable {
  let name: String
  let apply: BuiltinTest.Apply
  let input: Operation
  let arguments: [Operation]
  let site: Site
}

/// A filter or function of the host, or a method of mappings.
struct HostCall: Sendable {
  /// `filter`, `function` or `method`.
  let kind: String
  let name: String
  let apply: Apply
  /// What a filter is applied to.
  let input: (value: Operation, type: ValueType)?
  let arguments: [Operation]
  let types: [ValueType]
  /// Names of the arguments that are given as one mapping at the end.
  let keywords: [(name: String, value: Operation)]?
  let site: Site

  /// The input is `none` where there is none.
  typealias Apply = @Sendable (_ input: Value, _ arguments: [Value]) throws(Complaint) -> Value
}

struct MacroCall: Sendable {
  let macro: Int
  let arguments: [Operation?]
  let caller: CallerCode?
  let site: Site
}

/// The body of a `call` block.
struct CallerCode: Sendable {
  let body: Range<Int>
  let parameters: [Slot]
  let defaults: [Operation?]
}

/// How a value is written.
enum Escape: UInt8, Sendable {
  /// Text of an HTML page; markup as it is.
  case text
  /// Quoted attribute, `title` or `textarea`: markup is reduced to its words.
  case words
  case xml
  /// As it is.
  case plain
  case json
  /// JSON inside of `script`.
  case script
}

/// What an attribute that is an address holds.
enum AddressKind: UInt8, Sendable {
  case single
  /// `srcset`, `ping`: several with white space or commas between them.
  case several
  /// `content` of a `meta` that refreshes.
  case refresh
}
