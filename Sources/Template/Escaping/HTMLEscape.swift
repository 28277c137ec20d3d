/// What may be printed in a place of HTML, and how.
extension HTMLPlace {
  mutating func escape(schemes: Set<String>) -> Result<Escape, PlaceComplaint> {
    switch state {
    case .text: .success(.text)
    case .titleText: .success(.words)
    case .script: escapeInScript()
    case .rawText: .failure(rawTextComplaint)
    case .tagStart, .endTagStart, .tagName:
      .failure(PlaceComplaint("a value cannot be a tag's name", hint: "{% if %} chooses between two tags"))
    case .inTag, .attributeName, .afterName:
      .failure(
        PlaceComplaint(
          "a value cannot be an attribute's name, or stand between attributes",
          hint: "name=\"{{ … }}\", or {% if … %} name{% endif %}"))
    case .beforeValue, .unquoted:
      .failure(PlaceComplaint("a value in an attribute without quotes", hint: "write \(attributeText)=\"{{ … }}\""))
    case .comment, .declaration, .declarationStart:
      .failure(PlaceComplaint("a value in an HTML comment", hint: "{# … #} is a comment that is not published"))
    case .doubleQuoted, .singleQuoted: escapeInAttribute(schemes)
    }
  }

  private mutating func escapeInScript() -> Result<Escape, PlaceComplaint> {
    if let complaint = script.complaint { return .failure(complaint) }
    script.notePrint()
    return .success(.script)
  }

  private var rawTextComplaint: PlaceComplaint {
    let name = String(decoding: element, as: UTF8.self)
    return PlaceComplaint(
      "a value inside of <\(name)>",
      hint: name == "style" ? "a class chooses between rules that stand in the style sheet" : nil)
  }

  private var attributeText: String { String(decoding: attribute, as: UTF8.self) }

  private mutating func escapeInAttribute(_ schemes: Set<String>) -> Result<Escape, PlaceComplaint> {
    let name = attributeText
    if name.hasPrefix("?") {
      return .failure(
        PlaceComplaint("it depends on an {% if %} which attribute this value is in", hint: "write the attribute whole"))
    }
    if name.hasPrefix("on") {
      return .failure(
        PlaceComplaint("a value in the script \(name)=\"…\"", hint: "data-…=\"{{ … }}\" and a script that reads it"))
    }
    if name == "style" {
      return .failure(
        PlaceComplaint("a value in style=\"…\"", hint: "a class chooses between rules that stand in the style sheet"))
    }
    if name == "srcdoc" { return .failure(PlaceComplaint("a value in srcdoc=\"…\"")) }
    guard let kind = addressKind else {
      notePrint(needsCheck: false)
      return .success(.words)
    }
    return escapeInAddress(kind, schemes)
  }

  private mutating func escapeInAddress(_ kind: AddressKind, _ schemes: Set<String>) -> Result<Escape, PlaceComplaint> {
    guard kind == .single, !value.isPrinted else {
      notePrint(needsCheck: true)
      return .success(.words)
    }
    let prefix = value.prefix
    if let scheme = forbiddenScheme(prefix[...], allowed: schemes) {
      return .failure(PlaceComplaint("a value in an address that begins with \"\(scheme):\""))
    }
    let isDecided = prefix.contains {
      [UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: ":")].contains($0)
    }
    notePrint(needsCheck: !isDecided)
    return .success(.words)
  }

  /// Whether the attribute holds addresses.
  var addressKind: AddressKind? {
    var name = attribute[...]
    if let colon = name.lastIndex(of: UInt8(ascii: ":")) { name = name[(colon + 1)...] }
    if name.starts(with: "data-".utf8) { name = name.dropFirst(5) }
    let element = String(decoding: self.element, as: UTF8.self)
    switch String(decoding: name, as: UTF8.self) {
    case "href", "src", "action", "formaction", "poster", "cite", "data", "background", "longdesc", "manifest", "icon",
      "profile", "usemap", "classid", "codebase", "lowsrc", "dynsrc", "url":
      return .single
    case "srcset", "imagesrcset", "ping", "archive": return .several
    case "content" where element == "meta" && refreshes: return .refresh
    case "to", "from", "by", "values":
      // An animation in a picture may set the address of a link.
      return ["animate", "set", "animatemotion", "animatetransform"].contains(element) ? .several : nil
    default: return nil
    }
  }

  /// The place after two branches. What differs in an attribute's value, or in the attributes of a tag, is no matter.
  static func joined(_ a: HTMLPlace, _ b: HTMLPlace) -> HTMLPlace? {
    if a == b { return a }
    if a.state.isBetweenAttributes, b.state.isBetweenAttributes, a.element == b.element, a.isEndTag == b.isEndTag {
      var result = a
      result.refreshes = a.refreshes || b.refreshes
      result.hasPrintedContent = a.hasPrintedContent || b.hasPrintedContent
      let isWhole = a.state == .inTag && b.state == .inTag
      result.state = isWhole ? .inTag : .attributeName
      // What stands right after the branches would be a part of a name that only one of them began.
      result.attribute = isWhole ? [] : [UInt8(ascii: "?")]
      result.value = AttributeValue()
      return result
    }
    guard a.state == b.state else { return nil }
    if a.state.isQuoted, a.element == b.element, a.attribute == b.attribute {
      var result = a
      result.value = AttributeValue(
        prefix: commonPrefix(a.value.prefix, b.value.prefix), isPrinted: true,
        needsCheck: a.value.needsCheck || b.value.needsCheck || (a.addressKind != nil && !a.isDecidedLike(b)))
      return result
    }
    if a.state == .script { return ScriptPlace.joined(a.script, b.script).map { a.with(script: $0) } }
    if a.state == .text || a.state == .titleText || a.state == .rawText || a.state == .comment {
      return a.state == .text || a.element == b.element ? a : nil
    }
    return nil
  }

  private func with(script: ScriptPlace) -> HTMLPlace {
    var result = self
    result.script = script
    return result
  }

  /// Whether both values already say that they are relative addresses, or with which scheme they begin.
  private func isDecidedLike(_ other: HTMLPlace) -> Bool {
    let signs = Array("/?#:".utf8)
    return value.prefix.contains(where: signs.contains) && other.value.prefix.contains(where: signs.contains)
      && forbiddenScheme(value.prefix[...], allowed: ["http", "https", "mailto", "tel"]) == nil
      && forbiddenScheme(other.value.prefix[...], allowed: ["http", "https", "mailto", "tel"]) == nil
  }

  var description: String {
    let tag = "<\(isEndTag ? "/" : "")\(String(decoding: element, as: UTF8.self))"
    switch state {
    case .text: return "text"
    case .titleText, .rawText, .script: return "the content of \(tag)>"
    case .tagStart, .endTagStart, .tagName, .inTag, .attributeName, .afterName: return "the tag \(tag)…>"
    case .beforeValue, .doubleQuoted, .singleQuoted, .unquoted: return "the attribute \(attributeText) of \(tag)…>"
    case .comment, .declaration, .declarationStart: return "a comment"
    }
  }
}

extension HTMLPlace.State {
  fileprivate var isBetweenAttributes: Bool {
    switch self {
    case .tagName, .inTag, .attributeName, .afterName: true
    default: false
    }
  }
}

private func commonPrefix(_ a: [UInt8], _ b: [UInt8]) -> [UInt8] {
  zip(a, b).prefix { $0 == $1 }.map(\.0)
}
