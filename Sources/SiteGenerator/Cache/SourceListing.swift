import Diagnostics

/// Every file that a build reads, as it was known before anything was read.
struct SourceListing: Sendable {
  /// The clock of the file system before anything was looked at: what is written from now on is newer. Nil when it cannot
  /// be told.
  let clock: Int64?
  /// In order of their paths.
  let content: [FileEntry]
  let templates: [FileEntry]
  /// Those of Content by what they are.
  let kinds: ContentListing

  init(_ inputs: BuildInputs) throws(BuildFailure) {
    clock = inputs.cache?.clock()
    content = try inputs.content.files().sorted { $0.path < $1.path }
    templates = try inputs.templates?.files() ?? []
    kinds = ContentListing(inputs.content, content)
  }

  private init(_ other: SourceListing, content: [FileEntry]) {
    (clock, templates, kinds) = (other.clock, other.templates, other.kinds)
    self.content = content
  }

  /// The same files, some of Content at other times.
  func with(content: [FileEntry]) -> SourceListing { SourceListing(self, content: content) }

  /// Those whose times prove nothing, because they were written a moment ago. The ledger is known by its bytes.
  var unsettled: SourcePaths {
    SourcePaths(
      content: content.filter { $0.path != Ledger.fileName && !isSettled($0) }.map(\.path),
      templates: templates.filter { !isSettled($0) }.map(\.path))
  }

  private func isSettled(_ entry: FileEntry) -> Bool { entry.stamp?.isSettled(at: clock) ?? false }
}

/// Some of the files that a build reads.
struct SourcePaths: Sendable {
  var content: [String] = []
  var templates: [String] = []

  var isEmpty: Bool { content.isEmpty && templates.isEmpty }

  /// Of the bytes of all of them; nil when one cannot be read.
  ///
  /// - Parameter known: Of the bytes that some files of Content had, by path: these are not read.
  func hash(_ inputs: BuildInputs, known: [String: ContentHash] = [:]) async -> ContentHash? {
    var sum = ContentHash(high: 0, low: 0)
    for (folder, paths) in [(inputs.content, content), (inputs.templates ?? inputs.content, templates)] {
      let known = folder.name == inputs.content.name ? known : [:]
      let hashes = await parallelMap(paths, jobs: inputs.jobs) { path -> ContentHash? in
        guard let hash = known[path] ?? (try? folder.read(path)).map({ ContentHash($0) }) else { return nil }
        return Self.hash(of: path, in: folder, hash)
      }
      for hash in hashes {
        guard let hash else { return nil }
        sum = sum &+ hash
      }
    }
    return sum
  }

  /// Of one file and its bytes.
  static func hash(of path: String, in folder: any FolderReader, _ bytes: ContentHash) -> ContentHash {
    var digest = Digest()
    digest.add(folder.name)
    digest.add(path)
    digest.add(bytes)
    return digest.hash
  }

  /// Without the articles, which a build hashes when it reads them.
  func withoutArticles(of inputs: BuildInputs) -> SourcePaths {
    guard !content.isEmpty else { return self }
    let listing = ContentListing(inputs.content, content.map { FileEntry(path: $0, size: 0) })
    let articles = Set(listing.articles)
    return SourcePaths(content: content.filter { !articles.contains($0) }, templates: templates)
  }
}

extension SourcePaths: Stored {
  static var blank: SourcePaths { SourcePaths() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&content)
    try coder.code(&templates)
  }
}

/// Stands for everything that a build is made of but the clock: what has the same proof is the same.
struct SourceProof: Sendable, Equatable {
  /// Of the options and of every file, by path, size, times and inode.
  var hash: ContentHash
  /// Of the bytes of the ledger, to which the build itself may write; nil when there is none.
  var ledger: ContentHash?

  /// Nil when the clock of the file system is not known: then times prove nothing.
  init?(_ inputs: BuildInputs) {
    guard let listing = inputs.listing, listing.clock != nil else { return nil }
    let content = listing.content.filter { $0.path != Ledger.fileName }
    var digest = Digest()
    digest.add(inputs.optionsHash)
    for (folder, entries) in [content, listing.templates].enumerated() {
      digest.add(entries.count)
      digest.add(entries.reduce(ContentHash(high: 0, low: 0)) { $0 &+ Self.hash(of: $1, in: folder) })
    }
    hash = digest.hash
    if content.count < listing.content.count {
      guard let bytes = try? inputs.content.read(Ledger.fileName) else { return nil }
      ledger = ContentHash(bytes)
    }
  }

  private static func hash(of entry: FileEntry, in folder: Int) -> ContentHash {
    var digest = Digest()
    digest.add(folder)
    digest.add(entry.path)
    digest.add(entry.size)
    if let stamp = entry.stamp {
      digest.add(UInt64(bitPattern: stamp.modified))
      digest.add(UInt64(bitPattern: stamp.changed))
      digest.add(stamp.inode)
    }
    return digest.hash
  }
}

extension BuildInputs {
  /// Everything that decides what is made, besides files and the clock: options, and what the program brings along.
  var optionsHash: ContentHash {
    var digest = Digest()
    digest.add(content.name)
    digest.add(templates?.name)
    digest.add(theme.count)
    digest.add(
      theme.reduce(ContentHash(high: 0, low: 0)) { sum, file in
        var digest = Digest()
        digest.add(file.key)
        digest.add(ContentHash(file.value))
        return sum &+ digest.hash
      })
    digest.add(baseURL)
    for flag in [
      selection.includesDrafts, selection.includesFuture, selection.includesExpired, isPortable, isFrozen,
      pictureMaker != nil, search != nil,
    ] {
      digest.add(flag)
    }
    return digest.hash
  }
}
