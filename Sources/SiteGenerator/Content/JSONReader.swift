import Diagnostics
import Foundation

/// Reads JSON into `MetaNode`s by Foundation, which does not tell where a value stands: keys are looked for in the text.
struct JSONReader {
  let source: Source

  func read(_ range: SourceRange) throws(Diagnostic) -> MetaNode? {
    do {
      let value = try JSONDecoder().decode(JSONValue.self, from: Data(source.bytes[range]))
      return convert(value, KeyFinder(source, range, separator: UInt8(ascii: ":")), KeyFinder.Found())
    } catch {
      let problem = detail(of: error)
      throw .jsonBroken(problem, place(of: problem, in: range))
    }
  }

  private func convert(_ value: JSONValue, _ finder: KeyFinder, _ found: KeyFinder.Found) -> MetaNode {
    let (line, column) = (Int(found.line), Int(found.valueColumn))
    switch value {
    case .mapping(let mapping):
      let pairs = mapping.map { key, value -> MetaPair in
        let found = finder.find(key)
        return MetaPair(key: key, line: found.line, column: found.column, value: convert(value, finder, found))
      }
      let sorted = pairs.sorted { ($0.line, $0.column, $0.key) < ($1.line, $1.column, $1.key) }
      return MetaNode(.mapping(sorted), line: line, column: column)
    case .list(let items):
      return MetaNode(.sequence(items.map { convert($0, finder, found) }), line: line, column: column)
    case .text(let text):
      return MetaNode(.scalar(text, isPlain: false), line: line, column: column)
    case .plain(let text):
      return MetaNode(.scalar(text, isPlain: true), line: line, column: column)
    }
  }

  private func detail(of error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else { return "this is not JSON" }
    let underlying = context.underlyingError.map { ($0 as NSError).userInfo["NSDebugDescription"] as? String ?? "" }
    return underlying.flatMap { $0.isEmpty ? nil : $0 } ?? context.debugDescription
  }

  /// Foundation's sentences end in `around line 3, column 5.`
  private func place(of problem: String, in range: SourceRange) -> Place {
    let numbers = problem.split { !$0.isNumber }.compactMap { Int($0) }
    let start = source.place(at: range.lowerBound)
    guard problem.contains("around line"), numbers.count >= 2 else { return start }
    let (line, column) = (numbers[numbers.count - 2], numbers[numbers.count - 1])
    return source.place(at: source.offset(line: start.line + line - 1, column: max(1, column)))
  }
}

private indirect enum JSONValue: Decodable {
  case plain(String)
  case text(String)
  case list([JSONValue])
  case mapping([String: JSONValue])

  init(from decoder: any Decoder) throws {
    if let mapping = try? decoder.container(keyedBy: Key.self) {
      var values: [String: JSONValue] = [:]
      for key in mapping.allKeys { values[key.stringValue] = try mapping.decode(JSONValue.self, forKey: key) }
      self = .mapping(values)
    } else if var list = try? decoder.unkeyedContainer() {
      var values: [JSONValue] = []
      while !list.isAtEnd { values.append(try list.decode(JSONValue.self)) }
      self = .list(values)
    } else {
      self = try JSONValue(scalar: decoder.singleValueContainer())
    }
  }

  private init(scalar: any SingleValueDecodingContainer) throws {
    if scalar.decodeNil() {
      self = .plain("null")
    } else if let bool = try? scalar.decode(Bool.self) {
      self = .plain(bool ? "true" : "false")
    } else if let integer = try? scalar.decode(Int.self) {
      self = .plain(String(integer))
    } else if let number = try? scalar.decode(Double.self) {
      self = .plain(String(number))
    } else {
      self = .text(try scalar.decode(String.self))
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { return nil }
  }
}
