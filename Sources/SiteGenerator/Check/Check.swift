public import Diagnostics
import Template

/// Everything that a build would say, and what the finished pages say besides; nothing is written.
///
/// When there are errors, they alone are said: what is not built cannot be looked at.
///
/// - Parameter probe: Asks links to other sites; without one they are not asked.
public func check(
  _ inputs: BuildInputs, asking probe: (any OutsideLinkProbe)? = nil
) async throws(BuildFailure) -> BuildReport {
  let prepared = try await PreparedSite(inputs)
  let sink = CheckSink(prepared)
  var report = try await prepared.write(into: sink)
  var found = ArticleRules.diagnostics(prepared) + sink.finish()
  if let probe {
    let links = OutsideLinks(prepared)
    found += links.diagnostics(await probe.ask(links.urls))
  }
  report.warnings += found
  guard !found.contains(where: { $0.severity == .error }) else { throw BuildFailure(report.warnings) }
  return report
}

/// Parses and checks every template of a site, on every branch, for every kind of page that it serves. Articles are not
/// read: a template of the site's own that no other names is taken to be an article's.
public func checkTemplates(_ inputs: BuildInputs) throws(BuildFailure) {
  let (settings, _) = try readSettings(inputs.content)
  let theme = try Theme(builtIn: inputs.theme, folder: inputs.templates)
  let words = Words(language: settings.language, files: theme.words)
  let assets = Assets(theme.assets, accent: settings.accent)
  _ = try templateSet(theme, named: theme.entrances.map { ($0, false) }, settings, words, assets)
}
