import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// The schema for editors says what the readers do.
@Suite struct SchemaTests {
  private let newsroom = SiteFixture(
    """
    -- Content/site.yml --
    title: T
    base-url: https://example.org/
    sections: {town: Town}
    people: {ana: {name: Ana Silva}}
    -- Content/town/a.md --
    ---
    {title: A, date: 2026-11-01, tags: [flood], authors: [Ben], story: winter}
    ---
    -- Content/world/asia/b.md --
    ---
    {title: B, date: 2026-11-01}
    ---
    """)

  private func schema(_ kind: EditorSchema) async throws -> [String: Any] {
    let text = await kind.text(for: newsroom.inputs)
    return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func choices(_ key: String, _ schema: [String: Any]) throws -> [String] {
    let properties = try #require(schema["properties"] as? [String: Any])
    func find(_ node: Any) -> [String] {
      if let words = (node as? [String: Any])?["enum"] as? [String] { return words }
      if let object = node as? [String: Any] { return object.sorted { $0.key < $1.key }.flatMap { find($0.value) } }
      if let list = node as? [Any] { return list.flatMap(find) }
      return []
    }
    var seen: Set<String> = []
    return find(try #require(properties[key])).filter { seen.insert($0).inserted }
  }

  @Test func theNamesOfTheSiteAreChoices() async throws {
    let schema = try await schema(.frontMatter)
    #expect(schema["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
    #expect(schema["additionalProperties"] as? Bool == false)
    #expect(try choices("section", schema) == ["town", "world/asia"])
    #expect(try choices("tags", schema) == ["flood"])
    #expect(try choices("authors", schema) == ["ana", "Ben"])
    #expect(try choices("story", schema) == ["winter"])
    #expect(try choices("template", schema).contains("article.html"))
    #expect(Set(try choices("label", schema)) == Set(Article.Label.allCases.map(\.rawValue)))
  }

  @Test func everyKeyAndEveryWordOfOtherGeneratorsIsInIt() async throws {
    let front = try #require(try await schema(.frontMatter)["properties"] as? [String: Any])
    #expect(Set(front.keys) == Set(FrontMatterField.named.keys))
    let settings = try #require(try await schema(.settings)["properties"] as? [String: Any])
    #expect(Set(settings.keys) == Set(SettingsReader.keys.map(\.name)))
  }

  @Test func aSiteThatCannotBeReadHasASchemaAllTheSame() async throws {
    var broken = newsroom
    broken.files["Content/town/a.md"] = Array("no front matter".utf8)
    let text = await EditorSchema.frontMatter.text(for: broken.inputs)
    #expect(text.contains("\"town\""))
    broken.files["Content/site.yml"] = Array(": [".utf8)
    #expect(await EditorSchema.frontMatter.text(for: broken.inputs).hasPrefix("{\"$schema\":"))
  }

  /// The reader names the keys that it knows when it is given one that it does not.
  @Test(arguments: SettingsReader.keys.map(\.name))
  func theKeysOfASettingAreThoseThatItsReaderKnows(_ name: String) throws {
    let key = try #require(SettingsReader.keys.first { $0.name == name })
    let isTable = if case .table = key.shape { true } else { false }
    let value = isTable ? "{x: {no-such-key: 1}}" : "{no-such-key: 1}"
    let known = knownKeys(name == "footer" ? "footer: [{no-such-key: 1}]" : "\(name): \(value)")
    #expect(Set(key.shape.members.map(\.name)) == known)
  }

  /// Of settings that are made of choices and numbers, every value that the schema calls right is read.
  @Test(arguments: [
    "home", "search", "servers", "lists", "images", "markdown", "unknown-keys", "links", "url-schemes", "limits",
  ])
  func whatTheSchemaCallsRightInSettingsIsRead(_ name: String) throws {
    let key = try #require(SettingsReader.keys.first { $0.name == name })
    for sample in samples(key.shape) { #expect(settingsErrors("\(name): \(sample)") == []) }
    if case .choice = key.shape { #expect(settingsErrors("\(name): no-such-word") != []) }
  }

  private func settingsErrors(_ settings: String) -> [String] {
    do throws(BuildFailure) {
      _ = try SettingsReader.read(Source(path: "site.yml", text: "base-url: https://e.org/\n\(settings)\n"))
      return []
    } catch {
      return error.diagnostics.map(\.message)
    }
  }

  private func knownKeys(_ settings: String) -> Set<String> {
    do throws(BuildFailure) {
      _ = try SettingsReader.read(Source(path: "site.yml", text: "base-url: https://e.org/\n\(settings)\n"))
      return []
    } catch {
      let hint = error.diagnostics.first { $0.message == "unknown key \"no-such-key\"" }?.hint ?? ""
      let list = hint.split(separator: "there is: ").last ?? ""
      return Set(list.split(separator: ", ").map(String.init))
    }
  }

  /// Every value that the schema calls right is read without an error, and one that it calls wrong is not.
  @Test(arguments: FrontMatterField.all.map(\.name))
  func whatTheSchemaCallsRightIsRead(_ name: String) throws {
    let field = try #require(FrontMatterField.named[name])
    for sample in samples(field.shape) {
      #expect(errors(name, sample) == [], "\(name): \(sample)")
    }
    switch field.shape {
    case .choice: #expect(errors(name, "no-such-word") != [])
    case .boolean, .date, .url: #expect(errors(name, "[a, b]") != [])
    case .mapping where name != "taxonomies": #expect(errors(name, "{no-such-key: 1}") != [])
    default: break
    }
  }

  private func samples(_ shape: ValueShape) -> [String] {
    switch shape {
    case .text, .suggested, .known: ["Text"]
    case .date: ["2026-11-01", "2026-11-01 18:30"]
    case .boolean: ["true", "false"]
    case .integer(let range): ["\(range.lowerBound)"]
    case .url: ["https://example.org/"]
    case .matching(_, let example): [example]
    case .choice(let words): words
    case .list(let item): samples(item).map { "[\($0)]" }
    case .either(let shapes): shapes.flatMap(samples)
    case .mapping(let members):
      ["{" + members.map { "\($0.name): \(samples($0.shape)[0])" }.joined(separator: ", ") + "}"]
    case .table, .anything: ["{a: 1}"]
    }
  }

  /// What front matter with one key says; of the others only that the shape must not matter.
  private func errors(_ name: String, _ value: String) -> [String] {
    let text = "\(name): \(value)"
    let value = name == "lang" && value == "Text" ? "lang: en" : text
    let source = Source(path: "a.md", text: "---\n\(value)\n---\n")
    let reader = ArticleReader(
      folder: newsroom.folder("Content"), settings: Settings(), selection: Selection(now: SiteFixture.noon))
    do throws(BuildFailure) {
      return try reader.frontMatter(of: source).reader.fields.diagnostics.map(\.message)
    } catch {
      return error.diagnostics.map(\.message)
    }
  }
}
