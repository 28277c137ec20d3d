import Diagnostics
import Template

/// The files that say how the site looks: the built-in theme's, replaced name by name by those of `Templates/`; words are
/// replaced one by one.
struct Theme: Sendable {
  /// Templates by name: `partials/card.html`.
  private(set) var templates: [String: Source] = [:]
  /// Files of `assets/` by their name there.
  private(set) var assets: [String: [UInt8]] = [:]
  /// Words by language.
  private(set) var words: [String: [String: Words.Entry]] = [:]
  /// Stands for every file of it.
  private(set) var hash = ContentHash(high: 0, low: 0)
  /// Stands for the files of words.
  private(set) var wordsHash = ContentHash(high: 0, low: 0)
  /// Templates of the site that replace none of the theme's.
  private(set) var additions: Set<String> = []
  /// Assets that are the site's own, by their name in `assets/`.
  private(set) var ownAssets: Set<String> = []
  /// The files that words were read from, by language: the built-in theme's first.
  private(set) var wordSources: [String: [Source]] = [:]
  /// What is wrong with files of it, which are left out.
  private(set) var failures: [Diagnostic] = []

  /// - Parameters:
  ///   - builtIn: The built-in theme's files by path.
  ///   - folder: `Templates/`, when the site has one.
  init(builtIn: [String: [UInt8]], folder: (any FolderReader)?) throws(BuildFailure) {
    try self.init(readable: builtIn, folder)
    guard failures.isEmpty else { throw BuildFailure(failures) }
  }

  /// The same without the files that have errors, which are `failures` then.
  init(readable builtIn: [String: [UInt8]], _ folder: (any FolderReader)?) throws(BuildFailure) {
    var languages: [String: [Source]] = [:]
    for (path, bytes) in builtIn { add(path, Source(path: "theme:\(path)", bytes: bytes), &languages) }
    if let folder {
      let listed = try folder.listedFiles()
      failures += listed.failures
      failures += pathsTwice(listed.files.sorted { $0.path < $1.path }).map { .nameTwice(folder.display($0)) }
      for entry in listed.files where !entry.path.split(separator: "/").contains(where: isLeftover) {
        do {
          let source = Source(path: folder.display(entry.path), bytes: try folder.read(entry.path))
          add(entry.path, source, &languages)
          if builtIn[entry.path] == nil, templates[entry.path] != nil { additions.insert(entry.path) }
          if entry.path.hasPrefix("assets/") { ownAssets.insert(String(entry.path.dropFirst(7))) }
        } catch {
          failures.append(error)
        }
      }
    }
    for (language, sources) in languages.sorted(by: { $0.key < $1.key }) {
      for source in sources {
        do { words[language, default: [:]].merge(try Self.words(source)) { $1 } } catch { failures.append(error) }
      }
    }
    for source in templates.values {
      if let offset = firstInvalidUTF8(source.bytes) { failures.append(.invalidUTF8(source, offset)) }
      if let conflict = source.mergeConflict { failures.append(conflict) }
    }
    wordSources = languages
    wordsHash = Self.hash(of: languages)
    hash = Self.hash(of: templates.mapValues { [$0] }, assets, wordsHash)
  }

