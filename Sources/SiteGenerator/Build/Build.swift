public import Diagnostics
import Template

/// What a build reads, and the instant for which it is made.
public struct BuildInputs: Sendable {
  /// `Content/`.
  public var content: any FolderReader
  /// `Templates/`; nil for a site that uses the built-in theme as it is.
  public var templates: (any FolderReader)?
  /// The built-in theme's files by path.
  public var theme: [String: [UInt8]]
  /// The instant of the build, and whether drafts, the future and what has expired are shown.
  public var selection: Selection
  /// Takes the place of `base-url` in site.yml.
  public var baseURL: String?
  /// Whether addresses in pages are relative, so that the folder works from disk and below any path.
  public var isPortable = false
  /// Whether the ledger is only read: nothing is added to it after the build.
  public var isFrozen = false
  /// How many threads read and render.
  public var jobs = 2
  /// Is told which article is being read, to end a build that hangs.
  public var observer: (any ReadingObserver)?
  /// Makes the smaller pictures that `images:` in site.yml asks for; nil where no program may be started.
  public var pictureMaker: (any PictureMaker)?
  /// For `search: pagefind`; nil where nothing is published, as in a check.
  public var search: (any SearchIndexMaker)?
  /// What earlier builds have learnt, and this one adds to; nil to learn everything anew.
  public var cache: BuildCache?
  /// Whether what was learnt may be kept while the output is published: then `BuildCache.remember` or
  /// `BuildReport.saved()` has to be awaited before the process ends.
  public var savesLater = false
  /// The time since any beginning, when the steps are to be measured: the library has no clock of its own.
  public var elapsed: (@Sendable () -> Duration)?
  /// The files, when they are known already.
  var listing: SourceListing?
  /// What stands for all of them, when it is known that they are listed and times prove something.
  var proof: SourceProof?
  /// What has changed since the last build, when it is known that there is nothing else.
  var edits: TextEdits?
  /// Those whose times prove nothing.
  var unsettled = SourcePaths()
  /// Whether what is asked of the site can be answered although some of its files have errors; no build can.
  var goesOnAfterErrors = false

  /// - Parameters:
  ///   - content: `Content/`.
  ///   - templates: `Templates/`; nil for a site without templates of its own.
  ///   - theme: The built-in theme's files by path.
  ///   - selection: For which instant.
  public init(content: any FolderReader, templates: (any FolderReader)?, theme: [String: [UInt8]], selection: Selection)
  {
    self.content = content
    self.templates = templates
    self.theme = theme
    self.selection = selection
  }

  /// The same, with every file listed: what may be done while the output is opened. Last, when all else is set: what is
  /// asked of the site is a part of what is proved, and the cache tells the time.
  public func listed() throws(BuildFailure) -> BuildInputs {
    var inputs = self
    inputs.listing = try SourceListing(self)
    // A process that goes on knows the site as it stands.
    if cache?.isLasting == false { inputs.proof = SourceProof(inputs) }
    return inputs
  }
}

/// What is to be said about a build that went well.
public struct BuildReport: Sendable {
  /// What was found and kept nothing from being published, in the order of the steps.
  public var warnings: [Diagnostic]
  /// When the clock alone will change the site, and the file of Content that makes it so.
  public var nextBuild: (instant: String, source: String)?
  /// How many articles are published; pages such as `about.md` are none.
  public var articles: Int
  /// How many HTML pages the site has, redirects left out, whether they were written or kept.
  public var pages: Int
  /// How many feeds the site has, each format counted.
  public var feeds: Int
  /// What took how long, in order; empty without a clock (`BuildInputs.elapsed`).
  public var steps: [BuildStep] = []
  /// The templates of the pages that were rendered, with what these took on all threads together, the slowest first;
  /// empty without a clock.
  public var templates: [BuildStep] = []
  /// What the ledger of the site does not know yet; written by whoever published the site.
  public var ledger: LedgerChange?
  /// The path of `base-url`, without a slash at its end: every address in pages begins with it.
  public var basePath = ""
  /// What the build was made of. A process that ends keeps it until then: to free a large site piece by piece takes
  /// longer than to leave all of its memory to the system.
  public var remains: [any Sendable] = []
  /// Pages of articles that are there because drafts, the future or what has expired was asked for.
  public var unpublished: [OutputPath: ListedArticle.State] = [:]
  /// What the next build has to know; nil when it has to make everything anew.
  var last: LastBuild?
  /// Keeps what was learnt, and gives the mark of the index that it has written (`BuildCache.mark`); nil when that is
  /// done.
  var saving: Task<ContentHash?, Never>?

