extension ValueType {
  /// The type of the items of a list.
  var element: ValueType {
    switch self {
    case .list(let element): element
    case .text, .mapping: .text
    case .optional(let type): type.element
    default: .open
    }
  }

  fileprivate var asList: ValueType { .list(element) }
}

extension BuiltinFilter {
  static let listFilters: [BuiltinFilter] = [
    BuiltinFilter("length", .sized, "The number of items, names or characters.", .integer) {
      (call) throws(Complaint) in
      switch call.input {
      case .list(let list): .integer(list.count)
      case .mapping(let mapping): .integer(mapping.count)
      case .text, .html: .integer((call.input.string ?? "").unicodeScalars.count)
      default: throw Complaint("\(call.input.kind) has no length")
      }
    },
    BuiltinFilter("first", .sequence, "The first item.", result: \.element) { (call) throws(Complaint) in
      let list = try call.list()
      return list.isEmpty ? .none : list[0]
    },
    BuiltinFilter("last", .sequence, "The last item.", result: \.element) { (call) throws(Complaint) in
      let list = try call.list()
      return list.isEmpty ? .none : list[list.count - 1]
    },
    BuiltinFilter("list", .sequence, "A list of the items, names or characters.", result: \.asList) {
      (call) throws(Complaint) in
      .list(try call.list())
    },
    BuiltinFilter("reverse", .sequence, "The other way round.", result: { $0 == .text ? .text : $0.asList }) {
      (call) throws(Complaint) in
      if let text = call.input.string { return .text(String(String.UnicodeScalarView(text.unicodeScalars.reversed()))) }
      let list = try call.list()
      return .list(list.picked((0..<list.count).reversed()))
    },
    BuiltinFilter("take", .sequence, [BuiltinParameter("count", .integer)], "The first items.", result: \.asList) {
      (call) throws(Complaint) in
      let list = try call.list()
      return .list(list[0..<min(list.count, max(0, try call.integer(0, "count")))])
    },
    BuiltinFilter(
      "skip", .sequence, [BuiltinParameter("count", .integer)], "All but the first items.", result: \.asList
    ) {
      (call) throws(Complaint) in
      let list = try call.list()
      return .list(list[min(list.count, max(0, try call.integer(0, "count")))..<list.count])
    },
    BuiltinFilter(
      "batch", .sequence,
      [BuiltinParameter("count", .integer), BuiltinParameter("fill_with", .open, default: Value.none)],
      "Lists of so many items each.", result: { .list($0.asList) }
    ) { (call) throws(Complaint) in try batched(call) },
    BuiltinFilter(
      "slice", .sequence,
      [BuiltinParameter("count", .integer), BuiltinParameter("fill_with", .open, default: Value.none)],
      "So many lists, of about as many items each.", result: { .list($0.asList) }
    ) { (call) throws(Complaint) in try sliced(call) },
    BuiltinFilter(
      "join", .sequence, [BuiltinParameter("d", .text, default: .text("")), .optionalAttribute],
      "The items, or a field of each, as one text with another between them.", result: { _ in .open }
    ) { (call) throws(Complaint) in try joined(call) },
  ]
}

private func batched(_ call: FilterCall) throws(Complaint) -> Value {
  let list = try call.list()
  let count = try call.integer(0, "count")
  guard count > 0 else { throw Complaint("\"count\" is \(count), and must be more than 0") }
  var batches: [Value] = []
  for start in stride(from: 0, to: list.count, by: count) {
    let end = min(list.count, start + count)
    batches.append(.list(filled(list[start..<end], to: count, call.arguments[1])))
  }
  return .list(List(batches))
}

private func filled(_ list: List, to count: Int, _ value: Value) -> List {
  if case .none = value { return list }
  guard list.count < count, count <= 100_000 else { return list }
  return List(list.values + Array(repeating: value, count: count - list.count))
}

private func sliced(_ call: FilterCall) throws(Complaint) -> Value {
  let list = try call.list()
  let count = try call.integer(0, "count")
  guard (1...100_000).contains(count) else { throw Complaint("\"count\" is \(count), and must be more than 0") }
  let size = list.count / count
  let longer = list.count % count
  var slices: [Value] = []
  for index in 0..<count {
    let start = index * size + min(index, longer)
    let end = start + size + (index < longer ? 1 : 0)
    let slice = list[start..<end]
    slices.append(.list(index >= longer && longer > 0 ? filled(slice, to: size + 1, call.arguments[1]) : slice))
  }
  return .list(List(slices))
}

private func joined(_ call: FilterCall) throws(Complaint) -> Value {
  var values: [Value] = []
  let list = try call.list()
  for index in 0..<list.count {
    if index > 0 { values.append(call.arguments[0]) }
    values.append(try call.key(list[index]))
  }
  return try concatenated(values)
}
