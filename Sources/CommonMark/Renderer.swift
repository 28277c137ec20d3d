import Bytes

/// Writes the HTML of one text. It never calls itself: a text decides how deep it is nested.
struct Renderer {
  let source: ArraySlice<UInt8>
  let survey: SourceSurvey
  let prepared: PreparedSource
  let options: MarkdownOptions
  let quotationMarks: QuotationMarks?
  var result = RenderedMarkdown()
  var counter = WordCounter()
  var ids: HeadingIDs
  /// How many blocks are open around the one that is being written.
  var depth = 0
  var isTooDeep = false
  /// The lines of the block that is being written, in the text of the author.
  var lines = 1...1

  /// The pieces of the paragraph that is being written, and their text.
  var inlines: [Inline] = []
  var text: [UInt8] = []
  /// For an address, a title, one piece of raw HTML.
  var scratch: [UInt8] = []
  /// Where the bare addresses of the text lead.
  var autolinks: [[UInt8]] = []
  /// How many addresses were compared with the source, to tell `--` from a dash.
  var typedRuns = 0
  var pictureAttributes: [PictureAttributes] = []
  /// By their first byte, the longest first; those that were explained are taken out.
  var abbreviations: [UInt8: [MarkdownOptions.Abbreviation]] = [:]
  var hasPicture = false
  var hasMainHeading = false

  /// Tags of the author's own that are open.
  var rawTags = RawTags()
  /// What each part in another language has for quotation marks; nil for those of English.
  var spanMarks: [QuotationMarks?] = []

  /// Which findings have a place in the source that is still to be found.
  var places: [(finding: Int, text: String, lines: ClosedRange<Int>)] = []

  /// A block that is written elsewhere.
  var skipped: Node?
  var seenDirectives = 0
  var table: OpenTable?
  /// Whether the next paragraph is a cell of a table.
  var isCell = false
  var paddedCells = 0
  /// The parents of the boxes that are open.
  var boxes: [Node] = []
  var skippedBoxes = 0
  /// The block quotes that are open.
  var quotes: [Quote] = []
  /// The paragraph that begins with `[!NOTE]`.
  var markedParagraph: Node?
  /// Where `[[toc]]` stood, and how many holes were before it.
  var contents: (offset: Int, holes: Int)?

  var notes: [Note] = []
  var noteIndices: [[UInt8]: Int] = [:]
  /// The notes in the order in which the text refers to them.
  var noteOrder: [Int] = []
  /// The list item of the note that is being written.
  var noteItem: Node?
  /// Its last paragraph, at whose end the links back stand.
  var noteEnd: Node?
  var noteNumber = 0
  /// The line of the last paragraph in which a reference stood for a control character.
  var lastReference = 0
  var toldReferences = 0
  var hasBackLinks = false

  init(source: ArraySlice<UInt8>, survey: SourceSurvey, prepared: PreparedSource, options: MarkdownOptions) {
    self.source = source
    self.survey = survey
    self.prepared = prepared
    self.options = options
    quotationMarks = options.smart ? QuotationMarks(language: options.language) : nil
    ids = HeadingIDs(reserved: options.reservedIDs)
    result.findings = prepared.findings
    for (index, note) in prepared.footnotes.enumerated() {
      notes.append(Note(label: note.label, line: note.line))
      if noteIndices[note.label] == nil { noteIndices[note.label] = index }
    }
    for abbreviation in options.abbreviations.sorted(by: { $0.short.utf8.count > $1.short.utf8.count }) {
      guard let first = abbreviation.short.utf8.first else { continue }
      abbreviations[first, default: []].append(abbreviation)
    }
    result.html.reserveCapacity(source.count + source.count / 2)
  }

  mutating func render(_ root: Node) {
    renderBlocks(root)
    endTable()
    renderFootnotes()
    insertContents()
    reportOpenTags()
    reportForbiddenCharacters()
    reportUnusedNotes()
    placeFindings()
    reportConflict()
    if result.findings.count > 1 {
      let findings = result.findings.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
      result.findings = findings.map(\.element)
    }
    result.words = counter.words
    result.characters = counter.characters
    if result.summaryEnd == nil { result.summary = Array(result.summary.prefix(1)) }
  }

  mutating func renderBlocks(_ root: Node) {
    var node = root
    while true {
      if node == skipped {
        skipped = nil
      } else {
        if open(node), let child = node.firstChild, goDeeper(child) {
          node = child
          continue
        }
        close(node)
      }
      while node.next == nil {
        guard node != root, let parent = node.parent else { return }
        node = parent
        depth -= 1
        close(node)
      }
      guard node != root, let next = node.next else { return }
      node = next
    }
  }

