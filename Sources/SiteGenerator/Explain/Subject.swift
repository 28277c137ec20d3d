import Diagnostics

/// What a person means by an address, a URL, a file of Output or Content, or the name of a template.
enum Subject {
  /// A file of the plan, by its position.
  case file(Int)
  /// An article that is not published.
  case excluded(Article, Selection.Exclusion)
  case template(String)
}

/// Finds the subject of a question.
struct SubjectFinder {
  private let prepared: PreparedSite
  /// `Output`, as the command names it.
  private let output: String

  init(_ prepared: PreparedSite, output: String) {
    self.prepared = prepared
    self.output = output
  }

  private var plan: BuildPlan { prepared.plan }
  private var content: any FolderReader { prepared.inputs.content }

  /// The subject; an error with the nearest addresses when there is none.
  func find(_ asked: String) throws(Diagnostic) -> Subject {
    let text = path(asked)
    if let path = below(output, text), let file = file(at: Address("/" + path)) { return .file(file) }
    let source = below(content.name, text) ?? text
    if let subject = subject(ofSource: source) { return subject }
    if let name = template(text) { return .template(name) }
    let address = Address("/" + text.split(separator: "/").joined(separator: "/"))
    if let file = file(at: address) { return .file(file) }
    if let excluded = excluded(where: { $0.address.file == address.file || $0.address == address.appending("/") }) {
      return excluded
    }
    if let subject = subject(named: fileName(address.text)) { return subject }
    if let name = belowTemplates(text) { throw unknownTemplate(name) }
    throw unknown(asked, address, below(content.name, text))
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
    if isURL || text.hasPrefix("/"), !base.path.isEmpty, text.hasPrefix(base.path + "/") {
      text = String(text.dropFirst(base.path.count))
    }
    return text.hasPrefix("./") ? String(text.dropFirst(2)) : text
  }

  /// What follows a folder in a path, wherever that folder lies: `Content/a.md`, `/home/ana/site/Content/a.md`.
  private func below(_ folder: String, _ path: String) -> String? {
    let folder = folder.hasPrefix("./") ? String(folder.dropFirst(2)) : folder
    if path.hasPrefix(folder + "/") { return String(path.dropFirst(folder.count + 1)) }
    guard path.hasPrefix("/"), let range = path.utf8.firstRange(of: Array("/\(fileName(folder))/".utf8)) else {
      return nil
    }
    return String(path[range.upperBound...])
  }

  private func subject(ofSource source: String) -> Subject? {
    let site = prepared.site
    if let article = site.articles.first(where: { $0.source == source }) {
      return file(at: article.address).map { .file($0) }
    }
    if let section = site.sections.first(where: { $0.source == source }) {
      return file(at: section.address).map { .file($0) }
    }
    if let address = prepared.files.assets.address(ofFile: source) {
      return file(at: address).map { .file($0) }
    }
    return excluded { $0.source == source }
  }

  private func template(_ text: String) -> String? {
    let name = belowTemplates(text) ?? text
    return prepared.theme.templates[name] == nil ? nil : name
  }

  /// The name of what is said to be a template: `article.html` of `Templates/article.html` and `theme:article.html`.
  private func belowTemplates(_ text: String) -> String? {
    text.hasPrefix("theme:")
      ? String(text.dropFirst(6)) : below(prepared.inputs.templates?.name ?? "Templates", text)
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
    let matches = plan.files.indices.filter { index in
      guard case .page = plan.files[index].content else { return false }
      return lastPart(plan.files[index].address) == name
    }
    if matches.isEmpty, let article = prepared.site.articles.first(where: { ArticleName($0.source).stem == name }) {
      return file(at: article.address).map { .file($0) }
    }
    if matches.count == 1 { return .file(matches[0]) }
    return matches.isEmpty ? excluded { lastPart($0.address) == name } : nil
  }

  private func lastPart(_ address: Address) -> String { address.text.split(separator: "/").last.map(String.init) ?? "" }

  private func unknown(_ asked: String, _ address: Address, _ source: String?) -> Diagnostic {
    if let source, let reason = reason(forFile: source) {
      return Diagnostic(id: "address-unknown", "\(content.display(source)) \(reason)")
    }
    var seen: Set<String> = []
    let addresses = plan.files.map(\.address.text) + prepared.files.articles.map(\.article.address.text)
    let whole = address.text + (address.file.hasSuffix("/index.html") ? "" : "/")
    let byName = addresses.filter { nearest(to: lastPart(address), in: [lastPart(Address($0))]) != nil }
    let byFile = prepared.files.articles.map(\.article).filter {
      nearest(to: lastPart(address), in: [ArticleName($0.source).stem]) != nil
    }
    // The front page is near to whatever is short.
    let near =
      ([nearest(to: whole, in: addresses.filter { $0 != "/" })].compactMap { $0 } + byName + byFile.map(\.address.text))
      .filter {
        seen.insert($0).inserted
      }
    if let source, let file = nearestFile(to: source) {
      return Diagnostic(
        id: "address-unknown", "there is no file \(content.display(source))",
        hint: "did you mean \(content.display(file))?")
    }
    let hint =
      near.isEmpty
      ? "`sitegen list` names every article; an address is such as /world/bridge/"
      : "did you mean \(near.prefix(3).joined(separator: ", "))?"
    return Diagnostic(id: "address-unknown", "nothing of this site is called \"\(asked)\"", hint: hint)
  }

  private func unknownTemplate(_ name: String) -> Diagnostic {
    let near = nearest(to: name, in: prepared.theme.templates.keys.sorted())
    return Diagnostic(
      id: "address-unknown", "there is no template \"\(name)\"",
      hint: near.map { "did you mean \($0)?" } ?? "templates are the files of Templates/ and of the built-in theme")
  }

  private func nearestFile(to source: String) -> String? {
    let files = prepared.files.articles.map(\.article.source)
    if let file = nearest(to: source, in: files) { return file }
    let name = nearest(to: fileName(source), in: files.map(fileName))
    return files.first { fileName($0) == name }
  }

  /// Why a file of Content has no address, when it is there.
  private func reason(forFile path: String) -> String? {
    guard let files = try? content.files(), files.contains(where: { $0.path == path }) else { return nil }
    let parts = path.split(separator: "/")
    if path == "site.yml" { return "says how the whole site is made; `sitegen docs settings` explains its keys" }
    if parts.first == "_data" { return "is data for templates and has no page" }
    if parts.contains(where: { $0.hasPrefix("_") || isLeftover($0) }) {
      return "is never published: its name, or that of a folder above it, marks it as not meant for readers"
    }
    if let bundle = prepared.files.listing.bundle(of: path) {
      return "belongs to \(content.display(bundle))/index.md, which is not published"
    }
    return "is of a kind that is not published beside articles; Content/_static takes any file"
  }
}
