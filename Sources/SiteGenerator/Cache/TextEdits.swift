import CommonMark
import Diagnostics
import Template

/// The few articles whose files are all that has changed since the last build: everything else is proved to be as it was.
struct TextEdits: Sendable {
  /// What was known of each file, by its path below Content.
  let known: [String: CachedSource]
  /// Of the ids of the last build's articles, and of the addresses at which they stood before.
  let identities: ContentHash

  /// More files than this are no edit, but a checkout.
  private static let most = 16

  /// Nil when anything else may have changed, or the output is not what the last build has left.
  ///
  /// - Parameter index: What the last build has learnt.
  init?(
    since last: LastBuild, _ index: CacheIndex, _ inputs: BuildInputs, in output: some OutputSink
  ) async {
    guard let listing = inputs.listing, index.mark == last.index, output.state == last.output else { return nil }
    var known: [String: CachedSource] = [:]
    var content = listing.content
    var articles = 0
    for (place, entry) in listing.content.enumerated() {
      guard let source = index.sources[entry.path, near: articles] else { continue }
      articles += 1
      guard let stamp = source.stamp, stamp != entry.stamp else { continue }
      guard known.count < Self.most else { return nil }
      known[entry.path] = source
      content[place] = FileEntry(path: entry.path, size: stamp.size, stamp: stamp)
    }
    // With these files as they were, would it be the last build again?
    var before = inputs
    before.listing = listing.with(content: content)
    guard !known.isEmpty, let proof = SourceProof(before),
      await last.isRepeated(by: proof, inputs, edited: known.mapValues(\.hash))
    else {
      return nil
    }
    self.known = known
    identities = last.identities
  }
}

extension TextRevision {
  /// What a build on top of the last one makes anew; nil when more than texts has changed, or when a change shows on
  /// too many pages.
  ///
  /// - Parameter unsettled: Files that were too new, when they were listed, for their times to prove anything. One that
  ///   was written to since then was read with other bytes than the proof.
  init?(
    _ edits: TextEdits, _ files: ContentFiles, unsettled: [String], _ view: SiteView, _ fragments: [SharedFragment]
  ) {
    let site = view.site
    guard site.identitiesHash == edits.identities else { return nil }
    for position in unsettled.compactMap(files.position(of:)) {
      let article = files.articles[position].article
      let isAsItWas = files.known.source(article.source)?.hash == article.hash
      guard isAsItWas || edits.known[article.source] != nil else { return nil }
    }
    var edited: [Int] = []
    var indices: [Int] = []
    for (path, source) in edits.known {
      guard let position = files.position(of: path),
        let old = files.known.article(path, source, display: path)
      else { return nil }
      let new = files.articles[position]
      if new.article.hash == old.article.hash { continue }
      guard new.differsInTextAlone(from: old),
        site.settings.images == nil || new.article.body.pictures == old.article.body.pictures
      else { return nil }
      edited.append(position)
      // What is not published shows nowhere.
      if let index = site.articles.firstIndex(where: { $0.source == path }) { indices.append(index) }
    }
    self.init(of: files.known.pages, edited: edited, in: view, fragments, at: indices)
  }
}

extension Body {
  /// Where its pictures stand, as its author wrote it.
  fileprivate var pictures: [String] {
    text.holes.compactMap { hole in
      if case .picture = hole.kind { hole.destination } else { nil }
    }
  }
}

extension Site {
  /// Stands for the ids of its articles, and the addresses at which they stood before: with a ledger, these may depend on
  /// the texts of others.
  var identitiesHash: ContentHash {
    var digest = Digest()
    for identity in identities {
      digest.add(identity.id)
      digest.add(identity.earlier.count)
      for address in identity.earlier { digest.add(address.text) }
    }
    return digest.hash
  }
}
