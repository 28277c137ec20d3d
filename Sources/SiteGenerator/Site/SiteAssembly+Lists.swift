import Diagnostics
import Foundation

extension SiteAssembly {
  /// Tags, most used first. Spellings that give the same address are one tag, called as most articles call it.
  mutating func assembleTags(_ listed: [Site.Index]) {
    var groups = Groups()
    for index in listed {
      // The order of an article's tags is its author's.
      let names = articles[Int(index)].tags
      var own: [Site.Index] = []
      own.reserveCapacity(names.count)
      for name in names {
        let group = groups.add(name, index) { (tagKey($0), $0) }
        if !own.contains(group) { own.append(group) }
      }
      links[Int(index)].tags = own
    }
    let all = groups.all
    let order = all.indices.sorted {
      (all[$1].members.count, all[$0].key) < (all[$0].members.count, all[$1].key)
    }
    tags = order.map { number in
      let group = all[number]
      return Tag(
        title: group.mostUsedName, key: group.key, address: Address("/tags/\(group.key)/"), articles: group.members)
    }
    let position = positions(in: order)
    for index in listed.map(Int.init) {
      for place in links[index].tags.indices { links[index].tags[place] = position[Int(links[index].tags[place])] }
    }
  }

  /// People, those with the most articles first. An author is a key of `people`, or a name.
  mutating func assemblePeople() {
    let settings = files.settings.people
    let byName = Dictionary(
      settings.flatMap { [($0.key, $0), (personKey($0.name), $0)] }, uniquingKeysWith: { first, _ in first })
    var groups = Groups()
    // Retracted articles and pages have authors as well, but count for nobody.
    for index in articles.indices {
      if let reviewer = articles[index].ai?.reviewer, let person = byName[reviewer] ?? byName[personKey(reviewer)] {
        articles[index] = articles[index].with { $0.ai?.reviewer = person.name }
      }
      links[index].authors = articles[index].authors.map { name in
        groups.add(name, Site.Index(index)) { name in
          let person = byName[name] ?? byName[personKey(name)]
          return (person.map { slugKey($0.key) } ?? personKey(name), person?.name ?? name)
        }
      }
    }
    let settingsByKey = Dictionary(settings.map { (slugKey($0.key), $0) }, uniquingKeysWith: { first, _ in first })
    let unsorted = groups.all.map { group in
      Person(
        key: group.key, name: settingsByKey[group.key]?.name ?? group.mostUsedName, settings: settingsByKey[group.key],
        address: Address("/authors/\(group.key)/"), articles: group.members.filter(isListed))
    }
    let order = unsorted.indices.sorted {
      (unsorted[$1].articles.count, unsorted[$0].key) < (unsorted[$0].articles.count, unsorted[$1].key)
    }
    people = order.map { unsorted[$0] }
    let position = positions(in: order)
    for index in articles.indices {
      for place in links[index].authors.indices {
        links[index].authors[place] = position[Int(links[index].authors[place])]
      }
    }
  }

  /// Where each number stands in an order of all of them.
  private func positions(in order: [Int]) -> [Site.Index] {
    var positions = [Site.Index](repeating: 0, count: order.count)
    for (position, number) in order.enumerated() { positions[number] = Site.Index(position) }
    return positions
  }

  /// Running stories, those with the newest article first.
  mutating func assembleStories(_ listed: [Site.Index]) {
    var groups = Groups()
    for index in listed {
      if let name = articles[Int(index)].story { groups.add(name, index) { (slugKey($0), $0) } }
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
  /// What is known of a text as articles have it: most come again and again, and to make a key of one takes longer than
  /// all else here.
  private var known: [String: Known] = [:]

  private struct Known {
    let text: String
    let isASCII: Bool
    let group: Int
    let name: Int

    /// Whether an equal text has the same bytes. What is canonically equivalent is equal, and may be spelled otherwise all
    /// the same; what is equivalent to a letter of ASCII takes more bytes.
    func isSpelled(as other: String) -> Bool {
      isASCII ? other.utf8.count == text.utf8.count : other.utf8.elementsEqual(text.utf8)
    }
  }

  /// Adds an article to the group of a text; the number of the group.
  ///
  /// - Parameter describe: The key of a text, and what it calls the group.
  @discardableResult
  mutating func add(_ text: String, _ index: Site.Index, describe: (String) -> (key: String, name: String))
    -> Site.Index
  {
    if let found = known[text], found.isSpelled(as: text) {
      all[found.group].names[found.name].count += 1
      return add(index, to: found.group)
    }
    let (key, name) = describe(text)
    let group = positions[key] ?? all.count
    if group == all.count {
      positions[key] = group
      all.append(Group(key: key))
    }
    known[text] = Known(
      text: text, isASCII: text.utf8.allSatisfy { $0 < 0x80 }, group: group, name: countName(name, in: group))
    return add(index, to: group)
  }

  private mutating func add(_ index: Site.Index, to group: Int) -> Site.Index {
    if all[group].members.last != index { all[group].members.append(index) }
    return Site.Index(group)
  }

  /// The place of a name among those of a group.
  private mutating func countName(_ name: String, in group: Int) -> Int {
    if let place = all[group].names.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
      all[group].names[place].count += 1
      return place
    }
    all[group].names.append((name, 1))
    return all[group].names.count - 1
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
