import Diagnostics

extension SiteAssembly {
  /// The lead picture with the address of its file.
  mutating func leadPicture(of loaded: LoadedArticle) -> Picture? {
    guard let written = loaded.image else { return nil }
    let article = loaded.article
    guard let alt = written.alt else {
      let severity: Diagnostic.Severity = files.settings.unknownKeys == .warn ? .warning : .error
      diagnostics.append(.pictureWithoutAlt(severity, places.value(of: "image", in: article.source)))
      return picture(written, alt: "", in: article)
    }
    return picture(written, alt: alt, in: article)
  }

  private mutating func picture(_ written: FrontMatterPicture, alt: String, in article: Article) -> Picture? {
    if isWebURL(written.src) { return picture(written, alt, .url(written.src), nil) }
    guard let (address, path) = files.assets.find(written.src, from: article.source) else {
      let place = places.item(written.src, of: "image", in: article.source)
      diagnostics.append(.pictureMissing(written.src, near: files.assets.suggestion(for: written.src), place))
      return nil
    }
    return picture(written, alt, .site(address, suffix: ""), files.pictureSizes[path])
  }

  private func picture(_ written: FrontMatterPicture, _ alt: String, _ target: LinkTarget, _ size: PictureSize?)
    -> Picture
  {
    Picture(
      target: target, alt: alt, caption: written.caption, credit: written.credit, licence: written.licence,
      width: size?.width, height: size?.height)
  }
}

/// The addresses of files that are published as they are: pictures beside articles, and `_static`.
struct AssetAddresses: Sendable {
  private let byPath: [String: Address]
  private let sources: [Address: String]

  init(_ listing: ContentListing, _ articles: [LoadedArticle], _ selection: Selection) {
    var byPath: [String: Address] = [:]
    let bundles = listing.assets.isEmpty ? [:] : AssetAddresses.bundles(of: articles)
    for path in listing.assets {
      if let address = AssetAddresses.address(of: path, listing, bundles, selection) { byPath[path] = address }
    }
    for path in listing.statics { byPath[path] = Address("/" + path.dropFirst("_static/".count)) }
    self.byPath = byPath
    sources = Dictionary(byPath.map { ($1, $0) }, uniquingKeysWith: { min($0, $1) })
  }

  /// The article of each folder that holds one with its pictures.
  private static func bundles(of articles: [LoadedArticle]) -> [String: Article] {
    var bundles: [String: Article] = [:]
    for loaded in articles where fileName(loaded.article.source) == "index.md" {
      bundles[parentFolder(loaded.article.source)] = loaded.article
    }
    return bundles
  }

  /// The files and their addresses, in order of address.
  var all: [(path: String, address: Address)] {
    byPath.map { ($0.key, $0.value) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
  }

  /// A file by its path below Content.
  func address(ofFile path: String) -> Address? { byPath[path] }

  /// The path below Content of what is published at an address.
  func path(at address: Address) -> String? { sources[address] }

  /// A file as an author names it: beside the article, from the root of Content, or by its address.
  func find(_ name: String, from article: String) -> (address: Address, path: String)? {
    guard let decoded = percentDecoded(name) else { return nil }
    if decoded.hasPrefix("/") {
      let path = String(decoded.dropFirst())
      if let address = byPath[path] { return (address, path) }
      return sources[Address(decoded)].map { (Address(decoded), $0) }
    }
    guard let path = normalized(decoded, in: parentFolder(article)), let address = byPath[path] else { return nil }
    return (address, path)
  }

  func suggestion(for name: String) -> String? {
    nearest(
      to: fileName(name), in: byPath.keys.sorted().map(fileName).filter { kindOfFile($0) == kindOfFile(name) })
  }

  /// A file of a bundle stands below its article's address, any other below the addresses of its folders. The pictures
  /// of an article that is not published are not published either.
  private static func address(
    of path: String, _ listing: ContentListing, _ bundles: [String: Article], _ selection: Selection
  ) -> Address? {
    guard let bundle = listing.bundle(of: path) else {
      let folders = parentFolder(path).split(separator: "/").map { slugKey(String($0)) + "/" }.joined()
      return Address("/\(folders)\(fileName(path))")
    }
    guard let article = bundles[bundle], selection.exclusion(of: article) == nil else { return nil }
    let base = article.address.text
    return Address((base.hasSuffix("/") ? base : base + "/") + path.dropFirst(bundle.utf8.count + 1))
  }
}

/// A relative path, from a folder, without `.` and `..`; nil when it leaves Content.
func normalized(_ path: String, in folder: String) -> String? {
  var parts = folder.split(separator: "/").map(String.init)
  for part in path.split(separator: "/") {
    switch part {
    case ".": continue
    case "..":
      guard parts.popLast() != nil else { return nil }
    default: parts.append(String(part))
    }
  }
  return parts.joined(separator: "/")
}
