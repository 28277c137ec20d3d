import Diagnostics
import Template

/// A site that is ready to be written: every file planned, every link resolved, every template checked.
struct PreparedSite: Sendable {
  private(set) var inputs: BuildInputs
  let files: ContentFiles
  let theme: Theme
  let plan: BuildPlan
  let links: ResolvedLinks
  let templates: TemplateSet
  let view: SiteView
  /// What all pages share.
  let fragments: [SharedFragment]
  /// What there is to say before the first page is rendered.
  let warnings: [Diagnostic]
  /// What keeps it from being built; nothing but for those who ask all the same (`BuildInputs.goesOnAfterErrors`).
  let errors: StepErrors
  /// Whether a program that makes pictures or an index, or is missing, decides what is made.
  let dependsOnPrograms: Bool
  /// What is made anew, when that is known; nil when every file may differ.
  private(set) var revision: TextRevision?
  /// What has been measured so far.
  private let watch: Stopwatch

  var site: Site { view.site }

  /// Each step starts only when the one before found no error, and throws all of its errors at once.
  ///
  /// - Parameter whenRead: Called when all files have been read.
  init(_ inputs: BuildInputs, whenRead: () -> Void = {}) async throws(BuildFailure) {
    self.inputs = inputs
    var watch = Stopwatch(inputs.elapsed)
    var errors = StepErrors(goesOn: inputs.goesOnAfterErrors)
    // Content and Templates: each file alone.
    let theme = try Theme(readable: inputs.theme, inputs.templates)
    try errors.add(theme.failures, of: .reading)
    self.theme = theme
    let files = try await Self.read(inputs, theme)
    try errors.add(files.failures, of: .reading)
    // Of a large site it is large, and only what stands is compared with it.
    if inputs.cache?.isLasting != true { self.inputs.listing = nil }
    self.files = files
    whenRead()
    watch.end("read", files.articles.count)
    // The theme waits for no other step: it is made ready meanwhile, and what is wrong in it is told in its turn.
    let prepared = Task {
      let words = Words(language: files.settings.language, files: theme.words)
      return (words: words, assets: Assets(theme.assets, accent: files.settings.accent))
    }
    async let checked = checkedTemplates(theme, files, prepared)
    // Site: what the files are to each other.
    let (site, siteWarnings) = SiteAssembly.assembled(from: files)
    if siteWarnings.hasErrors { try errors.add(siteWarnings, of: .assembly) }
    watch.end("assemble", site.articles.count)
    let (words, assets) = await prepared.value
    // Pages: every path claimed once, every link resolved, every template checked.
    var plan = await BuildPlan.plan(site, words: words, theme: assets, files: files, jobs: inputs.jobs)
    try errors.add(plan.failures, of: .plan)
    watch.end("plan", plan.files.count)
    links = await ResolvedLinks(files, site, plan, jobs: inputs.jobs)
    try errors.add(links.failures, of: .links)
    watch.end("links", links.articles.reduce(0) { $0 + $1.count })
    let (templates, templateWarnings) = try Self.sound(await checked, theme, files, words, assets, inputs, &errors)
    self.templates = templates
    watch.end("templates", theme.templates.count)
    let variants = await PictureVariants.make(files, site, links, inputs)
    try Self.add(variants, to: &plan, &errors)
    (self.plan, self.errors) = (plan, errors)
    watch.end("pictures", variants.files.count)
    let search = await SearchChoice(site.settings, inputs.search)
    view = SiteView(
      site: site, bodies: files.known.bodies, links: links, pictures: pictureSizes(files), variants: variants.sets,
      words: words, hasSearchIndex: search == .index)
    warnings =
      files.warnings(in: site) + siteWarnings + plan.warnings + links.warnings + templateWarnings + variants.warnings
      + search.warnings
    dependsOnPrograms = !variants.warnings.isEmpty || search != .directory
    fragments = SiteTemplates.sharedFragments(of: templates, view)
    self.watch = watch
    revision = revision(of: inputs.edits)
  }

  private static func read(_ inputs: BuildInputs, _ theme: Theme) async throws(BuildFailure) -> ContentFiles {
    var loader = ContentLoader(folder: inputs.content, selection: inputs.selection, jobs: inputs.jobs)
    loader.cache = inputs.cache
    loader.baseURL = try baseURL(inputs.baseURL)
    loader.theme = theme
    loader.observer = inputs.observer
    loader.listing = inputs.listing
    return try await loader.loadReadable()
  }

