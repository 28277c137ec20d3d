public import Diagnostics
import Template

/// Everything that a build would say, and nothing written.
public func check(_ inputs: BuildInputs) async throws(BuildFailure) -> BuildReport {
  try await build(inputs, into: NoOutput())
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

/// Takes files and forgets them.
private final class NoOutput: OutputSink {
  func write(_ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, as stage: OutputStage) {}
  func copy(_ sourceFile: String, to path: OutputPath, as stage: OutputStage) {}
}
