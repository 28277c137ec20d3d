import Diagnostics
import Foundation
import SiteGenerator
import Subprocess
import Synchronization

/// The program that indexes a finished site for its search page: https://pagefind.app
final class Pagefind: SearchIndexMaker {
  /// How long it may take.
  static let limit = Duration.seconds(300)

  private let environment: Environment
  private let running = Mutex(Running())

  private struct Running {
    /// Where copies of pages are.
    var folders: Set<URL> = []
    /// Ends the program.
    var cancel: (@Sendable () -> Void)?
    var isStopped = false
  }

  init(environment: Environment = .inherit) { self.environment = environment }

  func isAvailable() async -> Bool { await command() != nil }

  func begin(language: String) throws(Diagnostic) -> any SearchIndex {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-search-\(UUID().uuidString)")
    try whileRunning { (running) throws(Diagnostic) in
      try make(folder)
      running.folders.insert(folder)
    }
    return PagefindIndex(self, folder, language: language)
  }

  /// The process is about to end: copies of pages would stay for ever.
  func stop() {
    let cancel = running.withLock { running in
      running.isStopped = true
      for folder in running.folders { try? FileManager.default.removeItem(at: folder) }
      return running.cancel
    }
    cancel?()
  }

  /// Nothing is written into a folder that `stop` has taken away.
  fileprivate func write(_ bytes: [UInt8], to file: URL) throws(Diagnostic) {
    try whileRunning { (_) throws(Diagnostic) in
      try make(file.deletingLastPathComponent())
      do { try Data(bytes).write(to: file) } catch { throw .searchFailed(error.localizedDescription) }
    }
  }

  fileprivate func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)
    running.withLock { _ = $0.folders.remove(folder) }
  }

  private func whileRunning(_ body: (inout Running) throws(Diagnostic) -> Void) throws(Diagnostic) {
    try running.withLock { (running) throws(Diagnostic) in
      if running.isStopped { throw .searchFailed("it was stopped") }
      try body(&running)
    }
  }

  /// As npm and the downloads install it; or as `pip install pagefind-bin` does, which puts nothing on the path.
  private func command() async -> (program: Executable, arguments: [String])? {
    for name in ["pagefind_extended", "pagefind"] {
      if let path = try? await Executable.name(name).resolveExecutablePath(in: environment) { return (.path(path), []) }
    }
    let module = ["-m", "pagefind_bin"]
    let version = try? await Subprocess.run(
      .name("python3"), arguments: Arguments(module + ["--version"]), environment: environment, output: .discarded,
      error: .discarded)
    return version?.terminationStatus.isSuccess == true ? (.name("python3"), module) : nil
  }

  /// Runs it to its end; a failure says the first line of what it says.
  func run(_ arguments: [String]) async throws(Diagnostic) {
    guard let command = await command() else { throw .searchFailed("there is no program `pagefind`") }
    let (environment, all) = (environment, command.arguments + arguments)
    let task = Task {
      try await Subprocess.run(
        command.program, arguments: Arguments(all), environment: environment, output: .discarded,
        error: .string(limit: 65_536))
    }
    let watch = Task {
      try await Task.sleep(for: Self.limit)
      task.cancel()
    }
    defer { watch.cancel() }
    let isStopped = running.withLock { running in
      running.cancel = { task.cancel() }
      return running.isStopped
    }
    if isStopped { task.cancel() }
    let result = await withTaskCancellationHandler {
      await task.result
    } onCancel: {
      task.cancel()
    }
    guard case .success(let ended) = result, !task.isCancelled else {
      throw .searchFailed("it was stopped, or took longer than \(Self.limit.components.seconds) seconds")
    }
    guard ended.terminationStatus.isSuccess else {
      throw .searchFailed(ended.standardError.split(separator: "\n").first.map(String.init) ?? "it says nothing more")
    }
  }
}

/// Copies of the pages in a folder of their own, and what Pagefind makes of them: it never sees Output, so that a build
/// that fails leaves nothing there, and the pages are indexed as they will be and not as they were.
private final class PagefindIndex: SearchIndex {
  private let pagefind: Pagefind
  private let language: String
  private let folder: URL
  private var isEmpty = true

  init(_ pagefind: Pagefind, _ folder: URL, language: String) {
    (self.pagefind, self.folder) = (pagefind, folder)
    // One index for the whole site, so that a search finds the stories in other languages, too.
    self.language = language.split(separator: "-").first.map { $0.lowercased() } ?? "en"
  }

  deinit { pagefind.remove(folder) }

  private var pages: URL { folder.appending(path: "pages") }
  private var index: URL { folder.appending(path: "index") }

  func add(_ html: [UInt8], at path: OutputPath) throws(Diagnostic) {
    try pagefind.write(html, to: pages.appending(path: path.text))
    isEmpty = false
  }

  func finish() async throws(Diagnostic) -> [(path: String, bytes: [UInt8])] {
    if isEmpty { return [] }
    try await pagefind.run([
      "--site", pages.path, "--output-path", index.path, "--force-language", language, "--silent",
    ])
    var files: [(path: String, bytes: [UInt8])] = []
    for name in FileManager.default.subpaths(atPath: index.path)?.sorted() ?? [] where isPublished(name) {
      do {
        files.append((name, [UInt8](try Data(contentsOf: index.appending(path: name)))))
      } catch {
        throw .searchFailed(error.localizedDescription)
      }
    }
    return files
  }

  /// What the theme's search page reads. Pagefind's own forms, 400 KB of script and style, are not among it.
  private func isPublished(_ name: String) -> Bool {
    let values = try? index.appending(path: name).resourceValues(forKeys: [.isDirectoryKey])
    let others = ["pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight"]
    return values?.isDirectory == false && !others.contains { name.hasPrefix($0) }
  }
}

private func make(_ folder: URL) throws(Diagnostic) {
  do {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  } catch {
    throw .searchFailed(error.localizedDescription)
  }
}

extension Diagnostic {
  static func searchFailed(_ text: String) -> Diagnostic {
    Diagnostic(
      id: "search-failed", "the index of the search could not be made: \(text)",
      hint: "`search: directory` in site.yml builds without it")
  }
}
