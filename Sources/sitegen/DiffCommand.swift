import ArgumentParser
import Diagnostics
import SiteGenerator

struct DiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Tells what readers of the feeds would see if the site were built and published now.",
    discussion: """
      The feeds and pages that a build would make are compared with those in Output, or in a copy of what is published. \
      Nothing is written.

      Exit codes: 0 readers see what they should, 1 some stories would come up as unread again, or a feed that is \
      published would be gone, or the site has errors, 64 wrong usage.
      """)

  @Argument(
    help: ArgumentHelp(
      "What to compare with: a folder with a copy of what is published; otherwise Output.", valueName: "folder"))
  var published: String?

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  @OptionGroup var address: BaseURLOption

  @Flag(help: "Compare pages as `build --portable` writes them.")
  var portable = false

  func validate() throws {
    if let published, !DiskFolder.exists(published) {
      throw ValidationError("there is no folder '\(published)' to compare with.")
    }
  }

  func run() async throws {
    let console = Console(output)
    let folder = published ?? site.path("Output")
    var inputs = try site.inputs()
    inputs.baseURL = address.baseURL
    inputs.isPortable = portable
    let isThere = DiskFolder.exists(folder)
    let found: SiteDifference
    do throws(BuildFailure) {
      try requireSite(inputs.content)
      let before = isThere ? DiskFolder(name: folder, path: folder) : nil
      let (difference, warnings) = try await difference(inputs, from: before)
      if !output.json { console.show(warnings) }
      found = difference
    } catch {
      if output.json { console.printJSON(error.diagnostics) }
      console.show(error.diagnostics)
      console.complain("nothing was compared: \(console.count(error.diagnostics))")
      throw ExitCode(1)
    }
    show(found, isThere ? nil : folder, on: console)
    if found.bothersReaders { throw ExitCode(1) }
  }

  private func show(_ difference: SiteDifference, _ missing: String?, on console: Console) {
    if output.json { return console.printJSON(difference) }
    if let missing { console.say("\(escaped(missing)) is not there: everything is new") }
    let report = DifferenceReport(difference, limit: output.verbose ? .max : 20)
    for line in report.lines { console.say(line) }
  }
}
