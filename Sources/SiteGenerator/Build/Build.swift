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
  let bodies = BodyStore()
  // Content and Templates: each file alone.
  let theme = try Theme(builtIn: inputs.theme, folder: inputs.templates)
  var loader = ContentLoader(folder: inputs.content, selection: inputs.selection, bodies: bodies, jobs: inputs.jobs)
  loader.baseURL = try baseURL(inputs.baseURL)
  loader.theme = theme
  loader.observer = inputs.observer
  let files = try await loader.load()
  // Site: what the files are to each other.
  let (site, siteWarnings) = try SiteAssembly.site(from: files)
  let words = Words(language: site.settings.language, files: theme.words)
  let assets = Assets(theme.assets, accent: site.settings.accent)
  // Pages: every path claimed once, every link resolved, every template checked.
  let plan = BuildPlan.plan(site, words: words, theme: assets, files: files)
  guard plan.failures.isEmpty else { throw BuildFailure(plan.failures) }
  let links = try ResolvedLinks(files, site, plan)
  let (templates, templateWarnings) = try templates(theme, site, words, assets, files)
  let view = SiteView(
    site: site, bodies: bodies, targets: links.articles, sectionTargets: links.sections,
    pictures: pictureSizes(files), words: words)
  // Output: each page alone.
  let entries = try await feedEntries(plan, view, jobs: inputs.jobs)
  let renderer = PageRenderer(
    view: view, templates: templates, entries: entries, folder: inputs.content, isPortable: inputs.isPortable)
  let renderWarnings = try await write(plan.files, renderer, into: output, jobs: inputs.jobs)
  let warnings = files.warnings + siteWarnings + links.warnings + templateWarnings + renderWarnings
  return report(plan, site, inputs, warnings)
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

private func baseURL(_ text: String?) throws(BuildFailure) -> BaseURL? {
  guard let text else { return nil }
  if let url = BaseURL(text) { return url }
  throw BuildFailure(
    Diagnostic(
      id: "bad-value", "--base-url is not the address of a site: \(text)", hint: "such as https://example.org/news/"))
}

private func pictureSizes(_ files: ContentFiles) -> [Address: PictureSize] {
  let assets = AssetAddresses(files)
  let sizes = files.pictureSizes.compactMap { path, size in assets.address(ofFile: path).map { ($0, size) } }
  return Dictionary(sizes, uniquingKeysWith: { first, _ in first })
}

/// The templates that this site uses, parsed and checked for the kind of page that each is for.
private func templates(
  _ theme: Theme, _ site: Site, _ words: Words, _ assets: Assets, _ files: ContentFiles
) throws(BuildFailure) -> (TemplateSet, [Diagnostic]) {
  var named: [(name: String, isPage: Bool)] = []
  var missing: [Diagnostic] = []
  for article in site.articles {
    guard let name = article.template else { continue }
    if theme.templates[name] == nil {
      let place = files.places.value(of: "template", in: article.source)
      missing.append(.templateMissing(name, at: place, known: theme.templates.keys.sorted()))
    } else if !named.contains(where: { $0.name == name }) {
      named.append((name, article.kind == .page))
    }
  }
  if !missing.isEmpty, site.settings.unknownKeys == .error { throw BuildFailure(missing) }
  let set = try templateSet(theme, named: named, site.settings, words, assets)
  return (set, missing.map(\.asWarning) + theme.unused(named: named.map(\.name)))
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
private func feedEntries(_ plan: BuildPlan, _ view: SiteView, jobs: Int) async throws(BuildFailure) -> [Site.Index:
  FeedEntry]
{
  var wanted: Set<Site.Index> = []
  for file in plan.files { if case .feed(let list, .rss) = file.content { wanted.formUnion(list.articles) } }
  let words = FeedWords(view.words)
  let results = await gather(wanted.sorted(), jobs: jobs) { index throws(BuildFailure) -> (Site.Index, FeedEntry) in
    let article = view.site.article(index)
    let content = feedNeedsContent(of: article, in: view.site) ? view.content(of: Int(index), absolute: true) : []
    do throws(Diagnostic) {
      let id = feedID(of: article, in: view.site)
      return (index, try makeFeedEntry(of: index, in: view.site, contentHTML: content, id: id, words: words))
    } catch {
      throw BuildFailure(error)
    }
  }
  guard results.failures.isEmpty else { throw BuildFailure(results.failures) }
  return Dictionary(uniqueKeysWithValues: results.values)
}

/// Renders in parallel and hands over in order, from one thread: two that make folders are slower than one.
private func write(
  _ files: [PlannedFile], _ renderer: PageRenderer, into output: some OutputSink, jobs: Int
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
          if failures.isEmpty { try output.write(file.path, bytes, hash: hash, as: file.stage) }
        case .copy(let location):
          if failures.isEmpty { try output.copy(location, to: file.path, as: file.stage) }
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

private func report(_ plan: BuildPlan, _ site: Site, _ inputs: BuildInputs, _ warnings: [Diagnostic]) -> BuildReport {
  var report = BuildReport(warnings: warnings, articles: site.articleCount, pages: 0, feeds: 0)
  for file in plan.files {
    switch file.content {
    case .page: report.pages += 1
    case .feed: report.feeds += 1
    default: break
    }
  }
  if let next = site.nextChange {
    report.nextBuild = (next.instant.rfc3339(in: site.settings.zone), inputs.content.display(next.source))
  }
  return report
}
