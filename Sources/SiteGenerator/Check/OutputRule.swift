import Diagnostics

/// Looks at the files of a site as a build makes them: a rule of `sitegen check`.
///
/// Files come one after the other, in the order of the plan, and each is forgotten afterwards: a rule keeps what it needs.
protocol OutputRule {
  /// A file that was made: a page, a feed, a sitemap, a style sheet. Files of Content that are copied do not come.
  mutating func look(at path: OutputPath, _ bytes: [UInt8])
  /// What the files of the whole site have shown, when all have come.
  mutating func finish() -> [Diagnostic]
}

/// Hands every file to the rules, and publishes none.
final class CheckSink: OutputSink {
  private var rules: [any OutputRule]

  init(_ rules: [any OutputRule]) { self.rules = rules }

  func write(_ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, as stage: OutputStage) {
    for index in rules.indices { rules[index].look(at: path, bytes) }
  }

  func copy(_ sourceFile: String, to path: OutputPath, as stage: OutputStage) {}

  func finish() -> [Diagnostic] {
    var found: [Diagnostic] = []
    for index in rules.indices { found += rules[index].finish() }
    return found
  }
}
