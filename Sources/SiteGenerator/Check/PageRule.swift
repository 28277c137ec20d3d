import CommonMark
import Diagnostics

/// Holds the finished pages against what is there: links between pages, fragments, pictures without words, headings that
/// skip a level, files that nothing uses.
struct PageRule: OutputRule {
  /// Where an address leads, as far as this rule cares.
  private enum Target {
    case outside
    case file(Int)
    case nowhere
  }

  /// Something that is wrong on a page. What templates have wrong is wrong on many pages, and told once.
  private struct Slip: Hashable {
    enum Kind: Hashable {
      case deadLink
      case deadFragment(file: Int, fragment: String)
      case pictureWithoutAlt
      case headingSkip(from: Int, to: Int, id: String)
    }
    var kind: Kind
    /// As it stands in the page.
    var written: [UInt8]
    /// The file of an article's own page; nil for all other pages.
    var article: Int?
  }

  /// A line, and what is wrong there.
  private struct Spot: Hashable {
    var id: String
    var place: Place?
  }

  /// What one page shows; nil for a file that is no page.
  typealias Reading = PageReading?

  struct PageReading: Sendable {
    /// Its place in the plan.
    let index: Int
    /// The file of an article's own page; nil for all other pages.
    let article: Int?
    let bytes: [UInt8]
    let outline: PageOutline
    /// The hashes of the ids of its elements.
    let ids: [UInt64]
    let links: [Link]
  }

  /// An address in a page.
  struct Link: Sendable {
    let written: Range<Int>
    /// Where its fragment begins, at the `#`; where the address ends when it has none.
    let end: Int
    /// Of what stands before the fragment.
    let hash: UInt64
    /// Whether it leads to the same from every page: it begins with `/`, or with a scheme of the web.
    let isAbsolute: Bool
  }

  private let prepared: PreparedSite
  /// By the hash of an address as it is written.
  private var targets: [UInt64: Target] = [:]
  /// The hashes of the ids of each page, by its place in the plan.
  private var ids: [[UInt64]]
  private var isUsed: [Bool]
  /// The first page that has it, and how many do.
  private var slips: [Slip: (page: Int, count: Int)] = [:]
  private var fragments: [Slip: (page: Int, count: Int)] = [:]

  init(_ prepared: PreparedSite) {
    self.prepared = prepared
    isUsed = Array(repeating: false, count: prepared.plan.files.count)
    ids = Array(repeating: [], count: prepared.plan.files.count)
  }

  func read(_ file: FinishedFile) -> PageReading? {
    guard let outline = file.outline, let index = prepared.plan.index(of: file.path),
      case .page(let page) = prepared.plan.files[index].content
    else { return nil }
    let bytes = file.bytes.span
    return PageReading(
      index: index, article: page.kind.article == nil ? nil : index, bytes: file.bytes, outline: outline,
      ids: outline.ids.map { addressHash(bytes.extracting($0)) }, links: outline.addresses.map { Link(bytes, $0) })
  }

  mutating func take(_ reading: PageReading?) {
    guard let reading else { return }
    ids[reading.index] = reading.ids
    for link in reading.links { follow(link, on: reading) }
    for range in reading.outline.picturesWithoutAlt {
      note(Slip(kind: .pictureWithoutAlt, written: Array(reading.bytes[range]), article: reading.article), on: reading)
    }
    takeHeadings(reading)
  }

  private mutating func takeHeadings(_ page: PageReading) {
    var previous = page.outline.headings.first?.level ?? 1
    for heading in page.outline.headings {
      if heading.level > previous + 1 {
        let id = heading.id.map { String(decoding: page.bytes[$0], as: UTF8.self) } ?? ""
        let isInText = page.article != nil && hasHeading(id, page.index)
        let kind = Slip.Kind.headingSkip(from: previous, to: heading.level, id: isInText ? id : "")
        note(Slip(kind: kind, written: [], article: isInText ? page.article : nil), on: page)
      }
      previous = heading.level
    }
  }

  private func hasHeading(_ id: String, _ index: Int) -> Bool {
    guard case .page(let page) = prepared.plan.files[index].content, let article = page.kind.article else {
      return false
    }
    return prepared.view.outline(of: prepared.site.article(article).body).headings.contains { $0.id == id }
  }

