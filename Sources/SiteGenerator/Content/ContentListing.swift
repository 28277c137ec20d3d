import Diagnostics

/// The files of Content, sorted by what they are.
struct ContentListing: Sendable {
  /// Articles and pages: every `.md` that is not `_index.md`.
  var articles: [String] = []
  /// `_index.md`, by folder; the empty folder is the front page's.
  var indexes: [String: String] = [:]
  /// Folders that hold an article with its pictures: an `index.md`.
  var bundles: Set<String> = []
  /// Pictures and other files beside articles.
  var assets: [String] = []
  /// `_data/NAME.yml` and `.json`.
  var data: [String] = []
  /// `_data/comments/SLUG/ID.yml`.
  var comments: [String] = []
  /// `_static/…`
  var statics: [String] = []
  /// By article: what its file is known by without being read; none once all are read.
  var articleStamps: [SourceStamp?] = []
  /// What assets and the files of `_static` are known by, by path.
  var stamps: [String: SourceStamp] = [:]
  var hasSettings = false
  var hasLedger = false
  /// What deserves a warning.
  var diagnostics: [Diagnostic] = []
  /// By folder whose name begins with `_`: how many texts lie in it.
  private var passedOver: [String: Int] = [:]
  /// What keeps a site from being built.
  private(set) var failures: [Diagnostic] = []

  /// Files beside articles are published by a list of extensions: an editor's leftovers are not.
  static let assetExtensions: Set<String> = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "mp3", "m4a", "ogg", "oga", "opus", "wav", "flac",
    "mp4", "m4v", "webm", "ogv", "vtt", "srt", "pdf", "epub", "txt", "csv", "tsv", "json", "geojson", "zip", "gz",
    "xlsx", "ods", "docx", "odt",
  ]

  init(_ folder: any FolderReader) throws(BuildFailure) { self.init(folder, try folder.files()) }

  /// - Parameter files: All of the folder, in any order.
  init(_ folder: any FolderReader, _ files: [FileEntry]) {
    articles.reserveCapacity(files.count)
    articleStamps.reserveCapacity(files.count)
    let files = files.sorted { $0.path < $1.path }
    failures = pathsTwice(files).map { .nameTwice(folder.display($0)) }
    for entry in files { add(entry, in: folder) }
    for (path, count) in passedOver.sorted(by: { $0.key < $1.key }) {
      diagnostics.append(.folderPassedOver(folder.display(path), count))
    }
    bundles = Set(articles.compactMap { $0.hasSuffix("/index.md") ? String($0.dropLast(9)) : nil })
  }

  private mutating func add(_ entry: FileEntry, in folder: any FolderReader) {
    if Self.isPlainArticle(entry.path) { return addArticle(entry) }
    let parts = entry.path.split(separator: "/")
    guard let name = parts.last, !parts.contains(where: isLeftover) else { return }
    // It stands at the root of a site and nowhere else.
    let wellKnown = Substring(wellKnownFolder)
    if parts.contains(wellKnown), !parts.starts(with: ["_static", wellKnown]) { return }
    switch parts[0] {
    case "site.yml" where parts.count == 1: hasSettings = true
    case Ledger.fileName[...] where parts.count == 1: hasLedger = true
    case "_data": addData(entry.path, parts)
    case "_static":
      statics.append(entry.path)
      stamps[entry.path] = entry.stamp
    default: addText(entry, parts, name, in: folder)
    }
  }

  /// Nearly every path is one of these: letters, digits and hyphens, and `.md` at the end.
  private static func isPlainArticle(_ path: String) -> Bool {
    let letters = path.utf8.dropLast(3)
    guard path.utf8.suffix(3).elementsEqual(".md".utf8), let last = letters.last, last != UInt8(ascii: "/") else {
      return false
    }
    return letters.allSatisfy { byte in
      byte | 0x20 &- 0x61 < 26 || byte &- 0x30 < 10 || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
    }
  }

  private mutating func addData(_ path: String, _ parts: [Substring]) {
    let kind = fileExtension(path)
    let isData = ["yml", "yaml", "json"].contains(kind)
    if parts.count > 1, parts[1] == "comments" {
      if isData, parts.count > 3 { comments.append(path) }
    } else if isData {
      data.append(path)
    }
  }

  private mutating func addArticle(_ entry: FileEntry) {
    articles.append(entry.path)
    articleStamps.append(entry.stamp)
  }

  private mutating func addText(
    _ entry: FileEntry, _ parts: [Substring], _ name: Substring, in folder: any FolderReader
  ) {
    let path = entry.path
    if name == "_index.md" {
      indexes[parts.dropLast().joined(separator: "/")] = path
    } else if let hidden = parts.firstIndex(where: { $0.utf8.first == UInt8(ascii: "_") }) {
      passOver(path, parts, hidden)
    } else if Self.isText(path) {
      addArticle(entry)
    } else if Self.assetExtensions.contains(fileExtension(path)) {
      assets.append(path)
      stamps[path] = entry.stamp
    } else {
      diagnostics.append(.notPublished(folder.display(path), fileExtension(path)))
    }
  }

  private static func isText(_ path: String) -> Bool { ["md", "markdown"].contains(fileExtension(path)) }

  /// A file whose name begins with `_` is meant to stay out; a folder may come from Jekyll, where it is published.
  private mutating func passOver(_ path: String, _ parts: [Substring], _ hidden: Int) {
    guard hidden < parts.count - 1, parts[hidden] != "_drafts", Self.isText(path) else { return }
    passedOver[parts[...hidden].joined(separator: "/"), default: 0] += 1
  }

  /// What texts are known by stands with what was read from them; of a large site it is large.
  var withoutStampsOfTexts: ContentListing {
    var listing = self
    listing.articleStamps = []
    return listing
  }

  /// The nearest folder above a file that is a bundle.
  func bundle(of path: String) -> String? {
    var folder = parentFolder(path)
    while !folder.isEmpty {
      if bundles.contains(folder) { return folder }
      folder = parentFolder(folder)
    }
    return nil
  }
}

/// `world/flood` for `world/flood/river.jpg`; empty at the top.
func parentFolder(_ path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
  return String(path[..<slash])
}

/// The last part of a path.
func fileName(_ path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
  return String(path[path.utf8.index(after: slash)...])
}

/// Lower-cased, without the dot; empty when there is none.
package func fileExtension(_ path: String) -> String {
  let name = fileName(path)
  guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return "" }
  return name[name.utf8.index(after: dot)...].lowercased()
}

/// The name of a file without its extension.
func fileStem(_ path: String) -> String {
  let name = fileName(path)
  guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot != name.startIndex else { return name }
  return String(name[..<dot])
}

/// Of files in order of their paths, those that are one name to a reader, and two to the disk: characters with accents can
/// be written in two ways. One of the files would take the place of the other.
func pathsTwice(_ files: [FileEntry]) -> [String] {
  zip(files, files.dropFirst()).filter { $0.path == $1.path }.map { $1.path }
}
