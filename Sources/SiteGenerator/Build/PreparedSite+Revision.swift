import Diagnostics
import Template

extension StandingSite {
  /// The site with the texts as they are now; nil when anything but a text has changed, or when there is something to
  /// say about one: then every step has to be taken.
  func revised(_ inputs: BuildInputs, _ watch: Stopwatch) -> PreparedSite? {
    var watch = watch
    guard let cache = inputs.cache, let listing = inputs.listing, let edits = edits(in: listing, inputs) else {
      return nil
    }
    var files = prepared.files
    files.selection = inputs.selection
    files.known = cache.sources(like: files.known, clock: listing.clock)
    let reader = ArticleReader(
      folder: inputs.content, settings: files.settings, selection: files.selection, cache: files.known,
      observer: inputs.observer)
    files.places = FrontMatterPlaces(reader: reader)
    var edited: [Int] = []
    for (position, entry) in edits {
      let old = files.articles[position]
      guard let (new, source) = try? reader.read(entry.path, stamp: entry.stamp) else { return nil }
      files.sources[position] = source
      if new.article.hash == old.article.hash { continue }
      guard new.differsInTextAlone(from: old), isSilent(about: entry.path) else { return nil }
      files.articles[position] = new
      edited.append(position)
    }
    watch.end("read", edits.count)
    return PreparedSite(revising: self, files, edited, inputs, watch)
  }

  /// Whether nothing was said of a file that a change of its text could make untrue.
  private func isSilent(about path: String) -> Bool {
    let path = prepared.inputs.content.display(path)
    return !prepared.warnings.contains { warning in
      !Diagnostic.saidOnceIDs.contains(warning.id)
        && (warning.place?.path == path || warning.notes.contains { $0.place?.path == path })
    }
  }
}

extension LoadedArticle {
  /// Whether another version of the file says the same in its front matter, and there is nothing to be said of either.
  func differsInTextAlone(from other: LoadedArticle) -> Bool {
    warnings.isEmpty && other.warnings.isEmpty && front == other.front
  }

  /// All but the text, as bytes.
  private var front: [UInt8] {
    var fields = article.fields
    fields.body = Body()
    return Coder.bytes(
      of: ReadArticle(
        fields: fields, image: image, categories: categories, isRendered: isRendered,
        isUpdatedInFuture: isUpdatedInFuture))
  }
}

extension PreparedSite {
  /// A site in which nothing but the texts of some articles has changed since it stood.
  fileprivate init?(
    revising standing: StandingSite, _ files: ContentFiles, _ edited: [Int], _ inputs: BuildInputs, _ watch: Stopwatch
  ) {
    var watch = watch
    let old = standing.prepared
    var articles = old.site.articles
    var links = old.links
    var indices: [Int] = []
    for position in edited {
      let new = files.articles[position].article
      guard let index = articles.firstIndex(where: { $0.source == new.source }) else { continue }
      let hadPictures = old.links.pictures(of: articles[index], index)
      // What the other files have made of it stays: its picture, its section, its tags.
      articles[index] = articles[index].with { ($0.body, $0.hash) = (new.body, new.hash) }
      guard links.resolve(articles[index], index) else { return nil }
      if old.site.settings.images != nil, links.pictures(of: articles[index], index) != hadPictures { return nil }
      indices.append(index)
    }
    var (remembered, told) = (old.site.remembered, [Diagnostic]())
    // A ledger that remembers nothing decides nothing.
    if !files.ledger.lines.isEmpty {
      var assembly = SiteAssembly(files)
      (assembly.articles, assembly.articleCount) = (articles, old.site.articleCount)
      assembly.assembleIdentities()
      guard assembly.identities == old.site.identities else { return nil }
      (remembered, told) = (assembly.remembered, assembly.diagnostics)
    }
    let site = Site(old.site, articles: articles, now: inputs.selection.now, remembered: remembered)
    let view = SiteView(
      site: site, bodies: files.known.bodies, links: links, pictures: old.view.pictures, variants: old.view.variants,
      words: old.view.words)
    let fragments = SiteTemplates.sharedFragments(of: old.templates, view)
    guard let revision = TextRevision(of: standing, edited: edited, in: view, fragments, at: indices) else {
      return nil
    }
    watch.end("assemble", edited.count)
    self.init(
      old, inputs: inputs, files: files, links: links, view: view, fragments: fragments, revision: revision,
      warnings: old.warnings.filter { !Diagnostic.saidOnceIDs.contains($0.id) && !$0.dependsOnTexts } + told
        + copies(in: articles[..<site.articleCount], files.places), watch)
  }
}
