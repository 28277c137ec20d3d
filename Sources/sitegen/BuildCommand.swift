import ArgumentParser
import Diagnostics
import Foundation
import SiteGenerator

struct BuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build",
    abstract: "Builds the site: Content + Templates -> Output.",
    discussion: """
      Only files that differ are written; what is no longer produced is removed; files in Output that sitegen did not \
      write are never touched. If anything is wrong, Output stays as it was and the exit code is not 0.

      Exit codes: 0 done, 1 the site has errors, 64 wrong usage, 74 the disk refused, 75 another build is running.
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var output: OutputOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder to write; otherwise Output beside Content.", valueName: "folder"),
    completion: .directory)
  var outputFolder: String?

  @OptionGroup var address: BaseURLOption

  @Flag(help: "Write links relative, so that Output/index.html can be opened from disk or put under any path.")
  var portable = false

  @Flag(
    help: ArgumentHelp(
      "Only read Content/ledger.tsv, the list of feed ids and addresses, which a build otherwise adds to.",
      discussion: "This is so as well where CI is set in the environment, and with --drafts, --future and --expired."))
  var frozen = false

  @Flag(help: "Treat warnings as errors.")
  var strict = false

  @Flag(help: "Tell how long each step of the build took, which templates are slow, and how much memory it needed.")
  var timings = false

  @Option(
    name: [.customShort("j", allowingJoined: true), .long],
    help: ArgumentHelp("How many threads to use; otherwise one a core.", valueName: "count"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs takes a number from 1 to 256.") }
  }

  func run() async throws {
    let started = ContinuousClock.now
    var inputs = try site.inputs()
    inputs.baseURL = address.baseURL
    inputs.isPortable = portable
    inputs.search = Pagefind()
    if let jobs { inputs.jobs = jobs }
    if timings { inputs.elapsed = { ContinuousClock.now - started } }
    let console = Console(output)
    var run = BuildRun(inputs: inputs, site: site, folder: outputFolder, isStrict: strict, console: console)
    run.progress = timings ? nil : ProgressLine(output)
    run.isFrozen = try frozen || isAutomatic || site.isAheadOfTime()
    let result = await run.run()
    let seconds = (ContinuousClock.now - started) / .seconds(1)
    BuildSummary(result, site, folder: outputFolder ?? site.path("Output"), seconds: seconds).show(on: console)
    if timings, let report = result.report {
      for line in BuildTimings(report, seconds: seconds).lines { console.complain(line) }
    }
    // The site is not freed before: see `BuildReport.remains`.
    withExtendedLifetime(result) { Foundation.exit(result.exitCode) }
  }

  /// Whether a machine builds from what was committed.
  private var isAutomatic: Bool { ProcessInfo.processInfo.environment["CI"].map { !$0.isEmpty } ?? false }
}
