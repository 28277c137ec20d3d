import CommonMark
import Diagnostics

/// What the texts of a site have in common and take from outside their files: abbreviations from `_data`, words and ids
/// of the theme.
struct HouseStyle: Sendable {
  /// Explained where they stand for the first time in an article.
  var abbreviations: [MarkdownOptions.Abbreviation] = []
  /// Ids that the theme gives to parts of a page; no heading may have one of them.
  var reservedIDs: [String] = []
  /// The words of the theme by language.
  private var words: [String: [String: Words.Entry]] = [:]
  /// By language of `words`: asked for with each article.
  private var labels: [String: MarkdownOptions.Labels] = [:]

  init() {}

  init(
    _ theme: Theme, _ folder: any FolderReader, _ listing: ContentListing, _ settings: Settings
  ) throws(BuildFailure) {
    words = theme.words
    for language in words.keys { labels[language] = makeLabels(language) }
    reservedIDs = theme.ids
    guard settings.markdown.extensions.contains(.abbreviations) else { return }
    guard let path = listing.data.first(where: { fileStem($0) == "abbreviations" && parentFolder($0) == "_data" })
    else {
      return
    }
    abbreviations = try readAbbreviations(path, folder, settings.limits)
  }

  /// A word of the theme in the language of a text; in English where that language lacks it, nil where both do.
  func word(_ key: String, _ language: String) -> String? {
    for tag in fallbacks(of: language) {
      if case .text(let text)? = words[tag]?[key] { return text }
    }
    return nil
  }

  /// The words that are put into the HTML of a text.
  func labels(_ language: String) -> MarkdownOptions.Labels {
    if let known = labels[language] { return known }
    return fallbacks(of: language).lazy.compactMap { labels[$0] }.first ?? MarkdownOptions.Labels()
  }

  private func makeLabels(_ language: String) -> MarkdownOptions.Labels {
    var labels = MarkdownOptions.Labels()
    labels.footnotes = word("footnotes", language) ?? labels.footnotes
    labels.backToReference = word("back_to_reference", language) ?? labels.backToReference
    labels.contents = word("contents", language) ?? labels.contents
    for (kind, title) in labels.callouts { labels.callouts[kind] = word("callout_\(kind)", language) ?? title }
    return labels
  }

  /// From the narrowest to the widest, then English: `pt-BR`, `pt`, `en`.
  private func fallbacks(of language: String) -> [String] {
    let parts = language.split(separator: "-")
    return parts.indices.reversed().map { parts[...$0].joined(separator: "-") } + ["en"]
  }
}

/// `_data/abbreviations.yml`: `WHO: World Health Organization`, one a line.
private func readAbbreviations(
  _ path: String, _ folder: any FolderReader, _ limits: ContentLimits
) throws(BuildFailure) -> [MarkdownOptions.Abbreviation] {
  let source: Source
  let root: MetaNode?
  do throws(Diagnostic) {
    source = Source(path: folder.display(path), bytes: try folder.read(path))
    if let offset = firstInvalidUTF8(source.bytes) { throw .invalidUTF8(source, offset) }
    let all = 0..<source.bytes.count
    root =
      fileExtension(path) == "json"
      ? try JSONReader.read(all, of: source, limits: limits) : try YAMLReader(source: source, limits: limits).read(all)
  } catch {
    throw BuildFailure(error)
  }
  var fields = MetaReader(source: source, dates: DateReader(zone: .utc), limits: limits)
  var found: [MarkdownOptions.Abbreviation] = []
  for pair in root.flatMap({ fields.mapping("abbreviations", $0) }) ?? [] {
    guard oneLine(pair.key) == pair.key, !pair.key.isEmpty else {
      fields.report(.badValue(pair.key, "is no abbreviation: white space stands around it", pair.place(in: source)))
      continue
    }
    guard let long = fields.line(pair.key, pair.value) else {
      if pair.value.isNull { fields.report(.abbreviationUnexplained(pair.key, pair.place(in: source))) }
      continue
    }
    found.append(MarkdownOptions.Abbreviation(short: pair.key, long: long))
  }
  guard fields.diagnostics.isEmpty else { throw BuildFailure(fields.diagnostics) }
  return found
}

extension Diagnostic {
  static func abbreviationUnexplained(_ short: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "abbreviation-unexplained", "nothing says what \"\(short)\" stands for", at: place,
      hint: "write `WHO: World Health Organization`")
  }
}
