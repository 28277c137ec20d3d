import Diagnostics

/// Looks at the files of a site as a build makes them: a rule of `sitegen check`.
///
/// Each file is read where it was made, by one of several threads; what was read is taken one file after the other, in
/// the order of the plan, and forgotten afterwards: a rule keeps what it needs.
protocol OutputRule: Sendable {
  associatedtype Reading: Sendable
  /// What a file shows by itself: a page, a feed, a sitemap, a style sheet. Files of Content that are copied do not come.
  func read(_ file: FinishedFile) -> Reading
  mutating func take(_ reading: Reading)
  /// What the files of the whole site have shown, when all have come.
  mutating func finish() -> [Diagnostic]
}

/// A file as it would be published.
struct FinishedFile: Sendable {
  let path: OutputPath
  let bytes: [UInt8]
  /// Of a page, or of what stands in the place of one; nil for all other files.
  let outline: PageOutline?

  init(_ path: OutputPath, _ bytes: [UInt8]) {
    (self.path, self.bytes) = (path, bytes)
    outline = path.text.hasSuffix(".html") ? PageOutline(bytes) : nil
  }
}

/// Hands every file to the rules, and publishes none.
final class CheckSink: OutputSink {
  private struct Reading: Sendable {
    let page: PageRule.Reading
    let syndication: SyndicationRule.Reading
  }

  private var pages: PageRule
  private var syndication: SyndicationRule
  let reader: FileReader?

  init(_ prepared: PreparedSite) {
    let pages = PageRule(prepared)
    let syndication = SyndicationRule(CheckedSite(prepared))
    reader = { path, bytes in
      let file = FinishedFile(path, bytes)
      return Reading(page: pages.read(file), syndication: syndication.read(file))
    }
    (self.pages, self.syndication) = (pages, syndication)
  }

  func take(_ reading: any Sendable) {
    guard let reading = reading as? Reading else { return }
    pages.take(reading.page)
    syndication.take(reading.syndication)
  }

  func write(
    _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
  ) {}

  func copy(_ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage) {}

  func finish() -> [Diagnostic] { pages.finish() + syndication.finish() }
}
