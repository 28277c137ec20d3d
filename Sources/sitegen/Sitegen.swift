import ArgumentParser

@main
struct Sitegen: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sitegen",
    abstract: "Makes a news site from a folder of articles: pages, RSS, Atom and JSON Feed.",
    discussion: """
      A site is a folder with Content (what you write), Templates (how it looks; optional) and Output (what is \
      published). Run sitegen there, or name it with --source.

        sitegen new my-site          a site that builds
        sitegen build                Content + Templates -> Output
        sitegen new article "..."    the next story
      """,
    version: Version.text,
    subcommands: [BuildCommand.self, CheckCommand.self, NewCommand.self, ListCommand.self, DocsCommand.self])
}

enum Version {
  static let text = "0.1.0"
}
