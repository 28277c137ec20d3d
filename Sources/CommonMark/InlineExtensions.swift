extension Renderer {
  /// Lets the extensions look at the pieces that were collected.
  mutating func applyExtensions(isHeading: Bool = false) {
    let extensions = options.extensions
    guard !extensions.isEmpty || quotationMarks != nil else { return }
    spanMarks.removeAll(keepingCapacity: true)
    if survey.mayHoldTemplateTag, options.trusted { findTemplateTags() }
    let hasBracket = CommonMark.contains(UInt8(ascii: "["), in: text)
    if hasBracket, extensions.contains(.footnotes) || extensions.contains(.languageSpans) { apply(bracketEdits()) }
    if extensions.contains(.autolinks), survey.mayHoldAutolink, mayHoldAutolink { apply(autolinkEdits()) }
    if extensions.contains(.strikethrough), survey.hasTilde, CommonMark.contains(UInt8(ascii: "~"), in: text) {
      apply(strikethroughEdits())
    }
    if extensions.contains(.abbreviations), !isHeading, !abbreviations.isEmpty { apply(abbreviationEdits()) }
    if options.smart, quotationMarks != nil || !spanMarks.isEmpty { setQuotationMarks() }
    removeSentinels()
  }

  private var mayHoldAutolink: Bool {
    CommonMark.contains(UInt8(ascii: "@"), in: text) || CommonMark.contains("://", in: text)
      || CommonMark.contains("www.", in: text)
  }

  /// Takes away what marked the characters that were escaped.
  mutating func removeSentinels() {
    guard !prepared.sentinel.isEmpty else { return }
    for index in inlines.indices where !inlines[index].range.isEmpty {
      let range = inlines[index].range
      guard CommonMark.contains(prepared.sentinel, in: text[range]) else { continue }
      let start = text.count
      text.append(contentsOf: withoutSentinels(text[range]))
      inlines[index].range = start..<text.count
    }
  }

  func withoutSentinels(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == prepared.sentinel.first, bytes[index...].starts(with: prepared.sentinel) {
        index += prepared.sentinel.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Whether the character before `index` was escaped by the author.
  func isEscaped(before index: Int, end: Int) -> Bool {
    !prepared.sentinel.isEmpty && text[index..<end].starts(with: prepared.sentinel)
  }

  // MARK: - Neighbours

  /// The character before a place in a text piece, as it stood in the source.
  func character(before position: Int, piece: Int) -> Unicode.Scalar {
    if position > inlines[piece].range.lowerBound { return scalar(before: position, in: text) }
    return piece > 0 ? edge(inlines[piece - 1]) : "\n"
  }

  /// The character behind a place in a text piece.
  func character(after position: Int, piece: Int) -> Unicode.Scalar {
    if position < inlines[piece].range.upperBound { return scalar(at: position, in: text) }
    return piece + 1 < inlines.count ? edge(inlines[piece + 1]) : "\n"
  }

  /// What stood in the source at the edge of a piece: its mark.
  private func edge(_ inline: Inline) -> Unicode.Scalar {
    switch inline.kind {
    case .softBreak, .lineBreak: return "\n"
    case .openEmphasis, .closeEmphasis, .openStrong, .closeStrong: return "*"
    case .text: return inline.range.isEmpty ? "\n" : scalar(before: inline.range.upperBound, in: text)
    case .autolink: return "a"
    default: return ")"
    }
  }

  // MARK: - [^1] and [Guten Tag]{lang=de}

  private mutating func bracketEdits() -> [InlineEdit] {
    var edits: [InlineEdit] = []
    // What is open, and how much of it was open before each container.
    var open: [(piece: Int, position: Int)] = []
    var frames: [Int] = []
    var links = 0
    for piece in inlines.indices {
      let inline = inlines[piece]
      if inline.opens {
        frames.append(open.count)
        if inline.kind == .openLink || inline.kind == .openImage { links += 1 }
      } else if inline.closes {
        open.removeLast(open.count - (frames.popLast() ?? 0))
        if inline.kind == .closeLink || inline.kind == .closeImage { links -= 1 }
      }
      guard inline.kind == .text else { continue }
      var position = inline.range.lowerBound
      let end = inline.range.upperBound
      while position < end {
        let byte = text[position]
        position += 1
        guard byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]"), !isEscaped(before: position, end: end) else {
          continue
        }
        if byte == UInt8(ascii: "["), links == 0, let label = footnoteLabel(text[position..<end]) {
          if let note = reference(to: label) {
            edits.append(
              InlineEdit(
                piece: piece, range: position - 1..<label.upperBound + 1, inline: Inline(kind: .footnote, payload: note)
              ))
          }
          position = label.upperBound + 1
        } else if byte == UInt8(ascii: "[") {
          open.append((piece, position - 1))
        } else if open.count > (frames.last ?? 0), let start = open.popLast(),
          options.extensions.contains(.languageSpans), let span = languageSpan(text[position..<end])
        {
          var opening = markup(openingTag(language: span.language).utf8)
          var closing = markup("</span>".utf8)
          opening.kind = .openSpan
          opening.payload = spanMarks.count
          spanMarks.append(QuotationMarks(language: span.language))
          closing.kind = .closeSpan
          edits.append(InlineEdit(piece: start.piece, range: start.position..<start.position + 1, inline: opening))
          edits.append(InlineEdit(piece: piece, range: position - 1..<span.end, inline: closing))
          position = span.end
        }
      }
    }
    return edits
  }

  /// Where the label of `^label]` stands.
  private func footnoteLabel(_ bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard options.extensions.contains(.footnotes), bytes.first == UInt8(ascii: "^") else { return nil }
    let label = bytes.dropFirst()
    guard let end = label.firstIndex(where: { isSpace($0) || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") }),
      text[end] == UInt8(ascii: "]"), end > label.startIndex,
      prepared.sentinel.isEmpty || !CommonMark.contains(prepared.sentinel, in: label[..<end])
    else { return nil }
    return label.startIndex..<end
  }

  /// The number of the note with a label; nil, with a finding, when there is none.
  private mutating func reference(to label: Range<Int>) -> Int? {
    guard let index = noteIndices[footnoteKey(text[label])] else {
      let name = String(decoding: text[label], as: UTF8.self)
      find(.footnoteUndefined(name), text: "[^\(name)]")
      return nil
    }
    if notes[index].number == 0 {
      noteOrder.append(index)
      notes[index].number = noteOrder.count
    }
    return notes[index].number
  }

  /// The language of `{lang=de}`, and where it ends.
  private func languageSpan(_ bytes: ArraySlice<UInt8>) -> (language: String, end: Int)? {
    guard bytes.starts(with: "{lang=".utf8) else { return nil }
    let value = bytes.dropFirst(6)
    guard let end = value.prefix(48).firstIndex(of: UInt8(ascii: "}")) else { return nil }
    let tag = withoutTypography(value[..<end]).filter { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
    guard let first = tag.first, isLetter(first),
      tag.allSatisfy({ isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") })
    else { return nil }
    return (String(decoding: tag, as: UTF8.self), end + 1)
  }

  private func openingTag(language: String) -> String {
    "<span lang=\"\(language)\"\(isRightToLeft(language) ? " dir=\"rtl\"" : "")>"
  }

  // MARK: - ~~strikethrough~~

  private mutating func strikethroughEdits() -> [InlineEdit] {
    var edits: [InlineEdit] = []
    var open: [(piece: Int, range: Range<Int>)] = []
    var frames: [Int] = []
    for piece in inlines.indices {
      if inlines[piece].opens { frames.append(open.count) }
      if inlines[piece].closes { open.removeLast(open.count - (frames.popLast() ?? 0)) }
      guard inlines[piece].kind == .text else { continue }
      let end = inlines[piece].range.upperBound
      var position = inlines[piece].range.lowerBound
      while position < end {
        guard text[position] == UInt8(ascii: "~") else {
          position += 1
          continue
        }
        let start = position
        while position < end, text[position] == UInt8(ascii: "~") { position += 1 }
        // The last one of a run may have been escaped.
        guard position - start <= 2, !isEscaped(before: position, end: end) else { continue }
        let flanks = flanking(start..<position, piece: piece)
        if flanks.right, open.count > (frames.last ?? 0), let opener = open.popLast() {
          guard opener.range.count == position - start else { continue }
          let opening = markup("<del>".utf8)
          edits.append(InlineEdit(piece: opener.piece, range: opener.range, inline: opening))
          edits.append(InlineEdit(piece: piece, range: start..<position, inline: markup("</del>".utf8)))
        } else if flanks.left {
          open.append((piece, start..<position))
        }
      }
    }
    return edits
  }

  /// Whether a run of marks can open or close (CommonMark, 6.2: left-flanking and right-flanking).
  private func flanking(_ run: Range<Int>, piece: Int) -> (left: Bool, right: Bool) {
    let before = character(before: run.lowerBound, piece: piece)
    let after = character(after: run.upperBound, piece: piece)
    let left = !isUnicodeSpace(after) && (!isPunctuation(after) || isUnicodeSpace(before) || isPunctuation(before))
    let right = !isUnicodeSpace(before) && (!isPunctuation(before) || isUnicodeSpace(after) || isPunctuation(after))
    return (left, right)
  }

  // MARK: - Abbreviations

  /// Marks each abbreviation up where it stands for the first time.
  private mutating func abbreviationEdits() -> [InlineEdit] {
    var edits: [InlineEdit] = []
    var links = 0
    for piece in inlines.indices {
      if inlines[piece].kind == .openLink || inlines[piece].kind == .openImage { links += 1 }
      if inlines[piece].kind == .closeLink || inlines[piece].kind == .closeImage { links -= 1 }
      guard inlines[piece].kind == .text, links == 0 else { continue }
      let range = inlines[piece].range
      var position = range.lowerBound
      while position < range.upperBound {
        guard let found = abbreviation(at: position, in: range, piece: piece) else {
          position += 1
          continue
        }
        let length = found.short.utf8.count
        var tag = Array("<abbr title=\"".utf8)
        appendEscapedHTML(found.long, to: &tag)
        tag.append(contentsOf: "\">".utf8)
        edits.append(InlineEdit(piece: piece, range: position..<position, inline: markup(tag)))
        position += length
        edits.append(InlineEdit(piece: piece, range: position..<position, inline: markup("</abbr>".utf8)))
      }
    }
    return edits
  }

  /// The longest abbreviation that begins at `position` and was not yet explained; it counts as explained then.
  private mutating func abbreviation(at position: Int, in range: Range<Int>, piece: Int) -> MarkdownOptions
    .Abbreviation?
  {
    guard let candidates = abbreviations[text[position]] else { return nil }
    for (index, candidate) in candidates.enumerated() {
      let end = position + candidate.short.utf8.count
      guard end <= range.upperBound, text[position..<end].elementsEqual(candidate.short.utf8),
        !belongsToWord(character(before: position, piece: piece)), !belongsToWord(character(after: end, piece: piece))
      else { continue }
      abbreviations[text[position]]?.remove(at: index)
      return candidate
    }
    return nil
  }
}

func belongsToWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}

/// Whether a language is written from right to left; the script in its tag decides, when there is one.
public func isRightToLeft(_ language: String) -> Bool {
  let parts = language.lowercased().split { $0 == "-" || $0 == "_" }
  if let script = parts.dropFirst().first(where: { $0.utf8.count == 4 && $0.utf8.allSatisfy(isLetter) }) {
    return ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm"].contains(script)
  }
  return ["ar", "fa", "prs", "ps", "ur", "sd", "ug", "he", "yi", "dv", "ckb"].contains(parts.first ?? "")
}
