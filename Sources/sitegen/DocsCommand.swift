import ArgumentParser
import SiteGenerator

struct DocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Prints a reference page: front-matter, settings, templates, or the manual for man.")

  /// A page that is made from the code.
  enum Page {
    case reference(ReferencePage)
    /// `sitegen docs manual | man -l -`
    case manual

    static let names = ReferencePage.allCases.map(\.rawValue) + ["manual"]

    init?(_ name: String) {
      if name == "manual" {
        self = .manual
      } else if let page = ReferencePage(rawValue: name) {
        self = .reference(page)
      } else {
        return nil
      }
    }
  }

  @Argument(
    help: "front-matter, settings, templates or manual.", completion: .list(Page.names),
    transform: { text in
      guard let page = Page(text) else {
        throw ValidationError.unknown("page", text, Page.names)
      }
      return page
    })
  var page: Page

  func run() throws {
    switch page {
    case .reference(let page): Console.answer(page.text)
    case .manual: Console.answer(try ManualPage.text())
    }
  }
}
