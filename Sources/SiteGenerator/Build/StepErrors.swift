import Diagnostics

/// The errors of the steps before a page is rendered: the first step that has any ends a build.
struct StepErrors: Sendable {
  /// The steps in their order.
  enum Step: Int, Sendable { case reading, assembly, plan, links, templates, pictures }

  /// Whether the steps after one that failed are taken as well, for those who ask of a site and build nothing.
  let goesOn: Bool
  private var found: [(step: Step, diagnostics: [Diagnostic])] = []

  init(goesOn: Bool) { self.goesOn = goesOn }

  mutating func add(_ diagnostics: [Diagnostic], of step: Step) throws(BuildFailure) {
    guard !diagnostics.isEmpty else { return }
    guard goesOn else { throw BuildFailure(diagnostics) }
    found.append((step, diagnostics))
  }

  /// All that was found. What a later step finds may come from what an earlier one has left out.
  var all: [Diagnostic] { found.flatMap(\.diagnostics).filter { $0.severity == .error } }

  /// What a build says: the errors of the first step that has any.
  var told: [Diagnostic] {
    let first = found.map(\.step.rawValue).min()
    return found.filter { $0.step.rawValue == first }.flatMap(\.diagnostics).filter { $0.severity == .error }
  }

  var isEmpty: Bool { told.isEmpty }

  /// The files that have them, in order.
  var files: [String] { Set(told.compactMap { $0.place?.path }).sorted() }

  /// `3 files have errors (Content/a.md, …)`, and what follows from it for whoever asks of the others.
  var summary: String {
    let files = files
    let named = files.prefix(3).joined(separator: ", ") + (files.count > 3 ? ", …" : "")
    let which = files.count == 1 ? "\(named) has an error" : "\(files.count) files have errors (\(named))"
    return "\(which), and lists may lack what stands there"
  }

  /// Those of one file that a build says.
  func told(of path: String) -> [Diagnostic] { told.filter { $0.isAbout(path) } }

  /// All of one file; those that a build says, when it says any.
  func concerning(_ path: String) -> [Diagnostic] {
    let told = told(of: path)
    return told.isEmpty ? all.filter { $0.isAbout(path) } : told
  }
}

extension Diagnostic {
  fileprivate func isAbout(_ path: String) -> Bool {
    place?.path == path || notes.contains { $0.place?.path == path }
  }
}

extension PreparedSite {
  /// The site as far as it can be put together, for those who ask of it and build nothing.
  init(asking inputs: BuildInputs) async throws(BuildFailure) {
    var inputs = inputs
    inputs.goesOnAfterErrors = true
    try await self.init(inputs)
  }
}

extension [Diagnostic] {
  /// Whether something is wrong, and not only to be said.
  var hasErrors: Bool { contains { $0.severity == .error } }
}
