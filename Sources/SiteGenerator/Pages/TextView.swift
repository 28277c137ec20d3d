import Bytes
import CommonMark

/// Puts the addresses, pictures and cards into one text that the Markdown left open.
struct TextView {
  let view: SiteView
  /// The language of the text (BCP 47).
  let language: String
  /// The `rel` of links to other sites.
  let rel: String
  /// Whether the text goes into a feed: addresses are absolute then, and what is a card in a page is a link.
  let isFeed: Bool

  init(_ view: SiteView, article: Int, isFeed: Bool) {
    self.view = view
    self.isFeed = isFeed
    language = view.language(of: article)
    rel = view.site.articles[article].outsideRel
  }

  init(_ view: SiteView, isFeed: Bool = false) {
    self.view = view
    self.isFeed = isFeed
    language = view.settings.language
    rel = ArticleFields.usualRel
  }

  /// The text up to `end`, which is an offset of its HTML without the addresses.
  func html(of body: Body, _ targets: [LinkTarget], end: Int? = nil) -> [UInt8] {
    let source = view.bodies.html(body.html)
    let end = min(end ?? source.count, source.count)
    var html: [UInt8] = []
    html.reserveCapacity(end + targets.count * 48)
    var position = 0
    let holes = body.text.holes
    for index in 0..<min(holes.count, targets.count) where holes[index].offset <= end {
      html.append(bytes: source, position..<holes[index].offset)
      position = holes[index].offset
      fill(holes[index].kind, targets[index], &html)
    }
    html.append(bytes: source, position..<end)
    return html
  }

  private func fill(_ kind: Hole.Kind, _ target: LinkTarget, _ html: inout [UInt8]) {
    switch kind {
    case .link, .attribute: appendAddress(target, to: &html)
    case .picture(let picture): appendPicture(picture, target, to: &html)
    case .embed: appendEmbed(target, to: &html)
    }
  }

  func appendAddress(_ target: LinkTarget, to html: inout [UInt8]) {
    let base = view.base
    switch target {
    case .site(let address, let suffix):
      if isFeed { appendEscapedAddress(base.origin, to: &html) }
      appendEscapedAddress(base.path, to: &html)
      address.appendEscaped(to: &html)
      appendEscapedAddress(suffix, to: &html)
    case .url(let url): appendEscapedAddress(url, to: &html)
    }
  }

  private func appendPicture(_ picture: CommonMark.Picture, _ target: LinkTarget, to html: inout [UInt8]) {
    var address: [UInt8] = []
    appendAddress(target, to: &address)
    let attributes = attributes(of: picture, target)
    guard !isFeed, let variants = view.variants(of: target) else {
      return picture.appendElement(address: address, attributes: attributes, to: &html)
    }
    let sizes = sizes(of: picture)
    let sources = variants.sources
    if !sources.isEmpty { html += "<picture>".utf8 }
    for group in sources {
      html += "<source type=\"\(group.format.mediaType)\"\(candidates(group, sizes)) />".utf8
    }
    let own = variants.fallback.map { candidates($0, sizes) } ?? ""
    picture.appendElement(address: address, attributes: own + attributes, to: &html)
    if !sources.isEmpty { html += "</picture>".utf8 }
  }

  private func candidates(_ group: PictureSet.Group, _ sizes: String) -> String {
    var text: [UInt8] = Array(" srcset=\"".utf8)
    appendEscapedHTML(view.srcset(group), to: &text)
    text += "\" sizes=\"".utf8
    appendEscapedHTML(sizes, to: &text)
    return String(decoding: text, as: UTF8.self) + "\""
  }

  /// How wide the picture is shown: as wide as the author asked for, or as wide as the column.
  private func sizes(of picture: CommonMark.Picture) -> String {
    if let width = picture.width { return "min(\(width)px, 92vw)" }
    return view.settings.images?.sizes ?? "100vw"
  }

  /// Its size keeps the page from jumping when the picture comes; all but the first are loaded when they are near.
  private func attributes(of picture: CommonMark.Picture, _ target: LinkTarget) -> String {
    var text = ""
    let asked = picture.width.map { min(max($0, 1), CommonMark.Picture.greatestWidth) }
    if case .site(let address, _) = target, let size = view.pictures[address] {
      let width = asked ?? size.width
      text = " width=\"\(width)\" height=\"\(max(1, (size.height * width + size.width / 2) / size.width))\""
    } else if let asked {
      text = " width=\"\(asked)\""
    }
    return text + (picture.isFirst ? " decoding=\"async\"" : " loading=\"lazy\" decoding=\"async\"")
  }
}

extension CommonMark.Picture {
  /// The most that `{width=…}` may ask for, in pixels.
  static let greatestWidth = 10_000
}

extension ArticleFields {
  static let usualRel = "noopener"

  /// The `rel` of links to other sites. Links that were paid for say so to search engines.
  var outsideRel: String { label == .sponsored ? "sponsored noopener" : ArticleFields.usualRel }
}
