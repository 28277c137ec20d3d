import CommonMark
import Diagnostics
import Template

/// Makes the bytes of one planned file; each file alone.
struct PageRenderer: Sendable {
  let view: SiteView
  let templates: TemplateSet
  /// What was rendered for one page and is shown on others; nil when each is to be made by itself.
  let memo: FragmentMemo?
  let entries: [Site.Index: FeedEntry]
  let folder: any FolderReader
  /// Whether the links of pages are written relative, so that the folder can be opened from disk.
  let isPortable: Bool

  /// Bytes of what is shown on several pages that are kept at most.
  static let memoLimit = 32 << 20

  /// What is written: bytes, or a file to copy.
  enum Output: Sendable {
    case bytes([UInt8], hash: ContentHash, warnings: [Diagnostic])
    case copy(String)
    /// A picture that is read and cleaned when its turn has come: many of them at once would fill the memory.
    case picture(String)
  }

  func render(_ file: PlannedFile) -> Result<Output, Diagnostic> {
    do throws(Diagnostic) { return .success(try output(of: file)) } catch { return .failure(error) }
  }

  private func output(of file: PlannedFile) throws(Diagnostic) -> Output {
    switch file.content {
    case .page(let page):
      let html = try html(of: page)
      return bytes(isPortable ? portable(html, at: file.address, base: view.base) : html)
    case .redirect(let target):
      let link = isPortable ? portableLink(to: target, from: file.address) : nil
      return bytes(redirectPage(to: target, in: view.site, link: link))
    case .feed(let list, let format):
      let entries = try self.entries(of: list)
      let feed = writeFeed(format, of: list, in: view.site) { entries[$0] }
      return bytes(feed.bytes, warnings: feed.warnings)
    case .copy(let path):
      if let location = folder.location(of: path) { return .copy(location) }
      return bytes(try folder.read(path))
    case .picture(let path): return .picture(path)
    case .variant(let location): return .copy(location)
    case .bytes(let content): return bytes(content)
    }
  }

  /// Those that were made for all feeds; an archive has articles that no other feed has.
  private func entries(of list: FeedList) throws(Diagnostic) -> [Site.Index: FeedEntry] {
    guard list.archive != nil else { return entries }
    let words = FeedWords(view.words)
    var made: [Site.Index: FeedEntry] = [:]
    for index in list.articles {
      if let entry = entries[index] { made[index] = entry } else { made[index] = try feedEntry(of: index, view, words) }
    }
    return made
  }

  private func bytes(_ content: [UInt8], warnings: [Diagnostic] = []) -> Output {
    .bytes(content, hash: ContentHash(content), warnings: warnings)
  }

  private func html(of page: Page) throws(Diagnostic) -> [UInt8] {
    let pageView = PageView(view, page)
    let subject = pageView.article.map { folder.display(view.site.article($0).source) } ?? page.address.text
    let fallback = SiteTemplates.defaultTemplate(for: page.kind)
    guard let template = templates.template(page.template) ?? templates.template(fallback) else {
      throw .templateMissing(page.template, at: Place(path: subject))
    }
    var html: [UInt8] = []
    html.reserveCapacity(16_384)
    try template.render(SiteTemplates.values(pageView), subject: subject, into: &html, memo: memo)
    return html
  }
}

extension Diagnostic {
  static func templateMissing(_ name: String, at place: Place, known: [String] = []) -> Diagnostic {
    let near =
      nearest(to: name, in: known.filter { fileExtension($0) == fileExtension(name) }).map {
        "did you mean \"\($0)\"? "
      } ?? ""
    return Diagnostic(
      id: "template-missing", "there is no template \"\(name)\"", at: place,
      hint: near + "templates are the files of Templates/ and of the built-in theme")
  }
}
