import CommonMark
import Diagnostics

/// Finds out where the links of a text lead: to other files of Content, to addresses of this site, or elsewhere.
final class LinkResolver: Sendable {
  /// Why a link leads nowhere.
  enum Problem: Error {
    /// `[text]()`: it would lead to the page that it stands in.
    case empty
    case nowhere(Missing)
    case notPublished(source: String, Selection.Exclusion)
    /// What a picture shows is something else: a page, a film.
    case noPicture
  }

  /// What a link that leads nowhere has asked for.
  enum Missing {
    case file(String)
    case tag(String)
    case person(String)
    /// Nothing that has a name.
    case nothing
  }

  private let plan: BuildPlan
  private let assets: AssetAddresses
  /// In order of their paths.
  private let articles: [LoadedArticle]
  private let selection: Selection
  /// The addresses of sections by their files.
  private let indexes: [String: Address]
  private let excluded: [Address: Article]
  private let tags: [String: Address]
  private let people: [String: Address]
  private let base: BaseURL
  /// What links that lead nowhere are compared with.
  let names: SuggestedNames

  init(_ files: ContentFiles, _ site: Site, _ plan: BuildPlan) {
    self.plan = plan
    assets = files.assets
    base = site.settings.baseURL
    articles = files.articles
    selection = files.selection
    var indexes = ["_index.md": Address.home]
    for section in site.sections { if let source = section.source { indexes[source] = section.address } }
    self.indexes = indexes
    let excluded = files.articles.lazy.map(\.article).filter { files.selection.exclusion(of: $0) != nil }
    self.excluded = Dictionary(excluded.map { ($0.address, $0) }, uniquingKeysWith: { first, _ in first })
    tags = Dictionary(site.tags.map { ($0.key, $0.address) }, uniquingKeysWith: { first, _ in first })
    people = Dictionary(site.people.map { ($0.key, $0.address) }, uniquingKeysWith: { first, _ in first })
    names = SuggestedNames(files, indexes.keys.map { $0 }, tags: tags.keys.map { $0 }, people: people.keys.map { $0 })
  }

  /// Where a destination leads that stands in a file of Content.
  func resolve(_ destination: String, in source: String, at address: Address) throws(Problem) -> LinkTarget {
    let destination = withOneFragment(destination)
    if destination.hasPrefix("//") { return .url("https:" + destination) }
    if let target = try ownScheme(destination) { return target }
    if hasScheme(destination) { return .url(destination) }
    let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? destination.endIndex
    let suffix = String(destination[end...])
    guard let path = percentDecoded(String(destination[..<end])) else { throw .nowhere(.nothing) }
    if path.isEmpty { return .site(address, suffix: suffix) }
    return .site(try find(path, in: source, at: address), suffix: suffix)
  }

  /// The page of this site that an absolute address leads to, as it is copied from a browser; nil for any other.
  func ownPage(_ destination: String) -> LinkTarget? {
    let bytes = Array(withOneFragment(destination).utf8)
    guard bytes.starts(with: base.description.utf8) else { return nil }
    let rest = bytes.dropFirst(base.description.utf8.count)
    let path = rest.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard let decoded = percentDecoded(String(decoding: path, as: UTF8.self)) else { return nil }
    let suffix = String(decoding: rest[path.endIndex...], as: UTF8.self)
    return published(Address("/" + decoded)).map { .site($0, suffix: suffix) }
  }

  /// What a link that leads nowhere is written as when that is only a warning.
  func unresolved(_ destination: String, at address: Address) -> LinkTarget {
    let destination = withOneFragment(destination)
    let end = destination.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? destination.endIndex
    let suffix = String(destination[end...])
    let path = percentDecoded(String(destination[..<end])) ?? String(destination[..<end])
    if path.hasPrefix("/") { return .site(Address(path), suffix: suffix) }
    let folder = address.text.hasSuffix("/") ? address.text : parentFolder(address.text)
    return .site(Address("/" + (normalized(path, in: folder) ?? path)), suffix: suffix)
  }

  /// `tag:flood`, `author:ana-silva`.
  private func ownScheme(_ destination: String) throws(Problem) -> LinkTarget? {
    if destination.hasPrefix("tag:") {
      let name = percentDecoded(String(destination.dropFirst(4))) ?? ""
      guard let address = tags[tagKey(name)] else {
        throw .nowhere(.tag(name))
      }
      return .site(address, suffix: "")
    }
    if destination.hasPrefix("author:") {
      let name = percentDecoded(String(destination.dropFirst(7))) ?? ""
      guard let address = people[personKey(name)] else {
        throw .nowhere(.person(name))
      }
      return .site(address, suffix: "")
    }
    return nil
  }

  private func hasScheme(_ destination: String) -> Bool {
    guard let colon = destination.utf8.firstIndex(of: UInt8(ascii: ":")), colon != destination.startIndex else {
      return false
    }
    return destination.utf8[..<colon].allSatisfy { byte in
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D
        || byte == 0x2E
    }
  }

  private func find(_ path: String, in source: String, at address: Address) throws(Problem) -> Address {
    // Zola writes `@/` for the root of Content.
    let fromRoot =
      path.hasPrefix("@/") ? String(path.dropFirst(2)) : path.hasPrefix("/") ? String(path.dropFirst()) : nil
    if let file = fromRoot ?? normalized(path, in: parentFolder(source)) {
      if let article = article(file) { return try self.address(of: article) }
      if let found = indexes[file] ?? assets.address(ofFile: file) { return found }
    }
    for candidate in candidates(path, fromRoot, at: address) {
      if let found = published(candidate) { return found }
      if let article = excluded[candidate] { return try self.address(of: article) }
    }
    throw .nowhere(.file(path))
  }

  /// The article of a file, by halving.
  private func article(_ file: String) -> Article? {
    var (low, high) = (0, articles.count)
    while low < high {
      let middle = (low + high) / 2
      if articles[middle].article.source < file { low = middle + 1 } else { high = middle }
    }
    return low < articles.count && articles[low].article.source == file ? articles[low].article : nil
  }

  private func address(of article: Article) throws(Problem) -> Address {
    if let exclusion = selection.exclusion(of: article) {
      throw .notPublished(source: article.source, exclusion)
    }
    return article.address
  }

  /// The addresses that a path may mean: from the root, with the path of `base-url` or without, or from the page's own.
  private func candidates(_ path: String, _ fromRoot: String?, at address: Address) -> [Address] {
    guard let fromRoot else {
      let folder = address.text.hasSuffix("/") ? address.text : parentFolder(address.text)
      return normalized(path, in: folder).map { [Address("/" + $0 + (path.hasSuffix("/") ? "/" : ""))] } ?? []
    }
    let whole = Address("/" + fromRoot)
    guard !base.path.isEmpty, whole.text.hasPrefix(base.path + "/") else { return [whole] }
    return [whole, Address(String(whole.text.dropFirst(base.path.count)))]
  }

  /// The address itself, or the page that stands in a folder of that name.
  private func published(_ address: Address) -> Address? {
    if let file = plan.file(at: address), file.address == address { return address }
    if !address.text.hasSuffix("/") {
      let folder = address.appending("/")
      if let file = plan.file(at: folder), file.address == folder { return folder }
    }
    if address.text.hasSuffix("/index.html") {
      let folder = Address(String(address.text.dropLast(10)))
      if let file = plan.file(at: folder), file.address == folder { return folder }
    }
    return nil
  }

  /// The published address that is spelt like one in `site.yml`.
  func nearAddress(_ text: String) -> String? {
    nearest(to: text, in: plan.files.lazy.map(\.address.text))
  }
}
