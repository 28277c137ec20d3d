import Bytes

/// A text as libcmark is given it.
///
/// Libcmark knows no tables, footnotes or boxes. What belongs to them is rewritten so that libcmark reads their content
/// as blocks of its own, with an empty comment as a line before each part: a `Directive`, which says what the blocks
/// behind it are. Nobody can write a directive: it is known by its line and not by its text.
struct PreparedSource {
  /// What an empty comment, put in as a line of its own, means.
  enum Directive {
    /// What follows, one paragraph or nothing, is a cell of a table.
    case cell(TableCell)
    case endTable
    /// The list behind it is the note with this index.
    case footnote(Int)
    case openBox(name: [UInt8], title: [UInt8])
    case closeBox
    /// Keeps two blocks apart.
    case separator
  }

  struct Line {
    /// Its number in the text of the author, from 1.
    var origin: Int
    /// Its directive's index.
    var directive: Int?
  }

  struct Footnote {
    var label: [UInt8]
    var line: Int
  }

  /// What libcmark is given.
  var bytes: ArraySlice<UInt8>
  /// The lines of `bytes`; empty when no line was put in.
  private(set) var lines: [Line] = []
  private(set) var directives: [Directive] = []
  var footnotes: [Footnote] = []
  var findings: [Finding] = []
  /// The character that follows each character whose meaning an author took away; empty when there is none.
  var sentinel: [UInt8] = []

  init(_ source: ArraySlice<UInt8>, survey: SourceSurvey, options: MarkdownOptions) {
    bytes = source
    let protectsQuotes = options.smart && survey.hasTypography && PreparedSource.setsQuotes(source, options)
    if (survey.hasEscape && !options.extensions.isEmpty) || protectsQuotes { protectEscapes(quotes: protectsQuotes) }
    let extensions = options.extensions
    if (survey.hasFootnote && extensions.contains(.footnotes)) || (survey.hasBox && extensions.contains(.boxes)) {
      rewriteMargin(extensions)
    }
  }

  /// Whether other quotation marks than libcmark's are set somewhere.
  private static func setsQuotes(_ source: ArraySlice<UInt8>, _ options: MarkdownOptions) -> Bool {
    QuotationMarks(language: options.language) != nil
      || options.extensions.contains(.languageSpans) && CommonMark.contains(Array("{lang=".utf8), in: source)
  }

  /// The line in the author's text of a line of `bytes`.
  func origin(ofLine line: Int) -> Int {
    guard !lines.isEmpty else { return line }
    return lines[min(max(line, 1), lines.count) - 1].origin
  }

  /// The directive that stands in a line of `bytes`.
  func directive(inLine line: Int) -> Directive? {
    guard lines.indices.contains(line - 1), let index = lines[line - 1].directive else { return nil }
    return directives[index]
  }

  /// Puts rewritten text in the place of the text.
  mutating func replace(by rewriting: Rewriting) {
    bytes = rewriting.bytes[...]
    lines = rewriting.lines
    directives = rewriting.directives
  }

  /// A new text that grows line by line.
  struct Rewriting {
    fileprivate(set) var bytes: [UInt8] = []
    fileprivate var lines: [Line] = []
    fileprivate var directives: [Directive]
    private let old: PreparedSource

    init(_ old: PreparedSource) {
      self.old = old
      directives = old.directives
      bytes.reserveCapacity(old.bytes.count + old.bytes.count / 4)
    }

    /// Adds a line, with or without its end, that stands in the old text.
    mutating func keep(_ line: ArraySlice<UInt8>, number: Int) {
      add(line)
      lines.append(old.lines.isEmpty ? Line(origin: number) : old.lines[min(number, old.lines.count) - 1])
    }

    /// Adds parts that together are a line without its end, for a line of the old text.
    mutating func add(line parts: ArraySlice<UInt8>..., number: Int) {
      for part in parts { bytes.append(contentsOf: part) }
      bytes.append(UInt8(ascii: "\n"))
      lines.append(Line(origin: old.origin(ofLine: number)))
    }

    /// Adds a directive in the containers that `prefix` continues.
    mutating func add(_ directive: Directive, prefix: ArraySlice<UInt8> = [], number: Int) {
      bytes.append(contentsOf: prefix)
      bytes.append("<!---->\n")
      lines.append(Line(origin: old.origin(ofLine: number), directive: directives.count))
      directives.append(directive)
    }

    private mutating func add(_ line: ArraySlice<UInt8>) {
      bytes.append(contentsOf: line)
      if let last = line.last, last != 0x0A, last != 0x0D { bytes.append(UInt8(ascii: "\n")) }
    }
  }

  /// Puts the sentinel behind each escaped character that an extension would otherwise read as its own, because
  /// libcmark's tree does not tell `\~` from `~`; and behind each quotation mark that the author set himself.
  private mutating func protectEscapes(quotes: Bool) {
    // Punctuation to libcmark, like the characters that it follows, and as rare as it gets: cuneiform.
    let candidates = (0x12470...0x12474).compactMap { Unicode.Scalar($0) }.map { Array(String($0).utf8) }
    guard let sentinel = candidates.first(where: { !contains($0, in: bytes) }) else { return }
    self.sentinel = sentinel
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      result.append(byte)
      index += 1
      if byte == UInt8(ascii: "\\"), index < bytes.endIndex {
        let next = bytes[index]
        guard next < 0x80, next > 0x20 else { continue }
        result.append(next)
        index += 1
        if isExtensionMark(next) { result.append(contentsOf: sentinel) }
      } else if quotes, byte == 0xE2, bytes[index...].first == 0x80, let mark = bytes[index...].dropFirst().first,
        (0x98...0x9D).contains(mark)
      {
        result.append(0x80)
        result.append(mark)
        index += 2
        result.append(contentsOf: sentinel)
      }
    }
    bytes = result[...]
  }
}

/// The lines of a text as libcmark counts them: with their ends, LF, CR LF or CR.
struct LineIterator: IteratorProtocol, Sequence {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == 0x0A { break }
      if byte == 0x0D {
        if position < bytes.endIndex, bytes[position] == 0x0A { position += 1 }
        break
      }
    }
    return bytes[start..<position]
  }
}
