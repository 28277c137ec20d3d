import ArgumentParser
import DefaultTheme
import Diagnostics
import Foundation
import SiteGenerator

/// Which site, and when it is: the options that every command about a site has.
struct SiteFolder: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("The folder that holds Content.", valueName: "folder"),
    completion: .directory)
  var source = "."

  @Option(
    help: ArgumentHelp(
      "Build as if it were this instant, such as 2026-10-11T18:30:00+02:00; otherwise SOURCE_DATE_EPOCH, or now.",
      valueName: "instant"))
  var now: String?

  func validate() throws {
    if source.isEmpty { throw ValidationError("--source takes a folder.") }
    _ = try instant()
  }

  /// The site's inputs, with what anybody may see.
  func inputs() throws -> BuildInputs {
    var inputs = BuildInputs(
      content: DiskFolder(name: path("Content"), path: path("Content")), templates: templates,
      theme: DefaultTheme.files, selection: Selection(now: try instant()))
    inputs.jobs = ProcessInfo.processInfo.activeProcessorCount
    inputs.observer = Watchdog()
    inputs.pictureMaker = VipsPictures(folder: path(".sitegen/pictures"))
    return inputs
  }

  private var templates: DiskFolder? {
    DiskFolder.isAbsent(path("Templates")) ? nil : DiskFolder(name: path("Templates"), path: path("Templates"))
  }

  /// A folder of the site, as it is opened and as messages name it.
  func path(_ folder: String) -> String {
    if source == "." || source == "./" { return folder }
    return source.hasSuffix("/") ? source + folder : "\(source)/\(folder)"
  }

  /// The instant for which the site is built; a usage error for one that cannot be read.
  func instant() throws -> Instant {
    if let now {
      guard let instant = readInstant(now) else {
        throw ValidationError("--now takes a date such as 2026-10-11 or 2026-10-11T18:30:00+02:00, not '\(now)'.")
      }
      return instant
    }
    if let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"], !epoch.isEmpty {
      guard let seconds = Int(epoch), Instant.years.contains(seconds) else {
        throw ValidationError("SOURCE_DATE_EPOCH is a number of seconds since 1970, not '\(epoch)'.")
      }
      return Instant(seconds: seconds)
    }
    return .onTheClock
  }
}

extension Instant {
  /// What the clock of this machine shows. The library reads none: it is asked for here, and handed over.
  static var onTheClock: Instant { Instant(seconds: Int(Date.now.timeIntervalSince1970.rounded(.down))) }
}

/// Where the site will be served, for commands that make its pages.
struct BaseURLOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the site will be served, in place of base-url in site.yml.", valueName: "url"))
  var baseURL: String?

  func validate() throws {
    if let baseURL, !isBaseURL(baseURL) {
      throw ValidationError(
        "--base-url takes the address of a site, such as https://example.org/news/, not '\(baseURL)'.")
    }
  }
}

/// Which site, and what of it: the options that every command has which shows a site.
struct SiteOptions: ParsableArguments {
  @OptionGroup var folder: SiteFolder

  @Flag(name: [.customShort("D"), .long], help: "Include articles with `draft: true`.")
  var drafts = false

  @Flag(name: [.customShort("F"), .long], help: "Include articles whose date is still to come.")
  var future = false

  @Flag(name: [.customShort("E"), .long], help: "Include articles that have expired.")
  var expired = false

  var source: String { folder.source }
  func path(_ folder: String) -> String { self.folder.path(folder) }
  func instant() throws -> Instant { try folder.instant() }

  /// The site's inputs, with what was asked for.
  func inputs() throws -> BuildInputs {
    var inputs = try folder.inputs()
    inputs.selection = Selection(now: inputs.selection.now, drafts: drafts, future: future, expired: expired)
    return inputs
  }

  /// What builds of this site have learnt. Of a program that is being worked on, each state is another program.
  func cache(isLasting: Bool = false, isReadOnly: Bool = false) -> BuildCache {
    let path = Bundle.main.executablePath ?? ""
    let attributes = (try? FileManager.default.attributesOfItem(atPath: path)) ?? [:]
    let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
    let size = attributes[.size] as? Int ?? 0
    return BuildCache(
      folder: self.path(".sitegen"), program: "\(Version.text) \(size) \(time)", isLasting: isLasting,
      isReadOnly: isReadOnly)
  }

  /// Whether the site is built as it will be, and not as it is.
  func isAheadOfTime() throws -> Bool { try instant() > .onTheClock }
}

/// How much is said, and in which form.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print the summary and every diagnostic as JSON.")
  var json = false

  @Flag(name: .shortAndLong, help: "Print errors only.")
  var quiet = false

  @Flag(
    name: .shortAndLong,
    help: "Show every warning, and not 20 at most; a build also names every file that it writes or removes.")
  var verbose = false
}
