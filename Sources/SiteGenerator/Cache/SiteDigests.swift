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
  private func record(_ type: Int, _ index: Int) -> ContentHash {
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
  private func article(_ part: Int, _ index: Int) -> ContentHash {
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

extension SiteDigests {
  private func articleParts(_ index: Int) -> [ContentHash] {
    let own = ownText(of: view.site.articles[index], index)
    return ArticlePart.all.map { made($0, of: index, own: own) }
  }

  /// One part of an article.
  ///
  /// - Parameter own: What `ownText` gives, which not all parts need.
  private func made(_ number: Int, of index: Int, own: @autoclosure () -> ContentHash) -> ContentHash {
    let site = view.site
    let article = site.articles[index]
    return part(record(TrackedType.article, index), number) { digest in
      switch number {
      case ArticlePart.text: digest.add(own())
      case ArticlePart.relations: addRelations(of: index, to: &digest)
      case ArticlePart.content:
        digest.add(own())
        addText(article.body.text.holes, view.targets[index], to: &digest)
      case ArticlePart.moment:
        let corrections = article.corrections.filter { $0.date <= site.now }
        digest.add(own())
        digest.add(corrections.count)
        digest.add(corrections.contains { site.now - $0.date < Correction.isNewFor })
        digest.add(article.isPinned(at: site.now))
        digest.add(site.isLive(Site.Index(index)))
      default:
        let links = site.links[index]
        digest.add(2)
        digest.add(self.article(links.previous ?? Site.Index(index)))
        digest.add(self.article(links.next ?? Site.Index(index)))
        add(links.related, of: TrackedType.article, to: &digest)
      }
    }
  }

  /// What its own file says. Its picture, its section, its tags and its id depend on other files as well.
  private func ownText(of article: Article, _ index: Int) -> ContentHash {
    var digest = Digest()
    digest.add(article.hash)
    if let image = article.image { add(image, to: &digest) }
    digest.add(article.section)
    for tag in article.tags { digest.add(tag) }
    digest.add(feedID(of: Site.Index(index), in: view.site))
    return digest.hash
  }

  /// Which records they are: no list of their hashes is made, for there are many.
  private func add(_ indices: [Site.Index], of type: Int, to digest: inout Digest) {
    digest.add(indices.count)
    for index in indices { digest.add(record(type, Int(index))) }
  }

  private func add(_ index: Site.Index?, of type: Int, to digest: inout Digest) {
    digest.add(index == nil ? 0 : 1)
    if let index { digest.add(record(type, Int(index))) }
  }

  private func addRelations(of index: Int, to digest: inout Digest) {
    let site = view.site
    let links = site.links[index]
    add(links.section, of: TrackedType.section, to: &digest)
    add(links.tags, of: TrackedType.tag, to: &digest)
    add(links.authors, of: TrackedType.author, to: &digest)
    add(links.story, of: TrackedType.story, to: &digest)
    add(links.translations, of: TrackedType.article, to: &digest)
    digest.add(site.views[index] ?? -1)
    digest.add(site.comments[index].count)
    for comment in site.comments[index] { digest.add(stored: comment) }
  }

  /// Where the links of a text lead, and what is shown of those that are pictures and cards.
  func addText(_ holes: [Hole], _ targets: [LinkTarget], to digest: inout Digest) {
    for (hole, target) in zip(holes, targets) {
      switch target {
      case .url(let url): digest.add(url)
      case .site(let address, let suffix):
        digest.add(address.text)
        digest.add(suffix)
        if case .link = hole.kind { continue }
        addShown(address, to: &digest)
      }
    }
  }

  private func addShown(_ address: Address, to digest: inout Digest) {
    switch view.embedded[address] {
    case .article(let index)?:
      digest.add(ownText(of: view.site.articles[index], index))
      digest.add(view.site.links[index].section.map { view.site.sections[Int($0)].title })
    case .list(let title)?: digest.add(title)
    case nil: addPictures(at: address, to: &digest)
    }
  }

  /// A picture, or those that may stand beside a film.
  private func addPictures(at address: Address, to digest: inout Digest) {
    add(view.pictures[address], to: &digest)
    add(view.variants[address], to: &digest)
    guard case .film = EmbeddedAddress(address.text),
      let dot = address.text.utf8.lastIndex(of: UInt8(ascii: "."))
    else { return }
    for kind in TextView.posterKinds { add(view.pictures[Address("\(address.text[..<dot]).\(kind)")], to: &digest) }
  }

  private func add(_ size: PictureSize?, to digest: inout Digest) {
    digest.add(size?.width ?? 0)
    digest.add(size?.height ?? 0)
  }

  private func add(_ variants: PictureSet?, to digest: inout Digest) {
    for group in variants?.groups ?? [] {
      digest.add(group.format.mediaType)
      for file in group.files {
        digest.add(file.address.text)
        digest.add(file.width)
      }
    }
  }

  /// A lead picture, a portrait, a logo.
  func add(_ picture: Picture, to digest: inout Digest) {
    digest.add(stored: picture)
    guard case .site(let address, _) = picture.target else { return }
    add(view.pictures[address], to: &digest)
    add(view.variants[address], to: &digest)
  }
}
