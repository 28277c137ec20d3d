import CommonMark
import Template

/// What every part of every record shows, each as one hash: a page whose parts show what they showed is the page it was.
///
/// Each hash stands for the record as well, by a name that stays when others come and go.
struct SiteDigests: Sendable {
  /// By type and part (see `TrackedType`), and by index.
  private(set) var parts: [[[ContentHash]]]
  /// The names of the records, by type.
  let names: [[String]]
  /// By type and index: which record it is, and nothing of what it shows.
  let records: [[ContentHash]]
  private(set) var view: SiteView

  /// - Parameter fragments: What all pages share.
  private init(named view: SiteView, _ fragments: [SharedFragment]) {
    self.view = view
    let site = view.site
    names = [
      ["site"], site.articles.map { $0.source }, site.sections.map(\.key), site.tags.map(\.key), site.people.map(\.key),
      site.stories.map(\.key), (0..<(fragments.last.map { $0.number + 1 } ?? 0)).map { "\($0)" },
      ["archive"],
    ]
    records = names.enumerated().map { type, names in names.map { recordHash(type, $0) } }
    parts = []
  }

  init(_ view: SiteView, _ fragments: [SharedFragment], jobs: Int) async {
    self.init(named: view, fragments)
    let site = view.site
    let known = self
    let articles = await parallelMap(Array(site.articles.indices), jobs: jobs) { known.articleParts($0) }
    parts = [
      siteParts(), ArticlePart.all.map { part in articles.map { $0[part] } }, sectionParts(), tagParts(),
      peopleParts(), storyParts(), [fragmentParts(fragments)],
      archiveParts(),
    ]
  }

  /// Those of a site of which few articles will be asked for: each is made when it is.
  init(asked view: SiteView, _ fragments: [SharedFragment]) {
    self.init(named: view, fragments)
    parts = [
      siteParts(), [], sectionParts(), tagParts(), peopleParts(), storyParts(), [fragmentParts(fragments)],
      archiveParts(),
    ]
  }

  /// The same when nothing but the texts of some articles has changed.
  func revised(for view: SiteView, _ fragments: [SharedFragment], articles edited: [Int]) -> SiteDigests {
    var digests = self
    digests.view = view
    for index in edited + digests.articles(showing: edited) {
      for (number, part) in digests.articleParts(index).enumerated() {
        digests.parts[TrackedType.article][ArticlePart.all[number]][index] = part
      }
    }
    digests.parts[TrackedType.section] = digests.sectionParts()
    digests.parts[TrackedType.author] = digests.peopleParts()
    digests.parts[TrackedType.fragment] = [digests.fragmentParts(fragments)]
    return digests
  }

  /// By number.
  private func fragmentParts(_ fragments: [SharedFragment]) -> [ContentHash] {
    var parts = records[TrackedType.fragment]
    for fragment in fragments {
      guard let rendered = fragment.rendered else { continue }
      parts[fragment.number] = part(parts[fragment.number], 0) { $0.add(ContentHash(rendered.bytes)) }
    }
    return parts
  }

  /// Articles that show others as cards.
  func articles(showing shown: [Int]) -> [Int] { view.targets.places(leadingTo: cards(of: shown)) }

  /// Sections that do.
  func sections(showing shown: [Int]) -> [Int] { view.sectionTargets.places(leadingTo: cards(of: shown)) }

  private func cards(of shown: [Int]) -> Set<Address> {
    Set(shown.map { view.site.articles[$0].address }.filter { view.embedded[$0] != nil })
  }

  /// The parts of records that are not what they were on the same site with other texts.
  func differences(from other: SiteDigests) -> [ReadKey] {
    var keys: [ReadKey] = []
    for (type, parts) in parts.enumerated() {
      for (number, digests) in parts.enumerated() {
        for (index, digest) in digests.enumerated() where digest != other.parts[type][number][index] {
          keys.append(ReadKey(type: type, part: number, index: index))
        }
      }
    }
    return keys
  }

  /// Nil for a part or a record that is not there.
  func digest(type: Int, part: Int, index: Int) -> ContentHash? {
    if type == TrackedType.article {
      guard ArticlePart.all.contains(part), view.site.articles.indices.contains(index) else { return nil }
      return article(part, index)
    }
    guard type < parts.count, part < parts[type].count, index >= 0, index < parts[type][part].count else { return nil }
    return parts[type][part][index]
  }

  // MARK: Which they are

  func article(_ index: Site.Index) -> ContentHash { record(TrackedType.article, Int(index)) }
  func section(_ index: Site.Index) -> ContentHash { record(TrackedType.section, Int(index)) }
  func tag(_ index: Site.Index) -> ContentHash { record(TrackedType.tag, Int(index)) }
  func person(_ index: Site.Index) -> ContentHash { record(TrackedType.author, Int(index)) }
  func story(_ index: Site.Index) -> ContentHash { record(TrackedType.story, Int(index)) }

  /// Spans: all threads ask, and would count references to one and the same array.
  func record(_ type: Int, _ index: Int) -> ContentHash {
    let records = records.span
    return records[type].span[index]
  }

  // MARK: What they show

  func text(of article: Site.Index) -> ContentHash { self.article(ArticlePart.text, Int(article)) }

  /// What a section, tag or person is.
  func identity(_ type: Int, _ index: Site.Index) -> ContentHash { parts[type][ListPart.identity][Int(index)] }

  /// Everything that a page or a feed may say of one article, but for its text.
  func everything(of index: Site.Index) -> ContentHash {
    let links = view.site.links[Int(index)]
    var digest = Digest()
    for part in [ArticlePart.text, ArticlePart.relations, ArticlePart.moment] { digest.add(article(part, Int(index))) }
    digest.add(links.section.map { [identity(TrackedType.section, $0)] } ?? [])
    digest.add(links.tags.map { identity(TrackedType.tag, $0) })
    digest.add(links.authors.map { identity(TrackedType.author, $0) })
    digest.add(links.translations.map { text(of: $0) })
    return digest.hash
  }

  func content(of article: Site.Index) -> ContentHash { self.article(ArticlePart.content, Int(article)) }

  /// A part of an article, known or made.
  func article(_ part: Int, _ index: Int) -> ContentHash {
    let known = parts[TrackedType.article]
    return known.isEmpty
      ? made(part, of: index, own: ownText(of: view.site.articles[index], index)) : known[part][index]
  }
}

extension [[LinkTarget]] {
  /// Which of these lists have a link to one of some addresses.
  fileprivate func places(leadingTo addresses: Set<Address>) -> [Int] {
    guard !addresses.isEmpty else { return [] }
    return indices.filter { index in
      self[index].contains { target in
        if case .site(let address, _) = target { addresses.contains(address) } else { false }
      }
    }
  }
}

private func recordHash(_ type: Int, _ name: String) -> ContentHash {
  var digest = Digest()
  digest.add(type)
  digest.add(name)
  return digest.hash
}

/// The hash of one part of one record.
func part(_ record: ContentHash, _ part: Int, _ add: (inout Digest) -> Void) -> ContentHash {
  var digest = Digest()
  digest.add(record)
  digest.add(part)
  add(&digest)
  return digest.hash
}
