import CommonMark
import Diagnostics

/// Reads Content: settings first, then each file alone and in parallel.
struct ContentLoader: Sendable {
  let folder: any FolderReader
  let selection: Selection
  /// What earlier builds have learnt.
  var cache: BuildCache?
  /// `base-url` from the command line.
  var baseURL: BaseURL?
  /// Its words and ids go into the texts.
  var theme: Theme?
  var jobs = 2
  var observer: (any ReadingObserver)?
  /// The files, when they are known already.
  var listing: SourceListing?

  /// All of Content; every error of every file.
  func load() async throws(BuildFailure) -> ContentFiles {
    let files = try await loadReadable()
    guard files.failures.isEmpty else { throw BuildFailure(files.failures) }
    return files
  }

  /// The same without the files that have errors, which are `failures` then; fails when there is nothing to read.
  func loadReadable() async throws(BuildFailure) -> ContentFiles {
    // Before anything is looked at: what is written from now on is newer.
    let clock = listing == nil ? cache?.clock() : listing?.clock
    let (listing, unlisted) = try kinds()
    // No article waits for what is remembered of it.
    async let remembered = Result { () throws(BuildFailure) in try LedgerReader.read(folder, listing) }
    var houseFailures: [Diagnostic] = []
    var (settings, warnings) = try readSettings(folder)
    if let baseURL {
      settings.baseURL = baseURL
      warnings.removeAll { $0.id == "settings-no-base-url" }
    }
    if let theme {
      do { settings.markdown.house = try HouseStyle(theme, folder, listing, settings) } catch {
        houseFailures = error.diagnostics
      }
    }
    let known = cache?.sources(key: sourceKey(settings), clock: clock) ?? .empty
    let reader = ArticleReader(
      folder: folder, settings: settings, selection: selection, cache: known, observer: observer)
    observer?.begins(listing.articles.count)
    async let texts = gather(Array(listing.articles.indices), jobs: jobs) { place throws(BuildFailure) in
      try reader.read(listing.articles[place], stamp: listing.articleStamps[place], near: place)
    }
    async let indexes = gather(listing.indexes.values.sorted(), jobs: 1) { path throws(BuildFailure) in
      try reader.readIndex(path)
    }
    async let comments = gather(listing.comments, jobs: 1) { path throws(BuildFailure) in try reader.readComment(path) }
    async let data = gather(listing.data, jobs: 1) { path throws(BuildFailure) in try reader.readData(path) }
    let results = await (texts: texts, indexes: indexes, comments: comments, data: data)
    var (ledger, failures) = (Ledger(), unlisted)
    do { ledger = try await remembered.get() } catch { failures += error.diagnostics }
    if let lost = lostBaseURL(ledger, warnings) {
      warnings.removeAll { $0.id == lost.id }
      failures.append(lost)
    }
    failures +=
      listing.failures + houseFailures + results.texts.failures + results.indexes.failures + results.comments.failures
      + results.data.failures + clashes(results.data.values)
    let articles = results.texts.values.map(\.article)
    let approved = results.comments.values.compactMap { $0 }
    let (views, viewProblems) = reader.readViews(results.data.values)
    failures += viewProblems
    if let front = results.indexes.values.first(where: { $0.source == "_index.md" }) {
      if settings.title == SettingsReader.untitled, let title = front.title { settings.title = title }
      settings.description = settings.description ?? front.description
    }
    warnings += listing.diagnostics + articles.flatMap(shownWarnings) + results.indexes.values.flatMap(\.warnings)
    return ContentFiles(
      settings: settings, selection: selection, listing: listing.withoutStampsOfTexts, articles: articles,
      indexes: Dictionary(
        results.indexes.values.map { (parentFolder($0.source), $0) }, uniquingKeysWith: { a, _ in a }),
      comments: approved.filter { $0.comment.date <= selection.now }, nextComment: nextComment(of: approved),
      views: views, data: mapping(of: results.data.values),
      pictureSizes: await pictureSizes(listing), ledger: ledger,
      places: FrontMatterPlaces(reader: reader), warnings: warnings,
      assets: AssetAddresses(listing, articles, selection),
      sources: results.texts.values.map(\.source), known: known,
      failures: failures.isEmpty ? [] : listing.diagnostics + once(failures))
  }

  /// Nothing is recorded of a site without a `base-url`: one that has a ledger has lost it, and every feed would lead
  /// nowhere.
  private func lostBaseURL(_ ledger: Ledger, _ warnings: [Diagnostic]) -> Diagnostic? {
    guard !ledger.lines.isEmpty, warnings.contains(where: { $0.id == "settings-no-base-url" }) else { return nil }
    return .baseURLLost(ledger.home ?? "example.org", folder.display("site.yml"))
  }

