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
  /// A box of a list of tasks: becomes `☐` or `☑`.
  case box
  /// Stands for something that a feed cannot show: becomes a link to what its `src` or `data` names.
  case embed
}

/// An element that feeds may have.
struct HTMLElement: Sendable, Equatable {
  let name: HTMLName
  /// One bit, by which sets of elements are one number.
  let bit: UInt128
  let isVoid: Bool

  init(_ name: String) {
    self.name = HTMLName(name)
    bit = 1 << UInt128(FeedElements.keptNames.firstIndex(of: name) ?? 127)
    isVoid = FeedElements.voidNames.contains(name)
  }

  static func == (a: HTMLElement, b: HTMLElement) -> Bool { a.bit == b.bit }
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

  static let voidNames: Set<String> = ["area", "br", "col", "hr", "img", "source", "track", "wbr"]

  /// Elements that show or do something on a page and that feeds go without. Not `style`, which says how a page looks,
  /// and not `iframe`, which is a link in feeds.
  static let missed: Set<String> = [
    "canvas", "dialog", "form", "math", "noembed", "noframes", "plaintext", "script", "select", "svg", "textarea",
    "xmp",
  ]

  /// What is done with an element of this name.
  static func fate(of name: ArraySlice<UInt8>) -> FeedElement {
    table[HTMLName(name)] ?? .unwrapped
  }

  private static let table: [HTMLName: FeedElement] = {
    var table: [HTMLName: FeedElement] = [:]
    for name in keptNames { table[HTMLName(name)] = .kept(HTMLElement(name)) }
    for name in ["script", "style", "noembed", "noframes", "xmp", "textarea", "title", "plaintext"] {
      table[HTMLName(name)] = .droppedText
    }
    for name in ["svg", "template", "select", "datalist", "annotation", "annotation-xml", "canvas", "dialog"] {
      table[HTMLName(name)] = .droppedTree
    }
    table[HTMLName("input")] = .box
    for name in ["iframe", "embed", "object"] { table[HTMLName(name)] = .embed }
    return table
  }()
}

/// A name of HTML as a number, so that names are compared at once; letters in either case are the same.
///
/// All names that mean something here have at most 15 bytes; longer ones are all the same.
struct HTMLName: Hashable, Sendable {
  private let packed: UInt128

  init(_ name: ArraySlice<UInt8>) {
    var packed: UInt128 = 0
    if name.count < 16 {
      for byte in name {
        let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
        packed = packed << 8 | UInt128(isUpper ? byte | 0x20 : byte)
      }
    }
    self.packed = packed
  }

  init(_ name: String) { self.init(Array(name.utf8)[...]) }

  /// Appends its letters, in lower case.
  func write(to out: inout [UInt8]) {
    var shift = 120
    while shift > 0 {
      shift -= 8
      let byte = UInt8(truncatingIfNeeded: packed >> UInt128(shift))
      if byte != 0 { out.append(byte) }
    }
  }

  // One word is mixed instead of sixteen bytes: nobody gains by names that collide.
  func hash(into hasher: inout Hasher) { hasher.combine(UInt64(truncatingIfNeeded: packed ^ packed >> 64)) }
}

/// What an attribute holds, so that it can be cleaned.
enum FeedAttribute: Sendable {
  case text, address, picture, pictureSet

  /// Nil for attributes that feeds do without: `style`, `id`, `class`, `target`, `on…` and all that is not known.
  init?(_ name: HTMLName) {
    guard let kind = FeedAttribute.table[name] else { return nil }
    self = kind
  }

  private static let table: [HTMLName: FeedAttribute] = {
    var table: [HTMLName: FeedAttribute] = [:]
    for name in [
      "abbr", "align", "alt", "colspan", "controls", "coords", "datetime", "dir", "download", "headers", "height",
      "hreflang", "kind", "label", "lang", "loop", "media", "muted", "name", "open", "preload", "rel", "reversed",
      "rowspan", "scope", "shape", "sizes", "span", "srclang", "start", "summary", "title", "translate", "type",
      "usemap", "value", "width",
    ] {
      table[HTMLName(name)] = .text
    }
    for name in ["href", "cite"] { table[HTMLName(name)] = .address }
    for name in ["src", "poster"] { table[HTMLName(name)] = .picture }
    table[HTMLName("srcset")] = .pictureSet
    return table
  }()
}
