/// The pages of this site that an article shows as a card, by their address.
struct EmbeddedPages: Sendable {
  enum Page: Sendable, Hashable {
    case article(Int)
    /// A section, a subject, a writer: its title.
    case list(String)
  }

  private var pages: [Address: Page] = [:]

  /// Only those that an address alone in its paragraph leads to: on most sites none.
  init(_ site: Site, _ wanted: Set<Address>) {
    guard !wanted.isEmpty else { return }
    for section in site.sections where wanted.contains(section.address) {
      pages[section.address] = .list(section.title)
    }
    for tag in site.tags where wanted.contains(tag.address) { pages[tag.address] = .list(tag.title) }
    for person in site.people where wanted.contains(person.address) { pages[person.address] = .list(person.name) }
    for (index, article) in site.articles.enumerated() where wanted.contains(article.address) {
      pages[article.address] = .article(index)
    }
  }

  subscript(address: Address) -> Page? { pages[address] }
}
