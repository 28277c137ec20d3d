import ArgumentParser
import Diagnostics
import SiteGenerator

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says everything that build would say, and writes nothing.",
    discussion: "Exit code 1 when there are errors, and with --strict also when there are warnings.")

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Check the templates alone: every branch, for every kind of page.")
  var templates = false

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  func run() async throws {
    let console = Console(output)
    let found = try await diagnostics()
    if output.json { console.printJSON(found) }
    console.show(found)
    let fails = found.contains { strict || $0.severity == .error }
    if found.isEmpty {
      console.say(templates ? "the templates are sound" : "the site is sound")
    } else {
      console.complain("found \(console.count(found))")
    }
    if fails { throw ExitCode(1) }
  }

  private func diagnostics() async throws -> [Diagnostic] {
    var inputs = try site.inputs()
    inputs.cache = site.cache(isReadOnly: true)
    do throws(BuildFailure) {
      if templates {
        try checkTemplates(inputs)
        return []
      }
      return try await check(inputs).warnings
    } catch {
      return error.diagnostics
    }
  }
}
