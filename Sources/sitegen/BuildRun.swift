import Diagnostics
import Foundation
import SiteGenerator

/// How a build ended.
struct BuildResult {
  var report: BuildReport?
  var summary: WriteSummary?
  var diagnostics: [Diagnostic]
  /// Articles that were recorded in the ledger.
  var recorded = 0
  var exitCode: Int32
  /// Kept until the process ends, as `BuildReport.remains` is.
  var output: OutputFolder?
}

/// One build into one folder: everything or nothing.
struct BuildRun {
  let inputs: BuildInputs
  let site: SiteOptions
  let folder: String?
  let isStrict: Bool
  let console: Console
  /// Whether the ledger is only read.
  var isFrozen = false
  /// Where it is said how far the build is; nil where nobody watches.
  var progress: ProgressLine?

  func run() async -> BuildResult {
    let signals = StopSignals { [inputs] in
      inputs.pictureMaker?.stop()
      inputs.search?.stop()
    }
    do {
      try requireSite(inputs.content)
      let cache = site.cache()
      let listed = listed(cache)
      let (output, hasWaited) = try open()
      defer { output.abandon() }
      cache.prepare()
      let report = try await signals.stopping { () async throws(BuildFailure) in
        // What was written while another build was at work belongs to this one.
        try await make(try await (hasWaited ? self.listed(cache) : listed).value.get(), into: output)
      }
      if isStrict, !report.warnings.isEmpty {
        await report.saved()
        return BuildResult(report: nil, summary: nil, diagnostics: report.warnings, exitCode: 1)
      }
      signals.isWriting = true
      let summary: WriteSummary
      do { summary = try output.commit() } catch {
        await report.saved()
        throw error
      }
      var result = BuildResult(
        report: report, summary: summary, diagnostics: report.warnings + summary.warnings, exitCode: 0)
      result.output = output
      if let change = report.ledger { record(change, &result) }
      // A ledger that could not be written is to be tried again.
      if result.recorded > 0 || report.ledger == nil { await cache.remember(report, as: output.state) }
      await report.saved()
      return result
    } catch let failure as BuildFailure {
      return result(failure.diagnostics, signals)
    } catch let diagnostic as Diagnostic {
      return result([diagnostic], signals)
    } catch {
      return result([Diagnostic(id: "internal", "\(error)")], signals)
    }
  }

  /// Lists the sources while the output is opened and the cache is read.
  private func listed(_ cache: BuildCache) -> Task<Result<BuildInputs, BuildFailure>, Never> {
    var inputs = inputs
    inputs.cache = cache
    inputs.isFrozen = isFrozen
    inputs.savesLater = true
    return Task { [inputs] in Result { () throws(BuildFailure) in try inputs.listed() } }
  }

  private func make(
    _ inputs: consuming BuildInputs, into output: OutputFolder
  ) async throws(BuildFailure) -> BuildReport {
    guard let progress else { return try await build(inputs, into: output) }
    defer { progress.end() }
    inputs.observer = ReadingProgress(line: progress, other: inputs.observer)
    return try await build(inputs, into: ProgressOutput(output, progress))
  }

  /// After the site: an id that readers have never seen may still change.
  private func record(_ change: LedgerChange, _ result: inout BuildResult) {
    do throws(Diagnostic) {
      try change.write(in: site.path("Content"))
      result.recorded = change.articles
    } catch {
      result.diagnostics.append(error)
    }
  }

  private func open() throws(Diagnostic) -> (output: OutputFolder, hasWaited: Bool) {
    let protected: [ProtectedFolder] = [
      .apart(site.path("Content")), .apart(site.path("Templates")), .outside(site.source),
    ]
    var hasWaited = false
    let output = try OutputFolder.open(folder ?? site.path("Output"), protecting: protected) { other in
      hasWaited = true
      console.complain("waiting for another build in this folder: \(other)")
    }
    return (output, hasWaited)
  }

  private func result(_ diagnostics: [Diagnostic], _ signals: StopSignals) -> BuildResult {
    if let received = signals.received { return BuildResult(diagnostics: [], exitCode: 128 + received) }
    let code: Int32 =
      diagnostics.contains { $0.isLocked } ? 75 : diagnostics.contains { $0.isDiskRefusal } ? 74 : 1
    return BuildResult(diagnostics: diagnostics, exitCode: code)
  }
}
