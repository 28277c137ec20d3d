extension Renderer {
  /// Bare addresses as links (GitHub Flavored Markdown, 6.9).
  mutating func autolinkEdits() -> [InlineEdit] {
    var edits: [InlineEdit] = []
    var links = 0
    for piece in inlines.indices {
      let inline = inlines[piece]
      if inline.kind == .openLink || inline.kind == .openImage { links += 1 }
      if inline.kind == .closeLink || inline.kind == .closeImage { links -= 1 }
      // A link in a link is none, whoever wrote the outer one.
      if inline.kind == .rawHTML, options.trusted, options.rawHTML != .refuse {
        if isTag("<a", inline.range) { links += 1 } else if isTag("</a", inline.range), links > 0 { links -= 1 }
      }
      guard inline.kind == .text, links == 0 else { continue }
      var position = inline.range.lowerBound
      var start = position
      while position < inline.range.upperBound {
        let byte = text[position]
        guard byte == UInt8(ascii: "w") || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@"),
          let found = autolink(at: position, from: start, in: inline.range, piece: piece)
        else {
          position += 1
          continue
        }
        autolinks.append(found.address)
        edits.append(
          InlineEdit(
            piece: piece, range: found.range,
            inline: Inline(kind: .autolink, range: found.shown, payload: autolinks.count - 1)))
        position = found.range.upperBound
        start = position
      }
    }
    return edits
  }

  /// Whether a piece of raw HTML begins with a tag of this name, which is in lower case.
  private func isTag(_ start: StaticString, _ range: Range<Int>) -> Bool {
    let tag = text[range].prefix(start.utf8CodeUnitCount + 1).map(lowerCased)
    guard tag.count > start.utf8CodeUnitCount, let end = tag.last else { return false }
    return tag.dropLast().elementsEqual("\(start)".utf8) && (isSpace(end) || end == 0x3E || end == 0x2F)
  }

  private struct Autolink {
    /// What it takes the place of.
    var range: Range<Int>
    /// What is shown, in `text`.
    var shown: Range<Int>
    var address: [UInt8]
  }

  /// The address that the byte at `position` gives away: the `w` of `www.`, the `:` of `://` or the `@`.
  private mutating func autolink(at position: Int, from start: Int, in range: Range<Int>, piece: Int) -> Autolink? {
    // No slice of `text` is kept here: appending to it would copy all of it then.
    switch text[position] {
    case UInt8(ascii: "w"):
      guard text[position..<range.upperBound].starts(with: "www.".utf8) else { return nil }
      let before = character(before: position, piece: piece)
      guard isUnicodeSpace(before) || "*_~(".unicodeScalars.contains(before) else { return nil }
      return webAddress(position, domain: position, prefix: "http://", in: range, needsDot: true)
    case UInt8(ascii: ":"):
      guard text[position..<range.upperBound].starts(with: "://".utf8) else { return nil }
      var scheme = position
      while scheme > start, isLetter(text[scheme - 1]) { scheme -= 1 }
      guard isAutolinkScheme(text[scheme..<position]) else { return nil }
      return webAddress(scheme, domain: position + 3, prefix: "", in: range, needsDot: false)
    case UInt8(ascii: "@"): return mailAddress(position, from: start, in: range)
    default: return nil
    }
  }

  private func isAutolinkScheme(_ bytes: ArraySlice<UInt8>) -> Bool {
    let scheme = String(decoding: bytes.map(lowerCased), as: UTF8.self)
    return ["http", "https", "ftp"].contains(scheme) && options.allowedSchemes?.contains(scheme) != false
  }

  private mutating func webAddress(
    _ start: Int, domain: Int, prefix: String, in range: Range<Int>, needsDot: Bool
  ) -> Autolink? {
    let end = endOfRun(domain, in: range)
    guard domain < end else { return nil }
    let run = typedRun(start..<end)
    let offset = domain - start
    guard let host = hostLength(run.bytes.dropFirst(offset), needsDot: needsDot), host > 0 else { return nil }
    let length = lengthWithoutPunctuation(run.bytes)
    guard length > offset else { return nil }
    let address = Array(prefix.utf8) + run.bytes.prefix(length)
    guard !run.isPlain else {
      return Autolink(range: start..<start + length, shown: start..<start + length, address: address)
    }
    // What was set by libcmark is shown as it was typed.
    var typed = 0
    var position = start
    while typed < length, position < end {
      let characters = typedCharacters(text[position..<end])
      typed += characters?.utf8CodeUnitCount ?? 1
      position += characters == nil ? 1 : 3
    }
    let shown = text.count
    text.append(contentsOf: run.bytes.prefix(length))
    return Autolink(range: start..<position, shown: shown..<text.count, address: address)
  }

  /// Where white space, `<`, a character that the author escaped or the text piece ends an address.
  private func endOfRun(_ start: Int, in range: Range<Int>) -> Int {
    var index = start
    while index < range.upperBound, index - start < 4_096 {
      if isSpace(text[index]) || text[index] == UInt8(ascii: "<") { break }
      if isEscaped(before: index, end: range.upperBound) { break }
      index += 1
    }
    return index
  }

  /// An address as the author typed it: libcmark sets `--`, quotes and `...` in it as well.
  private mutating func typedRun(_ range: Range<Int>) -> (bytes: ArraySlice<UInt8>, isPlain: Bool) {
    let run = text[range]
    guard options.smart, run.contains(0xE2) else { return (run, true) }
    // Looking for it in the source takes time, so not oftener than a text can need.
    if survey.hasTypography, typedRuns < 20 {
      typedRuns += 1
      if CommonMark.contains(Array(run.prefix(64)), in: source) { return (run, true) }
    }
    return (withoutTypography(run), false)
  }

  /// How long the host at the beginning is; nil when it is none: labels of letters, digits, `-` and `_`, but no `_` in
  /// the last two.
  private func hostLength(_ bytes: ArraySlice<UInt8>, needsDot: Bool) -> Int? {
    let bytes = Array(bytes.prefix(300))
    var index = 0
    var dots = 0
    var underscores = (last: 0, before: 0)
    while index < bytes.count {
      if isLetter(bytes[index]) || isDigit(bytes[index]) {
        index += 1
        continue
      }
      let character = scalar(at: index, in: bytes)
      if character == "." {
        dots += 1
        underscores = (0, underscores.last)
      } else if character == "_" {
        underscores.last += 1
      } else if character != "-", isUnicodeSpace(character) || isPunctuation(character) {
        break
      }
      index += UTF8.width(character)
    }
    guard index > 0, bytes[0] != UInt8(ascii: "."), underscores == (0, 0), !needsDot || dots > 0 else { return nil }
    return index
  }

  /// How much is left without what ends a sentence, and without a `)` that was opened before.
  private func lengthWithoutPunctuation(_ bytes: ArraySlice<UInt8>) -> Int {
    var closing = bytes.count { $0 == UInt8(ascii: ")") } - bytes.count { $0 == UInt8(ascii: "(") }
    var end = bytes.endIndex
    while end > bytes.startIndex {
      switch bytes[end - 1] {
      case UInt8(ascii: ")"):
        guard closing > 0 else { return end - bytes.startIndex }
        closing -= 1
        end -= 1
      case let byte where "?!.,:*_~'\"".utf8.contains(byte): end -= 1
      case UInt8(ascii: ";"):
        var name = end - 1
        while name > bytes.startIndex, isLetter(bytes[name - 1]) { name -= 1 }
        let isEntity = name < end - 1 && name > bytes.startIndex && bytes[name - 1] == UInt8(ascii: "&")
        end = isEntity ? name - 1 : end - 1
      default:
        guard let mark = closingMarks.first(where: { bytes[..<end].suffix($0.utf8.count).elementsEqual($0.utf8) })
        else {
          return end - bytes.startIndex
        }
        end -= mark.utf8.count
      }
    }
    return 0
  }

  private func mailAddress(_ at: Int, from limit: Int, in range: Range<Int>) -> Autolink? {
    var start = at
    while start > limit, isMailByte(text[start - 1]) { start -= 1 }
    guard start < at, options.allowedSchemes?.contains("mailto") != false else { return nil }
    var end = at + 1
    var dots = 0
    while end < range.upperBound {
      let byte = text[end]
      if byte == UInt8(ascii: "."), end + 1 < range.upperBound, isLetter(text[end + 1]) || isDigit(text[end + 1]) {
        dots += 1
      } else if !isLetter(byte), !isDigit(byte), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "_") {
        break
      }
      end += 1
    }
    guard dots > 0, isLetter(text[end - 1]), end == range.upperBound || text[end] != UInt8(ascii: "@") else {
      return nil
    }
    guard !isEscaped(before: at + 1, end: range.upperBound) else { return nil }
    return Autolink(range: start..<end, shown: start..<end, address: Array("mailto:".utf8) + text[start..<end])
  }

  private func isMailByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "+")
      || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "_")
  }
}

/// What may end a sentence behind an address, beyond ASCII: closing quotation marks, and an ellipsis, that the author or
/// libcmark set; question mark, comma, semicolon and full stop of Arabic and Urdu; the marks of Devanagari, Chinese and
/// Japanese.
private let closingMarks = [
  "”", "’", "“", "‘", "»", "…", "؟", "،", "؛", "۔", "।", "。", "、", "，", "！", "？",
]
