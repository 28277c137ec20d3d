/// How a text is read and what may be in it.
public struct MarkdownOptions: Sendable, Hashable {
  /// What happens to tags that an author wrote among the Markdown.
  public enum RawHTML: Sendable, Hashable {
    /// Left out, with a finding at its line. Comments are left out without one.
    case refuse
    /// Published as it stands; comments are left out, and addresses become holes.
    case allow
    /// Written as libcmark writes it with `CMARK_OPT_UNSAFE`, comments too.
    case verbatim
  }

  /// A word that is explained where it stands for the first time.
  public struct Abbreviation: Sendable, Hashable {
    /// As it stands in the text: `WHO`.
    public var short: String
    /// What it stands for: `World Health Organization`.
    public var long: String

    /// - Parameters:
    ///   - short: Found where it stands as a word of its own, with these capitals.
    ///   - long: Becomes the `title` of an `abbr`.
    public init(short: String, long: String) {
      self.short = short
      self.long = long
    }
  }

  /// What `[!NAME]` at the beginning of a quotation makes a box of, in lower case: five that have a label, and a
  /// quotation that stands by itself.
  public static let callouts = ["note", "tip", "important", "warning", "caution", "quote"]

  /// Words that are put into the HTML.
  public struct Labels: Sendable, Hashable {
    /// The name of the section of notes, for those who hear the page.
    public var footnotes = "Footnotes"
    /// Followed by the number of the note.
    public var backToReference = "Back to reference"
    /// The name of what `[[toc]]` becomes, for those who hear the page.
    public var contents = "Contents"
    /// By `note`, `tip`, `important`, `warning`, `caution`.
    public var callouts = [
      "note": "Note", "tip": "Tip", "important": "Important", "warning": "Warning", "caution": "Caution",
    ]

    /// The words in English.
    public init() {}
  }

  /// Whether quotes, dashes and ellipses are set as a printer would.
  public var smart = true
  /// The language of the text (BCP 47), which decides the quotation marks of `smart`.
  public var language = "en"
  /// For texts of the newsroom; what readers write is never read as HTML (`trusted`).
  public var rawHTML = RawHTML.refuse
  /// Elements of raw HTML, in lower case, each use of which is told by a finding.
  public var toldElements: Set<String> = []
  /// False for what a reader wrote, a comment: tags are shown as text, every link carries `outsideRel`, what has no
  /// scheme that is allowed is no link, and pictures are links.
  public var trusted = true
  /// Whether headings get an `id` from their text.
  public var headingIDs = true
  /// Schemes that an address may have, lower case; nil for any. `data:` is always for raster images alone.
  public var allowedSchemes: [String]? = ["http", "https", "mailto", "tel"]
  /// Schemes that the host resolves, as it does relative addresses: `tag:flood`, `author:ana-silva`.
  public var ownSchemes = ["tag", "author"]
  /// Ids that the page uses for itself; a heading that would have one of them is numbered.
  public var reservedIDs: Set<String> = []
  /// How deep blocks and inlines may be nested. What is deeper is left out, with a finding.
  public var maxDepth = 200
  /// How many `![` a text may have; with more it is not read, because libcmark 0.30.2 then takes a time that grows with
  /// the square of their number (CVE-2023-22486).
  public var maxPictures = 10_000
  /// What is read beyond CommonMark; the rest stays text.
  public var extensions = MarkdownExtensions.all
  /// Put before the ids of footnotes, so that several articles can stand on one page: `harbour-bridge-`.
  public var idPrefix = ""
  /// The `rel` of links to other sites, by a scheme of the web or by `//`; nil for none.
  public var outsideRel: String? = "noopener"
  /// Addresses that begin with one of these are not outside: `https://example.org/`.
  public var ownAddresses: [String] = []
  /// Whether outside links open in a new tab.
  public var newTab = false
  /// Each is explained where it stands for the first time; of two that fit, the longer one is.
  public var abbreviations: [Abbreviation] = []
  /// The level of the highest heading that is published: 2 where the page has a headline of its own.
  public var topHeadingLevel = 1
  /// In the language of the page.
  public var labels = Labels()

