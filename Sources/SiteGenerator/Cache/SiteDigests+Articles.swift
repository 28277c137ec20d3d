import CommonMark
import Template

/// The parts of articles, and what texts show of others.
extension SiteDigests {
  func articleParts(_ index: Int) -> [ContentHash] {
    let own = ownText(of: view.site.articles[index], index)
    return ArticlePart.all.map { made($0, of: index, own: own) }
  }

  /// One part of an article.
  ///
  /// - Parameter own: What `ownText` gives, which not all parts need.
  func made(_ number: Int, of index: Int, own: @autoclosure () -> ContentHash) -> ContentHash {
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
  func ownText(of article: Article, _ index: Int) -> ContentHash {
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
