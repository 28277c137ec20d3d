import Template

/// What each planned file is made of, as one hash: a file with the hash that it had is the file it was.
///
/// Of a page it is known only when it has been rendered which records it shows. What it read then is kept; if all of that
/// is as it was, its template would take the same way again and read nothing else.
struct Fingerprints: Sendable {
  /// Stands for what every file is made with: program, settings, theme.
  private let common: ContentHash
  /// Stands for the program and the settings alone.
  private let program: ContentHash
  let digests: SiteDigests
  private let data: ContentHash
  private let old: CachedPages
  /// By type: the index of each record of the last build, or less than 0 when it is gone. Nil when nothing has moved.
  private let moved: [[Int32]]?
  private let stamps: [String: SourceStamp]
  private let clock: Int64?
  private var site: Site { digests.view.site }

  /// - Parameter common: Stands for everything that has to do with every file.
  init(common: ContentHash, digests: SiteDigests, old: CachedPages, files: ContentFiles) {
    self.common = common
    self.digests = digests
    self.old = old
    data = ContentHash(Coder.bytes(of: digests.view.site.data))
    moved = Self.moved(from: old.names, to: digests.names)
    program = files.known.key
    stamps = files.listing.stamps
    clock = files.known.clock
  }

  var names: [[String]] { digests.names }

  private static func moved(from old: [[String]], to new: [[String]]) -> [[Int32]]? {
    if old == new { return nil }
    return zip(old, new).map { old, new in
      let index = Dictionary(new.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
      return old.map { index[$0] ?? -1 }
    }
  }

  /// The fingerprint of a file that is not rendered yet, and of a page what it reads, as it is kept; nil when that is
  /// not known.
  func known(_ file: PlannedFile) -> (fingerprint: ContentHash, reads: [UInt8]?)? {
    switch file.content {
    case .page(let page):
      guard let (variables, keys) = old.reads.coder(file.path.text).flatMap(CachedPages.reads) else { return nil }
      guard let now = moved == nil ? keys : keys.moved(moved) else { return nil }
      guard let fingerprint = fingerprint(of: page, variables: variables, now) else { return nil }
      let bytes = moved == nil ? old.reads[file.path.text].map(Array.init) : nil
      return (fingerprint, bytes ?? CachedPages.bytes(of: now, variables: variables))
    case .feed(let list, let format): return (fingerprint(of: list, format), nil)
    case .copy(let path), .picture(let path): return fingerprint(ofFile: path).map { ($0, nil) }
    case .variant:
      // Its name changes with its bytes.
      var digest = Digest()
      digest.add(file.address.text)
      return (digest.hash, nil)
    // Made already, or in no time: their bytes are compared.
    case .redirect, .sitemap, .bytes: return nil
    }
  }

  /// The fingerprint of a page that was rendered.
  func fingerprint(of page: Page, _ reads: Reads) -> ContentHash? {
    fingerprint(of: page, variables: reads.variables, reads.keys)
  }

  func fingerprint(of page: Page, variables: UInt64, _ keys: [ReadKey]) -> ContentHash? {
    var sum = ContentHash(high: 0, low: 0)
    for key in keys {
      guard let digest = digests.digest(type: key.type, part: key.part, index: key.index) else { return nil }
      sum = sum &+ digest
    }
    var digest = Digest()
    digest.add(common)
    add(page, to: &digest)
    digest.add(variables)
    if variables & 1 << UInt64(SiteTemplates.dataVariable) != 0 { digest.add(data) }
    if variables & 1 << UInt64(SiteTemplates.nowVariable) != 0 { digest.add(site.now.seconds) }
    digest.add(keys.count)
    digest.add(sum)
    return digest.hash
  }

  /// A file that is published as it is; nil when it may have been written to since it was listed, unseen.
  private func fingerprint(ofFile path: String) -> ContentHash? {
    guard let stamp = stamps[path], stamp.isSettled(at: clock) else { return nil }
    var digest = Digest()
    digest.add(program)
    digest.add(path)
    digest.add(stored: stamp)
    return digest.hash
  }

  private func fingerprint(of list: FeedList, _ format: FeedFormat) -> ContentHash {
    var digest = Digest()
    digest.add(common)
    digest.add(format.rawValue)
    digest.add(list.title)
    digest.add(list.description)
    digest.add(list.address.text)
    digest.add(list.page.text)
    digest.add(list.hub)
    digest.add(list.content?.rawValue)
    for archive in [list.archive, list.previousArchive] { digest.add(archive?.fileName(format)) }
    // The date of a feed that has none of its own.
    if list.articles.isEmpty { digest.add(site.updated?.seconds ?? .min) }
    for index in list.articles {
      digest.add(digests.everything(of: index))
      digest.add(digests.content(of: index))
    }
    return digest.hash
  }
}

extension Fingerprints {
  /// What a page is, and what the program itself writes into it (`page.metadata`, `page.breadcrumbs`).
  private func add(_ page: Page, to digest: inout Digest) {
    digest.add(page.kind.name)
    digest.add(page.template)
    digest.add(page.address.text)
    digest.add(page.title)
    add(page.pagination, to: &digest)
    digest.add(page.articles.map { digests.text(of: $0) })
    switch page.kind {
    case .article(let index), .page(let index): digest.add(digests.everything(of: index))
    case .section(let index): digest.add(digests.identity(TrackedType.section, index))
    case .tag(let index): digest.add(digests.identity(TrackedType.tag, index))
    case .author(let index): digest.add(digests.identity(TrackedType.author, index))
    case .home: add(FrontPage(digests.view, page), to: &digest)
    case .archive(let year, let month):
      digest.add(year ?? 0)
      digest.add(month ?? 0)
    case .tags, .authors, .subscribe, .corrections, .search, .notFound: break
    }
  }

  private func add(_ pagination: Pagination, to digest: inout Digest) {
    digest.add(pagination.list.text)
    for number in [pagination.number, pagination.pages, pagination.total] { digest.add(number) }
  }

  private func add(_ front: FrontPage, to digest: inout Digest) {
    digest.add(front.lead.map { [digests.article($0)] } ?? [])
    digest.add(front.seconds.map(digests.article))
    digest.add(front.blocks.count)
    for block in front.blocks {
      digest.add(digests.section(block.section))
      digest.add(block.articles.map(digests.article))
    }
    digest.add(front.more.map(digests.article))
    digest.add(front.mostRead.map(digests.article))
    digest.add(front.running.count)
    for running in front.running {
      digest.add(digests.story(running.story))
      digest.add(running.articles.map(digests.article))
    }
    digest.add(front.corrected.map(digests.article))
  }
}

extension [ReadKey] {
  /// The same parts of the records as they are numbered now, in order; nil when one of them is gone.
  fileprivate func moved(_ moved: [[Int32]]?) -> [ReadKey]? {
    var keys: [ReadKey] = []
    keys.reserveCapacity(count)
    for key in self {
      guard let moved, key.type < moved.count, key.index < moved[key.type].count else { return nil }
      let index = moved[key.type][key.index]
      guard index >= 0 else { return nil }
      keys.append(ReadKey(type: key.type, part: key.part, index: Int(index)))
    }
    return keys.sorted()
  }
}
