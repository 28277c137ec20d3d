import ArgumentParser
import Diagnostics
import Foundation
import SiteGenerator

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says where a page comes from, where it is shown, and why it is or is not there.",
    discussion: """
      sitegen explain /world/bridge/               an address, or only its last part
      sitegen explain https://example.org/world/   a URL
      sitegen explain Output/world/index.html      a file that was written
      sitegen explain Content/world/bridge.md      a file that it is made from
      sitegen explain Templates/article.html       a template, and the pages that use it

      When other files have errors, it answers from those that have none, and says so.
      """)

  @Argument(help: "An address, a URL, or a file of Output, Content or Templates.", completion: AddressCompletion.kind)
  var address: String

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var written: WrittenFolder

  func run() async throws {
    let console = Console(output)
    let folder = written.path(site)
    do {
      var inputs = try site.inputs()
      inputs.isPortable = written.portable
      let explanation = try await explain(address, inputs, output: folder) { path in
        FileManager.default.contents(atPath: "\(folder)/\(path)").map { Array($0) }
      }
      if output.json { return console.printJSON(explanation) }
      Console.answer(explanation.text)
    } catch let failure as BuildFailure {
      try console.fail(failure)
    }
  }
}

struct EvalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Prints what a template would see for an expression.",
    discussion: """
      sitegen eval 'site.title'
      sitegen eval 'site.articles | length'
      sitegen eval 'article.title | upper' --page /world/bridge/
      """)

  @Argument(help: "The expression, as it would stand between {{ and }}.")
  var expression: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The page it is seen from; otherwise the front page.", valueName: "address"),
    completion: AddressCompletion.kind)
  var page = "/"

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = Console(output)
    do {
      let folder = site.path("Output")
      let value = try await evaluate(expression, site.inputs(), page: page, output: folder, asJSON: output.json)
      if let note = value.note { console.complain("warning: \(note)", always: true) }
      Console.answer(value.text + "\n")
    } catch let failure as BuildFailure {
      try console.fail(failure)
    }
  }
}

/// Which folder was written, and how its links were.
struct WrittenFolder: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder that build writes; otherwise Output beside Content.", valueName: "folder"),
    completion: .directory)
  var outputFolder: String?

  @Flag(help: "For a folder that was built with --portable.")
  var portable = false

  func path(_ site: SiteOptions) -> String { outputFolder ?? site.path("Output") }
}
