public import Diagnostics
import Template

/// What a build reads, and the instant for which it is made.
public struct BuildInputs: Sendable {
  public var content: any FolderReader
  /// `Templates/`; nil for a site that uses the built-in theme as it is.
  public var templates: (any FolderReader)?
  /// The built-in theme's files by path.
  public var theme: [String: [UInt8]]
  public var selection: Selection
  /// Takes the place of `base-url` in site.yml.
  public var baseURL: String?
  public var isPortable = false
  /// How many threads read and render.
  public var jobs = 2
  public var observer: (any ReadingObserver)?
  /// Makes the smaller pictures that `images:` in site.yml asks for; nil where no program may be started.
  public var pictureMaker: (any PictureMaker)?
  /// For `search: pagefind`; nil where nothing is published, as in a check.
  public var search: (any SearchIndexMaker)?

  public init(content: any FolderReader, templates: (any FolderReader)?, theme: [String: [UInt8]], selection: Selection)
  {
    self.content = content
    self.templates = templates
    self.theme = theme
    self.selection = selection
  }
}

/// What is to be said about a build that went well.
public struct BuildReport: Sendable {
  public var warnings: [Diagnostic]
  /// When the clock alone will change the site, and the file of Content that makes it so.
  public var nextBuild: (instant: String, source: String)?
  public var articles: Int
  public var pages: Int
  public var feeds: Int
  /// What the ledger of the site does not know yet; written by whoever published the site.
  public var ledger: LedgerChange?
  /// The path of `base-url`, without a slash at its end: every address in pages begins with it.
  public var basePath = ""
  /// Pages of articles that are there because drafts, the future or what has expired was asked for.
  public var unpublished: [OutputPath: ListedArticle.State] = [:]
}

/// Takes the files of a site as they are made; nothing is published before all have come.
public protocol OutputSink: AnyObject {
  func write(_ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, as stage: OutputStage) throws(Diagnostic)
  func copy(_ sourceFile: String, to path: OutputPath, as stage: OutputStage) throws(Diagnostic)
}

/// Content → Site → Pages → Output: from the bytes of Content and Templates, and one instant, every byte of the site.
///
/// Each step starts only when the one before found no error, and throws all of its errors at once. Whoever owns `output`
/// publishes it when this returns.
public func build(_ inputs: BuildInputs, into output: some OutputSink) async throws(BuildFailure) -> BuildReport {
  let prepared = try await PreparedSite(inputs)
  return try await prepared.write(into: output)
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

/// What each article gives to the feeds that carry it, made once.
func feedEntries(_ plan: BuildPlan, _ view: SiteView, jobs: Int) async throws(BuildFailure) -> [Site.Index:
  FeedEntry]
{
  var wanted: Set<Site.Index> = []
  for file in plan.files {
    // Archives make theirs as they are written: all of them at once would be the whole site in memory.
    if case .feed(let list, .rss) = file.content, list.archive == nil { wanted.formUnion(list.articles) }
  }
  let words = FeedWords(view.words)
  let results = await gather(wanted.sorted(), jobs: jobs) { index throws(BuildFailure) -> (Site.Index, FeedEntry) in
    do throws(Diagnostic) { return (index, try feedEntry(of: index, view, words)) } catch { throw BuildFailure(error) }
  }
  guard results.failures.isEmpty else { throw BuildFailure(results.failures) }
  return Dictionary(uniqueKeysWithValues: results.values)
}

/// What one article gives to the feeds that carry it.
func feedEntry(of index: Site.Index, _ view: SiteView, _ words: FeedWords) throws(Diagnostic) -> FeedEntry {
  let content = feedNeedsContent(of: index, in: view.site) ? view.content(of: Int(index), absolute: true) : []
  return try makeFeedEntry(
    of: index, in: view.site, contentHTML: content, id: feedID(of: index, in: view.site), words: words)
}

/// Renders in parallel and hands over in order, from one thread: two that make folders are slower than one.
func write(
  _ files: [PlannedFile], _ renderer: PageRenderer, _ search: SiteSearch, into output: some OutputSink, jobs: Int
) async throws(BuildFailure) -> [Diagnostic] {
  var failures: [Diagnostic] = []
  var warnings: [Diagnostic] = []
  let batch = 256 * max(1, jobs)
  let batches = stride(from: 0, to: files.count, by: batch).map { Array(files[$0..<min($0 + batch, files.count)]) }
  guard var current = batches.first else { return [] }
  var rendering = Task { [current] in await parallelMap(current, jobs: jobs) { renderer.render($0) } }
  for next in batches.dropFirst() + [[]] {
    let results = await rendering.value
    rendering = Task { await parallelMap(next, jobs: jobs) { renderer.render($0) } }
    for (file, result) in zip(current, results) {
      do throws(Diagnostic) {
        switch try result.get() {
        case .bytes(let bytes, let hash, let found):
          warnings += found
          if failures.isEmpty {
            try output.write(file.path, bytes, hash: hash, as: file.stage)
            try search.add(file, bytes, in: renderer.view.site)
          }
        case .copy(let location):
          if failures.isEmpty { try output.copy(location, to: file.path, as: file.stage) }
        case .picture(let path):
          guard failures.isEmpty else { continue }
          let bytes = withoutPrivateMetadata(try renderer.folder.read(path))
          try output.write(file.path, bytes, hash: ContentHash(bytes), as: file.stage)
        }
      } catch {
        failures.append(error)
      }
    }
    current = next
  }
  guard failures.isEmpty else { throw BuildFailure(oncePerPlace(failures)) }
  return told(once: warnings)
}

/// A template that fails for one page fails for most: the first page is named, and the others are counted.
private func oncePerPlace(_ failures: [Diagnostic]) -> [Diagnostic] {
  var first: [Place: Int] = [:]
  var others: [Int: Int] = [:]
  var kept: [Diagnostic] = []
  for failure in failures {
    if let place = failure.place, place.line > 0, let index = first[place] {
      others[index, default: 0] += 1
    } else {
      if let place = failure.place { first[place] = kept.count }
      kept.append(failure)
    }
  }
  for (index, count) in others {
    kept[index].notes.append(Diagnostic.Note("and the same for \(count) more page\(count == 1 ? "" : "s")"))
  }
  return kept
}

/// One long article makes many feeds too large: the first is named, and the others are counted.
private func told(once warnings: [Diagnostic]) -> [Diagnostic] {
  guard var first = warnings.first, warnings.count > 1 else { return warnings }
  first.notes.append(Diagnostic.Note("and so would \(warnings.count - 1) other feeds"))
  return [first]
}
