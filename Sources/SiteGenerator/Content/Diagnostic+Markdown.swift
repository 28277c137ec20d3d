import CommonMark
import Diagnostics

/// The sentences about the text of an article.
extension Diagnostic {
  /// A finding of the Markdown renderer, at its place in the file.
  static func markdown(_ finding: Finding, _ source: Source, _ text: SourceRange, _ settings: Settings) -> Diagnostic {
    let place = place(of: finding, source, text)
    return switch finding.kind {
    case .rawHTML(let tag): rawHTML(tag, place)
    case .tagUnfinished(let name): tagUnfinished(name, place)
    case .tagNotClosed(let name): tagNotClosed(name, place)
    case .tagClosesNothing(let name): tagClosesNothing(name, place)
    case .element(let name): leftOutOfFeeds(name, place)
    case .commentUnfinished: commentUnfinished(place)
    case .controlCharacter(let scalar): controlCharacter(scalar, place)
    case .scheme(let scheme, let destination): refusedScheme(scheme, destination, settings, place)
    case .tooDeep(let limit): tooDeep(limit, place)
    case .tooManyPictures(let limit): tooManyPictures(limit, place)
    case .secondMainHeading(let title): secondMainHeading(title, place)
    case .headingIDTwice(let id): headingIDTwice(id, place)
    case .emptyAlt: emptyAlt(place)
    case .unknownAttribute(let name): unknownAttribute(name, place)
    case .footnoteUndefined(let label): footnoteUndefined(label, place)
    case .footnoteUnused(let label): footnoteUnused(label, place)
    case .footnoteTwice(let label): footnoteTwice(label, place)
    case .boxNeverClosed(let name): boxNeverClosed(name, place)
    case .strayBoxMark(let mark): strayBoxMark(mark, place)
    case .tableColumns(let header, let rule): tableColumns(header, rule, place)
    case .unknownCallout(let name): unknownCallout(name, place)
    case .headingAttributes(let text): headingAttributes(text, place)
    case .templateTag(let tag): templateTag(tag, place)
    case .mergeConflict: mergeConflict(place)
    }
  }

  private static func place(of finding: Finding, _ source: Source, _ text: SourceRange) -> Place {
    if let range = finding.range {
      return source.place(range)
    }
    let first = source.place(at: text.lowerBound).line
    return source.place(line: max(1, first + finding.line - 1))
  }

  static func pictureWidth(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-width",
      "the width of a picture is taken as pixels from 1 to \(CommonMark.Picture.greatestWidth)",
      at: place, hint: "write a smaller number, or leave the width out")
  }
}

/// HTML in the text.
extension Diagnostic {
  private static func rawHTML(_ tag: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "markdown-raw-html", "raw HTML is not published: \(tag)", at: place,
      hint: "write it as Markdown, or allow it for the whole site: `markdown: {html: allow}` in site.yml")
  }

  private static func tagUnfinished(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "html-tag-unfinished", "the tag `<\(name)` has no `>`: browsers would take what follows it for a part of it",
      at: place, hint: "write the `>` where the tag ends")
  }

  private static func tagNotClosed(_ name: String, _ place: Place) -> Diagnostic {
    // What stands in these elements is text up to their end tags.
    let takesTheRest = ["iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp"].contains(name)
    return Diagnostic(
      takesTheRest ? .error : .warning, id: "html-not-closed", "this `<\(name)>` is not closed", at: place,
      hint: "write `</\(name)>` where it ends; without it the rest of the page is inside of it")
  }

  private static func tagClosesNothing(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "html-closes-nothing", "this `</\(name)>` closes nothing", at: place,
      hint: FeedElements.voidNames.contains(name)
        ? "take it out: `<\(name)>` has no end tag" : "take it out, or write `<\(name)>` where the element begins")
  }

  private static func leftOutOfFeeds(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "feed-left-out", "the feeds go without this `<\(name)>`", at: place,
      hint: "say in words what it shows; `feed: summary` sends those who read the feeds to the page")
  }

  private static func commentUnfinished(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "comment-unfinished", "this comment has no `-->`: the rest of the text would not be published", at: place,
      hint: "write `-->` where it ends")
  }
}

/// Characters, links and headings.
extension Diagnostic {
  /// What an editor hardly shows: left out where XML forbids it. U+0080 to U+009F are what a text of Windows becomes when
  /// it is taken for another one; the feeds go without them.
  private static func controlCharacter(_ scalar: Unicode.Scalar, _ place: Place) -> Diagnostic {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let name = "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    let meant = windowsCharacters[scalar.value]
    return Diagnostic(
      .warning, id: "text-control-character", "the text holds the character \(name), which no reader can see",
      at: place,
      hint: meant.map { "write `\($0)`: a text of Windows has it in this place" } ?? "delete it; it is left out")
  }

