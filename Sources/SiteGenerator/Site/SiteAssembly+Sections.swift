import Diagnostics

extension SiteAssembly {
  /// Sections in the order of the menu: those of `site.yml`, then the others by name; each followed by those below it.
  mutating func assembleSections(_ listed: [Site.Index]) {
    checkSectionNames()
    checkFrontPage()
    checkSettingsSections(places.reader.folder.display("site.yml"))
    let keys = sectionKeys()
    let indexes = Dictionary(
      files.indexes.map { (sectionKey($0.key), $0.value) }, uniquingKeysWith: { a, b in a.source < b.source ? a : b })
    var position: [String: Site.Index] = [:]
    for key in keys {
      position[key] = Site.Index(sections.count)
      let parent = position[parentFolder(key)].flatMap { sections[Int($0)].feeds } ?? files.settings.feeds
      sections.append(section(key, indexes[key], below: parent))
    }
    for (index, key) in keys.enumerated() {
      guard let parent = position[parentFolder(key)], !parentFolder(key).isEmpty else { continue }
      sections[index].parent = parent
      sections[Int(parent)].children.append(Site.Index(index))
    }
    for index in articles.indices { links[index].section = position[articles[index].section] }
    for index in listed {
      var section = links[Int(index)].section
      while let current = section {
        sections[Int(current)].articles.append(index)
        section = sections[Int(current)].parent
      }
    }
  }

  private func section(_ key: String, _ index: LoadedIndex?, below parent: FeedSettings) -> Section {
    let settings = files.settings.sections.first { $0.key == key }
    return Section(
      key: key, title: index?.title ?? settings?.title ?? title(fromName: fileName(key)),
      description: index?.description ?? settings?.description, address: Address("/\(key)/"),
      body: index?.body ?? Body(), extra: index?.extra ?? .mapping([]),
      feeds: index?.feeds.applied(to: parent) ?? parent, source: index?.source,
      hash: index?.hash ?? ContentHash(high: 0, low: 0))
  }

  /// Every section that has an article, an `_index.md` or a place in the settings, and those above it.
  private func sectionKeys() -> [String] {
    let order = files.settings.sections.map(\.key)
    let used = Set(articles[..<articleCount].map { $0.section } + files.indexes.keys.map(sectionKey) + order)
    var all = Set<String>()
    for key in used where !key.isEmpty {
      var current = key
      while !current.isEmpty {
        all.insert(current)
        current = parentFolder(current)
      }
    }
    return all.sorted { rank($0, order) < rank($1, order) }
  }

  private func rank(_ key: String, _ order: [String]) -> (Int, String) {
    let top = String(key.prefix { $0 != "/" })
    return (order.firstIndex(of: top) ?? order.count, key)
  }

  /// A section of site.yml that nothing belongs to is most likely a slip of the pen.
  mutating func checkSettingsSections(_ path: String) {
    guard !files.settings.sections.isEmpty else { return }
    let known = Set(folders.map(sectionKey)).union(files.articles.lazy.map { $0.article.section })
    for section in files.settings.sections where !known.contains(section.key) {
      diagnostics.append(.sectionWithoutFolder(section.key, known: known.filter { !$0.isEmpty }.sorted(), path))
    }
  }

  /// `section:` has to name one that exists: a slip of the pen would make a new one.
  private mutating func checkSectionNames() {
    for article in articles where !article.section.isEmpty && !knownSections.contains(article.section) {
      let place = places.value(of: "section", in: article.source)
      diagnostics.append(.unknownSection(article.section, known: knownSections.sorted(), place))
    }
  }

  /// A block on the front page has to name a section that exists, once.
  private mutating func checkFrontPage() {
    var seen: Set<String> = []
    for name in files.settings.home.sections ?? [] {
      if !knownSections.contains(name.key) {
        diagnostics.append(.unknownSection(name.key, known: knownSections.sorted(), name.place))
      } else if !seen.insert(name.key).inserted {
        diagnostics.append(
          .badValue("sections", "names \"\(name.key)\" twice", hint: "keep one of the two", name.place))
      }
    }
  }

  /// The folder `local-news` is `Local news`.
  func title(fromName name: String) -> String {
    let words = name.split(separator: "-").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}
