/// Arithmetic as Python has it: `/` gives a number, `//` and `%` round down.
func arithmetic(_ operation: ArithmeticOperator, _ a: Value, _ b: Value) throws(Complaint) -> Value {
  if let a = a.numeral, let b = b.numeral {
    if case .integer(let a) = a, case .integer(let b) = b { return try integers(operation, a, b) }
    return .number(try numbers(operation, a.double, b.double))
  }
  if operation == .add {
    if case .list(let a) = a, case .list(let b) = b {
      guard a.count + b.count <= Limits.items else {
        throw Complaint("the list would have more than \(Limits.items) items")
      }
      return .list(List(a.values + b.values))
    }
    if a.string != nil, b.string != nil { return try concatenated([a, b]) }
  }
  if operation == .multiply, let text = a.string ?? b.string, case .integer(let count) = a.string == nil ? a : b {
    return try repeated(text, count)
  }
  throw Complaint(
    "\"\(operation.rawValue)\" cannot take \(a.kind) and \(b.kind)",
    hint: operation == .add ? "\"~\" joins anything as text" : nil)
}

private func integers(_ operation: ArithmeticOperator, _ a: Int, _ b: Int) throws(Complaint) -> Value {
  let result: (partialValue: Int, overflow: Bool)
  switch operation {
  case .add: result = a.addingReportingOverflow(b)
  case .subtract: result = a.subtractingReportingOverflow(b)
  case .multiply: result = a.multipliedReportingOverflow(by: b)
  case .divide: return .number(try numbers(operation, Double(a), Double(b)))
  case .floorDivide:
    guard b != 0 else { throw Complaint("division by zero") }
    let quotient = a.dividedReportingOverflow(by: b)
    let isDown = !quotient.overflow && a % b != 0 && (a < 0) != (b < 0)
    result = isDown ? (quotient.partialValue - 1, false) : quotient
  case .remainder:
    guard b != 0 else { throw Complaint("division by zero") }
    let remainder = a.remainderReportingOverflow(dividingBy: b)
    let isDown = remainder.partialValue != 0 && (remainder.partialValue < 0) != (b < 0)
    result = remainder.overflow ? (0, false) : (isDown ? remainder.partialValue + b : remainder.partialValue, false)
  }
  guard !result.overflow else { throw Complaint("the result has more than 64 bits") }
  return .integer(result.partialValue)
}

private func numbers(_ operation: ArithmeticOperator, _ a: Double, _ b: Double) throws(Complaint) -> Double {
  let result: Double
  switch operation {
  case .add: result = a + b
  case .subtract: result = a - b
  case .multiply: result = a * b
  case .divide, .floorDivide, .remainder:
    guard b != 0 else { throw Complaint("division by zero") }
    let remainder = a.truncatingRemainder(dividingBy: b)
    let rest = remainder != 0 && (remainder < 0) != (b < 0) ? remainder + b : remainder
    result = operation == .divide ? a / b : operation == .remainder ? rest : ((a - rest) / b).rounded()
  }
  guard result.isFinite else { throw Complaint("the result is too large") }
  return result
}

private func repeated(_ text: String, _ count: Int) throws(Complaint) -> Value {
  guard count > 0, !text.isEmpty else { return .text("") }
  guard text.utf8.count.multipliedReportingOverflow(by: count).partialValue <= 1_000_000, count <= 1_000_000 else {
    throw Complaint("the text would be longer than 1000000 bytes")
  }
  return .text(String(repeating: text, count: count))
}

/// One text of several values; where one of them is markup, the others are escaped and so is the whole.
func concatenated(_ values: [Value]) throws(Complaint) -> Value {
  var language: HTML.Language?
  for case .html(let html) in values { language = html.language }
  guard let language else {
    var text = ""
    for value in values {
      text += try value.asText()
      try Limits.check(text: text.utf8.count)
    }
    return .text(text)
  }
  var bytes: [UInt8] = []
  for value in values {
    if case .html(let html) = value { bytes += html.bytes } else { appendEscaped(try value.asText(), to: &bytes) }
    try Limits.check(text: bytes.count)
  }
  return .html(HTML(bytes, language))
}