  /// The marks of Windows-1252 that texts are full of, by the control characters that they become.
  private static let windowsCharacters: [UInt32: String] = [
    0x80: "€", 0x82: "‚", 0x84: "„", 0x85: "…", 0x8B: "‹", 0x91: "‘", 0x92: "’", 0x93: "“", 0x94: "”", 0x95: "•",
    0x96: "–", 0x97: "—", 0x99: "™", 0x9B: "›",
  ]

  private static func refusedScheme(
    _ scheme: String, _ destination: String, _ settings: Settings, _ place: Place
  ) -> Diagnostic {
    let isTolerant = settings.links == .warn
    guard !isNothing(destination.utf8.dropFirst(scheme.utf8.count + 1)) else {
      return Diagnostic(
        isTolerant ? .warning : .error, id: "markdown-scheme",
        "\"\(destination)\" is how an address begins, and nothing follows", at: place,
        hint: "write all of it, or take the link out")
    }
    // A slip such as `ttps:` is a link that leads nowhere; what runs in the reader's browser is never let pass.
    return Diagnostic(
      isTolerant && !URLScheme.isRefused(scheme) ? .warning : .error, id: "markdown-scheme",
      "a link cannot lead to \"\(scheme):\"", at: place,
      hint: "http, https, mailto and tel are allowed, and what `url-schemes` in site.yml adds")
  }

  private static func secondMainHeading(_ title: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "markdown-second-h1",
      "a heading `# \(title)` is moved down: the headline is the only one of its kind", at: place,
      hint: "write it with `##`")
  }

  private static func headingIDTwice(_ id: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "markdown-id-twice",
      "the id \"\(id)\" is taken, by another heading or by the page, so this one is numbered", at: place,
      hint: "write another `{#id}`")
  }
}

/// Pictures, footnotes, boxes, and what is too much.
extension Diagnostic {
  private static func emptyAlt(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-without-alt", "the picture has no words for those who cannot see it", at: place,
      hint: "![what it shows](…), or {decorative} behind it when it shows nothing")
  }

  private static func unknownAttribute(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-unknown-attribute", "\"\(name)\" is not understood here", at: place,
      hint: "there is: credit, licence, width, decorative")
  }

  private static func tooManyPictures(_ limit: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "markdown-too-many-pictures", "the text has more than \(limit) pictures", at: place,
      hint: "split the article")
  }

  private static func tooDeep(_ limit: Int, _ place: Place) -> Diagnostic {
    Diagnostic(id: "markdown-too-deep", "this is nested more than \(limit) levels deep", at: place)
  }

  private static func footnoteUndefined(_ label: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "footnote-undefined", "there is no footnote [^\(label)]", at: place,
      hint: "add a line `[^\(label)]: …`")
  }

  private static func footnoteUnused(_ label: String, _ place: Place) -> Diagnostic {
    Diagnostic(.warning, id: "footnote-unused", "nothing refers to the footnote [^\(label)]", at: place)
  }

  private static func footnoteTwice(_ label: String, _ place: Place) -> Diagnostic {
    Diagnostic(id: "footnote-twice", "there are two footnotes [^\(label)]", at: place)
  }

  private static func boxNeverClosed(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "box-never-closed", "the box \"\(name)\" is never closed", at: place, hint: "add a line `:::` below it")
  }

  private static func tableColumns(_ header: Int, _ rule: Int, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "table-columns",
      "the head of this table has \(header) columns and the line below it \(rule): it is published as plain words",
      at: place, hint: "write `---` once for each column of the head")
  }

  private static func strayBoxMark(_ mark: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "box-mark", "\"\(mark)\" opens no box and closes none, and is published as it stands", at: place,
      hint: "`::: factbox Title` opens one, by a name of letters, and `:::` closes it")
  }

  private static func unknownCallout(_ name: String, _ place: Place) -> Diagnostic {
    let known = MarkdownOptions.callouts.map { $0.uppercased() }
    let near = nearest(to: name, in: known).map { "did you mean [!\($0)]? " } ?? ""
    return Diagnostic(
      .warning, id: "callout-unknown", "there is no box [!\(name)], and the quotation is published with it", at: place,
      hint: near + "there is: " + known.joined(separator: ", "))
  }

  private static func headingAttributes(_ text: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "heading-attributes", "the heading is published with \"\(text)\"", at: place,
      hint: "`{#own-id}` is all that may stand there; take the rest out, or write `\\{` if it is meant")
  }

  private static func templateTag(_ tag: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "markdown-template-tag",
      "\"\(tag)\" reads like a tag of another generator, and is published as it stands", at: place,
      hint: "write it as Markdown; as code, between backticks; or with a backslash in front")
  }
}

extension Hole {
  /// Whether it is a picture whose `{width=…}` no page can have.
  var hasImpossibleWidth: Bool {
    guard case .picture(let picture) = kind, let width = picture.width else { return false }
    return !(1...CommonMark.Picture.greatestWidth).contains(width)
  }
}
