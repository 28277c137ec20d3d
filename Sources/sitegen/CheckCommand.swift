import ArgumentParser
import Diagnostics
import Foundation
import SiteGenerator

struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Says everything that build would say, looks at the finished pages, and writes nothing.",
    discussion: """
      Besides what build says: links between pages and to places in them, pictures without words, headings that skip a \
      level, tags in two spellings, authors that site.yml does not know, descriptions, long headlines, translations, and \
      files that nothing uses. Links to other sites are asked with --external alone.

      Exit code 1 when there are errors, and with --strict also when there are warnings.
      """)

  /// In which form it is said.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, github
  }

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Check the templates alone: every branch, for every kind of page.")
  var templates = false

  @Flag(help: "Ask links to other sites whether they are still there. Needs curl.")
  var external = false

  @Flag(help: ArgumentHelp("Ask links to private networks as well.", visibility: .hidden))
  var askPrivate = false

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Option(help: "How to say it: text; json; github, as annotations of a pull request.")
  var format = Format.text

  func validate() throws {
    if output.json, format == .github {
      throw ValidationError("--json and --format github each say how it is printed: leave one of the two out.")
    }
  }

  func run() async throws {
    let console = Console(output)
    let started = ContinuousClock.now
    let (unordered, report) = try await diagnostics(console)
    let found = DiagnosticFormatter.ordered(unordered)
    let fails = found.contains { strict || $0.severity == .error }
    switch output.json ? .json : format {
    case .json: console.printJSON(CheckSummary(found, isStrict: strict))
    case .github: Console.answer(GitHubAnnotations.format(found))
    case .text:
      console.show(found, ofEachKind: true)
      let seconds = console.seconds(since: started)
      if found.isEmpty {
        console.say(templates ? "the templates are sound" : "the site is sound (\(seconds))")
      } else {
        console.complain("found \(console.count(found)) (\(seconds))")
        let isSite = !found.contains { ["folder-missing", "settings-missing"].contains($0.id) }
        if isSite, !templates, report == nil {
          console.complain("the pages themselves are looked at when this is mended")
        }
      }
    }
    // The site is not freed before: see `BuildReport.remains`.
    withExtendedLifetime(report) { Foundation.exit(fails ? 1 : 0) }
  }

  private func diagnostics(_ console: Console) async throws -> (found: [Diagnostic], report: BuildReport?) {
    var inputs = try site.inputs()
    inputs.cache = site.cache(isReadOnly: true)
    do throws(BuildFailure) {
      if templates {
        try checkTemplates(inputs)
        return ([], nil)
      }
      let report = try await check(inputs, asking: external ? probe(console) : nil)
      return (report.warnings, report)
    } catch {
      return (error.diagnostics, nil)
    }
  }

  private func probe(_ console: Console) -> any OutsideLinkProbe {
    CurlProbe(cache: site.path(".sitegen/outside-links.json"), asksPrivate: askPrivate) { console.complain($0) }
  }
}

/// What `check --json` prints: the shape is documented in `Checking.md` and stays.
struct CheckSummary: Encodable {
  var ok: Bool
  var errors: Int
  var warnings: Int
  var diagnostics: [Diagnostic]

  init(_ found: [Diagnostic], isStrict: Bool) {
    errors = found.count { $0.severity == .error }
    warnings = found.count - errors
    ok = isStrict ? found.isEmpty : errors == 0
    diagnostics = found
  }
}
