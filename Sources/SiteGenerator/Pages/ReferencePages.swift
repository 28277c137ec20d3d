import Template

/// Pages of the documentation that are made from the code, so that they cannot say anything else than what it does.
public enum ReferencePage: String, CaseIterable, Sendable {
  case frontMatter = "front-matter"
  case settings
  case templates

  /// The file in `Documentation.docc`.
  public var file: String {
    switch self {
    case .frontMatter: "FrontMatter.md"
    case .settings: "Settings.md"
    case .templates: "TemplateVocabulary.md"
    }
  }

  /// Markdown.
  public var text: String {
    switch self {
    case .frontMatter: Self.frontMatterText
    case .settings: Self.settingsText
    case .templates: Self.templatesText
    }
  }

  private static var templatesText: String {
    let filters = HostFilters(settings: Settings(), words: Words(language: "en", files: [:]), assets: [:])
    return SiteTemplates.vocabulary(filters).referencePage()
  }

  private static var frontMatterText: String {
    var text = """
      # Front matter

      What an article says about itself, above its text. `sitegen docs front-matter` prints this page.

      YAML stands between two lines `---`; TOML between two lines `+++` and a JSON object are read as well. The vocabulary is
      closed: any other key is an error with a suggestion, or a warning where `site.yml` says `unknown-keys: warn`.

      | key | type | meaning | also understood |
      |---|---|---|---|

      """
    for field in FrontMatterField.all {
      let synonyms = field.synonyms.map { "`\($0)`" + ($0 == FrontMatterField.opposite ? " (the opposite)" : "") }
        .joined(separator: ", ")
      text += "| `\(field.name)` | \(field.type) | \(field.meaning) | \(synonyms) |\n"
    }
    return text + """

      Dates are RFC 3339, `2026-10-11`, or `2026-10-11 18:30` with or without an offset; what has no offset is in the site's
      `time-zone`. A section's `_index.md` understands `title`, `description`, `feeds` and `extra`; that of the front page
      names the site where `site.yml` does not.

      All text here is plain text: Markdown belongs below the second fence.

      """
  }

  private static var settingsText: String {
    var text = """
      # Settings

      What `Content/site.yml` understands. `sitegen docs settings` prints this page.

      | key | meaning |
      |---|---|

      """
    for key in SettingsReader.keys { text += "| `\(key.name)` | \(key.meaning) |\n" }
    return text
  }
}
