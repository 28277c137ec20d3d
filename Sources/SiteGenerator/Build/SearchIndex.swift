public import Diagnostics

/// Makes the index that the search page searches without a server. The library starts no program: the command supplies
/// one of these that does.
public protocol SearchIndexMaker: Sendable {
  /// Whether what makes it is on this machine.
  func isAvailable() async -> Bool
  /// Begins an index of texts in a language (BCP 47).
  func begin(language: String) throws(Diagnostic) -> any SearchIndex
  /// Ends the program, from any thread, and clears away what it works on; what is still to be made fails.
  func stop()
}

/// An index in the making, used by one thread.
public protocol SearchIndex: AnyObject {
  /// Takes a page as it is published. An index is made anew each time: all pages come, those that stand as they are too.
  func add(_ html: [UInt8], at path: OutputPath) throws(Diagnostic)
  /// The files of the index by their path below `pagefind/`, in an order that is always the same.
  func finish() async throws(Diagnostic) -> [(path: String, bytes: [UInt8])]
}

/// What the search page of a build is.
enum SearchChoice: Sendable {
  case directory, index
  /// A directory, although site.yml asks for an index: nothing here can make it.
  case missing

  init(_ settings: Settings, _ maker: (any SearchIndexMaker)?) async {
    guard settings.search == .pagefind, let maker else {
      self = .directory
      return
    }
    self = await maker.isAvailable() ? .index : .missing
  }

  var warnings: [Diagnostic] { self == .missing ? [.searchWithoutPagefind] : [] }
}

/// The index of one build, or none.
struct SiteSearch {
  private let index: (any SearchIndex)?

  init(_ view: SiteView, _ maker: (any SearchIndexMaker)?) throws(BuildFailure) {
    do throws(Diagnostic) {
      index = view.hasSearchIndex ? try maker?.begin(language: view.settings.language) : nil
    } catch {
      throw BuildFailure(error)
    }
  }

  /// Takes a page that readers may want to find: a story that stands, or a page such as `/about/`.
  func add(_ file: PlannedFile, _ html: [UInt8], in site: Site) throws(Diagnostic) {
    guard let index, case .page(let page) = file.content else { return }
    switch page.kind {
    case .article(let number), .page(let number):
      let article = site.article(number)
      if !article.isNoindex, article.status == .published { try index.add(html, at: file.path) }
    default: return
    }
  }

  /// Hands over the files of the index as files of the site.
  func publish(into output: some OutputSink, beside plan: BuildPlan) async throws(BuildFailure) {
    guard let index else { return }
    do throws(Diagnostic) {
      for (name, bytes) in try await index.finish() {
        let address = Address("/pagefind/\(name)")
        if let other = plan.file(at: address) {
          throw plan.clash(address, .program("the index of the search"), other)
        }
        guard let path = try? OutputPath(address.file) else { throw .searchFileImpossible(name) }
        try output.write(path, bytes, hash: ContentHash(bytes), fingerprint: nil, as: .asset)
      }
    } catch {
      throw BuildFailure(error)
    }
  }
}

extension Diagnostic {
  static let searchWithoutPagefind = Diagnostic(
    .warning, id: "search-no-pagefind",
    "`search: pagefind` is set, and there is no program `pagefind` here: the search page lists sections, subjects and archive",
    hint: "`npm install --global pagefind` or `pip install pagefind-bin`, and build again")

  static func searchFileImpossible(_ name: String) -> Diagnostic {
    Diagnostic(id: "search-failed", "pagefind made a file that cannot be published: \(name)")
  }
}