  /// A file that is read for two ends has its errors twice.
  private func once(_ failures: [Diagnostic]) -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    return failures.filter { seen.insert($0).inserted }
  }

  private func kinds() throws(BuildFailure) -> (listing: ContentListing, failures: [Diagnostic]) {
    if let listing { return (listing.kinds, []) }
    let (files, failures) = try folder.listedFiles()
    return (ContentListing(folder, files), failures)
  }

  private func nextComment(of approved: [LoadedComment]) -> NextChange? {
    let future = approved.filter { $0.comment.date > selection.now }
    let next = future.min { ($0.comment.date, $0.source) < ($1.comment.date, $1.source) }
    return next.map { NextChange(instant: $0.comment.date, source: $0.path) }
  }

  /// Of what is not published nothing is said.
  private func shownWarnings(of loaded: LoadedArticle) -> [Diagnostic] {
    loaded.warnings.isEmpty || selection.exclusion(of: loaded.article) != nil ? [] : loaded.warnings
  }

  /// Stands for everything that an article is read with besides its own bytes and the clock.
  private func sourceKey(_ settings: Settings) -> ContentHash {
    var hasher = ContentHasher()
    hasher.update(settings.hash.hexadecimal)
    hasher.update(settings.baseURL.description)
    hasher.update(settings.zone.hash.hexadecimal)
    hasher.update(theme?.wordsHash.hexadecimal ?? "")
    for id in settings.markdown.house.reservedIDs { hasher.update(id) }
    for abbreviation in settings.markdown.house.abbreviations {
      hasher.update(abbreviation.short)
      hasher.update(abbreviation.long)
    }
    return hasher.finish()
  }

  /// Two files of one name are one value for templates: which of them would be a matter of luck.
  private func clashes(_ files: [LoadedData]) -> [Diagnostic] {
    var seen: [[String]: String] = [:]
    return files.compactMap { file in
      guard let other = seen.updateValue(file.source, forKey: file.keys) else { return nil }
      return .dataTwice(file.keys, Place(path: folder.display(file.source)), folder.display(other))
    }
  }

  /// `_data/teams/a.yml` is `data.teams.a`.
  private func mapping(of files: [LoadedData]) -> DataValue {
    var root: [DataValue.Pair] = []
    for file in files { insert(file.value, at: file.keys[...], into: &root) }
    return .mapping(root)
  }

  private func insert(_ value: DataValue, at keys: ArraySlice<String>, into pairs: inout [DataValue.Pair]) {
    guard let key = keys.first else { return }
    let position = pairs.firstIndex { $0.key == key }
    if keys.count == 1 {
      if position == nil { pairs.append(DataValue.Pair(key: key, value: value)) }
      return
    }
    var inner: [DataValue.Pair] = []
    if let position, case .mapping(let existing) = pairs[position].value { inner = existing }
    insert(value, at: keys.dropFirst(), into: &inner)
    let pair = DataValue.Pair(key: key, value: .mapping(inner))
    if let position { pairs[position] = pair } else { pairs.append(pair) }
  }

  /// A picture whose size cannot be read is published without it.
  private func pictureSizes(_ listing: ContentListing) async -> [String: PictureSize] {
    let paths = (listing.assets + listing.statics).filter { PictureSize.extensions.contains(fileExtension($0)) }
    let sizes = await parallelMap(paths, jobs: jobs) { [folder] path in
      (try? folder.read(path, first: PictureSize.bytesNeeded)).flatMap { PictureSize($0) }
    }
    return zip(paths, sizes).reduce(into: [:]) { $0[$1.0] = $1.1 }
  }
}

/// `site.yml` of a site, and what deserves a warning in it.
func readSettings(_ folder: any FolderReader) throws(BuildFailure) -> (settings: Settings, warnings: [Diagnostic]) {
  try requireSite(folder)
  let source: Source
  do throws(Diagnostic) { source = Source(path: folder.display("site.yml"), bytes: try folder.read("site.yml")) } catch
  {
    throw BuildFailure(error)
  }
  if let offset = firstInvalidUTF8(source.bytes) { throw BuildFailure(.invalidUTF8(source, offset)) }
  var (settings, warnings) = try SettingsReader.read(source)
  settings.hash = ContentHash(source.bytes)
  return (settings, warnings)
}

/// A file of `_data`.
struct LoadedData: Sendable {
  var source: String
  /// Its folders and its name.
  var keys: [String]
  var value: DataValue
}

/// Does one thing for each item in parallel and gathers every failure; results come in the order of the items.
func gather<Item: Sendable, Value: Sendable>(
  _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) throws(BuildFailure) -> Value
) async -> (values: [Value], failures: [Diagnostic]) {
  let parts = await parallelParts(items[...], by: Array(repeating: (), count: max(1, jobs))) { _, items in
    var values: [Value] = []
    var failures: [Diagnostic] = []
    values.reserveCapacity(items.count)
    for item in items {
      do throws(BuildFailure) { values.append(try body(item)) } catch { failures += error.diagnostics }
    }
    return (values: values, failures: failures)
  }
  var values: [Value] = []
  values.reserveCapacity(items.count)
  for part in parts { values += part.values }
  return (values, parts.flatMap { $0.failures })
}
