import Diagnostics

/// Members, elements and slices of values that are known only while rendering.
extension Program {
  func member(_ value: Value, _ member: Member, _ isLenient: Bool, _ site: Site, _ page: inout Rendering)
    throws(RenderingFailure)
    -> Value
  {
    switch value {
    case .record(let record):
      if let found = member.fields.first(where: { $0.type == record.type }) { return read(found.field, record, &page) }
    case .mapping(let mapping):
      if let found = mapping[member.name] { return found }
    case .none:
      if isLenient { return .none }
    default: break
    }
    if isLenient { return .none }
    if case .record(let record) = value, let type = records[record.type] {
      let diagnostic = Diagnostic.unknownField(
        sources[site.source].place(site.range), member.name, type.name, type.fields)
      throw failure(diagnostic, page)
    }
    throw failure(.noMember(member.name, of: value, among: []), site, id: "template-missing-name", page)
  }

  func element(_ value: Value, _ index: Value, _ isLenient: Bool, _ site: Site, _ page: borrowing Rendering)
    throws(RenderingFailure) -> Value
  {
    switch (value, index) {
    case (.list(let list), .integer(let position)):
      let offset = position < 0 ? list.count + position : position
      if (0..<list.count).contains(offset) { return list[offset] }
      if isLenient { return .none }
      throw failure(Complaint("there is no item \(position) in a list of \(list.count)"), site, page)
    case (.text, .integer(let position)), (.html, .integer(let position)):
      let scalars = Array((value.string ?? "").unicodeScalars)
      let offset = position < 0 ? scalars.count + position : position
      if scalars.indices.contains(offset) { return .text(String(Character(scalars[offset]))) }
      if isLenient { return .none }
      throw failure(Complaint("there is no character \(position) in a text of \(scalars.count)"), site, page)
    case (.mapping(let mapping), _):
      if let name = index.string, let found = mapping[name] { return found }
      if isLenient { return .none }
      throw failure(
        .noMember(index.string ?? index.kind, of: value, among: []), site, id: "template-missing-name", page)
    case (.none, _) where isLenient: return .none
    default:
      if isLenient { return .none }
      throw failure(Complaint("\(value.kind) has no element that \(index.kind) names"), site, page)
    }
  }

  func slice(_ operands: Operands, _ site: Int, _ page: inout Rendering) throws(RenderingFailure) -> Value {
    let value = try evaluate(self.operands[operands.first], &page)
    let from = operands.first + 1
    let stride = try bound(self.operands[from + 2], sites[site], &page)
    let step = stride ?? 1
    let first = try bound(self.operands[from], sites[site], &page)
    let to = try bound(self.operands[from + 1], sites[site], &page)
    let site = sites[site]
    guard step != 0 else { throw failure(Complaint("a slice cannot have steps of 0"), site, page) }
    switch value {
    case .list(let list):
      let positions = slicePositions(list.count, first, to, step)
      if step == 1 {
        return .list(list[(positions.first ?? 0)..<(positions.last.map { $0 + 1 } ?? positions.first ?? 0)])
      }
      return .list(list.picked(positions))
    case .text, .html:
      let scalars = Array((value.string ?? "").unicodeScalars)
      var text = String.UnicodeScalarView()
      for position in slicePositions(scalars.count, first, to, step) { text.append(scalars[position]) }
      return .text(String(text))
    default: throw failure(Complaint("\(value.kind) cannot be sliced"), site, page)
    }
  }

  private func bound(_ step: Int, _ site: Site, _ page: inout Rendering) throws(RenderingFailure) -> Int? {
    if step == Step.absent { return nil }
    switch try evaluate(step, &page) {
    case .none: return nil
    case .integer(let value): return value
    case let other:
      throw failure(Complaint("a slice goes from integer to integer, and this is \(other.kind)"), site, page)
    }
  }
}

/// The positions of a slice, as Python has them.
func slicePositions(_ count: Int, _ from: Int?, _ upTo: Int?, _ step: Int) -> [Int] {
  let lowest = step > 0 ? 0 : -1
  let highest = step > 0 ? count : count - 1
  func clamped(_ bound: Int) -> Int { min(max(bound < 0 ? max(bound, -count) + count : bound, lowest), highest) }
  /// Python lets a bound before the start be `-1` when it goes down.
  func position(_ bound: Int) -> Int { bound < -count && step < 0 ? -1 : clamped(bound) }
  let start = from.map(position) ?? (step > 0 ? 0 : count - 1)
  let end = upTo.map(position) ?? (step > 0 ? count : -1)
  return Array(stride(from: start, to: end, by: step))
}

extension Complaint {
  static func noMember(_ name: String, of value: Value, among names: [String]) -> Complaint {
    var known = names
    if case .mapping(let mapping) = value { known = mapping.keys.sorted() }
    let hint = "default(…) and \"is defined\" say that it may be missing"
    let list = known.isEmpty ? hint : Diagnostic.nearestHint(name, Array(known.prefix(40))) + "; " + hint
    switch value {
    case .mapping: return Complaint("nothing is named \"\(name)\" here", hint: list)
    case .none: return Complaint("there is no value here that could have \"\(name)\"", hint: hint)
    default: return Complaint("\(value.kind) has no \"\(name)\"", hint: known.isEmpty ? nil : list)
    }
  }
}
