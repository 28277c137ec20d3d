/// A variable that templates of a kind see.
public struct Variable: Sendable {
  /// What templates write.
  public let name: String
  /// What its value is, by which templates are checked.
  public let type: ValueType
  /// What it is: a line of the reference page.
  public let sentence: String
  /// Whether it has the same value for all pages that are rendered with one `FragmentMemo`, whatever their kind.
  public let isShared: Bool

  /// - Parameter sentence: What it is, as the reference page says it.
  public init(_ name: String, _ type: ValueType, _ sentence: String, isShared: Bool = false) {
    self.name = name
    self.type = type
    self.sentence = sentence
    self.isShared = isShared
  }
}

/// A kind of page, and what its template may say.
public struct TemplateKind: Sendable {
  /// As the reference page calls it: `article`.
  public let name: String
  /// Which pages are of this kind: a line of the reference page.
  public let sentence: String
  /// In the order in which `Template.render` takes their values.
  public let variables: [Variable]

  /// - Parameter variables: In the order in which `Template.render` takes their values.
  public init(_ name: String, _ sentence: String, variables: [Variable]) {
    self.name = name
    self.sentence = sentence
    self.variables = variables
  }
}

/// Everything that templates may say, declared once by the host.
public struct Vocabulary: Sendable {
  /// The kinds of pages, in the order of the reference page.
  public let kinds: [TemplateKind]
  /// Those of the host; the language has others of its own.
  public let filters: [Filter]
  /// Those of the host; the language has others of its own.
  public let functions: [Function]
  /// The record types that can be reached from the kinds, filters and functions, in order of their names.
  public let recordTypes: [RecordType]
  /// The fields of each of `recordTypes`, in the order of their declaration.
  let fields: [ObjectIdentifier: [AnyField]]

  /// - Parameter recordTypes: Those that no field, variable or filter names but that open values (`extra`) may hold.
  public init(
    kinds: [TemplateKind], filters: [Filter] = [], functions: [Function] = [], recordTypes: [RecordType] = []
  ) {
    self.kinds = kinds
    self.filters = filters
    self.functions = functions
    var seen: [ObjectIdentifier: [AnyField]] = [:]
    var found: [RecordType] = []
    var waiting = recordTypes
    waiting += kinds.flatMap(\.variables).flatMap(\.type.recordTypes)
    waiting += filters.flatMap { $0.input.recordTypes + $0.result.recordTypes }
    waiting += functions.flatMap(\.result.recordTypes)
    while let type = waiting.popLast() {
      guard seen[ObjectIdentifier(type)] == nil else { continue }
      let fields = type.declaredFields()
      seen[ObjectIdentifier(type)] = fields
      found.append(type)
      waiting += fields.flatMap(\.type.recordTypes)
    }
    self.recordTypes = found.sorted { $0.name < $1.name }
    self.fields = seen
  }

  func fields(of type: RecordType) -> [AnyField] { fields[ObjectIdentifier(type)] ?? [] }

  func field(_ name: String, of type: RecordType) -> AnyField? {
    fields(of: type).first { $0.name == name }
  }
}

extension ValueType {
  /// The record types that are named in it.
  var recordTypes: [RecordType] {
    switch self {
    case .record(let type): [type]
    case .list(let type), .mapping(let type), .optional(let type): type.recordTypes
    default: []
    }
  }
}
