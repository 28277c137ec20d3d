import CommonMark

/// An address that stands alone in its paragraph: a card, a player, a link. Nothing is asked of another site before the
/// reader follows it.
extension TextView {
  func appendEmbed(_ target: LinkTarget, to html: inout [UInt8]) {
    var address: String
    switch target {
    case .site(let site, _):
      switch view.embedded[site] {
      case .article(let index)?: return appendCard(of: index, target, to: &html)
      case .list(let title)?: return appendLink(title, target, to: &html)
      case nil: address = site.text
      }
    case .url(let url): address = url
    }
    switch EmbeddedAddress(address) {
    case .sound: appendPlayer("audio", target, address, to: &html)
    case .film: appendPlayer("video", target, address, to: &html)
    case .video(let name): appendCard(title("embed_video", name), target, address, to: &html)
    case .post(let name): appendCard(title("embed_post", name), target, address, to: &html)
    case .other: appendLink(isOutside(target) ? address : fileName(address), target, to: &html)
    }
  }

  /// `Video on YouTube`, in the language of the text.
  private func title(_ key: String, _ name: String) -> String {
    guard let word = view.settings.markdown.house.word(key, language) else { return name }
    return word.split(separator: "{name}", omittingEmptySubsequences: false).joined(separator: name)
  }

  /// A page of this site: its headline, its section and its day.
  private func appendCard(of index: Int, _ target: LinkTarget, to html: inout [UInt8]) {
    let article = view.site.articles[index]
    guard !isFeed else { return appendLink(article.title, target, to: &html) }
    openCard(target, to: &html)
    html += "<strong><bdi\(languageAttributes(view.language(of: index)))>".utf8
    appendEscapedHTML(article.title, to: &html)
    html += "</bdi></strong>".utf8
    var details = view.site.links[index].section.map { [view.site.sections[Int($0)].title] } ?? []
    if let date = article.date { details.append(view.day(date)) }
    if !details.isEmpty {
      html += " <span><bdi\(languageAttributes(view.settings.language))>".utf8
      appendEscapedHTML(details.joined(separator: " · "), to: &html)
      html += "</bdi></span>".utf8
    }
    html += "</a></p>\n".utf8
  }

  /// Something on another site: what it is, and where.
  private func appendCard(_ title: String, _ target: LinkTarget, _ address: String, to html: inout [UInt8]) {
    let shown = withoutScheme(address)
    guard !isFeed else { return appendLink("\(title): \(shown)", target, to: &html) }
    openCard(target, to: &html)
    html += "<strong>".utf8
    appendEscapedHTML(title, to: &html)
    html += "</strong> <span><bdi dir=\"ltr\">".utf8
    appendEscapedHTML(shown, to: &html)
    html += "</bdi></span></a></p>\n".utf8
  }

  private func openCard(_ target: LinkTarget, to html: inout [UInt8]) {
    html += "<p class=\"embed\">".utf8
    openLink(target, to: &html)
  }

  private func appendLink(_ text: String, _ target: LinkTarget, to html: inout [UInt8]) {
    html += "<p>".utf8
    openLink(target, to: &html)
    appendEscapedHTML(text, to: &html)
    html += "</a></p>\n".utf8
  }

  private func openLink(_ target: LinkTarget, to html: inout [UInt8]) {
    html += "<a href=\"".utf8
    appendAddress(target, to: &html)
    if isOutside(target) {
      html += "\" rel=\"\(rel)".utf8
      if view.settings.markdown.opensNewTab { html += "\" target=\"_blank".utf8 }
    }
    html += "\">".utf8
  }

  /// The browser's own player: `preload="none"` fetches nothing before it is told to play.
  private func appendPlayer(_ element: String, _ target: LinkTarget, _ address: String, to html: inout [UInt8]) {
    let end = address.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? address.endIndex
    let written = fileName(String(address[..<end]))
    let name = percentDecoded(written) ?? written
    guard !isFeed else { return appendLink(name, target, to: &html) }
    html += "<figure class=\"player\">\n<\(element) controls=\"\" preload=\"none\" src=\"".utf8
    appendAddress(target, to: &html)
    html += "\" aria-label=\"".utf8
    appendEscapedHTML(name, to: &html)
    html += "\"".utf8
    if element == "video" { appendPoster(target, to: &html) }
    html += "></\(element)>\n<figcaption>".utf8
    openLink(target, to: &html)
    appendEscapedHTML(name, to: &html)
    html += "</a></figcaption>\n</figure>\n".utf8
  }

  static let posterKinds = ["avif", "webp", "jpg", "jpeg", "png"]

  /// A picture of the same name beside a film is what is seen before it plays.
  private func appendPoster(_ target: LinkTarget, to html: inout [UInt8]) {
    guard case .site(let address, _) = target, let dot = address.text.utf8.lastIndex(of: UInt8(ascii: ".")) else {
      return
    }
    let stem = address.text[..<dot]
    for kind in Self.posterKinds {
      let poster = Address("\(stem).\(kind)")
      guard let size = view.pictures[poster] else { continue }
      html += " poster=\"".utf8
      appendAddress(.site(poster, suffix: ""), to: &html)
      html += "\" width=\"\(size.width)\" height=\"\(size.height)\"".utf8
      return
    }
  }

  private func languageAttributes(_ other: String) -> String {
    other == language ? "" : " lang=\"\(other)\" dir=\"\(direction(of: other))\""
  }

  private func isOutside(_ target: LinkTarget) -> Bool {
    if case .url = target { true } else { false }
  }

  private func withoutScheme(_ address: String) -> String {
    let start = ["https://www.", "http://www.", "https://", "http://"].first { address.hasPrefix($0) } ?? ""
    return String(address.dropFirst(start.count))
  }
}
