import SiteGenerator

/// A file of the preview: bytes that a build made, and that do not change any more.
struct StoredFile: Sendable {
  let bytes: ByteStore.Range
  let hash: ContentHash
  /// When a build first made it with these bytes; later than that of its previous bytes.
  let modified: Instant
  /// Whether it is for pages to show, and neither a page nor a feed.
  let isAsset: Bool

  var size: Int { bytes.count }
}

/// A site as one build made it. A request that began with it is answered from it, whatever is built meanwhile.
package struct SiteSnapshot: Sendable {
  /// What is at an address.
  enum Found {
    case file(String, StoredFile)
    /// The address of a folder, without the `/` at its end.
    case folder
    case nothing
  }

  let files: [String: StoredFile]
  /// The path of `base-url`, without a slash at its end, percent-encoded.
  package let basePath: String
  /// Pages that would not be published now, by their file.
  let marks: [String: ListedArticle.State]
  /// Tells these marks from others, which links to those pages show as well; empty when there are none.
  private let marksTag: String

  init(files: [String: StoredFile], basePath: String, marks: [String: ListedArticle.State]) {
    self.files = files
    self.basePath = basePath
    self.marks = marks
    let lines = marks.map { "\($0.key) \($0.value.rawValue)\n" }.sorted().joined()
    marksTag = marks.isEmpty ? "" : "-" + ContentHash(Array(lines.utf8)).hexadecimal.prefix(8)
  }

  /// Looks an address up among the files of the build: nothing else can be found.
  func find(_ target: RequestTarget) -> Found {
    let base = ((try? RequestTarget(basePath + "/"))?.path ?? "/").utf8
    guard target.path.utf8.starts(with: base) else { return .nothing }
    let below = String(Substring(target.path.utf8.dropFirst(base.count)))
    // What is for the web server to read, and no page of the site.
    if below.utf8.starts(with: ".server/".utf8) { return .nothing }
    let path = below.isEmpty || below.utf8.last == UInt8(ascii: "/") ? below + "index.html" : below
    if let file = files[path] { return .file(path, file) }
    return files[path + "/index.html"] == nil ? .nothing : .folder
  }

  /// The file with which an address is answered.
  func answering(_ target: RequestTarget) -> (path: String, file: StoredFile)? {
    if case .file(let path, let file) = find(target) { return (path, file) }
    return files["404.html"].map { ("404.html", $0) }
  }

  /// Tells one state of a page, as it is shown, from another.
  func version(of path: String, _ file: StoredFile) -> String {
    file.hash.hexadecimal + (marks[path].map { "-\($0.rawValue)" } ?? "") + marksTag
  }

  /// The version of what an address is answered with; nil when that is no file.
  func version(at target: RequestTarget?) -> String? {
    target.flatMap(answering).map { version(of: $0.path, $0.file) }
  }

  /// Whether somebody who has loaded a version of an address sees what stands there.
  func shows(_ version: String, at target: RequestTarget?) -> Bool { self.version(at: target) == version }

  /// Whether another one has the same assets.
  func hasAssets(of other: SiteSnapshot) -> Bool {
    let (own, others) = (files.filter { $0.value.isAsset }, other.files.filter { $0.value.isAsset })
    return own.count == others.count
      && own.allSatisfy { path, file in others[path].map { $0.hash == file.hash } ?? false }
  }

  /// What is marked, by its address as browsers see it, decoded.
  var markedAddresses: [String: ListedArticle.State] {
    let base = (try? RequestTarget(basePath + "/"))?.path ?? "/"
    return Dictionary(
      marks.map { path, state in
        (base + (path.hasSuffix("index.html") ? String(path.dropLast("index.html".utf8.count)) : path), state)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether every file is the same as in another one.
  func isEqual(to other: SiteSnapshot) -> Bool {
    guard files.count == other.files.count, basePath == other.basePath, marks == other.marks else { return false }
    return files.allSatisfy { path, file in other.files[path].map { $0.hash == file.hash } ?? false }
  }

  /// How many files differ from those of another one, those that came and went among them.
  package func changes(since other: SiteSnapshot) -> Int {
    let changed = files.count { path, file in other.files[path].map { $0.hash != file.hash } ?? true }
    return changed + other.files.keys.count { files[$0] == nil }
  }

  /// How many files it has.
  package var count: Int { files.count }
}
