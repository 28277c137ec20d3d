import ArgumentParser
import Diagnostics
import SiteGenerator

struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the articles: all of them, or those in one state.")

  @Argument(
    help: "published, drafts, scheduled, expired or retracted; otherwise all.",
    completion: .list(ListedArticle.State.allCases.map(\.rawValue)),
    transform: { text in
      guard let state = ListedArticle.State(rawValue: text) else {
        throw ValidationError.unknown("state", text, ListedArticle.State.allCases.map(\.rawValue))
      }
      return state
    })
  var state: ListedArticle.State?

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let console = Console(output)
    do {
      let articles = try await listArticles(site.inputs()).filter { state == nil || $0.state == state }
      if output.json { return console.printJSON(articles) }
      Console.answer(articles.map { line($0) + "\n" }.joined())
    } catch let failure as BuildFailure {
      try console.fail(failure)
    }
  }

  private func line(_ article: ListedArticle) -> String {
    let date = article.date ?? "-"
    let columns = [padded(article.state.rawValue, 9), padded(date, 25), escaped(article.file), article.title]
    return columns.joined(separator: "  ")
  }

  private func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.utf8.count))
  }
}
