/// HTML made from one text, with holes where an address must be put, and what was learnt on the way.
///
/// The addresses are left out because one text is published three ways: with root-relative addresses in its page, with
/// absolute ones in feeds, and with relative ones in a folder that is opened from disk.
public struct RenderedMarkdown: Sendable, Hashable {
  /// UTF-8 without characters that XML 1.0 forbids. Nothing is written at the holes.
  public var html: [UInt8] = []
  /// In ascending order of `offset`.
  public var holes: [Hole] = []
  /// The paragraphs before `<!-- more -->`, else the first one, as plain text.
  public var summary: [String] = []
  /// Where in `html` the part before `<!-- more -->` ends; nil when the text has no such line.
  public var summaryEnd: Int?
  /// How many holes are in the part before `<!-- more -->`.
  public var summaryHoles = 0
  /// Words of the text that a reader reads: code is counted, addresses are not.
  public var words = 0
  /// Characters of Chinese, Japanese, Korean and Thai, which are not counted in `words`.
  public var characters = 0
  /// The outline.
  public var headings: [Heading] = []
  /// What the author should know of, in the order in which it was found.
  public var findings: [Finding] = []

  /// The text that is empty.
  public init() {}

  /// Appends the HTML with every hole filled.
  public func write(into output: inout [UInt8], fill: (Int, Hole, inout [UInt8]) -> Void) {
    write(html[...], holes[...], into: &output, fill: fill)
  }

  /// Appends the part before `<!-- more -->`, or nothing when there is no such line.
  public func writeSummary(into output: inout [UInt8], fill: (Int, Hole, inout [UInt8]) -> Void) {
    write(html[..<(summaryEnd ?? 0)], holes[..<summaryHoles], into: &output, fill: fill)
  }

  private func write(
    _ html: ArraySlice<UInt8>, _ holes: ArraySlice<Hole>, into output: inout [UInt8],
    fill: (Int, Hole, inout [UInt8]) -> Void
  ) {
    var position = html.startIndex
    for (index, hole) in holes.enumerated() {
      output.append(contentsOf: html[position..<hole.offset])
      fill(index, hole, &output)
      position = hole.offset
    }
    output.append(contentsOf: html[position...])
  }
}

/// A place in the HTML where the host writes an address, or a whole element that needs what only the host knows.
public struct Hole: Sendable, Hashable {
  /// What the host has to write.
  public enum Kind: Sendable, Hashable {
    /// Inside `href="…"`: write the escaped address.
    case link
    /// Where an `img` stands: write the element, by `Picture.appendElement` or in a way of your own.
    indirect case picture(Picture)
    /// Inside an attribute of raw HTML: write the escaped address.
    case attribute(String)
    /// An address alone in its paragraph: write a card or a player, or `<p><a href="…">…</a></p>` (`Embed.appendLink`).
    case embed(Embed)
  }

  /// Where in `html` it belongs.
  public var offset: Int
  /// As it was written, with the escapes and entities of Markdown resolved; not yet escaped for a URL or HTML.
  public var destination: String
  /// What belongs there.
  public var kind: Kind
  /// The lines of the block that holds it, from 1.
  public var lines: ClosedRange<Int>

  /// For a text that was kept by an earlier build.
  public init(offset: Int, destination: String, kind: Kind, lines: ClosedRange<Int>) {
    self.offset = offset
    self.destination = destination
    self.kind = kind
    self.lines = lines
  }
}

/// What is known of a picture from its Markdown.
public struct Picture: Sendable, Hashable {
  /// Plain text, not escaped.
  public var alt: String
  /// The tooltip; in a figure it is the caption instead, and this is empty.
  public var title = ""
  /// Whether it is the first one of the text; the others may be loaded when they are near.
  public var isFirst: Bool
  /// Whether it stands in a `figure`.
  public var isFigure = false
  /// In pixels, as the author asked for with `{width=…}`.
  public var width: Int?

  /// For a text that was kept by an earlier build.
  public init(alt: String, title: String = "", isFirst: Bool, isFigure: Bool = false, width: Int? = nil) {
    self.alt = alt
    self.title = title
    self.isFirst = isFirst
    self.isFigure = isFigure
    self.width = width
  }

