import Diagnostics

/// What a person means by an address, a URL, or a file of Output, Content or Templates.
enum Subject {
  /// A file of the plan, by its position.
  case file(Int)
  /// An article that is not published.
  case excluded(Article, Selection.Exclusion)
  case template(String)
  /// Words of the theme, by their language.
  case words(String)
  /// A file below Content that has no page of its own.
  case source(String)
  /// A file below Output that is there and is not planned.
  case standing(String)
}

/// Finds the subject of a question.
struct SubjectFinder {
  let prepared: PreparedSite
  /// `Output`, as the command names it.
  private let output: String
  /// Whether a file stands below Output.
  private let isStanding: (String) -> Bool

  init(_ prepared: PreparedSite, output: String, isStanding: @escaping (String) -> Bool = { _ in false }) {
    self.prepared = prepared
    self.output = output
    self.isStanding = isStanding
  }

  var plan: BuildPlan { prepared.plan }
  var content: any FolderReader { prepared.inputs.content }
  private var templates: String { prepared.templatesFolder }

  /// The subject; its errors when it has some, and the nearest names when there is none.
  func find(_ asked: String) throws(BuildFailure) -> Subject {
    let text = path(asked)
    if isBesideTheSite(asked) { throw BuildFailure(outside(asked)) }
    if let subject = subject(text) {
      let errors = errors(of: subject)
      guard errors.isEmpty else { throw BuildFailure(errors) }
      return subject
    }
    let broken = brokenFiles(text).map(prepared.errors.concerning).first { !$0.isEmpty }
    if let broken { throw BuildFailure(broken) }
    var unknown =
      folder(asked, text) ?? belowTemplates(text).map(unknownTemplate)
      ?? unknown(asked, address(text), below(content.name, text))
    if !prepared.errors.isEmpty { unknown.notes.append(Diagnostic.Note(prepared.errors.summary)) }
    throw BuildFailure(unknown)
  }

  private func folder(_ asked: String, _ text: String) -> Diagnostic? {
    if let path = below(content.name, text) { return folder(asked, path, in: contentFiles, content.display) }
    if let path = belowTemplates(text) { return folder(asked, path, in: themeFiles) { "\(templates)/\($0)" } }
    return below(output, text).flatMap { path in
      folder(asked, path, in: plan.files.map(\.path.text)) { "\(output)/\($0)" }
    }
  }

  private func subject(_ text: String) -> Subject? {
    if let path = below(output, text) {
      if let file = file(at: Address("/" + path)) { return .file(file) }
      if isStanding(path) { return .standing(path) }
    }
    if let subject = subject(ofSource: below(content.name, text) ?? text) { return subject }
    if let subject = themeFile(belowTemplates(text) ?? text) { return subject }
    let address = address(text)
    return file(at: address).map { .file($0) }
      ?? excluded { $0.address.file == address.file || $0.address == address.appending("/") }
      ?? subject(named: fileName(address.text))
  }

  /// A URL without its host, query and fragment; a path without `./`.
  private func path(_ asked: String) -> String {
    var text = asked
    let base = prepared.site.settings.baseURL
    let isURL = isWebURL(text)
    if isURL, let host = text.utf8.firstRange(of: Array("://".utf8)) {
      let rest = text[host.upperBound...]
      text = rest.utf8.firstIndex(of: UInt8(ascii: "/")).map { String(rest[$0...]) } ?? "/"
    }
    let end = text.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? text.endIndex
    text = percentDecoded(String(text[..<end])) ?? text
    if isURL, text == base.path { return "/" }
    if isURL || text.hasPrefix("/"), !base.path.isEmpty, text.hasPrefix(base.path + "/") {
      text = String(text.dropFirst(base.path.count))
    }
    return text.hasPrefix("./") ? String(text.dropFirst(2)) : text
  }

  /// A URL that is not below the path of `base-url`: on the same server, whichever that is, something else stands there.
  private func isBesideTheSite(_ asked: String) -> Bool {
    let base = prepared.site.settings.baseURL.path
    guard isWebURL(asked), !base.isEmpty, let host = asked.utf8.firstRange(of: Array("://".utf8)) else { return false }
    let written = asked[host.upperBound...].utf8.drop { $0 != UInt8(ascii: "/") }
      .prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let (path, own) = (percentDecoded("\(Substring(written))/"), percentDecoded("\(base)/"))
    return path?.hasPrefix(own ?? base) == false
  }

  private func address(_ text: String) -> Address {
    Address("/" + (below(output, text) ?? text).split(separator: "/").joined(separator: "/"))
  }

  /// What follows a folder in a path, wherever that folder lies and from wherever it is named: `Content/a.md`,
  /// `site/Content/a.md`, `/home/ana/site/Content/a.md`.
  private func below(_ folder: String, _ path: String) -> String? {
    let folder = folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
    for name in [folder, fileName(folder)] {
      if path == name { return "" }
      if path.hasPrefix(name + "/") { return String(path.dropFirst(name.count + 1)) }
    }
    guard path.hasPrefix("/"), let range = path.utf8.firstRange(of: Array("/\(fileName(folder))/".utf8)) else {
      return nil
    }
    return String(path[range.upperBound...])
  }