  /// A text of the newsroom in English, with every extension.
  public init() {}

  /// CommonMark 0.30 and nothing else: the bytes of `cmark_render_html` with `CMARK_OPT_UNSAFE`.
  public static let commonMark: MarkdownOptions = {
    var options = MarkdownOptions()
    options.smart = false
    options.rawHTML = .verbatim
    options.headingIDs = false
    options.allowedSchemes = nil
    options.ownSchemes = []
    options.maxDepth = .max
    options.maxPictures = .max
    options.extensions = []
    options.outsideRel = nil
    return options
  }()

  /// What a reader wrote under an article.
  public static let comment: MarkdownOptions = {
    var options = MarkdownOptions()
    options.trusted = false
    options.headingIDs = false
    options.outsideRel = "nofollow ugc noopener"
    options.extensions = [.tables, .strikethrough, .autolinks]
    return options
  }()
}

/// What newsrooms write beyond CommonMark; each is a setting under `markdown:` in `site.yml`.
public struct MarkdownExtensions: OptionSet, Sendable, Hashable {
  /// One bit for each.
  public let rawValue: UInt32

  /// - Parameter rawValue: The bits of those that are switched on.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// Tables with `|` (GitHub Flavored Markdown, 4.10).
  public static let tables = MarkdownExtensions(rawValue: 1 << 0)
  /// `~~deleted~~` (GitHub Flavored Markdown, 6.5).
  public static let strikethrough = MarkdownExtensions(rawValue: 1 << 1)
  /// `- [ ]` and `- [x]` (GitHub Flavored Markdown, 5.3).
  public static let taskLists = MarkdownExtensions(rawValue: 1 << 2)
  /// Bare addresses as links (GitHub Flavored Markdown, 6.9).
  public static let autolinks = MarkdownExtensions(rawValue: 1 << 3)
  /// `[^label]`, and `[^label]: …` where the note is.
  public static let footnotes = MarkdownExtensions(rawValue: 1 << 4)
  /// A link to itself in each heading, `{#own-id}`, and a second `h1` moved down.
  public static let headingAnchors = MarkdownExtensions(rawValue: 1 << 5)
  /// `[[toc]]`.
  public static let contents = MarkdownExtensions(rawValue: 1 << 6)
  /// A picture alone in its paragraph, with caption and `{credit="…"}`.
  public static let figures = MarkdownExtensions(rawValue: 1 << 7)
  /// `> [!NOTE]` and `> [!QUOTE] Name`.
  public static let callouts = MarkdownExtensions(rawValue: 1 << 8)
  /// `::: factbox Title`.
  public static let boxes = MarkdownExtensions(rawValue: 1 << 9)
  /// An address alone in its paragraph.
  public static let embeds = MarkdownExtensions(rawValue: 1 << 10)
  /// `[Guten Tag]{lang=de}`.
  public static let languageSpans = MarkdownExtensions(rawValue: 1 << 11)
  /// The words of `MarkdownOptions.abbreviations`, explained.
  public static let abbreviations = MarkdownExtensions(rawValue: 1 << 12)

  /// The name of each in `site.yml`.
  public static let names: [(name: String, value: MarkdownExtensions)] = [
    ("tables", .tables), ("strikethrough", .strikethrough), ("task-lists", .taskLists), ("autolinks", .autolinks),
    ("footnotes", .footnotes), ("heading-anchors", .headingAnchors), ("contents", .contents), ("figures", .figures),
    ("callouts", .callouts), ("boxes", .boxes), ("embeds", .embeds), ("language-spans", .languageSpans),
    ("abbreviations", .abbreviations),
  ]

  /// All of `names`: what a site has that says nothing.
  public static let all = MarkdownExtensions(names.map(\.value))
}
