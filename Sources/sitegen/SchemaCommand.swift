import ArgumentParser
import SiteGenerator

struct SchemaCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "Prints a JSON Schema, by which an editor completes and checks front matter or site.yml.",
    discussion: """
      The sections, people, tags and templates of the site are choices in it.

      sitegen schema front-matter > .sitegen/front-matter.json
      sitegen schema settings > .sitegen/settings.json

      How an editor is told of it: `Editors.md` in the documentation.
      """)

  @Argument(
    help: "front-matter or settings.", completion: .list(EditorSchema.allCases.map(\.rawValue)),
    transform: { text in
      guard let schema = EditorSchema(rawValue: text) else {
        throw ValidationError.unknown("schema", text, EditorSchema.allCases.map(\.rawValue))
      }
      return schema
    })
  var schema: EditorSchema

  @OptionGroup var site: SiteFolder

  func run() async throws { Console.answer(await schema.text(for: try site.inputs())) }
}
