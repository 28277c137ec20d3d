import CommonMark
import Diagnostics

/// The sentences about the text of an article.
extension Diagnostic {
  /// A finding of the Markdown renderer, at its place in the file.
  static func markdown(_ finding: Finding, _ source: Source, _ text: SourceRange, _ settings: Settings) -> Diagnostic {
    let place = place(of: finding, source, text)
    switch finding.kind {
    case .rawHTML(let tag):
      return Diagnostic(
        id: "markdown-raw-html", "raw HTML is not published: \(tag)", at: place,
        hint: "write it as Markdown, or allow it for the whole site: `markdown: {html: allow}` in site.yml")
    case .scheme(let scheme, _):
      // A slip such as `ttps:` is a link that leads nowhere; what runs in the reader's browser is never let pass.
      let isHarmless = !["javascript", "vbscript", "data"].contains(scheme)
      return Diagnostic(
        settings.links == .warn && isHarmless ? .warning : .error, id: "markdown-scheme",
        "a link cannot lead to \"\(scheme):\"", at: place,
        hint: "http, https, mailto and tel are allowed, and what `url-schemes` in site.yml adds")
    case .tooDeep(let limit):
      return Diagnostic(id: "markdown-too-deep", "this is nested more than \(limit) levels deep", at: place)
    case .tooManyPictures(let limit):
      return Diagnostic(
        id: "markdown-too-many-pictures", "the text has more than \(limit) pictures", at: place,
        hint: "split the article")
    case .secondMainHeading(let title):
      return Diagnostic(
        .warning, id: "markdown-second-h1",
        "a heading `# \(title)` is moved down: the headline is the only one of its kind",
        at: place, hint: "write it with `##`")
    case .headingIDTwice(let id):
      return Diagnostic(
        .warning, id: "markdown-id-twice",
        "the id \"\(id)\" is taken, by another heading or by the page, so this one is numbered",
        at: place, hint: "write another `{#id}`")
    case .emptyAlt:
      return Diagnostic(
        .warning, id: "picture-without-alt", "the picture has no words for those who cannot see it", at: place,
        hint: "![what it shows](…), or {decorative} behind it when it shows nothing")
    case .footnoteUndefined(let label):
      return Diagnostic(
        .warning, id: "footnote-undefined", "there is no footnote [^\(label)]", at: place,
        hint: "add a line `[^\(label)]: …`")
    case .footnoteUnused(let label):
      return Diagnostic(.warning, id: "footnote-unused", "nothing refers to the footnote [^\(label)]", at: place)
    case .footnoteTwice(let label):
      return Diagnostic(id: "footnote-twice", "there are two footnotes [^\(label)]", at: place)
    case .boxNeverClosed(let name):
      return Diagnostic(
        id: "box-never-closed", "the box \"\(name)\" is never closed", at: place, hint: "add a line `:::` below it")
    case .unknownAttribute(let name):
      return Diagnostic(
        .warning, id: "picture-unknown-attribute", "\"\(name)\" is not understood here", at: place,
        hint: "there is: credit, licence, width, decorative")
    case .templateTag(let tag):
      return Diagnostic(
        .warning, id: "markdown-template-tag",
        "\"\(tag)\" reads like a tag of another generator, and is published as it stands", at: place,
        hint: "write it as Markdown; as code, between backticks; or with a backslash in front")
    }
  }

  static func pictureWidth(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-width",
      "the width of a picture is taken as pixels from 1 to \(CommonMark.Picture.greatestWidth)",
      at: place, hint: "write a smaller number, or leave the width out")
  }

  private static func place(of finding: Finding, _ source: Source, _ text: SourceRange) -> Place {
    if let range = finding.range {
      return source.place(range)
    }
    let first = source.place(at: text.lowerBound).line
    return source.place(line: max(1, first + finding.line - 1))
  }
}

extension Hole {
  /// Whether it is a picture whose `{width=…}` no page can have.
  var hasImpossibleWidth: Bool {
    guard case .picture(let picture) = kind, let width = picture.width else { return false }
    return !(1...CommonMark.Picture.greatestWidth).contains(width)
  }
}
