import Diagnostics

/// What is said when nothing is called as it was asked.
extension SubjectFinder {
  /// A folder that is no section and no article: many files are meant, or none.
  func folder(_ asked: String, _ path: String, in files: [String], _ display: (String) -> String) -> Diagnostic? {
    let start = path.isEmpty || path.hasSuffix("/") ? path : path + "/"
    let below = files.filter { $0.hasPrefix(start) && $0 != start }.sorted()
    guard let first = below.first else { return nil }
    return Diagnostic(
      id: "address-unknown", "\"\(asked)\" is a folder with \(below.count) file\(below.count == 1 ? "" : "s") in it",
      hint: "name one of them, such as \(display(first))")
  }

  func outside(_ asked: String) -> Diagnostic {
    Diagnostic(
      id: "address-unknown", "\"\(asked)\" is not below the address of this site",
      hint: "the site begins at \(prepared.site.settings.baseURL)")
  }

  func unknown(_ asked: String, _ address: Address, _ source: String?) -> Diagnostic {
    if let source, let file = nearestFile(to: source) {
      return Diagnostic(
        id: "address-unknown", "there is no file \(content.display(source))",
        hint: "did you mean \(content.display(file))?")
    }
    let pages = pages(endingWith: lastPart(address)).map { plan.files[$0].address.text }
    if pages.count > 1 {
      return Diagnostic(
        id: "address-unknown", "\(pages.count) pages of this site end with \"\(lastPart(address))\"",
        hint: "name one of them: \(pages.prefix(3).joined(separator: ", "))")
    }
    let near = nearAddresses(address)
    let hint =
      near.isEmpty
      ? "`sitegen list` names every article; an address is such as /world/bridge/"
      : "did you mean \(near.prefix(3).joined(separator: ", "))?"
    return Diagnostic(id: "address-unknown", "nothing of this site is called \"\(asked)\"", hint: hint)
  }

  private func nearAddresses(_ address: Address) -> [String] {
    let isPage = lastPart(address) == "index.html"
    let address = isPage ? Address(String(address.text.dropLast("index.html".utf8.count))) : address
    var seen: Set<String> = []
    let addresses = plan.files.map(\.address.text) + prepared.files.articles.map(\.article.address.text)
    let whole = address.text + (address.file.hasSuffix("/index.html") ? "" : "/")
    let byName = addresses.filter { nearest(to: lastPart(address), in: [lastPart(Address($0))]) != nil }
    let byFile = prepared.files.articles.map(\.article).filter {
      nearest(to: lastPart(address), in: [ArticleName($0.source).stem]) != nil
    }
    // The front page is near to whatever is short.
    return
      ([nearest(to: whole, in: addresses.filter { $0 != "/" })].compactMap { $0 } + byName + byFile.map(\.address.text))
      .filter {
        seen.insert($0).inserted
      }
  }

  func unknownTemplate(_ name: String) -> Diagnostic {
    if let folder = prepared.inputs.templates, (try? folder.read(name, first: 1)) != nil {
      return Diagnostic(
        id: "address-unknown",
        "\(folder.display(name)) is neither a template, nor words, nor an asset: nothing uses it",
        hint: "templates end with .html, .xml, .txt or .json; words are i18n/LANGUAGE.yml; all in assets/ is published")
    }
    return Diagnostic(
      id: "address-unknown", "there is no file \"\(name)\" in the theme",
      hint: nearest(to: name, in: themeFiles).map { "did you mean \($0)?" }
        ?? "its files are those of Templates/ and of the built-in theme")
  }

  /// Below Templates.
  var themeFiles: [String] {
    let theme = prepared.theme
    return theme.templates.keys.sorted() + theme.assets.keys.map { "assets/\($0)" }.sorted()
      + theme.wordSources.keys.map { "i18n/\($0).yml" }.sorted()
  }

  var contentFiles: [String] { ((try? content.listedFiles().files) ?? []).map(\.path).sorted() }

  private func nearestFile(to source: String) -> String? {
    let files = contentFiles
    if let file = nearest(to: source, in: files) { return file }
    let name = nearest(to: fileName(source), in: files.map(fileName))
    return files.first { fileName($0) == name }
  }
}
