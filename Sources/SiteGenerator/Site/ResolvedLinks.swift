import CommonMark
import Diagnostics

/// Where every link of every text leads.
struct ResolvedLinks: Sendable {
  /// By article, in the order of its holes.
  var articles: [[LinkTarget]] = []
  var sections: [[LinkTarget]] = []
  var warnings: [Diagnostic] = []
  /// Links that lead nowhere where that is an error.
  private(set) var failures: [Diagnostic] = []
  /// What links lead to that lead nowhere, under `links: warn`.
  var unresolved: Set<Address> = []
  /// What is shown as a card.
  private(set) var embedded: Set<Address> = []
  private let resolver: LinkResolver

  /// Resolves the links of a site; those that lead nowhere are failures, or warnings under `links: warn`.
  init(_ files: ContentFiles, _ site: Site, _ plan: BuildPlan, jobs: Int) async {
    let resolver = LinkResolver(files, site, plan)
    self.resolver = resolver
    var problems: [Diagnostic] = []
    let texts = await parallelMap(site.articles, jobs: jobs) { article in
      ResolvedText(article.body.text.holes, article.source, article.address, resolver)
    }
    articles = texts.map { $0.targets }
    for text in texts where !text.embedded.isEmpty { embedded.formUnion(text.embedded) }
    for (number, text) in texts.enumerated() where text.hasProblems {
      unresolved.formUnion(text.unresolved)
      problems += text.diagnostics(resolver.names) { LinkPlaces(files.places.reader, site.articles[number]) }
    }
    for section in site.sections {
      let text = ResolvedText(section.body.text.holes, section.source ?? "", section.address, resolver)
      sections.append(text.targets)
      embedded.formUnion(text.embedded)
      unresolved.formUnion(text.unresolved)
      problems += text.diagnostics(resolver.names) {
        LinkPlaces(files.places.reader, indexPath: section.source ?? "")
      }
    }
    for address in site.settings.addresses {
      guard let (problem, near) = Self.problem(of: address.text, resolver) else { continue }
      problems.append(.addressNowhere(address.text, problem, near: near, address.place))
      if case .site(let target, _)? = linkTarget(address.text) { unresolved.insert(target) }
    }
    if site.settings.links == .warn { warnings = problems.map(\.asWarning) } else { failures = problems }
  }

  /// What is wrong with an address of `site.yml`, and what may be meant. It is published as it is written: the path of a
  /// file below Content leads somewhere in a text, and not here.
  private static func problem(
    of address: String, _ resolver: LinkResolver
  ) -> (problem: LinkResolver.Problem, near: String?)? {
    do throws(LinkResolver.Problem) {
      let target = try resolver.resolve(address, in: "site.yml", at: .home)
      guard address.hasPrefix("/_static/") || address.hasSuffix(".md"), case .site(let found, _) = target,
        found.text != address
      else { return nil }
      return (.nowhere(.nothing), found.text)
    } catch {
      return (error, resolver.nearAddress(address))
    }
  }

  /// Resolves the links of an article whose text has changed, on a site whose addresses are as they were; false when one of
  /// them leads nowhere.
  mutating func resolve(_ article: Article, _ index: Int) -> Bool {
    let text = ResolvedText(article.body.text.holes, article.source, article.address, resolver)
    articles[index] = text.targets
    // That of a card that has gone does no harm: nothing shows it.
    embedded.formUnion(text.embedded)
    return !text.hasProblems
  }

  /// Where the pictures of a text stand.
  func pictures(of article: Article, _ index: Int) -> [LinkTarget] {
    zip(article.body.text.holes, articles[index]).compactMap { hole, target in
      if case .picture = hole.kind { target } else { nil }
    }
  }
}

/// The links of one text.
private struct ResolvedText: Sendable {
  var targets: [LinkTarget] = []
  /// What is shown as a card.
  private(set) var embedded: [Address] = []
  private var problems: [(hole: Int, destination: String, problem: LinkResolver.Problem)] = []

  init(_ holes: [Hole], _ source: String, _ address: Address, _ resolver: LinkResolver) {
    targets.reserveCapacity(holes.count)
    for (index, hole) in holes.enumerated() {
      do throws(LinkResolver.Problem) {
        let target = try target(of: hole, source, address, resolver)
        if case .embed = hole.kind, case .site(let address, _) = target { embedded.append(address) }
        targets.append(target)
      } catch {
        problems.append((index, hole.destination, error))
        targets.append(
          hole.destination.isEmpty
            ? .site(address, suffix: "") : resolver.unresolved(hole.destination, at: address))
      }
    }
  }

  var hasProblems: Bool { !problems.isEmpty }

  var unresolved: [Address] {
    problems.compactMap { problem in
      if !problem.destination.isEmpty, case .site(let address, _) = targets[problem.hole] { address } else { nil }
    }
  }

