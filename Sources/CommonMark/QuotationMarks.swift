import Bytes

/// The quotation marks that a language uses where libcmark sets English ones.
struct QuotationMarks: Equatable {
  let openDouble: [UInt8]
  let closeDouble: [UInt8]
  let openSingle: [UInt8]
  let closeSingle: [UInt8]

  /// Nil for the languages that use the marks of English, and for those that are not known.
  ///
  /// After the delimiters of the Unicode CLDR; in French a no-break space keeps a mark with its words.
  init?(language: String) {
    guard !language.utf8.starts(with: "en".utf8) else { return nil }
    let tag = language.lowercased()
    let base = tag.prefix { $0 != "-" && $0 != "_" }
    switch base {
    case "de" where tag.hasSuffix("ch") || tag.hasSuffix("li"): self.init("«", "»", "‹", "›")
    case "de", "cs", "sk", "sl", "is", "et", "lt", "lv", "bg", "ka": self.init("„", "“", "‚", "‘")
    case "fr" where tag.hasSuffix("ch"): self.init("«", "»", "‹", "›")
    case "fr", "br": self.init("«\u{A0}", "\u{A0}»", "“", "”")
    case "pt" where tag == "pt-br": return nil
    case "es", "it", "pt", "ca", "gl", "eu", "el", "hy": self.init("«", "»", "“", "”")
    case "nb", "nn", "no": self.init("«", "»", "‘", "’")
    case "ru", "uk", "be": self.init("«", "»", "„", "“")
    case "pl", "ro", "hu", "hr", "sr", "bs": self.init("„", "”", "‚", "’")
    case "sv", "fi": self.init("”", "”", "’", "’")
    case "da": self.init("”", "”", "’", "’")
    case "ar", "fa", "prs", "ps", "az", "kk", "sq": self.init("«", "»", "‹", "›")
    case "he", "yi": self.init("”", "”", "’", "’")
    case "ja": self.init("「", "」", "『", "』")
    case "zh" where tag.hasSuffix("tw") || tag.hasSuffix("hk") || tag.hasSuffix("mo") || tag.contains("hant"):
      self.init("「", "」", "『", "』")
    default: return nil
    }
  }

  private init(_ openDouble: String, _ closeDouble: String, _ openSingle: String, _ closeSingle: String) {
    self.openDouble = Array(openDouble.utf8)
    self.closeDouble = Array(closeDouble.utf8)
    self.openSingle = Array(openSingle.utf8)
    self.closeSingle = Array(closeSingle.utf8)
  }
}

extension Renderer {
  /// Puts the marks of the language in the place of those that libcmark set; in a part in another language, that one's.
  mutating func setQuotationMarks() {
    // How many single quotes are open in each: libcmark sets an apostrophe like the end of one.
    var open: [(marks: QuotationMarks?, singles: Int)] = [(quotationMarks, 0)]
    for index in inlines.indices {
      switch inlines[index].kind {
      case .openSpan: open.append((spanMarks[inlines[index].payload], 0))
      case .closeSpan: if open.count > 1 { open.removeLast() }
      case .text:
        if let marks = open[open.count - 1].marks { setQuotationMarks(marks, in: index, &open[open.count - 1].singles) }
      default: break
      }
    }
  }

  private mutating func setQuotationMarks(_ marks: QuotationMarks, in index: Int, _ open: inout Int) {
    let range = inlines[index].range
    guard text[range].contains(0xE2) else { return }
    var set: [UInt8] = []
    var position = range.lowerBound
    while position < range.upperBound {
      let (mark, length) = quotationMark(at: position, in: range, marks, &open)
      set.append(contentsOf: mark.map { $0[...] } ?? text[position..<position + length])
      position += length
    }
    let start = text.count
    text.append(contentsOf: set)
    inlines[index].range = start..<text.count
  }

  /// What takes the place of the bytes at `position`, and how many they are.
  private func quotationMark(
    at position: Int, in range: Range<Int>, _ marks: QuotationMarks, _ open: inout Int
  ) -> ([UInt8]?, Int) {
    guard range.upperBound - position >= 3, text[position] == 0xE2, text[position + 1] == 0x80 else { return (nil, 1) }
    let rest = text[(position + 3)..<range.upperBound]
    // A mark that the author set himself stays.
    guard prepared.sentinel.isEmpty || !rest.starts(with: prepared.sentinel) else { return (nil, 3) }
    switch text[position + 2] {
    case 0x98:
      open += 1
      return (marks.openSingle, 3)
    case 0x99:
      let before = text[range.lowerBound..<position].last ?? 0x20
      // Another mark that follows at once is no letter.
      let isInWord = isWordByte(before) && (rest.first.map(isWordByte) ?? false) && !rest.starts(with: [0xE2, 0x80])
      guard open > 0, !isInWord else { return (nil, 3) }
      open -= 1
      return (marks.closeSingle, 3)
    case 0x9C: return (marks.openDouble, 3)
    case 0x9D: return (marks.closeDouble, 3)
    default: return (nil, 3)
    }
  }

  private func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || byte >= 0x80 || (byte >= 0x30 && byte <= 0x39) }
}

/// Text as it was before libcmark set its quotes, dashes and ellipses.
func withoutTypography(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard text.contains(0xE2) else { return text }
  var result: [UInt8] = []
  var index = text.startIndex
  while index < text.endIndex {
    if let typed = typedCharacters(text[index...]) {
      result.append(typed)
      index += 3
    } else {
      result.append(text[index])
      index += 1
    }
  }
  return result[...]
}

/// What an author types for the character at the beginning, if libcmark may have set it; it has three bytes then.
func typedCharacters(_ text: ArraySlice<UInt8>) -> StaticString? {
  guard text.first == 0xE2, text.dropFirst().first == 0x80 else { return nil }
  switch text.dropFirst(2).first {
  case 0x93: return "--"
  case 0x94: return "---"
  case 0x98, 0x99: return "'"
  case 0x9C, 0x9D: return "\""
  case 0xA6: return "..."
  default: return nil
  }
}
