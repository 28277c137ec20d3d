/// The HTML of an entry: what a reader must know first, the picture, the text, and where it comes from.
struct EntryContent {
  private let entry: EntryFields
  private let site: Site
  private let words: FeedWords
  private let notices: [UInt8]

  init(_ entry: EntryFields, _ site: Site, _ words: FeedWords) {
    self.entry = entry
    self.site = site
    self.words = words
    notices = EntryContent.notices(of: entry, site, words)
  }

  /// The whole text.
  func full(_ contentHTML: [UInt8]) -> [UInt8] {
    let base = site.settings.baseURL
    let resolver = AddressResolver(permalink: entry.permalink, base: base, schemes: site.settings.urlSchemes)
    var html = notices
    if let picture = entry.article.image { appendFigure(picture, to: &html) }
    html.append(
      contentsOf: FeedContent.cleaned(contentHTML, resolver: resolver, credit: aroundName(words.photo).before))
    appendOrigin(to: &html)
    return inLanguage(html)
  }

  /// The summary alone, as HTML.
  func shortened() -> [UInt8] {
    var html = notices
    if entry.article.status != .retracted, let summary = entry.summary { appendParagraph(summary, to: &html) }
    appendOrigin(to: &html)
    return inLanguage(html)
  }

  /// What the law or decency wants a reader to see before the text.
  private static func notices(of entry: EntryFields, _ site: Site, _ words: FeedWords) -> [UInt8] {
    var html: [UInt8] = []
    let article = entry.article
    if article.status == .retracted {
      appendNotice(words.retracted, article.reason ?? "", to: &html)
      return html
    }
    if let notice = article.label.flatMap(words.notice) { appendNotice(notice, "", to: &html) }
    if let ai = article.ai { appendDisclosure(ai, words, to: &html) }
    for correction in article.corrections where correction.date <= site.now {
      let day = correction.date.day(in: site.settings.zone)
      appendNotice("\(words.word(for: correction.kind)) (\(day))", correction.text, to: &html)
    }
    return html
  }

  private static func appendDisclosure(_ ai: AIUse, _ words: FeedWords, to html: inout [UInt8]) {
    var sentences = [ai.degree == .generated ? words.aiGenerated : words.aiAssisted]
    if let note = ai.note { sentences.append(note) }
    if let reviewer = ai.reviewer {
      let parts = aroundName(words.reviewedBy)
      sentences.append(parts.before + reviewer + parts.after)
    }
    html.append("<p><em>")
    for (number, sentence) in sentences.enumerated() {
      // What has no stop at its end does not run into what follows.
      if number > 0 { html.append(endsSentence(sentences[number - 1]) ? " " : "<br>") }
      html.append(line: sentence, escapedFor: .html)
    }
    html.append("</em></p>\n")
  }

  private static func endsSentence(_ text: String) -> Bool {
    text.unicodeScalars.last { !$0.properties.isWhitespace }.map { ".!?…:;。！？؟۔।".unicodeScalars.contains($0) } ?? true
  }

  private static func appendNotice(_ word: String, _ text: String, to html: inout [UInt8]) {
    html.append("<p><strong>")
    html.append(line: text.isEmpty ? word : word + ":", escapedFor: .html)
    html.append("</strong>")
    if !text.isEmpty { html.append(UInt8(ascii: " ")) }
    html.append(line: text, escapedFor: .html)
    html.append("</p>\n")
  }

  private func appendParagraph(_ text: String, to html: inout [UInt8]) {
    html.append("<p>")
    html.append(line: text, escapedFor: .html)
    html.append("</p>\n")
  }

  private func appendFigure(_ picture: Picture, to html: inout [UInt8]) {
    html.append("<figure><img src=\"")
    html.append(line: site.settings.baseURL.absolute(picture.target), escapedFor: .attribute)
    html.append("\" alt=\"")
    html.append(line: picture.alt, escapedFor: .attribute)
    html.append("\"")
    if let width = picture.width, let height = picture.height {
      html.append(" width=\"\(width)\" height=\"\(height)\"")
    }
    html.append(">")
    if picture.caption != nil || picture.credit != nil || picture.licence != nil {
      html.append("<figcaption>")
      html.append(line: picture.caption ?? "", escapedFor: .html)
      if picture.credit != nil || picture.licence != nil {
        html.append(picture.caption == nil ? "<small>" : " <small>")
        appendRights(of: picture, to: &html)
        html.append("</small>")
      }
      html.append("</figcaption>")
    }
    html.append("</figure>\n")
  }

  /// Who made a picture, and the terms on which it is shown.
  private func appendRights(of picture: Picture, to html: inout [UInt8]) {
    if let credit = picture.credit {
      let parts = aroundName(words.photo)
      html.append(line: parts.before + credit + parts.after, escapedFor: .html)
    }
    guard let licence = picture.licence else { return }
    if picture.credit != nil { html.append(" · ") }
    if let url = picture.licenceURL {
      html.append("<a href=\"")
      html.append(line: uri(url), escapedFor: .attribute)
      html.append("\" rel=\"license\">")
    }
    html.append(line: licence, escapedFor: .html)
    if picture.licenceURL != nil { html.append("</a>") }
  }

  private func appendOrigin(to html: inout [UInt8]) {
    guard let origin = entry.article.origin, entry.article.status == .published else { return }
    let parts = aroundName(words.firstPublished)
    html.append("<p>")
    // Not as lines, which have no space at their ends.
    html.append(plainText(Array(parts.before.utf8)), escapedFor: .html)
    if let url = origin.url {
      html.append("<a href=\"")
      html.append(line: uri(url), escapedFor: .attribute)
      html.append("\">")
    }
    html.append(line: origin.name, escapedFor: .html)
    if origin.url != nil { html.append("</a>") }
    html.append(plainText(Array(parts.after.utf8)), escapedFor: .html)
    html.append("</p>\n")
  }

  /// Readers show content with their own direction: text of another one says so itself.
  private func inLanguage(_ html: [UInt8]) -> [UInt8] {
    guard !html.isEmpty, entry.isForeign || entry.language.isRightToLeft else { return html }
    var out: [UInt8] = []
    out.append("<div lang=\"")
    out.append(line: entry.language.text, escapedFor: .attribute)
    out.append("\" dir=\"\(entry.language.direction)\">\n")
    out.append(contentsOf: html)
    out.append("</div>")
    return out
  }
}