  /// A file or a folder below Content.
  private func subject(ofSource source: String) -> Subject? {
    let site = prepared.site
    if let article = site.articles.first(where: { $0.source == source || $0.source == folderIndex(source) }) {
      return page(at: article.address) { $0.owner.isArticle(article.source) }
    }
    let isSection = { (section: Section) in section.source == source || section.key == sectionKey(source) }
    if source != "", let section = site.sections.first(where: isSection) {
      return page(at: section.address) { _ in true }
    }
    if source == prepared.files.indexes[""]?.source { return page(at: .home) { _ in true } }
    if let address = prepared.files.assets.address(ofFile: source) { return page(at: address) { _ in true } }
    if let excluded = excluded(where: { $0.source == source }) { return excluded }
    let isThere = contentFiles.contains(source)
    return isThere && !prepared.files.listing.articles.contains(source) ? .source(source) : nil
  }

  /// `town/flood/index.md` for `town/flood` and `town/flood/`.
  private func folderIndex(_ path: String) -> String { (path.hasSuffix("/") ? path : path + "/") + "index.md" }

  /// Two may want one address: only one of them has it.
  private func page(at address: Address, where isMeant: (PlannedFile) -> Bool) -> Subject? {
    file(at: address).flatMap { isMeant(plan.files[$0]) ? .file($0) : nil }
  }

  /// A file of the theme by its path in `Templates/`, which the site may have or the built-in theme.
  private func themeFile(_ path: String) -> Subject? {
    if prepared.theme.templates[path] != nil { return .template(path) }
    if path.hasPrefix("assets/"), let asset = plan.files.firstIndex(where: { $0.owner.isAsset(path.dropFirst(7)) }) {
      return .file(asset)
    }
    guard path.hasPrefix("i18n/"), prepared.theme.wordSources[fileStem(path)] != nil else { return nil }
    return .words(fileStem(path))
  }

  /// What is said to be a file of the theme: `article.html` of `Templates/article.html` and `theme:article.html`.
  private func belowTemplates(_ text: String) -> String? {
    text.hasPrefix("theme:") ? String(text.dropFirst(6)) : below(templates, text)
  }

  private func file(at address: Address) -> Int? {
    if let index = plan.index(of: address) { return index }
    return address.text.hasSuffix("/") ? nil : plan.index(of: address.appending("/"))
  }

  private func excluded(where isMeant: (Article) -> Bool) -> Subject? {
    for loaded in prepared.files.articles where isMeant(loaded.article) {
      if let exclusion = prepared.files.selection.exclusion(of: loaded.article) {
        return .excluded(loaded.article, exclusion)
      }
    }
    return nil
  }

  /// The last part of an address stands for it when no other page ends with it.
  private func subject(named name: String) -> Subject? {
    let matches = pages(endingWith: name)
    if matches.isEmpty, let article = prepared.site.articles.first(where: { ArticleName($0.source).stem == name }) {
      return file(at: article.address).map { .file($0) }
    }
    if matches.count == 1 { return .file(matches[0]) }
    return matches.isEmpty ? excluded { lastPart($0.address) == name } : nil
  }

  /// The pages with this last part of their address, by their positions.
  func pages(endingWith name: String) -> [Int] {
    plan.files.indices.filter { index in
      guard case .page = plan.files[index].content else { return false }
      return lastPart(plan.files[index].address) == name
    }
  }

  func lastPart(_ address: Address) -> String { address.text.split(separator: "/").last.map(String.init) ?? "" }

  /// What a build says of a subject. A template is as wrong as it is, whatever the other files are.
  private func errors(of subject: Subject) -> [Diagnostic] {
    if case .template(let name) = subject { return prepared.errors.concerning(prepared.display(name)) }
    return paths(of: subject).flatMap(prepared.errors.told(of:))
  }

  /// The files whose errors are those of a subject.
  private func paths(of subject: Subject) -> [String] {
    switch subject {
    case .file(let index):
      switch plan.files[index].owner {
      case .article(let source, _): return [content.display(source)]
      case .file(let path): return [path]
      case .asset: return []
      case .program:
        guard case .page(let page) = plan.files[index].content else { return [] }
        return prepared.sources(of: page)
      }
    case .excluded(let article, _): return [content.display(article.source)]
    case .template, .standing: return []
    case .words(let language): return (prepared.theme.wordSources[language] ?? []).map(\.path)
    case .source(let path): return [content.display(path)]
    }
  }

  /// The files that a question may mean and that are not part of the site because of their errors.
  private func brokenFiles(_ text: String) -> [String] {
    let name = below(content.name, text) ?? text
    let wanted = address(text)
    let articles = prepared.files.listing.articles.filter { path in
      let name = ArticleName(path)
      let folders = name.folders.split(separator: "/").map { slugKey(String($0)) + "/" }.joined()
      let usual = Address("/\(folders)\(slugKey(name.stem))/")
      return usual == wanted || usual == wanted.appending("/") || slugKey(name.stem) == text
    }
    return [content.display(name), "\(templates)/\(belowTemplates(text) ?? text)"] + articles.map(content.display)
  }
}

extension PlannedFile.Owner {
  fileprivate func isArticle(_ source: String) -> Bool {
    if case .article(source, _) = self { true } else { false }
  }

  fileprivate func isAsset(_ name: Substring) -> Bool {
    if case .asset(let own) = self { own == name } else { false }
  }
}