  /// The templates that were checked. Where they have errors and the steps go on all the same, those that have none.
  private static func sound(
    _ checked: Result<(TemplateSet, [Diagnostic]), BuildFailure>, _ theme: Theme, _ files: ContentFiles,
    _ words: Words, _ assets: Assets, _ inputs: BuildInputs, _ errors: inout StepErrors
  ) throws(BuildFailure) -> (TemplateSet, [Diagnostic]) {
    do { return try checked.get() } catch {
      try errors.add(error.diagnostics, of: .templates)
      let found = theme.failures + error.diagnostics
      return (try soundTemplates(theme, files, words, assets, inputs.theme, found), [])
    }
  }

  /// Claims the paths of the smaller pictures, after all others.
  private static func add(
    _ variants: PictureVariants, to plan: inout BuildPlan, _ errors: inout StepErrors
  ) throws(BuildFailure) {
    let before = plan.failures.count
    plan.add(variants)
    try errors.add(Array(plan.failures.dropFirst(before)), of: .pictures)
  }

  /// What is made anew after edits of texts alone; nil when every file may differ.
  private func revision(of edits: TextEdits?) -> TextRevision? {
    // An index of the site is made of all of its pages.
    guard let edits, !view.hasSearchIndex else { return nil }
    return TextRevision(edits, files, unsettled: inputs.unsettled.content, view, fragments)
  }

  /// A site that has stood, with other texts.
  init(
    _ old: PreparedSite, inputs: BuildInputs, files: ContentFiles, links: ResolvedLinks, view: SiteView,
    fragments: [SharedFragment], revision: TextRevision, warnings: [Diagnostic], _ watch: Stopwatch
  ) {
    (self.inputs, self.files, self.links, self.view) = (inputs, files, links, view)
    self.fragments = fragments
    (theme, plan, templates, dependsOnPrograms) = (old.theme, old.plan, old.templates, old.dependsOnPrograms)
    errors = old.errors
    (self.revision, self.warnings, self.watch) = (revision, warnings, watch)
  }

  /// Output: each page alone.
  func write(into output: some OutputSink) async throws(BuildFailure) -> BuildReport {
    guard let cache = inputs.cache, cache.isLasting, output.keepsFiles else {
      return try await make(into: output).report
    }
    let log = FingerprintLog(output, plan.files.count)
    let (report, made) = try await make(into: log)
    let last = revision == nil ? nil : cache.standing
    var site = self
    // What stood before is not held any longer, and the cache does not hold itself.
    (site.revision, site.inputs.cache) = (nil, nil)
    cache.stand(made.flatMap { StandingSite(site, $0.digests, log.fingerprints, $0.pages, after: last) })
    return report
  }

  private typealias Knowledge = (digests: SiteDigests, pages: CachedPages)

  private func make(
    into output: some OutputSink
  ) async throws(BuildFailure) -> (report: BuildReport, made: Knowledge?) {
    var watch = watch
    recoverTexts()
    let fingerprints = inputs.cache == nil || !output.keepsFiles ? nil : await fingerprints()
    let times = TemplateTimes(inputs.elapsed)
    let renderer = PageRenderer(
      view: view, templates: templates, memo: nil, fragments: fragments, entries: FeedEntries(view, inputs.content),
      fingerprints: fingerprints, folder: inputs.content, isPortable: inputs.isPortable, reader: output.reader,
      times: times)
    let search = try SiteSearch(view, inputs.search)
    output.begins(plan.files.count)
    var remaining = (others: plan.files, reads: PageReads())
    var compared = 0
    if let fingerprints, !view.hasSearchIndex {
      // An index of the site is made of all of its pages.
      await output.hasLooked()
      let concerned = try await revision?.keepOthers(plan.files, in: output, jobs: inputs.jobs) ?? plan.files
      compared = concerned.count
      remaining = try await keep(concerned, fingerprints, in: output, jobs: inputs.jobs)
    }
    watch.end("compare", compared)
    let made = try await SiteGenerator.write(remaining.others, renderer, search, into: output, jobs: inputs.jobs)
    try await search.publish(into: output, beside: plan)
    guard !view.bodies.hasLost else { throw BuildFailure(.sourceChanged(inputs.content.name)) }
    watch.end("render", remaining.others.count)
    var report = report(plan, site, files, inputs, warnings + made.warnings)
    var knowledge: Knowledge?
    if let fingerprints {
      remaining.reads.merge(made.reads)
      let reads = revision?.reads(with: remaining.reads) ?? remaining.reads
      let pages = CachedPages(names: fingerprints.names, reads: reads)
      report.saving = save(pages, remaining.reads)
      if inputs.cache?.isLasting != true {
        // What was not looked at did not show the time when there was a last build.
        report.last = lastBuild(report, reads: revision == nil ? pages.reads : remaining.reads)
      }
      knowledge = (fingerprints.digests, pages)
    }
    if !inputs.savesLater { await report.saved() }
    watch.end("remember", files.articles.count)
    report.steps = watch.steps
    report.templates = times?.all ?? []
    report.remains = [self]
    return (report, knowledge)
  }

