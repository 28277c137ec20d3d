import ArgumentParser
import Diagnostics
import Foundation
import SiteGenerator

struct NewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Makes a site, or an article in it.",
    discussion: """
      sitegen new my-site                     a folder with a site that builds
      sitegen new article "Bridge opens"      a draft, dated, in the first section
      sitegen new article "..." --in world    in the section world
      """,
    subcommands: [NewSite.self, NewArticle.self], defaultSubcommand: NewSite.self)
}

struct NewSite: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site", abstract: "Makes a folder with a site that builds: site.yml and two articles.")

  @Argument(help: "The folder to make.", completion: .directory)
  var name: String?

  /// `sitegen new site` is a wish for a folder called `site`.
  private var folder: String { name ?? "site" }

  func validate() throws {
    if name == nil, CommandLine.arguments.last != "site" {
      throw ValidationError("Name the folder to make: sitegen new my-site")
    }
  }

  func run() async throws {
    guard DiskFolder.exists(folder) || DiskFolder.isAbsent(folder) else {
      throw complaint("error: \(folder) is there already and is no folder; nothing was written")
    }
    let existing = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard existing.allSatisfy({ $0.hasPrefix(".") }) else {
      throw complaint("error: \(folder) is there already and is not empty; nothing was written")
    }
    let title = title(from: URL(fileURLWithPath: folder).lastPathComponent)
    for file in Scaffold.site(title: title, now: .onTheClock) { try write(file.text, to: "\(folder)/\(file.path)") }
    Console.answer("made \(escaped(folder)): now run  cd \(asShellWord(folder)) && sitegen build\n")
  }

  /// The folder `harbour-news` is `Harbour news`.
  private func title(from name: String) -> String {
    let words = name.split { $0 == "-" || $0 == "_" }.joined(separator: " ")
    return words.isEmpty ? "My site" : words.prefix(1).uppercased() + words.dropFirst()
  }
}

struct NewArticle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "article", abstract: "Makes a dated draft in the right folder.")

  @Argument(help: "The headline.")
  var headline: String

  @Option(name: .customLong("in"), help: ArgumentHelp("The section; otherwise the first one.", valueName: "section"))
  var section: String?

  @OptionGroup var site: SiteFolder

  func run() async throws {
    do {
      let folder = site.path("Content")
      let article = try Scaffold.article(
        headline: headline, section: section, in: site.inputs().content, now: site.instant(),
        isFolder: { DiskFolder.exists("\(folder)/\($0)") })
      let path = "\(folder)/\(article.path)"
      guard !FileManager.default.fileExists(atPath: path) else {
        throw complaint("error: \(path) is there already; nothing was written")
      }
      try write(article.text, to: path)
      Console.answer("made \(escaped(path)): a draft; take `draft: true` out to publish it\n")
    } catch let failure as BuildFailure {
      throw complaint(DiagnosticFormatter().format(failure.diagnostics) + "nothing was written")
    }
  }
}

/// Writes a new file, and never over one that is there.
private func write(_ text: String, to path: String) throws {
  do {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url, options: .withoutOverwriting)
  } catch {
    writeError("error: \(path) cannot be written: \(error.localizedDescription)\n")
    throw ExitCode(74)
  }
}

private func complaint(_ text: String) -> any Error {
  writeError(text + "\n")
  return ExitCode(1)
}
