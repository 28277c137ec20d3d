/// What the content of a feed does with an element of HTML.
enum FeedElement: Sendable {
  /// Written.
  case kept(HTMLElement)
  /// The tags go, what stands between them stays: custom elements, `bdo`, `search`, MathML.
  case unwrapped
  /// Goes with all that stands in it, which is text that is no HTML: `script`, `style`.
  case droppedText
  /// Goes with all that stands in it: `svg`, `template`.
  case droppedTree
  /// Stands for something that a feed cannot show: becomes a link to it.
  case embed(source: String)
}

/// An element that feeds may have, as a number.
struct HTMLElement: Sendable, Hashable {
  let number: Int
  var name: String { FeedElements.keptNames[number] }
  var isVoid: Bool { FeedElements.voidNumbers.contains(number) }
}

/// The elements that readers show and that the W3C feed validator's list of acceptable elements has.
enum FeedElements {
  static let keptNames = [
    "a", "abbr", "address", "area", "article", "aside", "audio", "b", "bdi", "big", "blockquote", "br", "caption",
    "center", "cite", "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
    "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img",
    "ins", "kbd", "li", "main", "map", "mark", "nav", "ol", "p", "picture", "pre", "q", "rp", "rt", "ruby", "s", "samp",
    "section", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot",
    "th", "thead", "time", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
  ]

  static let voidNumbers = Set(
    ["area", "br", "col", "hr", "img", "source", "track", "wbr"].compactMap { keptNames.firstIndex(of: $0) })

  /// What is done with an element of this name, by its lower-case letters.
  static func fate(of name: ArraySlice<UInt8>) -> FeedElement {
    guard let key = key(name) else { return .unwrapped }
    return table[key] ?? .unwrapped
  }

  static func number(_ name: String) -> Int { keptNames.firstIndex(of: name) ?? -1 }

  private static let table: [UInt128: FeedElement] = {
    var table: [UInt128: FeedElement] = [:]
    for (number, name) in keptNames.enumerated() { table[packed(name)] = .kept(HTMLElement(number: number)) }
    for name in ["script", "style", "noembed", "noframes", "xmp", "textarea", "title", "plaintext"] {
      table[packed(name)] = .droppedText
    }
    for name in ["svg", "template", "select", "datalist", "annotation", "annotation-xml", "canvas", "dialog"] {
      table[packed(name)] = .droppedTree
    }
    for (name, source) in [("iframe", "src"), ("embed", "src"), ("object", "data")] {
      table[packed(name)] = .embed(source: source)
    }
    return table
  }()

  private static func packed(_ name: String) -> UInt128 { key(Array(name.utf8)[...]) ?? 0 }

  /// A name of at most 15 bytes as a number; letters in either case are the same.
  private static func key(_ name: ArraySlice<UInt8>) -> UInt128? {
    guard name.count < 16 else { return nil }
    var key: UInt128 = 0
    for byte in name {
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      key = key << 8 | UInt128(isUpper ? byte | 0x20 : byte)
    }
    return key
  }
}

/// What an attribute holds, so that it can be cleaned.
enum FeedAttribute: Sendable {
  case text, address, picture, pictureSet

  /// Nil for attributes that feeds do without: `style`, `id`, `class`, `target`, `on…` and all that is not known.
  init?(_ name: String) {
    switch name {
    case "href", "cite": self = .address
    case "src", "poster": self = .picture
    case "srcset": self = .pictureSet
    case "abbr", "alt", "colspan", "controls", "coords", "datetime", "dir", "download", "headers", "height", "hreflang",
      "kind", "label", "lang", "loop", "media", "muted", "open", "preload", "rel", "reversed", "rowspan", "scope",
      "shape", "sizes", "span", "srclang", "start", "summary", "title", "translate", "type", "usemap", "value", "width",
      "align", "name":
      self = .text
    default: return nil
    }
  }
}
