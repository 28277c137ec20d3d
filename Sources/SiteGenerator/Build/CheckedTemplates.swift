import Diagnostics
import Template

/// The templates of a site, as soon as words and assets are known.
func checkedTemplates(
  _ theme: Theme, _ files: ContentFiles, _ prepared: Task<(words: Words, assets: Assets), Never>
) async -> Result<(TemplateSet, [Diagnostic]), BuildFailure> {
  let (words, assets) = await prepared.value
  return Result { () throws(BuildFailure) in try checkedTemplates(theme, files, words, assets) }
}

/// The templates that this site uses, parsed and checked for the kind of page that each is for.
private func checkedTemplates(
  _ theme: Theme, _ files: ContentFiles, _ words: Words, _ assets: Assets, isWhole: Bool = true
) throws(BuildFailure) -> (TemplateSet, [Diagnostic]) {
  var named: [(name: String, isPage: Bool)] = []
  var missing: [Diagnostic] = []
  for article in files.articles.lazy.map(\.article) {
    guard let name = article.template, files.selection.exclusion(of: article) == nil else { continue }
    if theme.templates[name] == nil {
      let place = files.places.value(of: "template", in: article.source)
      missing.append(.templateMissing(name, at: place, known: theme.templatesOfArticles))
    } else if !SiteTemplates.mayShowArticle(name) {
      let place = files.places.value(of: "template", in: article.source)
      missing.append(.templateOfOtherKind(name, at: place, known: theme.templatesOfArticles))
    } else if !named.contains(where: { $0.name == name }) {
      named.append((name, article.kind == .page))
    }
  }
  if isWhole, !missing.isEmpty, files.settings.unknownKeys == .error { throw BuildFailure(missing) }
  let set = try templateSet(theme, named: named, files.settings, words, assets)
  return (set, missing.map(\.asWarning) + theme.unused(named: named.map(\.name)))
}

/// The templates that can be used: in place of each of the site's own that has errors stands the built-in theme's of its
/// name, or none; the built-in theme alone when that does not help.
func soundTemplates(
  _ theme: Theme, _ files: ContentFiles, _ words: Words, _ assets: Assets, _ builtIn: [String: [UInt8]],
  _ found: [Diagnostic]
) throws(BuildFailure) -> TemplateSet {
  var theme = theme
  var broken = theme.ownTemplates(with: found)
  // What is wrong with one that was not read before is found only now.
  while !broken.isEmpty {
    theme = theme.without(broken, builtIn: builtIn)
    do { return try checkedTemplates(theme, files, words, assets, isWhole: false).0 } catch {
      broken = theme.ownTemplates(with: error.diagnostics)
    }
  }
  return try templateSet(
    try Theme(builtIn: builtIn, folder: nil), named: [], files.settings, words, assets)
}
