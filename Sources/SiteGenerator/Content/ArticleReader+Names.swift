import Diagnostics

extension ArticleReader {
  /// Names that other generators read something out of, and this one does not: the article stands at an address that
  /// nobody has meant.
  func checkName(_ path: String, _ name: ArticleName, _ front: FrontMatter, _ fields: inout MetaReader) {
    guard front.path == nil, front.slug == nil else { return }
    if path == "index.md" { fields.report(.indexAtTheTop(fields.source.place(line: 1))) }
    guard front.language == nil, let language = languageSuffix(of: name.stem) else { return }
    fields.report(.languageInName(language, fields.source.place(line: 1)))
  }

  /// `pt-BR` of `vote.pt-BR`, as Hugo has it.
  private func languageSuffix(of stem: String) -> String? {
    guard let dot = stem.utf8.lastIndex(of: UInt8(ascii: ".")), dot != stem.startIndex else { return nil }
    let suffix = String(stem[stem.utf8.index(after: dot)...])
    let parts = suffix.split(separator: "-")
    // Of three letters nearly everything is a language.
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.count == 2 }) else { return nil }
    return problem(ofLanguageTag: suffix) == nil ? suffix : nil
  }
}

extension Diagnostic {
  static func indexAtTheTop(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "index-at-the-top", "this is the page /index/, and not the front page", at: place,
      hint: "the front page is made of the newest articles; `Content/_index.md` has its title and description")
  }

  static func languageInName(_ language: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "language-in-name", "the name of the file does not say in which language it is", at: place,
      hint: "say `lang: \(language)`, and a `translation:` key that it shares with the original")
  }
}