  /// Appends `<img src="address" alt="…" />`, as libcmark does; `address` is escaped already.
  public func appendElement(address: some Collection<UInt8>, attributes: String = "", to output: inout [UInt8]) {
    output.append(contentsOf: "<img src=\"".utf8)
    output.append(contentsOf: address)
    output.append(contentsOf: "\" alt=\"".utf8)
    appendEscapedHTML(alt, to: &output)
    if !title.isEmpty {
      output.append(contentsOf: "\" title=\"".utf8)
      appendEscapedHTML(title, to: &output)
    }
    output.append(contentsOf: "\"\(attributes) />".utf8)
  }
}

/// An address that stands alone in its paragraph.
public struct Embed: Sendable, Hashable {
  /// What the author wrote between brackets, or the address itself; plain text.
  public var text: String

  /// For a text that was kept by an earlier build.
  public init(text: String) { self.text = text }

  /// Appends a paragraph with a plain link; `address` is escaped already.
  public func appendLink(address: some Collection<UInt8>, rel: String? = nil, to output: inout [UInt8]) {
    output.append(contentsOf: "<p><a href=\"".utf8)
    output.append(contentsOf: address)
    if let rel { output.append(contentsOf: "\" rel=\"\(rel)".utf8) }
    output.append(contentsOf: "\">".utf8)
    appendEscapedHTML(text, to: &output)
    output.append(contentsOf: "</a></p>\n".utf8)
  }
}

/// A heading of the outline.
public struct Heading: Sendable, Hashable {
  /// 1 to 6, as it is published.
  public var level: Int
  /// Empty when the headings have no ids.
  public var id: String
  /// Plain text.
  public var text: String
  /// From 1.
  public var line: Int

  /// For a text that was kept by an earlier build.
  public init(level: Int, id: String, text: String, line: Int) {
    self.level = level
    self.id = id
    self.text = text
    self.line = line
  }
}

/// Something that an author should know of.
public struct Finding: Sendable, Hashable {
  /// What is meant, with what a message needs to say of it.
  public enum Kind: Sendable, Hashable {
    /// A tag that is not let through; its first bytes, at most 40.
    case rawHTML(String)
    /// A start tag of the author's own without its `>`, which takes what follows it.
    case tagUnfinished(String)
    /// A start tag of the author's own whose element is not closed, or not before one around it is.
    case tagNotClosed(String)
    /// An end tag of the author's own that closes nothing.
    case tagClosesNothing(String)
    /// One of `MarkdownOptions.toldElements`.
    case element(String)
    /// A comment without its `-->`; the rest of the text is in it, and is not published.
    case commentUnfinished
    /// A control character: one that XML 1.0 forbids and that is left out, or one of U+0080 to U+009F.
    case controlCharacter(Unicode.Scalar)
    /// A scheme that is not allowed, `javascript`, or nothing but a scheme.
    case scheme(String, destination: String)
    /// Nested deeper than `maxDepth`; what is deeper is not published.
    case tooDeep(limit: Int)
    /// More pictures than `maxPictures`; nothing is published.
    case tooManyPictures(limit: Int)
    /// A second heading of level 1, which was moved down.
    case secondMainHeading(String)
    /// Two headings with the same `{#id}`.
    case headingIDTwice(String)
    /// A picture without a text for those who cannot see it.
    case emptyAlt(destination: String)
    /// `[^label]` without a note.
    case footnoteUndefined(String)
    /// A note that nothing refers to.
    case footnoteUnused(String)
    /// A second note with the same label, which is not published.
    case footnoteTwice(String)
    /// `::: name` without its `:::`.
    case boxNeverClosed(String)
    /// A header of a table above a row of dashes with another number of cells: no table.
    case tableColumns(header: Int, rule: Int)
    /// A line of colons that begins no box and ends none: its beginning, at most 40 bytes.
    case strayBoxMark(String)
    /// `> [!NAME]` with a name that no box has, which is a quotation then.
    case unknownCallout(String)
    /// `{.class}` and the like at the end of a heading, which is published as it stands.
    case headingAttributes(String)
    /// A word in `{…}` after a picture that is not understood.
    case unknownAttribute(String)
    /// What other generators would replace, `{{< figure …`: its beginning, at most 40 bytes. It is published as it stands.
    case templateTag(String)
    /// A mark that git leaves in a text that it could not merge, outside code; nothing else is found then.
    case mergeConflict
  }

  /// What was found.
  public var kind: Kind
  /// From 1, of the Markdown text; 0 when it cannot be said.
  public var line: Int
  /// The bytes of the source that are meant, where they can be found.
  public var range: Range<Int>?
}
