import Diagnostics

/// Warns of articles of one headline, one date and one text: `a copy.md`, which a file manager, a synchronizing folder
/// or an editor has left, would be published beside the article.
///
/// - Parameter articles: published ones, in order of their dates.
func copies(in articles: ArraySlice<Article>, _ places: FrontMatterPlaces) -> [Diagnostic] {
  var found: [Diagnostic] = []
  var start = articles.startIndex
  while start < articles.endIndex {
    let date = articles[start].date
    let end = articles[start...].firstIndex { $0.date != date } ?? articles.endIndex
    // Most stand alone at their instant.
    if end - start > 1 { found += copies(ofOneInstant: articles[start..<end], places) }
    start = end
  }
  return found
}

private func copies(ofOneInstant articles: ArraySlice<Article>, _ places: FrontMatterPlaces) -> [Diagnostic] {
  var first: [Copied: Article] = [:]
  var found: [Diagnostic] = []
  // The one with the shortest name is what the others are copies of.
  for article in articles.sorted(by: { ($0.source.utf8.count, $0.source) < ($1.source.utf8.count, $1.source) }) {
    // Articles without a word have nothing in common.
    guard article.body.wording != wording(of: []), article.body.wording != 0 else { continue }
    let key = Copied(title: article.title, text: article.body.wording, language: article.language)
    guard let original = first[key] else {
      first[key] = article
      continue
    }
    let note = Diagnostic.Note("the other one", place: places.value(of: "title", in: original.source))
    found.append(.articleCopy(article.title, places.value(of: "title", in: article.source), note))
  }
  return found
}

extension Diagnostic {
  /// Whether another text, of whichever article, may make it untrue.
  var dependsOnTexts: Bool { id == "article-copy" }
}

private struct Copied: Hashable {
  let title: String
  let text: UInt64
  let language: String?
}