  /// Returns when what was learnt is kept.
  public func saved() async { _ = await saving?.value }
}

/// Content → Site → Pages → Output: from the bytes of Content and Templates, and one instant, every byte of the site.
///
/// Each step starts only when the one before found no error, and throws all of its errors at once. Whoever owns `output`
/// publishes it when this returns, and may then let the cache `remember` the report.
///
/// When nothing has changed since the last build, and nothing in the output, no step is taken: all of it is kept.
public func build(
  _ inputs: consuming BuildInputs, into output: some OutputSink
) async throws(BuildFailure) -> BuildReport {
  guard let cache = inputs.cache else { return try await PreparedSite(inputs).write(into: output) }
  let watch = Stopwatch(inputs.elapsed)
  if inputs.listing == nil { inputs = try inputs.listed() }
  if cache.isLasting {
    if let revised = cache.standing?.revised(inputs, watch) { return try await revised.write(into: output) }
    return try await PreparedSite(inputs).write(into: output)
  }
  let proof = inputs.proof
  var mayKeep = false
  if let proof, let last = cache.last() {
    if let report = try await cache.repeated(last, proof, inputs, in: output) { return report }
    mayKeep = true
    inputs.edits = await cache.edits(since: last, inputs, in: output)
  }
  // Before anything else is read: what is written to a file from now on has another hash. Articles are read once; the
  // build knows the bytes that it has read.
  let unsettled = inputs.listing?.unsettled ?? SourcePaths()
  inputs.unsettled = unsettled
  let bytes = proof == nil ? nil : await unsettled.withoutArticles(of: inputs).hash(inputs)
  // Not sooner: reading keeps all cores busy.
  let site = try await PreparedSite(inputs) { if mayKeep { output.lookAhead() } }
  // Of a large site it is large: what was listed here is not held while pages are made.
  inputs.listing = nil
  var report = try await site.write(into: output)
  if let proof, let bytes {
    report.prove(proof, program: cache.program, unsettled: unsettled, bytes: bytes)
  } else {
    report.last = nil
  }
  return report
}

/// Whether a text is the address of a site, as `base-url` takes it.
public func isBaseURL(_ text: String) -> Bool { BaseURL(text) != nil }

/// Whether there is a site to build at all, before anything is made in Output.
public func requireSite(_ content: any FolderReader) throws(BuildFailure) {
  if (try? content.read("site.yml", first: 1)) != nil { return }
  guard try content.files().contains(where: { $0.path == "site.yml" }) else {
    throw BuildFailure(.settingsMissing(content.display("site.yml")))
  }
  do throws(Diagnostic) { _ = try content.read("site.yml") } catch { throw BuildFailure(error) }
}

func baseURL(_ text: String?) throws(BuildFailure) -> BaseURL? {
  guard let text else { return nil }
  if let url = BaseURL(text) { return url }
  throw BuildFailure(
    Diagnostic(
      id: "bad-value", "--base-url is not the address of a site: \(text)", hint: "such as https://example.org/news/"))
}

/// The theme's templates, bound to the vocabulary.
func templateSet(
  _ theme: Theme, named: [(name: String, isPage: Bool)], _ settings: Settings, _ words: Words, _ assets: Assets
) throws(BuildFailure) -> TemplateSet {
  let filters = HostFilters(settings: settings, words: words, assets: assets.addresses)
  var limits = Limits()
  limits.schemes.formUnion(settings.urlSchemes)
  return try TemplateSet(
    sources: theme.templates, entries: theme.entries(named), vocabulary: SiteTemplates.vocabulary(filters),
    limits: limits)
}

