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

  /// `url-schemes`: names, the error at the one that cannot be.
  mutating func readSchemes(_ node: MetaNode) {
    guard case .sequence(let items) = node.value else {
      settings.urlSchemes = fields.lines("url-schemes", node).compactMap { scheme($0, at: node) }
      return
    }
    settings.urlSchemes = items.compactMap { item in
      fields.line("url-schemes", item).flatMap { scheme($0, at: item) }
    }
  }

  private mutating func scheme(_ text: String, at node: MetaNode) -> String? {
    let name = text.lowercased()
    if URLScheme.isRefused(name) {
      let problem = "cannot have \"\(text)\": a link to it can run a script in the reader's browser"
      fields.report(.badValue("url-schemes", problem, node.place(in: fields.source)))
      return nil
    }
    guard URLScheme.isName(name) else {
      let hint = "the part before the colon alone, such as sms or geo"
      fields.report(
        .badValue("url-schemes", "cannot have \"\(text)\"", hint: hint, node.place(in: fields.source)))
      return nil
    }
    return name
  }
}

/// What stands before the colon of an address (RFC 3986, 3.1).
enum URLScheme {
  /// Whether what it leads to can run in the reader's browser with the rights of the page.
  static func isRefused(_ name: String) -> Bool {
    let bare = name.hasSuffix(":") ? String(name.dropLast()) : name
    return ["javascript", "vbscript", "data"].contains(bare)
  }

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    }
  }
}