  private func target(
    of hole: Hole, _ source: String, _ address: Address, _ resolver: LinkResolver
  ) throws(LinkResolver.Problem) -> LinkTarget {
    if hole.destination.isEmpty, hole.isOfMarkdown { throw .empty }
    if case .embed = hole.kind, let own = resolver.ownPage(hole.destination) { return own }
    let target = try resolver.resolve(hole.destination, in: source, at: address)
    if case .picture = hole.kind, case .site(let file, _) = target, !isPicture(file) { throw .noPicture }
    return target
  }

  private func isPicture(_ file: Address) -> Bool {
    let kind = fileExtension(file.text)
    return PictureSize.extensions.contains(kind) || kind == "ico"
  }

  /// The file is read again only when there is something to say; of one file no more is said than anyone reads, because
  /// the place of each is looked for in all of it.
  func diagnostics(_ names: SuggestedNames, _ places: () -> LinkPlaces) -> [Diagnostic] {
    guard !problems.isEmpty else { return [] }
    let problems = problems.prefix(ArticleReader.mostFindings)
    let found = places().places(of: problems.map(\.hole))
    return zip(problems, found).map { .linkNowhere($0.destination, $0.problem, names, $1) }
  }
}

/// Finds where links stand by reading and rendering their file again.
struct LinkPlaces {
  private let source: Source
  private let text: SourceRange
  private let rendered: RenderedMarkdown

  init(_ reader: ArticleReader, _ article: Article) {
    self.init(reader, article.source, reader.markdownOptions(article.fields))
  }

  init(_ reader: ArticleReader, indexPath: String) {
    self.init(reader, indexPath, reader.settings.markdownOptions)
  }

  private init(_ reader: ArticleReader, _ path: String, _ options: MarkdownOptions) {
    let display = reader.folder.display(path)
    source = (try? reader.source(path)) ?? Source(path: display, bytes: [])
    text = (try? FrontMatterBlock(source))?.text ?? 0..<source.bytes.count
    rendered = renderMarkdown(source.bytes[text], options: options)
  }

  func places(of holes: [Int]) -> [Place] {
    let known = holes.filter { $0 < rendered.holes.count }
    guard known.count == holes.count else { return holes.map { _ in Place(path: source.path) } }
    let firstLine = source.place(at: text.lowerBound).line
    return zip(holes, rendered.ranges(ofHoles: holes, in: source.bytes[text])).map { hole, range in
      range.map { source.place($0) } ?? source.place(line: firstLine + rendered.holes[hole].lines.lowerBound - 1)
    }
  }
}

extension Diagnostic {
  /// The same in `site.yml`, where addresses stand and no paths of files.
  static func addressNowhere(
    _ destination: String, _ problem: LinkResolver.Problem, near: String?, _ place: Place
  ) -> Diagnostic {
    guard case .nowhere = problem else { return linkNowhere(destination, problem, nil, place) }
    return Diagnostic(
      id: "link-nowhere", "the link \"\(destination)\" leads nowhere", at: place,
      hint: (near.map { "did you mean \"\($0)\"? " } ?? "")
        + "write the address of a page or a file as readers see it: Content/_static/logo.svg is /logo.svg")
  }

  static func linkNowhere(
    _ destination: String, _ problem: LinkResolver.Problem, _ names: SuggestedNames?, _ place: Place
  ) -> Diagnostic {
    switch problem {
    case .empty:
      return Diagnostic(
        id: "link-nowhere", "a link or a picture here has no address", at: place,
        hint: "write it between the brackets, `[text](address)`, or take them away")
    case .nowhere(let missing):
      let near = names?.nearest(to: missing).map { "did you mean \"\($0)\"? " } ?? ""
      return Diagnostic(
        id: "link-nowhere", "the link \"\(destination)\" leads nowhere", at: place,
        hint: near + "a path is taken from the file's folder, and with a slash in front from Content")
    case .notPublished(let source, let exclusion):
      return Diagnostic(
        id: "link-not-published", "the link \"\(destination)\" leads to \(source), which is \(exclusion.words)",
        at: place,
        hint: "readers would find nothing there")
    case .noPicture:
      return Diagnostic(
        id: "link-no-picture", "\"\(destination)\" is no picture", at: place,
        hint: "`[text](\(destination))` is a link; `[](\(destination))` alone in its paragraph is a card or a player")
    }
  }
}

extension Hole {
  /// Whether it stands for a link or a picture of Markdown; in raw HTML an empty address is the page itself (URL, 4.4).
  fileprivate var isOfMarkdown: Bool {
    if case .attribute = kind { false } else { true }
  }
}

extension Selection.Exclusion {
  var words: String {
    switch self {
    case .draft: "a draft"
    case .scheduled: "not published yet"
    case .expired: "no longer published"
    }
  }
}
