import CommonMark
import Diagnostics

/// Reads one file of Content alone: front matter, address, Markdown.
struct ArticleReader: Sendable {
  let folder: any FolderReader
  let settings: Settings
  let selection: Selection
  /// What is known from earlier builds, and where texts are kept.
  let cache: SourceCache
  /// Told which articles are being read.
  let observer: (any ReadingObserver)?
  /// How Markdown is read, but for what an article says itself.
  private let siteOptions: MarkdownOptions

  init(
    folder: any FolderReader, settings: Settings, selection: Selection, cache: SourceCache = .empty,
    observer: (any ReadingObserver)? = nil
  ) {
    self.folder = folder
    self.settings = settings
    self.selection = selection
    self.cache = cache
    self.observer = observer
    siteOptions = settings.markdownOptions
  }

  static let mostFindings = 100

  /// The article of a file; every error of the file at once.
  func read(_ path: String) throws(BuildFailure) -> LoadedArticle {
    try read(path, stamp: nil).article
  }

  /// The article of a file, and what the next build knows it by. What is known already is not read again, if the file is
  /// certainly as it was, and not parsed again, if its bytes are.
  ///
  /// - Parameter place: Among all articles, in the order of their paths.
  func read(
    _ path: String, stamp: SourceStamp?, near place: Int = 0
  ) throws(BuildFailure) -> (article: LoadedArticle, source: CachedSource) {
    let known = cache.source(path, near: place)
    if let known, known.isProved(by: stamp), let article = recalled(path, known) { return (article, known) }
    observer?.began(folder.display(path))
    defer { observer?.ended(folder.display(path)) }
    let source = try source(path)
    let hash = ContentHash(source.bytes)
    if var known, known.hash == hash, let article = recalled(path, known) {
      known.stamp = stamp
      known.verified = cache.clock ?? .min
      return (article, known)
    }
    var (read, html) = try parse(source, path)
    let outline = read.fields.takeOutline()
    let kept = cache.keep(&read, html: html, outline: outline, hash: hash, stamp: stamp)
    read.fields.hash = hash
    (read.fields.body.html, read.fields.body.outline) = (kept.html, kept.outline)
    return (LoadedArticle(read), kept.source)
  }

  /// What is known of a file whose bytes are as they were; nil when this build needs more, or the clock has changed it.
  private func recalled(_ path: String, _ source: CachedSource) -> LoadedArticle? {
    guard let loaded = cache.article(path, source, display: folder.display(path)) else { return nil }
    let isPublished = selection.exclusion(of: loaded.article) == nil
    guard loaded.isRendered || !isPublished, loaded.isUpdatedInFuture == isUpdatedInFuture(loaded.article.fields) else {
      return nil
    }
    return loaded
  }

  /// What is kept of an article's text, made again.
  func kept(of path: String) -> (html: [UInt8], outline: [UInt8])? {
    guard let source = try? source(path), let parsed = try? parse(source, path) else { return nil }
    var article = parsed.article
    return (parsed.html, Coder.bytes(of: article.fields.takeOutline()))
  }

  private func parse(_ source: Source, _ path: String) throws(BuildFailure) -> (article: ReadArticle, html: [UInt8]) {
    var reader = try frontMatter(of: source)
    var article = article(path, &reader)
    let failed = reader.reader.fields.diagnostics.contains { $0.severity == .error }
    if !failed { checkTimes(article, reader.reader.result, &reader.reader.fields) }
    let isPublished = selection.exclusion(of: article) == nil
    let html = isPublished ? render(source, reader.text, &article, &reader.reader.fields) : []
    let diagnostics = reader.reader.fields.diagnostics
    guard !diagnostics.contains(where: { $0.severity == .error }) else { throw BuildFailure(diagnostics) }
    let front = reader.reader.result
    let isUpdatedInFuture = isUpdatedInFuture(article)
    let read = ReadArticle(
      fields: article, image: front.image, categories: front.categories, warnings: diagnostics,
      isRendered: isPublished, isUpdatedInFuture: isUpdatedInFuture)
    return (read, html)
  }

  /// The bytes of a file, if they are text.
  func source(_ path: String) throws(BuildFailure) -> Source {
    do throws(Diagnostic) {
      let source = Source(path: folder.display(path), bytes: try folder.read(path))
      if source.bytes.count > settings.limits.article {
        throw Diagnostic.fileTooLong(source.path, source.bytes.count, settings.limits.article)
      }
      if let offset = firstInvalidUTF8(source.bytes) { throw Diagnostic.invalidUTF8(source, offset) }
      return source
    } catch {
      throw BuildFailure(error)
    }
  }

  typealias ReadFrontMatter = (reader: FrontMatterReader, text: SourceRange)

