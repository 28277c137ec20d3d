import Diagnostics
import Synchronization

/// What builds have learnt from the files of a site, so that the next one need not learn it again: `.sitegen/` beside
/// `Content`.
///
/// It may be deleted at any time. What is damaged, or was written by another program, is not looked at. Of two programs
/// at once the first writes it, and the other reads what was there before.
///
/// A process that builds a site again and again (`sitegen serve`) keeps one object for all of its builds, and gives it to
/// each in `BuildInputs.cache`: then what has not changed is not even decoded again. Builds with one cache follow one
/// another; they never overlap.
public final class BuildCache: Sendable {
  struct State: Sendable {
    var folder: CacheFolder?
    /// Nil until somebody asks.
    var index: CacheIndex?
    /// What was decoded or parsed, by path; kept only by a process that goes on.
    var articles: [String: LoadedArticle] = [:]
    /// The site of the last build that went well; kept only by a process that goes on.
    var standing: StandingSite?
  }

  private let state: Mutex<State>
  /// What wrote it, and what reads it: a version, and whatever else tells one program from another.
  let program: String
  let isLasting: Bool

  /// - Parameters:
  ///   - folder: Where it stands: `.sitegen` beside `Content`. It is made when it is missing; where that cannot be done,
  ///     nothing is kept.
  ///   - program: Tells one program from another, such as a version: what another one wrote is not used.
  ///   - isLasting: Whether the process builds again and again with this object.
  ///   - isReadOnly: Whether only what is there is used, and nothing written.
  public init(folder: String, program: String, isLasting: Bool = false, isReadOnly: Bool = false) {
    self.program = program
    self.isLasting = isLasting
    var state = State()
    state.folder = CacheFolder(folder, isReadOnly: isReadOnly)
    self.state = Mutex(state)
  }

  deinit { state.withLock { $0.folder?.close() } }

  /// Reads what is there, so that a build finds it in memory: meanwhile its output may be opened.
  public func prepare() {
    state.withLock { state in
      if state.index == nil { state.index = state.folder?.readIndex() }
    }
  }

  /// The clock of the file system that sources are compared by; nil when it cannot be told.
  func clock() -> Int64? { state.withLock { $0.folder?.clock() } }

  /// What is known of sources that were read under the same key.
  ///
  /// - Parameter key: Stands for everything that a source is read with besides its own bytes.
  func sources(key: ContentHash, clock: Int64?) -> SourceCache {
    var hasher = ContentHasher()
    hasher.update(program)
    hasher.update(key.high)
    hasher.update(key.low)
    let key = hasher.finish()
    return state.withLock { state in
      var index = state.index ?? state.folder?.readIndex() ?? CacheIndex()
      if index.key != key {
        index = CacheIndex(key: key, generation: index.generation)
        state.articles = [:]
      }
      let store = state.folder?.store(for: &index) ?? BodyStore()
      state.index = index
      return SourceCache(index: index, articles: state.articles, bodies: store, clock: clock)
    }
  }

  /// Keeps what a build has learnt, on the disk as well if that can be done.
  ///
  /// - Parameters:
  ///   - pages: What each page was made of; nil when that is not known.
  ///   - edited: The positions of the articles that alone have changed, and what those pages read that were looked at
  ///     again; nil when everything may have changed. In a process that goes on they are worth no writing, for another
  ///     process parses them again.
  func save(_ files: ContentFiles, pages: CachedPages?, edited: (articles: [Int], reads: PageReads)? = nil) {
    let bodies = files.known.bodies
    bodies.flush()
    if isLasting, let edited { return note(files, pages, edited.articles) }
    state.withLock { state in
      var index = state.index ?? CacheIndex()
      guard !bodies.hasFailed else {
        state.index = CacheIndex(generation: index.generation)
        return
      }
      let paths = files.articles.map { $0.article.source }
      let sources = CachedSources(paths, files.sources)
      let edits = edited.flatMap { index.edits(to: sources, reads: $0.reads, end: bodies.end) }
      (index.sources, index.end) = (sources, bodies.end)
      if let pages { index.pages = pages }
      if isLasting { state.articles = Dictionary(zip(paths, files.articles), uniquingKeysWith: { first, _ in first }) }
      if edits.map({ state.folder?.write($0, into: &index) ?? false }) != true { state.folder?.write(&index) }
      state.index = index
    }
  }

  private func note(_ files: ContentFiles, _ pages: CachedPages?, _ edited: [Int]) {
    state.withLock { state in
      for position in edited {
        let article = files.articles[position]
        state.index?.sources.replace(article.article.source, with: files.sources[position])
        state.articles[article.article.source] = article
      }
      state.index?.end = files.known.bodies.end
      if let pages { state.index?.pages = pages }
    }
  }

  /// Tells the index that stands on the disk from every other one; nil when there is none.
  var mark: ContentHash? { state.withLock { $0.index?.mark } }

  /// The site that the next build may begin with.
  var standing: StandingSite? { state.withLock { $0.standing } }

  /// Whether the next build can begin with the site of the last one, when that one went well. A build some seconds later
  /// makes it so.
  public var isSettled: Bool { standing?.isSettled ?? true }

