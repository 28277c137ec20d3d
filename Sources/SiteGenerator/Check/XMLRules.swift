import Bytes

/// What a format asks of an element: how often it stands in its parent, and what its text is.
struct XMLElementRule: Sendable {
  let name: String
  let count: ClosedRange<Int>
  var value = XMLValue.text
  /// The attributes whose values have a form.
  var attributes: [(name: String, value: XMLValue)] = []

  static func one(_ name: String, _ value: XMLValue = .text) -> XMLElementRule {
    XMLElementRule(name: name, count: 1...1, value: value)
  }

  static func optional(_ name: String, _ value: XMLValue = .text) -> XMLElementRule {
    XMLElementRule(name: name, count: 0...1, value: value)
  }

  static func any(
    _ name: String, _ value: XMLValue = .any, _ attributes: [(name: String, value: XMLValue)] = []
  ) -> XMLElementRule {
    XMLElementRule(name: name, count: 0...Int.max, value: value, attributes: attributes)
  }
}

/// What the text of an element or attribute has to be.
enum XMLValue: Sendable {
  /// Whatever it is, or nothing.
  case any
  /// Something.
  case text
  case address, iri, rfc822, rfc3339, w3cDate, number, email, mediaType, language

  struct Problem: Sendable {
    enum Kind: Sendable { case empty, address, date, value }

    let kind: Kind
    /// As the end of a sentence.
    let text: String
  }

  /// Why a value is not what it has to be; nil when it is.
  func problem(_ text: String) -> Problem? { problem(text.utf8) }

  /// Why the bytes of a value are not what they have to be; nil when they are.
  func problem(_ bytes: some BidirectionalCollection<UInt8>) -> Problem? {
    var text: String { String(decoding: bytes, as: UTF8.self) }
    switch self {
    case .any: return nil
    case .text: return bytes.isEmpty ? Problem(kind: .empty, text: "is empty") : nil
    case .address:
      return isAbsolute(bytes) ? nil : Problem(kind: .address, text: "is not an absolute address: \(text)")
    case .iri: return isIRI(bytes) ? nil : Problem(kind: .address, text: "is not an IRI: \(text)")
    case .rfc822:
      return FeedDate.rfc822(text) == nil ? Problem(kind: .date, text: "is not a date of RFC 822: \(text)") : nil
    case .rfc3339:
      return FeedDate.rfc3339(bytes) == nil ? Problem(kind: .date, text: "is not a date of RFC 3339: \(text)") : nil
    case .w3cDate: return FeedDate.w3c(bytes) == nil ? Problem(kind: .date, text: "is not a date: \(text)") : nil
    case .number:
      return Int(text).map { $0 >= 0 } == true ? nil : Problem(kind: .value, text: "is not a number: \(text)")
    case .email:
      return isEmail(text) ? nil : Problem(kind: .value, text: "does not begin with an e-mail address: \(text)")
    case .mediaType: return isMediaType(text) ? nil : Problem(kind: .value, text: "is not a media type: \(text)")
    case .language: return isLanguageTag(text) ? nil : Problem(kind: .value, text: "is not a language tag: \(text)")
    }
  }

  private func isEmail(_ text: String) -> Bool {
    let address = text.utf8.prefix { $0 != 0x20 }
    let parts = address.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && parts[1].contains(UInt8(ascii: "."))
  }

  private func isMediaType(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { !$0.isEmpty } && !text.utf8.contains(0x20)
  }
}

private let addressBytes = ByteSet("-._~:/?#[]@!$&'()*+,;=%")

/// Whether a text is an `http` or `https` address with a host, of the bytes that a URI may have (RFC 3986).
func isAbsolute(_ text: String) -> Bool { isAbsolute(text.utf8) }

func isAbsolute(_ text: some Collection<UInt8>) -> Bool {
  let start = text.starts(with: "https://".utf8) ? 8 : text.starts(with: "http://".utf8) ? 7 : 0
  guard start > 0, let first = text.dropFirst(start).first, first != UInt8(ascii: "/") else { return false }
  return text.allSatisfy(addressBytes.contains)
}

/// Whether a text begins with a scheme, and has no space (RFC 3987).
func isIRI(_ text: String) -> Bool { isIRI(text.utf8) }

func isIRI(_ text: some BidirectionalCollection<UInt8>) -> Bool {
  guard let colon = text.firstIndex(of: UInt8(ascii: ":")), text.index(after: colon) < text.endIndex else {
    return false
  }
  let scheme = text[..<colon]
  return scheme.first.map(isHTMLLetter) == true && text.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x3C }
    && scheme.allSatisfy {
      isHTMLLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2B || $0 == 0x2D || $0 == 0x2E
    }
}

extension Findings {
  /// Holds the children of an element against what its format asks.
  mutating func check(
    _ element: XMLElement, _ elements: [XMLElementRule], _ rules: FormRules, of entry: ParsedEntry? = nil
  ) {
    for rule in elements {
      var count = 0
      // Not the elements one by one: each would be copied to be asked for its name.
      for index in element.children.indices where element.children[index].name == rule.name {
        count += 1
        check(element.children[index], rule, rules, of: entry)
      }
      if count < rule.count.lowerBound {
        add(rules.incomplete, "has no <\(rule.name)> in its <\(element.name)>", of: entry)
      } else if count > rule.count.upperBound {
        add(rules.incomplete, "has \(count) <\(rule.name)> in one <\(element.name)>, which takes one", of: entry)
      }
    }
  }

  private mutating func check(_ child: XMLElement, _ rule: XMLElementRule, _ rules: FormRules, of entry: ParsedEntry?) {
    if let problem = rule.value.problem(child.trimmed) {
      add(rules[problem], "has a <\(rule.name)> that \(problem.text)", of: entry)
    }
    for attribute in rule.attributes {
      guard let value = child[attribute.name] else {
        if attribute.value.isRequired {
          add(rules.incomplete, "has a <\(rule.name)> without \(attribute.name)", of: entry)
        }
        continue
      }
      if let problem = attribute.value.problem(value) {
        add(rules[problem], "has a <\(rule.name)> whose \(attribute.name) \(problem.text)", of: entry)
      }
    }
  }
}

extension XMLValue {
  /// Attributes with an address or a text have to be there; the others may be missing.
  fileprivate var isRequired: Bool {
    switch self {
    case .address, .text: true
    default: false
    }
  }
}