  /// The front matter of a file, read by the closed vocabulary, and where the text begins.
  func frontMatter(of source: Source) throws(BuildFailure) -> ReadFrontMatter {
    do throws(Diagnostic) {
      guard let split = try FrontMatterBlock(source) else { throw Diagnostic.frontMatterMissing(source) }
      guard split.block.count <= settings.limits.frontMatter else {
        throw Diagnostic.frontMatterTooLong(settings.limits.frontMatter, source.place(line: 1))
      }
      let dates = DateReader(zone: settings.zone)
      var reader = FrontMatterReader(
        fields: MetaReader(source: source, dates: dates, limits: settings.limits), unknownKeys: settings.unknownKeys)
      if let root = try parse(split, source) { reader.read(root) }
      return (reader, split.text)
    } catch {
      throw BuildFailure(error)
    }
  }

  /// The values of front matter, in whichever of the three formats it is.
  func parse(_ split: FrontMatterBlock, _ source: Source) throws(Diagnostic) -> MetaNode? {
    switch split.format {
    case .yaml: try YAMLReader(source: source, limits: settings.limits).read(split.block)
    case .toml: try TOMLReader(source: source, limits: settings.limits).read(split.block)
    case .json: try JSONReader.read(split.block, of: source, limits: settings.limits)
    }
  }

  /// The HTML of a text; what else is known of it goes into the article.
  private func render(
    _ source: Source, _ range: SourceRange, _ article: inout ArticleFields, _ fields: inout MetaReader
  ) -> [UInt8] {
    let options = markdownOptions(article)
    var text = renderMarkdown(source.bytes[range], options: options)
    // Each place is looked for in the whole file: a file that is wrong in a thousand places is told a hundred of them.
    for diagnostic in diagnostics(text.findings, source, range) { fields.report(diagnostic) }
    for hole in text.holes.lazy.filter({ $0.hasImpossibleWidth }).prefix(Self.mostFindings) {
      fields.report(
        .pictureWidth(source.place(line: source.place(at: range.lowerBound).line + hole.lines.lowerBound - 1)))
    }
    let html = text.html
    text.html = []
    text.findings = []
    article.body.text = text
    if article.kind == .article { article.body.wording = wording(of: source.bytes[range]) }
    return html
  }

  /// What is said about a text. Headings that are moved down, and elements that feeds go without, are told once a file: an
  /// author who writes one writes many.
  private func diagnostics(_ findings: [Finding], _ source: Source, _ range: SourceRange) -> [Diagnostic] {
    var told: [Diagnostic] = []
    var first: [String: (position: Int, others: Int)] = [:]
    for finding in findings where told.count < Self.mostFindings {
      if let key = finding.kind.toldOnce {
        if first[key] != nil {
          first[key]?.others += 1
          continue
        }
        first[key] = (told.count, 0)
      }
      told.append(.markdown(finding, source, range, settings))
    }
    for (position, others) in first.values where others > 0 {
      told[position].notes.append(Diagnostic.Note("and \(others) more like it in this file"))
    }
    return told
  }

  /// How the text of an article is read.
  func markdownOptions(_ article: ArticleFields) -> MarkdownOptions {
    var options = siteOptions
    if let language = article.language, language != settings.language {
      options.language = language
      options.labels = settings.markdown.house.labels(language)
    }
    options.idPrefix = slug(article.address.text) + "-"
    options.outsideRel = article.outsideRel
    // Whether its section sends the whole text is seen when all files have been read: see `feedWarnings`.
    if options.rawHTML == .allow, article.kind == .article, article.feed ?? .full == .full {
      options.toldElements = FeedElements.missed
    }
    return options
  }
}

extension Finding.Kind {
  /// What findings have in common of which a file is told one; nil for those that are told each.
  fileprivate var toldOnce: String? {
    switch self {
    case .secondMainHeading: "#"
    case .element(let name): name
    default: nil
    }
  }
}

extension Settings {
  /// How Markdown is read on this site.
  var markdownOptions: MarkdownOptions {
    var options = MarkdownOptions()
    options.smart = markdown.smart
    options.language = language
    options.rawHTML = markdown.html == .allow ? .allow : .refuse
    options.allowedSchemes = ["http", "https", "mailto", "tel"] + urlSchemes
    options.ownAddresses = [baseURL.description]
    options.extensions = markdown.extensions
    options.newTab = markdown.opensNewTab
    options.abbreviations = markdown.house.abbreviations
    options.reservedIDs = Set(markdown.house.reservedIDs)
    options.labels = markdown.house.labels(language)
    // The page has a headline of its own, and one is enough.
    options.topHeadingLevel = 2
    return options
  }
}

/// The offset of the first byte that is not UTF-8; nil when all are.
func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
  if String(validating: bytes, as: UTF8.self) != nil { return nil }
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue(let scalar): offset += UTF8.width(scalar)
    case .emptyInput: return nil
    case .error: return offset
    }
  }
}
