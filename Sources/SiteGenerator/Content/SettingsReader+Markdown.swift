import CommonMark

/// `markdown:` of `site.yml`.
extension SettingsReader {
  static let markdownMeaning: String = {
    let names = MarkdownExtensions.names.map { "`\($0.name)`" }
    return """
      `{smart, html, links: {new-tab}}`: typographic quotes; raw HTML `refuse` or `allow`; whether links to other \
      sites open in a new tab. Besides, each `true` unless said otherwise: \(names.joined(separator: ", ")).
      """
  }()

  mutating func readMarkdown(_ node: MetaNode) {
    var markdown = settings.markdown
    var readers: [(String, (inout MetaReader, MetaNode) -> Void)] = [
      ("smart", { markdown.smart = $0.bool("smart", $1) ?? true }),
      ("html", { markdown.html = $0.choice("html", $1) ?? .refuse }),
      (
        "links",
        { $0.fields("links", $1, [("new-tab", { markdown.opensNewTab = $0.bool("new-tab", $1) ?? false })]) }
      ),
    ]
    for (name, value) in MarkdownExtensions.names {
      readers.append(
        (
          name,
          { fields, node in
            if fields.bool(name, node) == false { markdown.extensions.remove(value) }
          }
        ))
    }
    fields.fields("markdown", node, readers)
    settings.markdown = markdown
  }
}
