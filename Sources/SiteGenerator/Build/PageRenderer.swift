import CommonMark
import Diagnostics
import Template

/// Makes the bytes of one planned file; each file alone.
struct PageRenderer: Sendable {
  var view: SiteView
  var templates: TemplateSet
  /// What was rendered for one page and is shown on others; nil when each is to be made by itself.
  var memo: FragmentMemo?
  /// What all pages share.
  var fragments: [SharedFragment] = []
  let entries: FeedEntries
  /// Nil when nobody will ask what a file was made of.
  let fingerprints: Fingerprints?
  let folder: any FolderReader
  /// Whether the links of pages are written relative, so that the folder can be opened from disk.
  let isPortable: Bool
  /// Reads the bytes of each file where they are made.
  var reader: FileReader?
  /// Where it is noted how long templates take; nil when nobody asks.
  var times: TemplateTimes?

  /// Bytes of what is shown on several pages that are kept before all of them go, by all threads together: the cards of
  /// 100,000 articles. With a quarter of it such a site takes a fifth longer. For a moment there may be twice as much, and
  /// each thread has a table of its own besides.
  static let memoLimit = 64 << 20
  /// The same of what lists say of their articles in their heads: on two threads enough for 100,000.
  private static let itemLimit = 40 << 20

  /// One for each thread: what pages are made of is counted by reference, and two threads that count the references to
  /// one object wait for each other.
  func workers(_ count: Int) -> [PageRenderer] {
    let memo = templates.memo(limit: Self.memoLimit)
    return (0..<max(1, count)).map { number in
      var worker = self
      // The first as well: the view that all were made from is what fingerprints and feeds are made with, on any thread.
      worker.view = SiteView(copying: view, itemLimit: Self.itemLimit / max(1, count))
      worker.templates = templates.bound(to: worker.view)
      let memo = number == 0 ? memo : memo.another()
      memo.keep(fragments, type: TrackedType.fragment)
      worker.memo = memo
      return worker
    }
  }

  /// What is written, and what it was made of.
  struct Output: Sendable {
    enum Content: Sendable {
      /// With their hash, unless they are to be read.
      case bytes([UInt8], hash: ContentHash?)
      /// What a reader has made of the bytes.
      case read(any Sendable)
      /// A file to copy.
      case copy(String)
      /// A picture that is read and cleaned when its turn has come: many of them at once would fill the memory.
      case picture(String)
    }

    var content: Content
    var warnings: [Diagnostic] = []
    var fingerprint: ContentHash?
    /// What a page read, as `CachedPages` keeps it.
    var reads: [UInt8]?

    init(_ bytes: [UInt8]) { content = .bytes(bytes, hash: nil) }
    init(_ content: Content) { self.content = content }
  }

  func render(_ file: PlannedFile) -> Result<Output, Diagnostic> {
    do throws(Diagnostic) {
      var output = try output(of: file)
      if case .bytes(let bytes, hash: nil) = output.content {
        output.content = reader.map { .read($0(file.path, bytes)) } ?? .bytes(bytes, hash: ContentHash(bytes))
      }
      return .success(output)
    } catch {
      return .failure(error)
    }
  }

  private func output(of file: PlannedFile) throws(Diagnostic) -> Output {
    var output: Output
    switch file.content {
    case .page(let page):
      var reads = Reads()
      let html = try timed(page, &reads)
      output = Output(isPortable ? portable(html, at: file.address, base: view.base) : html)
      output.fingerprint = fingerprints?.fingerprint(of: page, reads)
      output.reads = CachedPages.bytes(of: reads.keys, variables: reads.variables)
    case .redirect(let target):
      let link = isPortable ? portableLink(to: target, from: file.address) : nil
      output = Output(redirectPage(to: target, in: view.site, link: link))
    case .feed(let list, let format):
      let entries = try entries.entries(of: list)
      let feed = writeFeed(format, of: list, in: view.site, from: folder) { entries[$0] }
      output = Output(feed.bytes)
      output.warnings = feed.warnings
      // What there is to say about a feed is said by every build.
      if feed.warnings.isEmpty { output.fingerprint = fingerprints?.known(file)?.fingerprint }
    case .copy(let path):
      if let location = folder.location(of: path) {
        output = Output(.copy(location))
        output.fingerprint = fingerprints?.known(file)?.fingerprint
      } else {
        output = Output(try folder.read(path))
      }
    case .picture(let path):
      output = Output(.picture(path))
      output.fingerprint = fingerprints?.known(file)?.fingerprint
    case .variant(let location):
      output = Output(.copy(location))
      output.fingerprint = fingerprints?.known(file)?.fingerprint
    case .sitemap(let file): output = Output(file.bytes)
    case .bytes(let content): output = Output(content)
    }
    return output
  }

  private func timed(_ page: Page, _ reads: inout Reads) throws(Diagnostic) -> [UInt8] {
    guard let times else { return try html(of: page, &reads) }
    return try times.measure(page.template) { () throws(Diagnostic) in try html(of: page, &reads) }
  }

  private func html(of page: Page, _ reads: inout Reads) throws(Diagnostic) -> [UInt8] {
    let pageView = PageView(view, page)
    let subject = pageView.article.map { folder.display(view.site.article($0).source) } ?? page.address.text
    let fallback = SiteTemplates.defaultTemplate(for: page.kind)
    guard let template = templates.template(page.template) ?? templates.template(fallback) else {
      throw .templateMissing(page.template, at: Place(path: subject))
    }
    var html: [UInt8] = []
    let values = SiteTemplates.values(pageView, room: template.slots)
    if fingerprints == nil {
      try template.render(values, of: pageView, subject: subject, into: &html, memo: memo)
    } else {
      try template.render(values, of: pageView, subject: subject, into: &html, reads: &reads, memo: memo)
    }
    return html
  }
}

extension Diagnostic {
  static func templateMissing(_ name: String, at place: Place, known: [String] = []) -> Diagnostic {
    // `article` may stand for `article.html`, and what all have at their ends makes none of them near.
    let ending = "." + (fileExtension(name).isEmpty ? "html" : fileExtension(name))
    let stem = name.hasSuffix(ending) ? String(name.dropLast(ending.count)) : name
    let stems = known.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    let near = nearest(to: stem, in: stems).map { "did you mean \"\($0)\(ending)\"? " } ?? ""
    return Diagnostic(
      id: "template-missing", "there is no template \"\(name)\"", at: place,
      hint: near + "templates are the files of Templates/ and of the built-in theme")
  }

  static func templateOfOtherKind(_ name: String, at place: Place, known: [String]) -> Diagnostic {
    Diagnostic(
      id: "template-of-other-kind", "\"\(name)\" is made for another kind of page, and cannot show an article",
      at: place,
      hint: "leave the line out, or name one that shows an article; there is: \(known.joined(separator: ", "))")
  }
}
