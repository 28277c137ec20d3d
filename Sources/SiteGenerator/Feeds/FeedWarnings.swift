import Diagnostics

extension ContentFiles {
  /// What was said of each file, without what concerns feeds of an article that no feed carries in full.
  func warnings(in site: Site) -> [Diagnostic] {
    let leftOut = "feed-left-out"
    guard warnings.contains(where: { $0.id == leftOut }) else { return warnings }
    let folder = places.reader.folder
    let short = Set(
      site.articles.indices.filter { !feedNeedsContent(of: Site.Index($0), in: site) }
        .map { folder.display(site.articles[$0].source) })
    return warnings.filter { $0.id != leftOut || !short.contains($0.place?.path ?? "") }
  }
}
