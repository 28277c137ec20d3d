import ArgumentParser
import Diagnostics

struct Sitegen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sitegen",
    abstract: "Makes a news site from a folder of articles: pages, RSS, Atom and JSON Feed.",
    discussion: """
      A site is a folder with Content (what you write), Templates (how it looks; optional) and Output (what is \
      published). Run sitegen there, or name it with --source.

        sitegen new my-site          a site that builds
        sitegen serve                the site in the browser, while you write
        sitegen build                Content + Templates -> Output
        sitegen new article "..."    the next story
      """,
    version: Version.text,
    subcommands: [
      BuildCommand.self, ServeCommand.self, CheckCommand.self, DiffCommand.self, ExplainCommand.self,
      EvalCommand.self, SchemaCommand.self, NewCommand.self, ListCommand.self, DocsCommand.self,
    ])
}

@main
enum Main {
  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    refuseUnknownCommand(words.first ?? "--help")
    if words.first == "help", words.count > 1 { refuseUnknownCommand(words[1]) }
    refuseMistypedNew(words)
    refuseNegativeExpression(words)
    await Sitegen.main()
  }

  /// A command that does not exist gets a suggestion, as a wrong option does.
  private static func refuseUnknownCommand(_ word: String) {
    let names = Sitegen.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !word.hasPrefix("-"), !(names + ["help"]).contains(word) else { return }
    let near = nearest(to: word, in: names).map { " Did you mean '\($0)'?" } ?? ""
    Sitegen.exit(withError: ValidationError("There is no command '\(word)'.\(near)"))
  }

  /// `sitegen new NAME` makes a site; with more words behind it, `NAME` was meant to be one of the two commands.
  private static func refuseMistypedNew(_ words: [String]) {
    let names = NewCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard words.count > 2, words[0] == "new", !words[2].hasPrefix("-"), !(names + ["help"]).contains(words[1]),
      let near = nearest(to: words[1], in: names)
    else { return }
    Sitegen.exit(withError: ValidationError("There is no command 'new \(words[1])'. Did you mean 'new \(near)'?"))
  }

  /// `sitegen eval '-7 // 2'`: what begins like an option is no option where a space or a digit is in its name.
  private static func refuseNegativeExpression(_ words: [String]) {
    guard words.first == "eval" else { return }
    let options = words.dropFirst().prefix { $0 != "--" }
    let isExpression = { (word: String) in
      word.hasPrefix("-")
        && (word.utf8.contains(0x20) || word.utf8.dropFirst().first.map { (0x30...0x39).contains($0) } == true)
    }
    guard let word = options.first(where: isExpression) else { return }
    let hint = "what begins with '-' stands after '--' and all options"
    Sitegen.exit(
      withError: ValidationError("'\(word)' is taken for an option: \(hint), as in: sitegen eval -- \(quoted(word))"))
  }
}

enum Version {
  static let text = "0.1.0"
}
