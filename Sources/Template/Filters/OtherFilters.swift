extension BuiltinFilter {
  static let otherFilters: [BuiltinFilter] = [
    BuiltinFilter("escape", .anything, "As HTML, with & < > \" and ' escaped; HTML stays as it is.", .html) {
      (call) throws(Complaint) in
      if case .html = call.input { return call.input }
      return .html(HTML(try markup(call.input), .html))
    },
    BuiltinFilter("safe", .anything, "As HTML that is not escaped: only for what is known to harm nobody.", .html) {
      (call) throws(Complaint) in
      if case .html = call.input { return call.input }
      return .html(HTML(Array(try call.text().utf8), .html))
    },
    BuiltinFilter("string", .anything, "As text.", result: { $0 == .html ? .html : .text }) {
      (call) throws(Complaint) in
      if case .html = call.input { return call.input }
      return .text(try call.text())
    },
    BuiltinFilter("json", .anything, "As JSON, which may stand in a script.", .html) { (call) throws(Complaint) in
      var bytes: [UInt8] = []
      try appendJSON(call.input, to: &bytes)
      return .html(HTML(bytes, .json))
    },
    BuiltinFilter("items", .mapping, "A list of the names and values of a mapping.", result: pairs) {
      (call) throws(Complaint) in
      guard case .mapping(let mapping) = call.input else { throw Complaint("\(call.input.kind) is no mapping") }
      return .list(List(mapping.pairs.map { .list(List([.text($0.key), $0.value])) }))
    },
    BuiltinFilter("dictsort", .mapping, "The names and values of a mapping, in order of the names.", result: pairs) {
      (call) throws(Complaint) in
      guard case .mapping(let mapping) = call.input else { throw Complaint("\(call.input.kind) is no mapping") }
      let keys = mapping.keys.map { Value.text($0.lowercased()) }
      let pairs = mapping.pairs
      return .list(
        List(try sortedPositions(keys, reverse: false).map { .list(List([.text(pairs[$0].key), pairs[$0].value])) }))
    },
    // What it does is decided when the template is loaded; this line is for the reference page.
    BuiltinFilter(
      "default", .anything,
      [
        BuiltinParameter("value", .open, default: .text("")),
        BuiltinParameter("boolean", .boolean, default: .boolean(false)),
      ],
      "Another value where there is none; with true, also in place of what is empty.", .open
    ) { (call) in call.input },
  ]
}

@Sendable private func pairs(_ type: ValueType) -> ValueType { .list(.list(.open)) }
