import Diagnostics

/// Where in which template something stands.
struct Site: Sendable {
  let source: Int
  let range: SourceRange
}

/// A template made ready: names are slots, fields are getters, and how a value is escaped is decided.
final class Program: Sendable {
  let name: String
  let sources: [Source]
  /// The code of all bodies; a body is a range in it, and the bodies inside of it are ranges before it.
  let instructions: [Instruction]
  let main: Range<Int>
  /// The text outside of tags, and which part of it each literal is.
  let text: [UInt8]
  let literals: [Range<Int>]
  let steps: [Step]
  let operands: [Int]
  let comparisons: [ComparisonOperator]
  let constants: [Value]
  let sites: [Site]
  let fields: [AnyField]
  /// How each of `fields` is read, and what is noted when it is: `AnyField` without the detour over an object.
  let getters: [Getter]
  let parts: [ReadKey?]
  let members: [Member]
  let filters: [FilterStep]
  let hosts: [HostStep]
  let tests: [TestStep]
  let callers: [CallerStep]
  let branches: [BranchStep]
  let loops: [LoopStep]
  let macros: [MacroBody]
  let fragments: [FragmentCode]
  let fragmentTable: FragmentTable
  /// How many slots the page itself needs; the first are the variables of its kind.
  let slots: Int
  let variables: Int
  let language: HTML.Language
  /// What messages say of the types of records.
  let records: [ObjectIdentifier: (name: String, fields: [String])]
  let schemes: Set<String>
  /// How most addresses begin that are as they should be.
  let safeStarts: [[UInt8]]
  /// How deep the page itself is nested, calls of macros not counted.
  let depth: Int
  /// The owner of all records that name none and are not the page's own.
  let root: any AnyObject & Sendable

  init(
    _ code: ProgramBuilder, main: Range<Int>, slots: Int, variables: Int, depth: Int, vocabulary: Vocabulary,
    limits: Limits, fragments table: FragmentTable, root: any AnyObject & Sendable
  ) {
    var finder = FragmentFinder(code, table)
    let main = finder.found(main)
    let code = finder.code
    let lowered = Lowering(code)
    name = code.name
    sources = code.sources
    instructions = lowered.instructions
    self.main = main
    text = code.literals.flatMap { $0 }
    literals = code.literals.reduce(into: []) { ranges, literal in
      let start = ranges.last?.upperBound ?? 0
      ranges.append(start..<start + literal.count)
    }
    steps = lowered.steps
    operands = lowered.operands
    comparisons = lowered.comparisons
    constants = lowered.constants
    sites = lowered.sites
    fields = lowered.getters
    getters = fields.map { Getter(read: $0.read, isOfPage: $0.isOfPage) }
    parts = fields.map(\.part)
    members = lowered.members
    filters = lowered.filters
    hosts = lowered.hosts
    tests = lowered.tests
    callers = lowered.callers
    branches = lowered.branches
    loops = lowered.loops
    macros = lowered.macros
    fragments = code.fragments
    fragmentTable = table
    self.slots = slots
    self.variables = variables
    language = code.language
    records = Dictionary(
      vocabulary.recordTypes.map { type in
        (ObjectIdentifier(type), (type.name, vocabulary.fields(of: type).map(\.name).sorted()))
      }, uniquingKeysWith: { first, _ in first })
    schemes = limits.schemes
    safeStarts = [[UInt8(ascii: "/")]] + limits.schemes.filter { $0 == $0.lowercased() }.map { Array("\($0):".utf8) }
    self.depth = depth
    self.root = root
  }