  /// False, with a finding for the first one, when `node` is nested too deep to be published.
  private mutating func goDeeper(_ node: Node) -> Bool {
    guard depth < options.maxDepth else {
      findTooDeep(line: line(node))
      return false
    }
    depth += 1
    return true
  }

  mutating func findTooDeep(line: Int) {
    guard !isTooDeep else { return }
    isTooDeep = true
    find(.tooDeep(limit: options.maxDepth), line: line)
  }

  /// Keeps what is wrong; `text`, as it stands in the source, gives it a place in the end.
  mutating func find(_ kind: Finding.Kind, line: Int? = nil, text: String = "", lines: ClosedRange<Int>? = nil) {
    let lines = lines ?? self.lines
    if !text.isEmpty { places.append((result.findings.count, text, lines)) }
    result.findings.append(Finding(kind: kind, line: line ?? lines.lowerBound))
  }

  /// Finds the places of findings: the first hundred, nobody reads more.
  private mutating func placeFindings() {
    guard !places.isEmpty else { return }
    let sourceLines = SourceLines(source)
    var last: (text: String, lines: ClosedRange<Int>, end: Int)?
    for (index, text, lines) in places.prefix(100) {
      let isSame = last.map { $0.text == text && $0.lines == lines } ?? false
      // There may be two things to say of one place.
      guard
        let range = sourceLines.range(of: text, in: lines, from: isSame ? last?.end : nil)
          ?? sourceLines.range(of: text, in: lines)
      else { continue }
      last = (text, lines, range.upperBound)
      result.findings[index].range = range
      result.findings[index].line = sourceLines.line(of: range.lowerBound)
    }
  }

  /// Begins a line of HTML, if none has begun.
  mutating func beginLine() {
    if let last = result.html.last, last != UInt8(ascii: "\n") { result.html.append(UInt8(ascii: "\n")) }
  }

  /// Writes what stands before the blocks inside `node`, or all of it when no blocks can be in it; then false.
  private mutating func open(_ node: Node) -> Bool {
    switch node.kind {
    case .document: return true
    case .blockQuote:
      openQuote(node)
      return true
    case .list:
      openList(node)
      return true
    case .item:
      guard node != noteItem else { return true }
      beginLine()
      result.html.append("<li>")
      return true
    case .paragraph: renderParagraph(node)
    case .heading: renderHeading(node)
    case .codeBlock: renderCode(node)
    case .htmlBlock: renderHTMLBlock(node)
    case .thematicBreak:
      beginLine()
      result.html.append("<hr />\n")
    default: break
    }
    return false
  }

  private mutating func close(_ node: Node) {
    if let table, table.parent == node { endTable() }
    if !boxes.isEmpty { closeBoxes(in: node) }
    switch node.kind {
    case .blockQuote: closeQuote()
    case .list: result.html.append(node.isBulletList ? "</ul>\n" : "</ol>\n")
    case .item: if node != noteItem { result.html.append("</li>\n") }
    default: break
    }
  }

  private mutating func openList(_ node: Node) {
    beginLine()
    if node.isBulletList {
      result.html.append("<ul>\n")
    } else if node.listStart == 1 {
      result.html.append("<ol>\n")
    } else {
      result.html.append(contentsOf: "<ol start=\"\(node.listStart)\">\n".utf8)
    }
  }

  private mutating func renderCode(_ node: Node) {
    beginLine()
    scratch.removeAll(keepingCapacity: true)
    node.appendFenceInfo(to: &scratch)
    if let end = scratch.firstIndex(where: isSpace) { scratch.removeSubrange(end...) }
    cleanScratch()
    if scratch.isEmpty {
      result.html.append("<pre><code>")
    } else {
      result.html.append("<pre><code class=\"language-")
      appendEscapedHTML(scratch[...], to: &result.html)
      result.html.append("\">")
    }
    scratch.removeAll(keepingCapacity: true)
    node.appendLiteral(to: &scratch)
    cleanScratch()
    counter.add(scratch[...])
    counter.endWord()
    appendEscapedHTML(scratch[...], to: &result.html)
    result.html.append("</code></pre>\n")
  }

  mutating func cleanScratch() {
    if !prepared.sentinel.isEmpty { scratch = withoutSentinels(scratch[...]) }
    if survey.needsCleaning, let control = clean(&scratch, from: 0) { reportReference(to: control) }
  }

  /// The line of the author's text in which a block begins.
  func line(_ node: Node) -> Int { max(1, prepared.origin(ofLine: node.startLine)) }

  mutating func setLines(_ node: Node) {
    let start = line(node)
    lines = start...max(start, prepared.origin(ofLine: node.endLine))
  }
}

/// White space as libcmark means it.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }
