import Diagnostics
import Foundation
import Template
import Testing

/// The common words give what Jinja2 3.1 gives, byte for byte: `Fixtures/jinja2.py` wrote what is expected.
@Suite struct JinjaTests {
  struct Fixture: Decodable {
    let data: [Pair]
    let cases: [Case]
  }

  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let templates: [String: String]
    let expected: String

    var testDescription: String { templates["main"] ?? "" }
  }

  static let fixture: Fixture? = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    guard let data = try? Data(contentsOf: folder.appending(path: "Fixtures/jinja2.json")) else { return nil }
    return try? JSONDecoder().decode(Fixture.self, from: data)
  }()

  @Test func thereAreManyCases() {
    #expect((Self.fixture?.cases.count ?? 0) >= 250)
  }

  @Test(arguments: fixture?.cases ?? [])
  func sameAsJinja(_ example: Case) throws {
    let data = Self.fixture?.data ?? []
    let kind = TemplateKind("case", "A case.", variables: data.map { Variable($0.name, .open, "") })
    let sources = example.templates.mapValues { Source(path: "main", text: $0) }
    let set = try TemplateSet(
      sources: sources, entries: ["main": kind], vocabulary: Vocabulary(kinds: [kind]))
    var output: [UInt8] = []
    try set.template("main")?.render(data.map(\.tagged.value), of: nil, subject: "the case", into: &output)
    #expect(String(decoding: output, as: UTF8.self) == example.expected)
  }
}

/// `["name", value]`.
struct Pair: Decodable {
  let name: String
  let tagged: Tagged

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    name = try container.decode(String.self)
    tagged = try container.decode(Tagged.self)
  }
}

/// A value as the fixture writes it: what JSON has no form for has a name.
struct Tagged: Decodable {
  let value: Value

  private enum Form: String, CodingKey {
    case html, mapping, list, number
  }

  init(from decoder: any Decoder) throws {
    if let form = try? decoder.container(keyedBy: Form.self) {
      value = try Self.value(form)
      return
    }
    let single = try decoder.singleValueContainer()
    if single.decodeNil() {
      value = .none
    } else if let boolean = try? single.decode(Bool.self) {
      value = .boolean(boolean)
    } else if let integer = try? single.decode(Int.self) {
      value = .integer(integer)
    } else {
      value = .text(try single.decode(String.self))
    }
  }

  private static func value(_ form: KeyedDecodingContainer<Form>) throws -> Value {
    if let html = try form.decodeIfPresent(String.self, forKey: .html) { return .html(HTML(trusted: Array(html.utf8))) }
    if let list = try form.decodeIfPresent([Tagged].self, forKey: .list) { return .list(List(list.map(\.value))) }
    if let number = try form.decodeIfPresent(Double.self, forKey: .number) { return .number(number) }
    return .mapping(Mapping(try form.decode([Pair].self, forKey: .mapping).map { ($0.name, $0.tagged.value) }))
  }
}