  /// The same for another root, with filters and functions of the host of its own: two threads that call one wait for
  /// each other whenever they count the references to it.
  init(copying other: Program, root: any AnyObject & Sendable) {
    name = other.name
    sources = other.sources
    instructions = other.instructions
    main = other.main
    text = other.text
    literals = other.literals
    steps = other.steps
    operands = other.operands
    comparisons = other.comparisons
    constants = other.constants
    sites = other.sites
    fields = other.fields
    getters = other.getters
    parts = other.parts
    members = other.members
    filters = other.filters
    hosts = other.hosts.map { $0.copy() }
    tests = other.tests
    callers = other.callers
    branches = other.branches
    loops = other.loops
    macros = other.macros
    fragments = other.fragments
    fragmentTable = other.fragmentTable
    slots = other.slots
    variables = other.variables
    language = other.language
    records = other.records
    schemes = other.schemes
    safeStarts = other.safeStarts
    depth = other.depth
    self.root = root
  }
}

/// The root of templates that are not bound to one: no record is its.
final class NoRoot: Sendable {}

/// A getter in a table: a closure that stands in an array by itself is wrapped in another, which is counted.
struct Getter: Sendable {
  let read: AnyField.Getter
  let isOfPage: Bool
}

/// What is gathered while a template is bound.
struct ProgramBuilder {
  let name: String
  let language: HTML.Language
  var sources: [Source] = []
  var instructions: [Instruction] = []
  var literals: [[UInt8]] = []
  var operations: [Operation] = []
  var sites: [Site] = []
  var getters: [AnyField] = []
  var branches: [Branch] = []
  var loops: [LoopCode] = []
  var macros: [MacroCode?] = []
  var fragments: [FragmentCode] = []
  /// The variables that have one value for all pages, by their slots.
  var sharedSlots: [Int: String] = [:]
  /// Slots of the page that a loop gives the records of a tracked type to, with the type's number.
  var recordSlots: [Int: Int] = [:]
  /// Slots that anything but a loop gives a value to.
  var setSlots: Set<Int> = []
  /// Whether each slot of the page belongs to one variable alone.
  var hasOwnSlots = true
}

/// One step of rendering. Numbers are positions in the tables of the program.
enum Instruction: Sendable {
  /// One of `literals`.
  case literal(Int)
  /// What an operation gives, escaped, with the site it stands at. Operations are steps in a program that is ready.
  case print(operation: Int, Escape, site: Int)
  /// The field of a record in a slot of the page: the most frequent print by far, without a detour.
  case printField(slot: Int, getter: Int, Escape, site: Int)
  case set(Slot, operation: Int)
  /// A list, whose items go to slots in order.
  case unpack(first: Slot, count: Int, operation: Int, site: Int)
  case clear(Slot)
  /// The first of these branches whose condition holds, or else a body.
  case conditional(first: Int, count: Int, otherwise: Range<Int>)
  case loop(Int)
  /// Renders a body into a slot, as markup.
  case capture(Slot, body: Range<Int>)
  /// Runs a body for what it sets.
  case discard(body: Range<Int>)
  case body(Range<Int>)
  /// Renders a macro's body right here.
  case call(operation: Int)
  /// The value of an attribute that is an address begins here.
  case beginAddress
  /// It ends here, and is looked at.
  case endAddress(AddressKind, site: Int)
  /// One of `fragments`.
  case fragment(Int)
}

/// A variable's place: in the frame of the page, or in that of the macro that is being rendered.
struct Slot: Sendable {
  let index: Int
  let isLocal: Bool

  /// The slot so many places behind it.
  func next(_ count: Int) -> Slot { Slot(index: index + count, isLocal: isLocal) }
}

struct Branch: Sendable {
  let condition: Operation
  let body: Range<Int>
}

struct LoopCode: Sendable {
  let list: Operation
  let targets: [Slot]
  let condition: Operation?
  let position: Slot
  let items: Slot
  let body: Range<Int>
  let otherwise: Range<Int>
  let site: Site
}

struct MacroCode: Sendable {
  let name: String
  let body: Range<Int>
  /// How many slots its frame has; the first are its parameters.
  let slots: Int
  let defaults: [Operation?]
  /// How deep what it does is nested, calls of macros not counted.
  let depth: Int

  static let empty = MacroCode(name: "", body: 0..<0, slots: 0, defaults: [], depth: 0)
}
