import Diagnostics
import Template

/// What a build makes anew because the texts of a few articles have changed, and nothing else.
struct TextRevision: Sendable {
  /// What the files of the site were made of as it stood, and what its pages read.
  private let fingerprints: [String: ContentHash]
  private let pages: CachedPages
  /// The articles that were edited, by their place among those that were read.
  let edited: [Int]
  let digests: SiteDigests
  /// The parts of records that show something else than before.
  private let changed: [ReadKey]
  /// Articles of which pages and feeds may say something else.
  private let articles: Set<Site.Index>

  /// Nil when a section has changed with them, which shows on too many pages.
  init?(of standing: StandingSite, edited: [Int], in view: SiteView, at indices: [Int]) {
    (fingerprints, pages) = (standing.fingerprints, standing.pages)
    self.edited = edited
    digests = standing.digests.revised(for: view, articles: indices)
    changed = digests.differences(from: standing.digests).sorted()
    guard !changed.contains(where: { $0.type == TrackedType.section }) else { return nil }
    let own = Set(changed.filter { $0.type == TrackedType.article }.map { Site.Index($0.index) })
    articles = own.union(own.flatMap { view.site.links[Int($0)].translations })
  }

  /// Keeps what the edits do not concern; the files that are left.
  func keepOthers(_ files: [PlannedFile], in output: some OutputSink) throws(BuildFailure) -> [PlannedFile] {
    var concerned: [PlannedFile] = []
    do throws(Diagnostic) {
      for file in files {
        if !concerns(file), let fingerprint = fingerprints[file.path.text],
          try output.keep(file.path, fingerprint: fingerprint, as: file.stage)
        {
          continue
        }
        concerned.append(file)
      }
    } catch {
      throw BuildFailure(error)
    }
    return concerned
  }

  /// What all pages read, when some of them have been looked at again.
  func reads(with new: [String: [UInt8]]) -> [String: [UInt8]] {
    pages.reads.merging(new) { _, new in new }
  }

  /// Whether a file has to be made, or at least looked at.
  private func concerns(_ file: PlannedFile) -> Bool {
    switch file.content {
    case .page(let page): concerns(page, file.path)
    case .feed(let list, _): list.articles.contains(where: articles.contains)
    case .copy, .picture, .variant: false
    // Nobody knows what they were made of: they are made, and compared.
    case .redirect, .sitemap, .bytes: true
    }
  }

  private func concerns(_ page: Page, _ path: OutputPath) -> Bool {
    switch page.kind {
    case .article(let index), .page(let index): if articles.contains(index) { return true }
    case .home: return true
    default: break
    }
    guard !page.articles.contains(where: articles.contains), let bytes = pages.reads[path.text] else { return true }
    return CachedPages.reads(bytes, any: changed)
  }
}