  private static func hash(
    of sources: [String: [Source]], _ files: [String: [UInt8]] = [:], _ other: ContentHash? = nil
  ) -> ContentHash {
    var hasher = ContentHasher()
    for (name, sources) in sources.sorted(by: { $0.key < $1.key }) {
      hasher.update(name)
      for source in sources {
        // Words of the site's own replace those of the theme: which is which counts.
        hasher.update(source.path.hasPrefix("theme:") ? 1 : 2)
        hasher.update(ContentHash(source.bytes).hexadecimal)
      }
    }
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
      hasher.update(name)
      hasher.update(ContentHash(bytes).hexadecimal)
    }
    if let other { hasher.update(other.hexadecimal) }
    return hasher.finish()
  }

  private mutating func add(_ path: String, _ source: Source, _ languages: inout [String: [Source]]) {
    if path.hasPrefix("assets/") {
      assets[String(path.dropFirst(7))] = source.bytes
    } else if path.hasPrefix("i18n/"), ["yml", "yaml"].contains(fileExtension(path)) {
      languages[fileStem(path), default: []].append(source)
    } else if ["html", "xml", "txt", "json"].contains(fileExtension(path)) {
      templates[path] = source
    }
  }

  /// The words of one file of `i18n/`.
  static func words(_ source: Source) throws(Diagnostic) -> [String: Words.Entry] {
    if let offset = firstInvalidUTF8(source.bytes) { throw .invalidUTF8(source, offset) }
    guard let root = try YAMLReader(source: source, limits: ContentLimits()).read(0..<source.bytes.count) else {
      return [:]
    }
    guard case .mapping(let pairs) = root.value else {
      throw .badValue("i18n", "is made of lines `key: text`", root.place(in: source))
    }
    var entries: [String: Words.Entry] = [:]
    for pair in pairs { entries[pair.key] = try entry(pair, source) }
    return entries
  }

  private static func entry(_ pair: MetaPair, _ source: Source) throws(Diagnostic) -> Words.Entry {
    switch pair.value.value {
    case .scalar(let text, _):
      if Words.patterns.contains(pair.key), let letter = Words.problem(inPattern: text) {
        let place = pair.value.place(in: source)
        throw .badValue(pair.key, Words.sentence(ofLetter: letter), hint: Words.patternHint, place)
      }
      return .text(text)
    case .mapping(let forms):
      var texts: [String: String] = [:]
      for form in forms {
        guard PluralRule.categories.contains(form.key) else {
          throw .unknownForm(form.key, of: pair.key, form.place(in: source))
        }
        guard case .scalar(let text, _) = form.value.value else {
          throw .wrongType(form.key, expected: "text", found: form.value.typeName, form.value.place(in: source))
        }
        texts[form.key] = text
      }
      guard texts["other"] != nil else {
        let why = "each word with forms has this one, which is taken where no other fits"
        throw .missingKey("other", why: why, pair.place(in: source))
      }
      return .plural(texts)
    case .sequence:
      throw .wrongType(pair.key, expected: "text", found: "a list", pair.value.place(in: source))
    }
  }

  /// The paths of the site's own templates that have errors. An error in the built-in theme's comes from one of them.
  func ownTemplates(with errors: [Diagnostic]) -> Set<String> {
    let places = Set(errors.compactMap { $0.place?.path })
    return places.intersection(templates.values.lazy.map(\.path).filter { !$0.hasPrefix("theme:") })
  }

  /// The same with the built-in theme's templates, where it has them, in place of some of the site's own.
  func without(_ paths: Set<String>, builtIn: [String: [UInt8]]) -> Theme {
    var theme = self
    for (name, source) in templates where paths.contains(source.path) {
      theme.templates[name] = builtIn[name].map { Source(path: "theme:\(name)", bytes: $0) }
      theme.additions.remove(name)
    }
    return theme
  }

  /// The templates that articles and pages may name in their front matter, but for those that are parts of others: in
  /// folders, and the one that all pages extend.
  var templatesOfArticles: [String] {
    templates.keys.filter { !$0.contains("/") && $0 != "base.html" && SiteTemplates.mayShowArticle($0) }.sorted()
  }

  /// Templates of the site that no other template names: an article may.
  var entrances: [String] {
    additions.sorted().filter { name in
      !templates.contains { other, source in
        other != name && (source.contains("\"\(name)\"") || source.contains("'\(name)'"))
      }
    }
  }

  /// Templates of the site that nothing names: most likely slips of the pen.
  func unused(named: [String]) -> [Diagnostic] {
    entrances.filter { !named.contains($0) }.compactMap { name in
      guard let source = templates[name] else { return nil }
      let theirs = templates.keys.filter { !additions.contains($0) }.sorted()
      return .templateUnused(name, near: nearest(to: name, in: theirs), Place(path: source.path))
    }
  }

  /// The entries of a template set: each kind's own template, and those that articles name in their front matter.
  func entries(_ others: [(name: String, isPage: Bool)]) -> [String: TemplateKind] {
    var entries = Dictionary(uniqueKeysWithValues: SiteTemplates.kinds.map { ($0.template, $0.kind) })
    for other in others where entries[other.name] == nil {
      entries[other.name] = entries[other.isPage ? "page.html" : "article.html"]
    }
    return entries
  }
}

extension Diagnostic {
  fileprivate static func unknownForm(_ form: String, of key: String, _ place: Place) -> Diagnostic {
    let near = nearest(to: form, in: PluralRule.categories).map { "did you mean \"\($0)\"? " } ?? ""
    return Diagnostic(
      id: "not-a-choice", "\"\(key)\" cannot have the form \"\(form)\"", at: place,
      hint: near + "there is: \(PluralRule.categories.joined(separator: ", "))")
  }
}

extension Source {
  fileprivate func contains(_ text: String) -> Bool { bytes.firstRange(of: Array(text.utf8)) != nil }
}
