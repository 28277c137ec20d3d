extension BuiltinFilter {
  static let numberFilters: [BuiltinFilter] = [
    BuiltinFilter("abs", .number, "The number without its sign.", result: { $0 == .integer ? .integer : .number }) {
      (call) throws(Complaint) in
      switch call.input.numeral {
      case .integer(let value) where value != .min: .integer(abs(value))
      case .number(let value): .number(abs(value))
      default: throw Complaint("\(call.input.kind) is no number")
      }
    },
    BuiltinFilter(
      "int", .anything,
      [
        BuiltinParameter("default", .integer, default: .integer(0)),
        BuiltinParameter("base", .integer, default: .integer(10)),
      ],
      "As an integer; the default where it is none.", .integer
    ) { (call) throws(Complaint) in
      integer(call.input, base: try call.integer(1, "base")).map { .integer($0) } ?? call.arguments[0]
    },
    BuiltinFilter(
      "float", .anything, [BuiltinParameter("default", .number, default: .number(0))],
      "As a number; the default where it is none.", .number
    ) { (call) throws(Complaint) in
      if let value = call.input.numeral { return .number(value.double) }
      let text = call.input.string.map { $0.filter { !$0.isWhitespace } }
      return text.flatMap(Double.init).flatMap { $0.isFinite ? .number($0) : nil } ?? call.arguments[0]
    },
    BuiltinFilter(
      "round", .number,
      [
        BuiltinParameter("precision", .integer, default: .integer(0)),
        BuiltinParameter("method", .text, default: .text("common")),
      ], "Rounded to a number of digits: \"common\", \"ceil\" or \"floor\".",
      result: { _ in .open }
    ) { (call) throws(Complaint) in try rounded(call) },
    BuiltinFilter(
      "sum", .list, [.optionalAttribute, BuiltinParameter("start", .number, default: .integer(0))],
      "The sum of the items, or of a field of each.", result: { $0 == .list(.integer) ? .integer : .open }
    ) { (call) throws(Complaint) in
      var total = call.arguments[1]
      for item in try call.items() { total = try arithmetic(.add, total, try call.key(item)) }
      return total
    },
  ]
}

private func integer(_ value: Value, base: Int) -> Int? {
  switch value {
  case .integer(let value): return value
  case .boolean(let value): return value ? 1 : 0
  case .number(let value): return Int(exactly: value.rounded(.towardZero))
  case .text, .html:
    let text = (value.string ?? "").filter { !$0.isWhitespace }
    if (2...36).contains(base), let value = Int(text, radix: base) { return value }
    return Double(text).flatMap { Int(exactly: $0.rounded(.towardZero)) }
  default: return nil
  }
}

private func rounded(_ call: FilterCall) throws(Complaint) -> Value {
  let precision = try call.integer(0, "precision")
  guard (-22...22).contains(precision) else { throw Complaint("\"precision\" is between -22 and 22") }
  guard let numeral = call.input.numeral else { throw Complaint("\(call.input.kind) is no number") }
  switch try call.text(1) {
  case "common":
    if case .integer(let value) = numeral, precision >= 0 { return .integer(value) }
    let result = roundedToEven(numeral.double, precision)
    if case .integer = numeral { return Int(exactly: result).map { .integer($0) } ?? .number(result) }
    return .number(result)
  case "ceil": return .number(scaled(numeral.double, precision) { $0.rounded(.up) })
  case "floor": return .number(scaled(numeral.double, precision) { $0.rounded(.down) })
  case let other: throw Complaint("\"\(other)\" is no way to round", hint: "\"common\", \"ceil\" and \"floor\" are")
  }
}

private func powerOfTen(_ exponent: Int) -> Double { (0..<abs(exponent)).reduce(1.0) { power, _ in power * 10 } }

private func scaled(_ value: Double, _ precision: Int, _ round: (Double) -> Double) -> Double {
  let power = powerOfTen(precision)
  let result = precision >= 0 ? round(value * power) / power : round(value / power) * power
  return result.isFinite ? result : value
}

/// The nearest number with that many digits, as Python's `round`: decided by what the number is exactly, not by what
/// it is after a multiplication; halves go to the even digit.
private func roundedToEven(_ value: Double, _ precision: Int) -> Double {
  guard precision > 0 else { return scaled(value, precision) { $0.rounded(.toNearestOrEven) } }
  let power = powerOfTen(precision)
  let product = value * power
  guard product.isFinite, abs(product) < 4_503_599_627_370_496 else { return value }
  let error = (-product).addingProduct(value, power)
  let down = product.rounded(.down)
  let rest = (product - down) + error
  if rest != 0.5 { return (rest > 0.5 ? down + 1 : down) / power }
  return (down.truncatingRemainder(dividingBy: 2) == 0 ? down : down + 1) / power
}
