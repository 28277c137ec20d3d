import Diagnostics

/// What can be said about articles, tags and authors without looking at a page.
struct ArticleRules {
  private let prepared: PreparedSite
  private var found: [Diagnostic] = []

  /// Search engines cut a longer one (Google, "Article structured data": at most 110 characters).
  static let longestTitle = 110
  /// What lists and search engines show at most.
  static let longestDescription = 200

  init(_ prepared: PreparedSite) { self.prepared = prepared }

  static func diagnostics(_ prepared: PreparedSite) -> [Diagnostic] {
    var rules = ArticleRules(prepared)
    rules.lookAtTexts()
    rules.lookAtTags()
    rules.lookAtAuthors()
    rules.lookAtTranslations()
    return rules.found
  }

  private var places: FrontMatterPlaces { prepared.files.places }
  private var site: Site { prepared.site }

  private mutating func lookAtTexts() {
    for article in site.articles where article.status == .published {
      if article.title.unicodeScalars.count > Self.longestTitle {
        found.append(
          .titleTooLong(article.title.unicodeScalars.count, places.value(of: "title", in: article.source)))
      }
      guard let description = article.standfirst else {
        found.append(.descriptionMissing(Place(path: prepared.inputs.content.display(article.source))))
        continue
      }
      if description.unicodeScalars.count > Self.longestDescription {
        found.append(
          .descriptionTooLong(description.unicodeScalars.count, places.value(of: "description", in: article.source)))
      }
    }
  }

  /// Spellings of one tag, and tags that differ by a hyphen alone.
  private mutating func lookAtTags() {
    var spellings: [String: [String: [Int]]] = [:]
    for (index, article) in site.articles.enumerated() {
      for tag in article.tags { spellings[withoutHyphens(tagKey(tag)), default: [:]][tag, default: []].append(index) }
    }
    for group in spellings.values.sorted(by: { ($0.keys.min() ?? "") < ($1.keys.min() ?? "") }) where group.count > 1 {
      let sorted = group.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      guard let usual = sorted.first else { continue }
      for other in sorted.dropFirst() {
        let place = places.item(other.key, of: "tags", in: site.articles[other.value[0]].source)
        found.append(.tagSpelling(other.key, other.value.count, usual.key, usual.value.count, place))
      }
    }
  }

  private func withoutHyphens(_ key: String) -> String {
    String(decoding: key.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }

  /// A site that names its people in site.yml means all of them.
  private mutating func lookAtAuthors() {
    let known = site.settings.people
    guard !known.isEmpty else { return }
    let keys = Set(known.flatMap { [$0.key, slugKey($0.key), personKey($0.name)] })
    var unknown: [(name: String, article: Int, count: Int)] = []
    for (index, article) in site.articles.enumerated() {
      for name in article.authors where !keys.contains(name) && !keys.contains(personKey(name)) {
        if let position = unknown.firstIndex(where: { $0.name == name }) {
          unknown[position].count += 1
        } else {
          unknown.append((name, index, 1))
        }
      }
    }
    for (name, index, count) in unknown {
      let near = nearest(to: name, in: known.flatMap { [$0.key, $0.name] })
      let place = places.item(name, of: "authors", in: site.articles[index].source)
      found.append(.authorUnknown(name, near: near, others: count - 1, place))
    }
  }

  private mutating func lookAtTranslations() {
    var lastParts: [String: Int] = [:]
    for (index, article) in site.articles.enumerated() {
      let language = article.language ?? site.settings.language
      if let key = article.translation {
        if site.links[index].translations.isEmpty { found.append(.translationAlone(key, place(of: index))) }
      }
      let last = fileName(String(article.address.text.dropLast(article.address.text.hasSuffix("/") ? 1 : 0)))
      if let other = lastParts.updateValue(index, forKey: last) {
        let twin = site.articles[other]
        let twinLanguage = twin.language ?? site.settings.language
        if twinLanguage != language, article.translation == nil || article.translation != twin.translation {
          found.append(
            .addressInTwoLanguages(
              article.address, language, twin.address, twinLanguage, places.address(in: article.source),
              places.address(in: twin.source)))
        }
      }
    }
  }

  private func place(of index: Int) -> Place { places.value(of: "translation", in: site.articles[index].source) }
}
