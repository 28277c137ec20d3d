import Diagnostics
import Template

/// What a build makes anew because the texts of a few articles have changed, and nothing else.
struct TextRevision: Sendable {
  /// What the files of the site were made of as it stood; nil when the output knows it.
  private let fingerprints: [String: ContentHash]?
  /// What its pages read.
  private let pages: CachedPages
  /// The articles that were edited, by their place among those that were read.
  let edited: [Int]
  let digests: SiteDigests
  /// The parts of records that show something else than before.
  private let changed: [ReadKey]
  /// Articles of which pages and feeds may say something else.
  private let articles: Set<Site.Index>

  /// On a site that stands in this process. Nil when a section has changed with them, which shows on too many pages.
  init?(
    of standing: StandingSite, edited: [Int], in view: SiteView, _ fragments: [SharedFragment], at indices: [Int]
  ) {
    (fingerprints, pages) = (standing.fingerprints, standing.pages)
    self.edited = edited
    digests = standing.digests.revised(for: view, fragments, articles: indices)
    changed = digests.differences(from: standing.digests).sorted()
    guard !changed.contains(where: { $0.type == TrackedType.section }) else { return nil }
    articles = Self.articles(of: changed, in: view)
  }

  /// On a site of which only the output stands: whatever may show anything of the texts has changed. Nil when a section
  /// does.
  ///
  /// - Parameter pages: What the pages of the last build read.
  init?(
    of pages: CachedPages, edited: [Int], in view: SiteView, _ fragments: [SharedFragment], at indices: [Int]
  ) {
    self.pages = pages
    self.edited = edited
    fingerprints = nil
    digests = SiteDigests(asked: view, fragments)
    guard digests.sections(showing: indices).isEmpty else { return nil }
    let parts = [ArticlePart.text, ArticlePart.content, ArticlePart.moment]
    var keys = indices.flatMap { index in
      parts.map { ReadKey(type: TrackedType.article, part: $0, index: index) }
        + view.site.links[index].authors.map {
          // How many words somebody wrote.
          ReadKey(type: TrackedType.author, part: ListPart.contents, index: Int($0))
        }
    }
    keys += digests.articles(showing: indices).map {
      ReadKey(type: TrackedType.article, part: ArticlePart.content, index: $0)
    }
    let own = Set(keys)
    // What cannot be rendered by itself now could be, perhaps, before.
    keys += fragments.filter { $0.rendered.map { !own.isDisjoint(with: $0.reads.keys) } ?? true }.map {
      ReadKey(type: TrackedType.fragment, part: 0, index: $0.number)
    }
    changed = Set(keys).sorted()
    articles = Self.articles(of: changed, in: view)
  }

  /// Those of which something has changed, and those of which that is a translation.
  private static func articles(of changed: [ReadKey], in view: SiteView) -> Set<Site.Index> {
    let own = Set(changed.filter { $0.type == TrackedType.article }.map { Site.Index($0.index) })
    return own.union(own.flatMap { view.site.links[Int($0)].translations })
  }

  /// Keeps what the edits do not concern; the files that are left.
  func keepOthers(
    _ files: [PlannedFile], in output: some OutputSink, jobs: Int
  ) async throws(BuildFailure) -> [PlannedFile] {
    var concerned: [PlannedFile] = []
    let areConcerned = await parallelMap(files, jobs: jobs) { concerns($0) }
    do throws(Diagnostic) {
      for (number, file) in files.enumerated() {
        if !areConcerned[number], try keep(file, in: output) { continue }
        concerned.append(file)
      }
    } catch {
      throw BuildFailure(error)
    }
    return concerned
  }

  private func keep(_ file: PlannedFile, in output: some OutputSink) throws(Diagnostic) -> Bool {
    guard let fingerprints else {
      // A feed or a picture of which there is something to say has no fingerprint, for it is to be said again.
      let mayBeTold =
        switch file.content {
        case .feed, .picture: true
        default: false
        }
      return try output.keep(file.path, isKnown: mayBeTold, as: file.stage)
    }
    guard let fingerprint = fingerprints[file.path.text] else { return false }
    return try output.keep(file.path, fingerprint: fingerprint, as: file.stage)
  }

  /// What all pages read, when some of them have been looked at again.
  func reads(with new: PageReads) -> PageReads {
    var reads = pages.reads
    reads.merge(new)
    return reads
  }

  /// Whether a file has to be made, or at least looked at.
  private func concerns(_ file: PlannedFile) -> Bool {
    switch file.content {
    case .page(let page): concerns(page, file.path)
    case .feed(let list, _): list.articles.contains(where: articles.contains)
    case .copy, .picture, .variant: false
    // Made of everything but texts. Of a site that stands in this process they have no fingerprint: they are made again,
    // and compared.
    case .redirect, .sitemap, .bytes: fingerprints != nil
    }
  }

  private func concerns(_ page: Page, _ path: OutputPath) -> Bool {
    switch page.kind {
    case .article(let index), .page(let index): if articles.contains(index) { return true }
    // The others are lists.
    case .home: if page.pagination.number == 1 { return true }
    default: break
    }
    guard !page.articles.contains(where: articles.contains), let reads = pages.reads.coder(path.text) else {
      return true
    }
    return CachedPages.reads(reads, any: changed)
  }
}
