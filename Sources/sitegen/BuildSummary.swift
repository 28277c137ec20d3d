import Diagnostics
import Foundation
import SiteGenerator

/// What a build says at its end: one line for people, or JSON.
struct BuildSummary: Encodable {
  struct Next: Encodable {
    var date: String
    var file: String
  }

  var ok: Bool
  var output: String
  var wrote: [String]
  var kept: Int
  var removed: [String]
  var seconds: Double
  var articles: Int
  var pages: Int
  var feeds: Int
  var nextBuild: Next?
  /// Articles that were added to the ledger, or changed in it.
  var recorded: Int
  /// Where that is, as a person can open it.
  var ledger: String
  var diagnostics: [Diagnostic]

  init(_ result: BuildResult, _ site: SiteOptions, folder: String, seconds: Double) {
    ok = result.exitCode == 0
    output = folder
    wrote = result.summary?.written.map(\.text) ?? []
    kept = result.summary?.kept ?? 0
    removed = result.summary?.removed.map(\.text) ?? []
    self.seconds = seconds
    articles = result.report?.articles ?? 0
    pages = result.report?.pages ?? 0
    feeds = result.report?.feeds ?? 0
    nextBuild = result.report?.nextBuild.map { Next(date: $0.instant, file: $0.source) }
    recorded = result.recorded
    ledger = site.path("Content/ledger.tsv")
    diagnostics = result.diagnostics
  }

  func show(on console: Console) {
    if console.options.json { return console.printJSON(self) }
    console.show(diagnostics)
    guard ok else {
      let why = diagnostics.isEmpty ? "stopped" : console.count(diagnostics)
      return console.complain("nothing was written in \(escaped(output)): \(why)")
    }
    if console.options.verbose {
      for path in wrote { console.say("  wrote   \(escaped(path))") }
      for path in removed { console.say("  removed \(escaped(path))") }
    }
    let time = String(format: "%.2f", seconds)
    console.say("wrote \(wrote.count), kept \(kept), removed \(removed.count) in \(escaped(output)) (\(time) s)")
    if recorded > 0 {
      console.say("recorded \(recorded) article\(recorded == 1 ? "" : "s") in \(escaped(ledger)): commit it")
    }
    if let nextBuild { console.say("next build due \(nextBuild.date) (\(escaped(nextBuild.file)))") }
  }
}
