import Diagnostics

/// The last build of a site, as far as the next one has to know it when nothing has changed since: what proves that, and
/// what there was to say.
struct LastBuild: Sendable {
  /// Tells one program from another.
  var program = ""
  var proof = ContentHash.blank
  /// Of the bytes of the ledger, with what the build added to it.
  var ledger: ContentHash?
  /// Files whose times prove nothing, and what stands for their bytes.
  var unsettled = SourcePaths()
  var bytes = ContentHash.blank
  /// The time zone of the site, and what stands for its table, which governments change.
  var zone = ""
  var zoneTable = ContentHash.blank
  /// From the instant of the build to the first one at which the clock may change something, in seconds since 1970.
  var since = 0
  var until = 0
  /// Stands for what was in Output afterwards.
  var output = ContentHash.blank
  /// The index of the cache that it has left.
  var index = ContentHash.blank
  /// Of the ids of its articles.
  var identities = ContentHash.blank
  private var warnings: [Diagnostic] = []
  private var articles = 0
  private var pages = 0
  private var feeds = 0
  private var basePath = ""
  private var nextInstant: String?
  private var nextSource = ""

  private static let header = Array("sitegen last build 2\n".utf8)

  init(_ report: BuildReport) {
    basePath = report.basePath
    // Of what the ledger is about to remember there is nothing left to say. One that is only read, or that could not be
    // written, is not the one of this build: then it is said again.
    warnings =
      report.ledger == nil ? report.warnings : report.warnings.filter { !Diagnostic.saidOnceIDs.contains($0.id) }
    (articles, pages, feeds) = (report.articles, report.pages, report.feeds)
    if let next = report.nextBuild { (nextInstant, nextSource) = next }
  }

  /// What there was to say, to be said again.
  var report: BuildReport {
    var report = BuildReport(warnings: warnings, articles: articles, pages: pages, feeds: feeds)
    report.basePath = basePath
    report.nextBuild = nextInstant.map { ($0, nextSource) }
    report.last = self
    return report
  }

  /// Nil when the bytes are not those of one, or were damaged.
  init?(_ data: [UInt8]) {
    let start = Self.header.count
    guard data.starts(with: Self.header), let end = Seal.position(in: data), end >= start else { return nil }
    var coder = Coder(reading: data, start..<end)
    guard (try? code(&coder)) != nil, coder.isAtEnd else { return nil }
  }

  /// Writes it, with its seal.
  func write(to file: PieceWriter) throws(SystemError) {
    var coder = Coder(beginning: Self.header, in: file)
    var copy = self
    // Only reading fails.
    try? copy.code(&coder)
    _ = try Seal.seal(&coder)
  }

  private mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&program)
    try coder.code(&proof)
    try coder.code(&ledger)
    try coder.code(&unsettled)
    try coder.code(&bytes)
    try coder.code(&zone)
    try coder.code(&zoneTable)
    try coder.code(&since)
    try coder.code(&until)
    try coder.code(&output)
    try coder.code(&index)
    try coder.code(&identities)
    try coder.code(&warnings)
    try coder.code(&articles)
    try coder.code(&pages)
    try coder.code(&feeds)
    try coder.code(&basePath)
    try coder.code(&nextInstant)
    try coder.code(&nextSource)
  }

  /// Whether a build of these sources, at this instant, would make what this one made.
  ///
  /// - Parameter edited: Files of Content that are taken to be as they were, with the hashes of their bytes then.
  func isRepeated(
    by proof: SourceProof, _ inputs: BuildInputs, edited: [String: ContentHash] = [:]
  ) async -> Bool {
    guard self.proof == proof.hash, ledger == proof.ledger else { return false }
    guard (since..<until).contains(inputs.selection.now.seconds) else { return false }
    guard Zone(identifier: zone)?.hash == zoneTable else { return false }
    return unsettled.isEmpty ? true : await unsettled.hash(inputs, known: edited) == bytes
  }
}

extension PreparedSite {
  /// This build for the next one; nil when more than files and the clock decides what is made: a program of this machine,
  /// which may come or go, or a page that shows the time at which it was made.
  func lastBuild(_ report: BuildReport, reads: PageReads) -> LastBuild? {
    guard !dependsOnPrograms, !reads.showTime else { return nil }
    let zone = site.settings.zone
    var last = LastBuild(report)
    last.zone = zone.identifier
    last.zoneTable = zone.hash
    last.since = site.now.seconds
    last.until = nextInstant
    last.identities = site.identitiesHash
    last.bytes = unsettledArticles
    return last
  }

  /// Of the bytes of the articles whose times prove nothing.
  private var unsettledArticles: ContentHash {
    inputs.unsettled.content.reduce(ContentHash.blank) { sum, path in
      guard let position = files.position(of: path) else { return sum }
      return sum &+ SourcePaths.hash(of: path, in: inputs.content, files.articles[position].article.hash)
    }
  }

  /// When the clock may change what is made or said: also the warning that a date lies in the future ends.
  var nextInstant: Int {
    var next = site.nextChange?.instant.seconds ?? .max
    for loaded in files.articles {
      for instant in [loaded.article.date, loaded.article.updated, loaded.article.expires] {
        if let instant, instant > site.now { next = min(next, instant.seconds) }
      }
    }
    return next
  }
}

extension BuildReport {
  /// Completes what the next build has to know: what it was made of.
  ///
  /// - Parameter bytes: Of the unsettled files that are no articles.
  mutating func prove(
    _ proof: SourceProof, program: String, unsettled: SourcePaths, bytes: ContentHash
  ) {
    last?.program = program
    last?.proof = proof.hash
    last?.ledger = ledger?.hash ?? proof.ledger
    last?.unsettled = unsettled
    let articles = last?.bytes ?? .blank
    last?.bytes = bytes &+ articles
  }
}
