import ArgumentParser
import SiteGenerator

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Prints a reference page: front-matter, settings or templates.")

  @Argument(
    help: "front-matter, settings or templates.",
    transform: { text in
      guard let page = ReferencePage(rawValue: text) else {
        let pages = ReferencePage.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no page '\(text)'; there is: \(pages)")
      }
      return page
    })
  var page: ReferencePage

  func run() { print(page.text, terminator: "") }
}