  private mutating func follow(_ link: Link, on page: PageReading) {
    switch link.end == link.written.lowerBound ? .file(page.index) : target(of: link, on: page) {
    case .outside: return
    case .nowhere:
      let written = Array(page.bytes[link.written.lowerBound..<link.end])
      note(Slip(kind: .deadLink, written: written, article: page.article), on: page)
    case .file(let file):
      isUsed[file] = true
      if link.end < link.written.upperBound { followFragment(of: link, in: file, on: page) }
    }
  }

  /// Whether other pages have a fragment is known when all pages have come.
  private mutating func followFragment(of link: Link, in file: Int, on page: PageReading) {
    guard case .page = prepared.plan.files[file].content else { return }
    let written = page.bytes[link.end + 1..<link.written.upperBound]
    if file == page.index, page.ids.contains(addressHash(written.span)) { return }
    let fragment = percentDecoded(decodedAttribute(written)) ?? ""
    // `#top` is the top of any page (HTML, 7.4.6.4), and `#:~:` is for the browser.
    if fragment.isEmpty || fragment == "top" || fragment.hasPrefix(":~:") { return }
    let slip = Slip(
      kind: .deadFragment(file: file, fragment: fragment), written: Array(page.bytes[link.written]),
      article: page.article)
    fragments[slip, default: (page.index, 0)].count += 1
  }

  private mutating func note(_ slip: Slip, on page: PageReading) { slips[slip, default: (page.index, 0)].count += 1 }

  private mutating func target(of link: Link, on page: PageReading) -> Target {
    if link.isAbsolute, let known = targets[link.hash] { return known }
    let found = resolve(decodedAttribute(page.bytes[link.written.lowerBound..<link.end]), on: page.index)
    if link.isAbsolute { targets[link.hash] = found }
    return found
  }

  private func resolve(_ text: String, on page: Int) -> Target {
    let base = prepared.site.settings.baseURL
    var path = String(text[..<(text.utf8.firstIndex(of: UInt8(ascii: "?")) ?? text.endIndex)])
    if path.utf8.starts(with: (base.origin + "/").utf8) { path = path.dropping(base.origin.utf8.count) }
    if path.hasPrefix("//") { return .outside }
    if !path.hasPrefix("/") {
      if path.utf8.contains(UInt8(ascii: ":")) { return .outside }
      let address = prepared.plan.files[page].address
      let folder = address.text.hasSuffix("/") ? address.text : parentFolder(address.text)
      let slash = path.hasSuffix("/") ? "/" : ""
      guard let whole = normalized(path, in: folder) else { return .nowhere }
      path = "\(base.path)/\(whole)\(slash)"
    }
    // The host may serve other things beside this site.
    guard path.hasPrefix(base.path + "/") else { return .outside }
    guard let decoded = percentDecoded(path.dropping(base.path.utf8.count)) else { return .nowhere }
    let address = Address(decoded)
    if let file = prepared.plan.index(of: address) { return .file(file) }
    return prepared.links.unresolved.contains(address) ? .outside : .nowhere
  }

