import Diagnostics
import TOMLKit

/// Reads TOML into `MetaNode`s by toml++, which does not tell where a value stands: keys are looked for in the text.
struct TOMLReader {
  let source: Source
  let limits: ContentLimits

  func read(_ range: SourceRange) throws(Diagnostic) -> MetaNode? {
    do { return try document(range) } catch { throw source.mergeConflict(in: range) ?? error }
  }

  private func document(_ range: SourceRange) throws(Diagnostic) -> MetaNode {
    try checkDepth(range)
    try TOMLCheck.check(source, range)
    let text = String(decoding: source.bytes[range], as: UTF8.self)
    let firstLine = source.place(at: range.lowerBound).line
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let offset = source.offset(line: error.source.begin.line + firstLine - 1, column: error.source.begin.column)
      throw .tomlBroken(error.description, source.place(at: min(offset, max(range.lowerBound, range.upperBound - 1))))
    } catch {
      throw .tomlBroken("\(error)", source.place(at: range.lowerBound))
    }
    return convert(table, KeyFinder(source, range, separator: UInt8(ascii: "=")), path: [])
  }

  /// toml++ recurses: keys of many parts and brackets in brackets must not reach it. Dots and brackets in quoted text
  /// count as well, which only matters for lines with more than 32 of them before their `=`.
  private func checkDepth(_ range: SourceRange) throws(Diagnostic) {
    var brackets = 0
    var dots = 0
    var isKey = true
    for index in range {
      switch source.bytes[index] {
      case 0x0A, 0x0D: (dots, isKey) = (0, true)
      case UInt8(ascii: "="): isKey = false
      case UInt8(ascii: ","): (dots, isKey) = (0, true)
      case UInt8(ascii: ".") where isKey: dots += 1
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        brackets += 1
        (dots, isKey) = (0, true)
      case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
      default: continue
      }
      if brackets > limits.depth || dots > limits.depth { throw .yamlTooDeep(limits.depth, source.place(at: index)) }
    }
  }

  private func convert(_ table: TOMLTable, _ finder: KeyFinder, path: [String]) -> MetaNode {
    let pairs = table.map { key, value -> MetaPair in
      let found = finder.find(key)
      let node = convert(value, finder, path: path + [key], found)
      return MetaPair(key: key, line: found.line, column: found.column, value: node)
    }
    // toml++ sorts keys by name; people expect the order of the file.
    let sorted = pairs.sorted { ($0.line, $0.column, $0.key) < ($1.line, $1.column, $1.key) }
    return MetaNode(.mapping(sorted), line: Int(sorted.first?.line ?? 0), column: 1)
  }

  private func convert(
    _ value: any TOMLValueConvertible, _ finder: KeyFinder, path: [String], _ found: KeyFinder.Found
  ) -> MetaNode {
    if let table = value.table { return convert(table, finder, path: path) }
    let (line, column) = (Int(found.line), Int(found.valueColumn))
    if let array = value.array {
      let items = array.map { convert($0, finder, path: path, found) }
      return MetaNode(.sequence(items), line: line, column: column)
    }
    if let text = value.string { return MetaNode(.scalar(text, isPlain: false), line: line, column: column) }
    return MetaNode(.scalar(plainText(of: value), isPlain: true), line: line, column: column)
  }

  private func plainText(of value: any TOMLValueConvertible) -> String {
    if let bool = value.bool { return bool ? "true" : "false" }
    if let int = value.int { return String(int) }
    if let double = value.double { return String(double) }
    if let date = value.date { return text(date) }
    if let dateTime = value.dateTime { return text(dateTime) }
    return value.debugDescription
  }

  private func text(_ date: TOMLDate) -> String {
    "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))"
  }

  private func text(_ value: TOMLDateTime) -> String {
    let time = "\(padded(value.time.hour, 2)):\(padded(value.time.minute, 2)):\(padded(value.time.second, 2))"
    guard let minutes = value.offset?.offset else { return "\(text(value.date))T\(time)" }
    let sign = minutes < 0 ? "-" : "+"
    return "\(text(value.date))T\(time)\(sign)\(padded(abs(minutes) / 60, 2)):\(padded(abs(minutes) % 60, 2))"
  }
}

/// A number with leading zeros.
func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
