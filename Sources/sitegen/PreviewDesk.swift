import Diagnostics
import Foundation
import PreviewServer
import SiteGenerator

/// What an author has open all day: one build after the other, each shown when it is whole.
final class PreviewDesk {
  private let site: SiteOptions
  private let preview: PreviewSite
  private let console: PreviewConsole
  private let writer: SnapshotWriter
  private let port: Int
  /// Whether that is another port than the one that was asked for, or is taken without asking.
  private let isElsewhere: Bool
  /// Whether to tell how long each step of a build takes.
  private let timings: Bool
  /// What is known of the sources stays in memory from one build to the next.
  private let cache: BuildCache

  private var shown: SiteSnapshot?
  /// What changed since the site that is shown.
  private var changes = FolderChanges()
  /// When the clock alone will change the site.
  private var due: Instant?
  /// When the files that were written just before the last build can be told from others: see `BuildCache.isSettled`.
  private var settled: ContinuousClock.Instant?
  /// File systems count seconds by twos.
  private static let settling = Duration.seconds(3)

  init(site: SiteOptions, preview: PreviewSite, console: Console, port: Int, isElsewhere: Bool, timings: Bool) {
    self.site = site
    self.preview = preview
    self.console = PreviewConsole(console)
    self.port = port
    self.isElsewhere = isElsewhere
    self.timings = timings
    cache = site.cache(isLasting: true)
    let folder = site.path(".sitegen")
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let folders = [folder, FileManager.default.temporaryDirectory.path]
    writer = SnapshotWriter(folders: folders) { .onTheClock }
  }

  /// Does not return.
  func run(polling: Bool, opened: (String) -> Void) async {
    let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    let watch = FolderWatch(
      site: site.source, folders: ["Content", "Templates"], prefersPolling: polling, changed: { wake.yield() })
    await build(because: nil)
    let address = "http://127.0.0.1:\(port)\(shown?.basePath ?? "")/"
    var isPolling = watch.method == .polling
    console.ready(address, isPolling: isPolling && !polling, isElsewhere: isElsewhere)
    opened(address)
    var alarms = alarms(wake)
    for await _ in wakes {
      let found = watch.take()
      if !isPolling, watch.method == .polling {
        isPolling = true
        console.polls()
      }
      let isDue = isDue()
      let isSettled = settled.map { $0 <= .now } ?? false
      guard isDue || isSettled || !found.isEmpty else { continue }
      changes.add(found)
      for task in alarms { task.cancel() }
      await build(because: !found.isEmpty ? .files(found.paths.sorted()) : isDue ? .clock : .another)
      alarms = self.alarms(wake)
    }
  }

  private func build(because reason: PreviewConsole.Reason?) async {
    let started = ContinuousClock.now
    do {
      var inputs = try site.inputs()
      inputs.observer = Watchdog { [preview, console] slow in preview.fail(console.text([slow])) }
      inputs.cache = cache
      inputs.isFrozen = true
      if timings { inputs.elapsed = { ContinuousClock.now - started } }
      if let due, due <= inputs.selection.now { self.due = nil }
      let report = try await SiteGenerator.build(inputs, into: writer)
      let snapshot = writer.finish(report)
      preview.show(snapshot, isStyleOnly: changes.isStyleOnly)
      let count = shown.map { snapshot.changes(since: $0) }
      console.built(report, changed: count, because: reason, in: ContinuousClock.now - started)
      if timings {
        let seconds = (ContinuousClock.now - started) / .seconds(1)
        console.show(BuildTimings(report, seconds: seconds))
      }
      shown = snapshot
      changes = FolderChanges()
      // Once after a change: what is from the future settles only when that has come.
      let isSecondLook = if case .another? = reason { true } else { false }
      settled = isSecondLook || cache.isSettled ? nil : .now + Self.settling
      due = report.nextBuild.flatMap { readInstant($0.instant) }.flatMap { $0 > inputs.selection.now ? $0 : nil }
    } catch {
      settled = nil
      writer.abandon()
      let diagnostics = (error as? BuildFailure)?.diagnostics ?? [Diagnostic(id: "internal", "\(error)")]
      preview.fail(console.text(diagnostics))
      console.failed(diagnostics, because: reason, in: ContinuousClock.now - started, isShown: shown != nil)
    }
  }

  private func isDue() -> Bool {
    guard let due, let now = try? site.instant() else { return false }
    return due <= now
  }

  /// Wake at the next change by the clock, and when the files are settled.
  private func alarms(_ wake: AsyncStream<Void>.Continuation) -> [Task<Void, any Error>] {
    var alarms: [Task<Void, any Error>] = []
    if let due {
      let alarm = BuildAlarm(due: due) { [site] in try site.instant() }
      alarms.append(
        Task {
          try await alarm.ring()
          wake.yield()
        })
    }
    if let settled {
      alarms.append(
        Task(priority: .background) {
          try await Task.sleep(until: settled)
          wake.yield()
        })
    }
    return alarms
  }
}
