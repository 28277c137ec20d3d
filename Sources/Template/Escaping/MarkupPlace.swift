/// Where in the markup of a page the parser is, and how a value is escaped that is printed there.
struct MarkupPlace: Sendable, Equatable {
  let language: Language
  var html = HTMLPlace()
  var xml = XMLPlace()
  private let schemes: Set<String>

  enum Language: Sendable, Equatable {
    case html, xml, plain, json
  }

  /// Something that has to be done at an offset of a text.
  enum Event: Equatable {
    case beginAddress(Int)
    case endAddress(Int, AddressKind)
    case wrong(Range<Int>, PlaceComplaint)
  }

  /// - Parameter schemes: Those that an address may begin with.
  init(_ language: Language, schemes: Set<String>) {
    self.language = language
    self.schemes = schemes
  }

  /// The same language, where a tag could begin.
  var start: MarkupPlace { MarkupPlace(language, schemes: schemes) }

  /// Goes on over text of the template.
  mutating func advance(over text: [UInt8]) -> [Event] {
    switch language {
    case .html: return html.advance(over: text)
    case .xml:
      for byte in text { xml.advance(byte) }
      return []
    case .plain, .json: return []
    }
  }

  /// How a value is escaped that is printed here.
  mutating func escape() -> Result<Escape, PlaceComplaint> {
    switch language {
    case .html: html.escape(schemes: schemes)
    case .xml: xml.complaint.map { .failure($0) } ?? .success(.xml)
    case .plain: .success(.plain)
    case .json: .success(.json)
    }
  }

  /// The place after two branches, when what follows means the same after both.
  static func joined(_ a: MarkupPlace, _ b: MarkupPlace) -> MarkupPlace? {
    guard a != b else { return a }
    guard a.xml == b.xml, let html = HTMLPlace.joined(a.html, b.html) else { return nil }
    var result = a
    result.html = html
    return result
  }

  var isText: Bool {
    switch language {
    case .html: html.state == .text
    case .xml: xml.state == .text
    case .plain, .json: true
    }
  }

  var description: String { language == .xml ? xml.description : html.description }
}

/// Why a value cannot be printed where it is.
struct PlaceComplaint: Error, Equatable {
  let message: String
  let hint: String?

  init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