  /// Keeps a site for the next build, unless the file that holds its texts has been replaced.
  func stand(_ site: StandingSite?) {
    state.withLock { state in
      let bodies = site?.prepared.files.known.bodies
      let isCurrent = bodies.map { !$0.hasFailed && (state.folder?.holds($0) ?? true) } ?? false
      state.standing = isCurrent ? site : nil
    }
  }

  /// The cache for a build that goes on with the texts of the one before.
  func sources(like known: SourceCache, clock: Int64?) -> SourceCache {
    state.withLock { state in
      SourceCache(
        index: state.index ?? CacheIndex(key: known.key), articles: state.articles, bodies: known.bodies, clock: clock)
    }
  }

  /// The last build, if this program has made it.
  func last() -> LastBuild? {
    guard let last = state.withLock({ $0.folder?.readLast() }), last.program == program else { return nil }
    return last
  }

  /// What the last build said, when this one would make the same and the output holds it; nil when there is something to
  /// do.
  func repeated(
    _ last: LastBuild, _ proof: SourceProof, _ inputs: BuildInputs, in output: some OutputSink
  ) async throws(BuildFailure) -> BuildReport? {
    var watch = Stopwatch(inputs.elapsed)
    guard await last.isRepeated(by: proof, inputs) else { return nil }
    do throws(Diagnostic) {
      guard try output.keepAll(last.output) else { return nil }
    } catch {
      throw BuildFailure(error)
    }
    var report = last.report
    watch.end("prove", inputs.listing?.content.count ?? 0)
    report.steps = watch.steps
    return report
  }

  /// The articles whose files are all that has changed since the last build; nil when more may have.
  func edits(
    since last: LastBuild, _ inputs: BuildInputs, in output: some OutputSink
  ) async -> TextEdits? {
    prepare()
    guard let index = state.withLock({ $0.index }) else { return nil }
    return await TextEdits(since: last, index, inputs, in: output)
  }

  /// Remembers a build whose files have been published, so that the next one can tell that there is nothing to do.
  ///
  /// - Parameter state: What the output is known by now (`OutputFolder.state`); nil when that cannot be told.
  public func remember(_ report: BuildReport, as state: ContentHash?) async {
    var last = report.last
    if let saving = report.saving { last?.index = await saving.value ?? .blank }
    if let state { last?.output = state } else { last = nil }
    self.state.withLock { $0.folder?.write(last) }
  }
}

/// The cache as one build sees it; any thread.
struct SourceCache: Sendable {
  private let index: CacheIndex
  private let articles: [String: LoadedArticle]
  /// What it is a cache for: the program, and what sources are read with besides their own bytes.
  var key: ContentHash { index.key }
  /// What the pages of the last build were made of.
  var pages: CachedPages { index.pages }
  let bodies: BodyStore
  /// The clock of the file system before anything was read.
  let clock: Int64?

  init(index: CacheIndex, articles: [String: LoadedArticle], bodies: BodyStore, clock: Int64?) {
    self.index = index
    self.articles = articles
    self.bodies = bodies
    self.clock = clock
  }

  /// A cache that knows nothing and keeps texts in memory.
  static var empty: SourceCache { SourceCache(index: CacheIndex(), articles: [:], bodies: BodyStore(), clock: nil) }

  /// - Parameter place: Where it stood when no file before it has come or gone since.
  func source(_ path: String, near place: Int = 0) -> CachedSource? { index.sources[path, near: place] }

  /// What was learnt from a file, its text taken into the store; nil when that is damaged.
  ///
  /// - Parameter display: The path as warnings name it: the folder of Content may be named from another place now.
  func article(_ path: String, _ source: CachedSource, display: String) -> LoadedArticle? {
    // What an earlier build kept in memory went with its store. An outline is never empty.
    guard source.outline.descriptor >= 0 else { return nil }
    if let loaded = articles[path] {
      let (html, outline) = bodies.adopt(source.html, source.outline)
      return LoadedArticle(loaded, html: html, outline: outline)
    }
    guard var read = bodies.bytes(of: source.value).flatMap({ Coder.value(ReadArticle.self, of: $0) }) else {
      return nil
    }
    read.fields.source = path
    read.fields.hash = source.hash
    (read.fields.body.html, read.fields.body.outline) = bodies.adopt(source.html, source.outline)
    if !read.warnings.isEmpty { read.warnings = read.warnings.map { $0.moved(to: display) } }
    return LoadedArticle(read)
  }

  /// Keeps what was learnt from a file, which is not changed, and its text.
  func keep(
    _ value: inout some Stored, html: [UInt8], outline: Outline, hash: ContentHash, stamp: SourceStamp?
  ) -> (source: CachedSource, html: BodyHandle, outline: BodyHandle) {
    let html = bodies.append(html)
    let outline = bodies.append(Coder.bytes(of: outline))
    // A store in memory gives none of it to another build.
    let value = bodies.descriptor == nil ? StoredPiece() : bodies.keep(Coder.bytes(of: &value))
    let source = CachedSource(
      stamp: stamp, verified: clock ?? .min, hash: hash, value: value, html: html.piece, outline: outline.piece)
    return (source, html.handle, outline.handle)
  }
}