  mutating func finish() -> [Diagnostic] {
    let places = PagePlaces(prepared)
    addDeadFragments()
    var found: [Diagnostic] = []
    var pages: [Int] = []
    var positions: [Spot: Int] = [:]
    for (slip, first) in slips.sorted(by: { $0.value.page < $1.value.page }) {
      let diagnostic = diagnostic(slip, first.page, places)
      // One line of a template is wrong on every page that shows it.
      let key = Spot(id: diagnostic.id, place: diagnostic.place)
      if diagnostic.place?.line ?? 0 > 0, let position = positions[key] {
        pages[position] += first.count
      } else {
        positions[key] = found.count
        found.append(diagnostic)
        pages.append(slip.article == nil ? first.count : 1)
      }
    }
    for index in found.indices where pages[index] > 1 {
      found[index].notes.append(Diagnostic.Note("and the same on \(counted(pages[index] - 1, "more page"))"))
    }
    return found + unusedFiles()
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// A list shows the beginnings of articles: what is wrong with an article's link is told of the article alone.
  private mutating func addDeadFragments() {
    func isDead(_ slip: Slip) -> Bool {
      guard case .deadFragment(let file, let fragment) = slip.kind else { return false }
      return !ids[file].contains(addressHash(Array(fragment.utf8).span))
    }
    let dead = fragments.filter { isDead($0.key) }
    let kinds = Set(dead.keys.filter { $0.article != nil }.map(\.kind))
    for (slip, first) in dead where slip.article != nil || !kinds.contains(slip.kind) { slips[slip] = first }
  }

  private func diagnostic(_ slip: Slip, _ page: Int, _ places: PagePlaces) -> Diagnostic {
    let address = prepared.plan.files[page].address
    let text = String(decoding: slip.written, as: UTF8.self)
    switch slip.kind {
    case .deadLink:
      let near = nearest(to: decodedAttribute(slip.written[...]), in: places.addresses)
      return .pageLinkNowhere(text, on: address, near: near, places.place(of: slip.written, on: page))
    case .deadFragment(let file, let fragment):
      let target = prepared.plan.files[file]
      let near = nearest(to: fragment, in: places.ids(of: file))
      let place = places.link(to: target.address, fragment: fragment, on: page)
      return .fragmentMissing(
        fragment, in: file == page ? nil : target.address, near: near,
        place ?? places.place(of: slip.written, on: page), on: address)
    case .pictureWithoutAlt:
      return .renderedPictureWithoutAlt(text, on: address, places.place(of: slip.written, on: page))
    case .headingSkip(let from, let to, let id):
      let place = places.heading(id, on: page)
      return .headingSkips(from, to, on: address, place.map { ($0, true) } ?? (places.page(page), false))
    }
  }

  /// Files beside articles that no page shows or links. What stands in `_static` may be asked for by machines.
  private func unusedFiles() -> [Diagnostic] {
    var unused: [Address: String] = [:]
    for (index, file) in prepared.plan.files.enumerated() where !isUsed[index] {
      switch file.content {
      case .copy(let path), .picture(let path): if !path.hasPrefix("_static/") { unused[file.address] = path }
      default: continue
      }
    }
    guard !unused.isEmpty else { return [] }
    for target in usedByMachines() { if case .site(let address, _) = target { unused[address] = nil } }
    return unused.values.sorted().map { .fileUnused(prepared.inputs.content.display($0)) }
  }

  /// Lead pictures stand in metadata and feeds even where the theme does not show them. Nothing does of what a retracted
  /// article had.
  private func usedByMachines() -> [LinkTarget] {
    let site = prepared.site
    let shown = zip(site.articles, prepared.links.articles).filter { $0.0.status != .retracted }
    return shown.compactMap(\.0.image?.target) + shown.flatMap(\.1)
      + prepared.links.sections.flatMap { $0 } + site.settings.people.compactMap(\.portrait?.target)
      + [site.settings.logo?.target, site.settings.icon.map { .site($0, suffix: "") }].compactMap { $0 }
  }
}

extension PageRule.Link {
  fileprivate init(_ bytes: Span<UInt8>, _ written: Range<Int>) {
    self.written = written
    var end = written.lowerBound
    while end < written.upperBound, bytes[end] != UInt8(ascii: "#") { end += 1 }
    self.end = end
    hash = addressHash(bytes.extracting(written.lowerBound..<end))
    let first = written.isEmpty ? 0 : bytes[written.lowerBound]
    isAbsolute = first == UInt8(ascii: "/") || first == UInt8(ascii: "h") && bytes.begin(with: "http", at: written)
  }
}

extension Span<UInt8> {
  fileprivate func begin(with text: String, at range: Range<Int>) -> Bool {
    text.utf8.count <= range.count
      && text.utf8.enumerated().allSatisfy { self[range.lowerBound + $0.offset] == $0.element }
  }
}

extension String {
  /// Without so many bytes at its beginning, which end a character.
  fileprivate func dropping(_ count: Int) -> String { String(decoding: utf8.dropFirst(count), as: UTF8.self) }
}

extension Page.Kind {
  /// The article whose own page it is.
  var article: Site.Index? {
    switch self {
    case .article(let index), .page(let index): index
    default: nil
    }
  }
}