  /// Keeps what was learnt, on another thread: nothing of what is left to do waits for it.
  private func save(_ pages: CachedPages, _ reads: PageReads) -> Task<ContentHash?, Never> {
    Task {
      inputs.cache?.save(files, pages: pages, edited: revision.map { (articles: $0.edited, reads: reads) })
      return inputs.cache?.mark
    }
  }

  /// Stands for everything that has to do with every file: program, settings, theme.
  var fingerprintBase: ContentHash {
    var common = Digest()
    common.add(files.known.key)
    common.add(theme.hash)
    // By these, fragments are numbered.
    for name in templates.names { common.add(name) }
    // These two may come from `_index.md`.
    common.add(site.settings.title)
    common.add(site.settings.description)
    common.add(inputs.isPortable)
    common.add(view.hasSearchIndex)
    return common.hash
  }

  func fingerprints() async -> Fingerprints {
    let digests =
      if let revision { revision.digests } else { await SiteDigests(view, fragments, jobs: inputs.jobs) }
    return Fingerprints(common: fingerprintBase, digests: digests, old: files.known.pages, files: files)
  }

  /// A text that was damaged on the disk is made from its source again.
  private func recoverTexts() {
    let (articles, reader) = (files.articles, files.places.reader)
    view.bodies.recover { handle in
      let lost = articles.lazy.map(\.article).first { $0.body.html == handle || $0.body.outline == handle }
      guard let lost, let kept = reader.kept(of: lost.source) else { return nil }
      return lost.body.html == handle ? kept.html : kept.outline
    }
  }
}

extension Diagnostic {
  static func sourceChanged(_ folder: String) -> Diagnostic {
    Diagnostic(
      id: "source-changed", "an article was changed while the site was built", at: Place(path: folder),
      hint: "build again")
  }
}

private func pictureSizes(_ files: ContentFiles) -> [Address: PictureSize] {
  let sizes = files.pictureSizes.compactMap { path, size in files.assets.address(ofFile: path).map { ($0, size) } }
  return Dictionary(sizes, uniquingKeysWith: { first, _ in first })
}

private func report(
  _ plan: BuildPlan, _ site: Site, _ files: ContentFiles, _ inputs: BuildInputs, _ warnings: [Diagnostic]
) -> BuildReport {
  var report = BuildReport(warnings: warnings, articles: site.articleCount, pages: 0, feeds: 0)
  report.basePath = site.settings.baseURL.path
  for file in plan.files {
    switch file.content {
    case .page(let page):
      report.pages += 1
      if let state = unpublishedState(of: page, site, inputs.selection) { report.unpublished[file.path] = state }
    case .feed: report.feeds += 1
    default: break
    }
  }
  if let next = site.nextChange {
    report.nextBuild = (next.instant.rfc3339(in: site.settings.zone), inputs.content.display(next.source))
  }
  // What is shown at another address, or before its time, is not published.
  if !inputs.isFrozen, inputs.selection.isPublic, inputs.baseURL == nil, site.settings.baseURL != .preview {
    report.ledger = LedgerChange(from: files.ledger, to: site.ledger(after: files.ledger))
  }
  return report
}

/// Why a page would not be there without `--drafts`, `--future` or `--expired`; nil when it would.
private func unpublishedState(of page: Page, _ site: Site, _ selection: Selection) -> ListedArticle.State? {
  guard selection.includesDrafts || selection.includesFuture || selection.includesExpired else { return nil }
  let index: Site.Index
  switch page.kind {
  case .article(let article), .page(let article): index = article
  default: return nil
  }
  switch Selection(now: selection.now).exclusion(of: site.article(index)) {
  case .draft: return .drafts
  case .scheduled: return .scheduled
  case .expired: return .expired
  case nil: return nil
  }
}
