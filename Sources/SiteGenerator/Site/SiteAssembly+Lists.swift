import Diagnostics
import Foundation

extension SiteAssembly {
  /// Tags, most used first. Spellings that give the same address are one tag, called as most articles call it.
  mutating func assembleTags(_ listed: [Site.Index]) {
    var groups = Groups()
    for index in listed {
      for name in articles[Int(index)].tags { groups.add(tagKey(name), name, index) }
    }
    let sorted = groups.all.sorted { ($1.members.count, $0.key) < ($0.members.count, $1.key) }
    tags = sorted.map { group in
      Tag(
        title: group.mostUsedName, key: group.key, address: Address("/tags/\(group.key)/"), articles: group.members)
    }
    for (position, tag) in tags.enumerated() {
      for index in tag.articles { links[Int(index)].tags.append(Site.Index(position)) }
    }
    // The order of an article's tags is its author's.
    for index in listed {
      let order = articles[Int(index)].tags.map(tagKey)
      let tagged = links[Int(index)].tags
      links[Int(index)].tags = tagged.sorted { rank(tags[Int($0)].key, order) < rank(tags[Int($1)].key, order) }
    }
  }

  /// People, those with the most articles first. An author is a key of `people`, or a name.
  mutating func assemblePeople(_ listed: [Site.Index]) {
    var groups = Groups()
    let byName = Dictionary(
      files.settings.people.flatMap { [($0.key, $0), (personKey($0.name), $0)] },
      uniquingKeysWith: { first, _ in first })
    // Retracted articles and pages have authors as well, but count for nobody.
    for index in articles.indices {
      for name in articles[index].authors {
        let person = byName[name] ?? byName[personKey(name)]
        groups.add(person.map { slugKey($0.key) } ?? personKey(name), person?.name ?? name, Site.Index(index))
      }
    }
    let listedSet = Set(listed)
    let settingsByKey = Dictionary(
      files.settings.people.map { (slugKey($0.key), $0) }, uniquingKeysWith: { first, _ in first })
    let unsorted = groups.all.map { group in
      Person(
        key: group.key, name: settingsByKey[group.key]?.name ?? group.mostUsedName, settings: settingsByKey[group.key],
        address: Address("/authors/\(group.key)/"), articles: group.members.filter(listedSet.contains))
    }
    people = unsorted.sorted { ($1.articles.count, $0.key) < ($0.articles.count, $1.key) }
    let position = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1.key, Site.Index($0)) })
    for index in articles.indices {
      links[index].authors = articles[index].authors.compactMap { name in
        let person = byName[name] ?? byName[personKey(name)]
        return position[person.map { slugKey($0.key) } ?? personKey(name)]
      }
    }
  }

  /// Running stories, those with the newest article first.
  mutating func assembleStories(_ listed: [Site.Index]) {
    var groups = Groups()
    for index in listed {
      if let name = articles[Int(index)].story { groups.add(slugKey(name), name, index) }
    }
    stories = groups.all.map { group in
      let name = group.mostUsedName
      // A story may be called by a key (`november-flood`) or by its name.
      let title = name.contains(" ") ? name : title(fromName: name)
      return Story(key: group.key, title: title, articles: group.members.reversed())
    }
    for (position, story) in stories.enumerated() {
      for index in story.articles { links[Int(index)].story = Site.Index(position) }
    }
  }

  /// The next older and newer article.
  mutating func linkNeighbours(_ listed: [Site.Index]) {
    for (newer, older) in zip(listed, listed.dropFirst()) {
      links[Int(newer)].previous = older
      links[Int(older)].next = newer
    }
  }

  mutating func linkTranslations() {
    var groups: [String: [Site.Index]] = [:]
    for index in articles.indices {
      if let key = articles[index].translation { groups[key, default: []].append(Site.Index(index)) }
    }
    for members in groups.values {
      for index in members { links[Int(index)].translations = members.filter { $0 != index } }
    }
    for (key, members) in groups.sorted(by: { $0.key < $1.key }) { checkLanguages(of: members, key) }
  }

  /// Two translations into one language: readers and search engines would be sent to either.
  private mutating func checkLanguages(of members: [Site.Index], _ key: String) {
    var first: [String: Int] = [:]
    for index in members.map(Int.init) {
      let language = articles[index].language ?? files.settings.language
      guard let other = first[language.lowercased()] else {
        first[language.lowercased()] = index
        continue
      }
      let note = Diagnostic.Note("the other one", place: places.value(of: "translation", in: articles[other].source))
      let place = places.value(of: "translation", in: articles[index].source)
      diagnostics.append(.translationTwice(key, language, place, note))
    }
  }

  private func rank(_ key: String, _ order: [String]) -> Int { order.firstIndex(of: key) ?? order.count }
}

/// Articles gathered by a key, in the order in which keys come up.
private struct Groups {
  struct Group {
    let key: String
    var members: [Site.Index] = []
    /// Spellings, and how often each is used.
    var names: [(name: String, count: Int)] = []

    /// Of equals the first.
    var mostUsedName: String { names.max { $0.count < $1.count }?.name ?? key }
  }

  private(set) var all: [Group] = []
  private var positions: [String: Int] = [:]

  mutating func add(_ key: String, _ name: String, _ index: Site.Index) {
    let position = positions[key] ?? all.count
    if position == all.count {
      positions[key] = position
      all.append(Group(key: key))
    }
    if all[position].members.last != index { all[position].members.append(index) }
    if let spelling = all[position].names.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      all[position].names[spelling].count += 1
    } else {
      all[position].names.append((name, 1))
    }
  }
}

/// The key of a tag: its slug, in which the marks that tell `C++` and `C#` from `C` are words.
func tagKey(_ name: String) -> String {
  guard name.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "#") }) else { return slugKey(name) }
  let words = name.unicodeScalars.map { scalar -> String in
    switch scalar {
    case "+": " plus "
    case "#": " sharp "
    default: String(Character(scalar))
    }
  }
  return slugKey(words.joined())
}

func personKey(_ name: String) -> String { slugKey(name) }
