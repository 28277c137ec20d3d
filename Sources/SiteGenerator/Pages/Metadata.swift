import Bytes

/// What the head of one page tells machines.
struct PageHead: Sendable {
  enum Kind: Sendable { case home, section, tag, author, archive, article, page, other }

  var kind: Kind
  var address: Address
  /// Without the site's name.
  var title: String
  var description: String?
  /// What pages of the kinds article and page show.
  var article: Site.Index?
  /// Whom pages of the kind author show.
  var person: Site.Index?
  /// Its own first, then the site's.
  var feeds: [FeedLink] = []
  /// Of an article: the part of `parts` that stands for its feeds, and for all above it in `breadcrumbs`.
  var section: Int?
  var isNoindex = false
  /// The neighbours of a page of a list.
  var previous: Address?
  var next: Address?
  /// BCP 47; nil for the site's.
  var language: String?
  /// From the front page down to this one.
  var breadcrumbs: [Crumb] = []
  /// The articles that this page of a list shows.
  var items: ArraySlice<Site.Index> = []
  /// What was written before, because it is the same on many pages; nil where everything is to be written anew.
  var parts: MetadataParts?
}

/// A feed that a page names.
struct FeedLink: Sendable, Hashable {
  var title: String
  var address: Address
  var format: FeedFormat

  /// The three feeds of a list.
  static func all(of title: String, _ list: Address) -> [FeedLink] {
    FeedFormat.allCases.map { FeedLink(title: title, address: list.appending($0.fileName), format: $0) }
  }

  /// The feeds of the whole site.
  static func all(of site: Site) -> [FeedLink] { all(of: site.settings.title, .home) }

  /// By section: the feeds of its list, and then those of the site.
  static func bySection(in site: Site) -> [[FeedLink]] {
    let feeds = all(of: site)
    return site.sections.map { all(of: $0.title, $0.address) + feeds }
  }
}

/// A step of the way from the front page down.
struct Crumb: Sendable, Hashable {
  var title: String
  var address: Address

  /// By section: the way to it from the front page, which is left out.
  static func waysBySection(in site: Site) -> [[Crumb]] { site.sections.indices.map { way(to: $0, in: site) } }

  /// A section with all above it, from the top.
  static func way(to section: Int, in site: Site) -> [Crumb] {
    let above = site.sections[section].parent.map { way(to: Int($0), in: site) } ?? []
    return above + [Crumb(title: site.sections[section].title, address: site.sections[section].address)]
  }
}

/// Everything in the head of a page that machines read: description, canonical address, robots, neighbours, feeds, Open
/// Graph, JSON-LD. Not `title`, `charset`, `viewport`, style sheet and icon, which belong to the theme.
func metadata(_ head: PageHead, in site: Site) -> [UInt8] {
  var html = HeadWriter(room: 8192)
  let base = site.settings.baseURL
  let article = head.article.map(site.article)
  let isHidden = head.isNoindex || article?.isNoindex == true
  html.meta("description", head.description)
  // A page of the site's machinery that search engines shall not have (search, 404) has no address that would count.
  let isMachinery = isHidden && head.kind == .other
  if let canonical = article?.canonical {
    if !isMachinery { html.link("canonical", uri(canonical)) }
  } else if !isMachinery {
    html.link("canonical", base, head.address)
  }
  html.meta("robots", isHidden ? "noindex" : "max-image-preview:large")
  html.link("prev", base, head.previous)
  html.link("next", base, head.next)
  writeTranslations(head, site, to: &html)
  html.feeds(head.feeds, base)
  if let parts = head.parts, let section = head.section { html.append(parts.text, parts.feeds[section]) }
  if !isMachinery { writeOpenGraph(head, site, to: &html) }
  if !isHidden || head.kind == .article { writeStructuredData(head, site, to: &html) }
  return html.bytes
}

/// The versions of an article in other languages, itself among them, name each other.
private func writeTranslations(_ head: PageHead, _ site: Site, to html: inout HeadWriter) {
  guard let index = head.article else { return }
  let others = site.links[Int(index)].translations
  guard !others.isEmpty else { return }
  for other in [index] + others {
    let article = site.article(other)
    html.link(
      "alternate", site.settings.baseURL, article.address,
      language: article.language ?? site.settings.language)
  }
}

/// Writes elements of `head`, one a line.
struct HeadWriter: Sendable {
  private(set) var bytes: [UInt8] = []

  /// - Parameter room: Bytes that there is room for at once.
  init(room: Int = 0) { bytes.reserveCapacity(room) }

  mutating func meta(_ name: StaticString, _ content: String?) { write("<meta name=\"", name, content) }

  /// Open Graph names its values by `property` (https://ogp.me).
  mutating func property(_ name: StaticString, _ content: String?) { write("<meta property=\"", name, content) }

  mutating func property(_ name: StaticString, _ instant: Instant?, in zone: Zone) {
    guard let instant else { return }
    begin("<meta property=\"", name)
    bytes.append("\" content=\"" as StaticString)
    bytes.append(rfc3339: instant, in: zone)
    end()
  }

  mutating func property(_ name: StaticString, _ base: BaseURL, _ address: Address) {
    begin("<meta property=\"", name)
    attribute("\" content=\"", base, address)
    end()
  }

  mutating func property(_ name: StaticString, _ base: BaseURL, _ target: LinkTarget) {
    begin("<meta property=\"", name)
    bytes.append("\" content=\"" as StaticString)
    bytes.append(base, target, escapedFor: .attribute)
    end()
  }

  mutating func link(_ rel: StaticString, _ address: String) {
    begin("<link rel=\"", rel)
    attribute("\" href=\"", address)
    end()
  }

  mutating func link(
    _ rel: StaticString, _ base: BaseURL, _ address: Address?, type: String? = nil, title: String? = nil,
    language: String? = nil
  ) {
    guard let address else { return }
    begin("<link rel=\"", rel)
    attribute("\" type=\"", type)
    attribute("\" hreflang=\"", language)
    attribute("\" title=\"", title)
    attribute("\" href=\"", base, address)
    end()
  }

  mutating func feeds(_ feeds: [FeedLink], _ base: BaseURL) {
    for feed in feeds { link("alternate", base, feed.address, type: feed.format.mimeType, title: feed.title) }
  }

  /// Elements that another writer made.
  mutating func append(_ text: [UInt8], _ part: Range<Int>) { bytes.append(bytes: text, part) }

  /// JSON-LD; nothing that the text says can end the element.
  mutating func structuredData(_ json: [UInt8]) {
    bytes.append("<script type=\"application/ld+json\">" as StaticString)
    bytes.append(bytes: json)
    bytes.append("</script>\n" as StaticString)
  }

  private mutating func write(_ opening: StaticString, _ name: StaticString, _ content: String?) {
    guard let content, !content.isEmpty else { return }
    begin(opening, name)
    attribute("\" content=\"", content)
    end()
  }

  /// The beginning of an element, without the quote that ends the value of its first attribute.
  private mutating func begin(_ opening: StaticString, _ value: StaticString) {
    bytes.append(opening)
    bytes.append(value)
  }

  /// - Parameter opening: What stands before the value, with the quote that ends the attribute before it.
  private mutating func attribute(_ opening: StaticString, _ value: String?) {
    guard let value else { return }
    bytes.append(opening)
    bytes.append(line: value, escapedFor: .attribute)
  }

  private mutating func attribute(_ opening: StaticString, _ base: BaseURL, _ address: Address) {
    bytes.append(opening)
    bytes.append(base, address, escapedFor: .attribute)
  }

  private mutating func end() { bytes.append("\">\n" as StaticString) }
}
