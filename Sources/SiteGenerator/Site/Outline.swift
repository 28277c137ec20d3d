import CommonMark

/// What is asked of a text when its own page is made, and seldom else: it is kept where the HTML is, and not in memory.
struct Outline: Sendable, Hashable {
  var headings: [Heading] = []
  /// The first paragraph, or those before `<!-- more -->`, as plain text.
  var summary: [String] = []
}

extension Outline: Stored {
  static var blank: Outline { Outline() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&headings)
    try coder.code(&summary)
  }
}

extension ArticleFields {
  /// Takes from the text what is kept elsewhere. The summary stays where it is the description of the article, which
  /// lists show as well.
  mutating func takeOutline() -> Outline {
    let outline = Outline(headings: body.text.headings, summary: body.text.summary)
    body.text.headings = []
    if standfirst != nil { body.text.summary = [] }
    return outline
  }
}

extension SiteView {
  /// The outline of a text of this site.
  func outline(of body: Body) -> Outline {
    guard body.outline != .empty else { return Outline(headings: body.text.headings, summary: body.text.summary) }
    return Coder.value(Outline.self, of: bodies.html(body.outline)) ?? Outline()
  }
}