/// Renders in parallel and hands over in order, from one thread: two that make folders are slower than one.
func write(
  _ files: [PlannedFile], _ renderer: PageRenderer, _ search: SiteSearch, into output: some OutputSink, jobs: Int
) async throws(BuildFailure) -> (warnings: [Diagnostic], reads: PageReads) {
  var failures = PageFailures()
  var warnings: [Diagnostic] = []
  var uncleaned: [Diagnostic] = []
  var reads = PageReads(minimumCapacity: renderer.fingerprints == nil ? 0 : files.count)
  // For a few files one thread is as fast as several.
  let workers = renderer.workers(min(jobs, files.count / 128))
  await parallelParts(files[...], of: 16, by: workers) { worker, files in
    files.map { worker.render($0) }
  } take: { files, results in
    for (file, result) in zip(files, results) {
      do throws(Diagnostic) {
        let made = try result.get()
        warnings += made.warnings
        if let read = made.reads { reads.set(file.path.text, read) }
        if failures.isEmpty, let warning = try hand(made, of: file, renderer, search, to: output) {
          uncleaned.append(warning)
        }
      } catch {
        failures.add(error)
      }
    }
  }
  guard failures.isEmpty else { throw BuildFailure(failures.diagnostics) }
  return (told(once: warnings) + uncleaned, reads)
}

/// Gives a warning for a picture that goes out with all that its file says.
private func hand(
  _ made: PageRenderer.Output, of file: PlannedFile, _ renderer: PageRenderer, _ search: SiteSearch,
  to output: some OutputSink
) throws(Diagnostic) -> Diagnostic? {
  switch made.content {
  case .bytes(let bytes, let hash):
    try output.write(
      file.path, bytes, hash: hash ?? ContentHash(bytes), fingerprint: made.fingerprint, as: file.stage)
    try search.add(file, bytes, in: renderer.view.site)
  case .read(let reading): output.take(reading)
  case .copy(let location): try output.copy(location, to: file.path, fingerprint: made.fingerprint, as: file.stage)
  case .picture(let path):
    let original = try renderer.folder.read(path)
    let clean = cleaned(original)
    let bytes = clean ?? original
    // What there is to say about a picture is said by every build.
    let fingerprint = clean == nil ? nil : made.fingerprint
    try output.write(file.path, bytes, hash: ContentHash(bytes), fingerprint: fingerprint, as: file.stage)
    if clean == nil { return .pictureNotCleaned(Place(path: renderer.folder.display(path))) }
  }
  return nil
}

/// Keeps what stands in the output as this build would make it; the files that are left to make, and what was read for
/// those that are not.
func keep(
  _ files: [PlannedFile], _ fingerprints: Fingerprints, in output: some OutputSink, jobs: Int
) async throws(BuildFailure) -> (others: [PlannedFile], reads: PageReads) {
  let known = await parallelMap(files, jobs: jobs) { fingerprints.known($0) }
  var isKept = [Bool](repeating: false, count: files.count)
  var reads = PageReads()
  do throws(Diagnostic) {
    for (number, known) in known.enumerated() {
      let file = files[number]
      guard let known, try output.keep(file.path, fingerprint: known.fingerprint, as: file.stage) else { continue }
      isKept[number] = true
      if let read = known.reads { reads.set(file.path.text, read) }
    }
  } catch {
    throw BuildFailure(error)
  }
  // All of them, in a first build: then the plan need not be copied.
  let others = isKept.contains(true) ? files.indices.filter { !isKept[$0] }.map { files[$0] } : files
  return (others, reads)
}

/// A template that fails for one page fails for most: the first page is named, and the others are counted.
private struct PageFailures {
  private var kept: [Diagnostic] = []
  private var first: [Place: Int] = [:]
  private var others: [Int: Int] = [:]

  var isEmpty: Bool { kept.isEmpty }

  mutating func add(_ failure: Diagnostic) {
    if let place = failure.place, place.line > 0, let index = first[place] {
      others[index, default: 0] += 1
    } else {
      if let place = failure.place { first[place] = kept.count }
      kept.append(failure)
    }
  }

  var diagnostics: [Diagnostic] {
    var all = kept
    for (index, count) in others {
      all[index].notes.append(Diagnostic.Note("and the same for \(count) more page\(count == 1 ? "" : "s")"))
    }
    return all
  }
}

/// One long article makes many feeds too large: the first is named, and the others are counted.
private func told(once warnings: [Diagnostic]) -> [Diagnostic] {
  guard var first = warnings.first, warnings.count > 1 else { return warnings }
  first.notes.append(Diagnostic.Note("and so would \(warnings.count - 1) other feeds"))
  return [first]
}
