import CommonMark
import Diagnostics

/// Finds where that stands in Content or Templates which is wrong in a finished page. Files are read again for it: little
/// is wrong, and the site need not be kept in memory.
struct PagePlaces {
  private let prepared: PreparedSite
  /// Of all pages, as they are written in links.
  let addresses: [String]

  init(_ prepared: PreparedSite) {
    self.prepared = prepared
    let base = prepared.site.settings.baseURL
    addresses = prepared.plan.files.compactMap { file in
      if case .page = file.content { base.relative(file.address) } else { nil }
    }
  }

  /// The file that a page is made from: the article's, the section's; nil for a list.
  func page(_ index: Int) -> Place? { text(index).map { Place(path: prepared.inputs.content.display($0.path)) } }

  /// The ids that a page is known to have without rendering it again: its headings'.
  func ids(of index: Int) -> [String] { headings(of: index).map(\.id) }

  private func headings(of index: Int) -> [Heading] {
    text(index).map { prepared.view.outline(of: $0.body).headings } ?? []
  }

  /// The line of a heading of the text.
  func heading(_ id: String, on index: Int) -> Place? {
    guard !id.isEmpty, let text = text(index), let heading = headings(of: index).first(where: { $0.id == id }),
      let source = try? prepared.files.places.reader.source(text.path)
    else { return nil }
    let start = (try? FrontMatterBlock(source))?.text.lowerBound ?? 0
    return source.place(line: source.place(at: start).line + heading.line - 1)
  }

  /// The link of a text that leads to a fragment.
  func link(to address: Address, fragment: String, on index: Int) -> Place? {
    guard let text = text(index) else { return nil }
    let hole = text.targets.firstIndex { target in
      guard case .site(address, let suffix) = target, let mark = suffix.utf8.firstIndex(of: UInt8(ascii: "#")) else {
        return false
      }
      return percentDecoded(String(suffix[suffix.utf8.index(after: mark)...])) == fragment
    }
    guard let hole else { return nil }
    return LinkPlaces(prepared.files.places.reader, text).places(of: [hole]).first
  }

  /// Where bytes of a page stand as they are: in the text, or else in a template; the text's file when nowhere.
  func place(of written: [UInt8], on index: Int) -> Place? {
    if let text = text(index), let source = try? prepared.files.places.reader.source(text.path),
      let range = source.bytes.firstRange(of: written)
    {
      return source.place(range)
    }
    for (_, source) in prepared.theme.templates.sorted(by: { $0.key < $1.key }) {
      if let range = source.bytes.firstRange(of: written) { return source.place(range) }
    }
    return page(index)
  }

  /// The text that a page shows.
  private func text(_ index: Int) -> PageText? {
    guard case .page(let page) = prepared.plan.files[index].content else { return nil }
    switch page.kind {
    case .article(let article), .page(let article):
      let shown = prepared.site.article(article)
      return PageText(
        path: shown.source, article: shown, body: shown.body, targets: prepared.links.articles[Int(article)])
    case .section(let section):
      let shown = prepared.site.sections[Int(section)]
      return shown.source.map {
        PageText(path: $0, article: nil, body: shown.body, targets: prepared.links.sections[Int(section)])
      }
    default: return nil
    }
  }
}

/// A text of Content, and where its links lead.
struct PageText {
  /// Below Content.
  var path: String
  /// Nil for a section's `_index.md`.
  var article: Article?
  var body: Body
  var targets: [LinkTarget]
}

extension LinkPlaces {
  init(_ reader: ArticleReader, _ text: PageText) {
    if let article = text.article {
      self.init(reader, article)
    } else {
      self.init(reader, indexPath: text.path)
    }
  }
}
