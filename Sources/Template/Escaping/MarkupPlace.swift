/// Where in the markup of a page the parser is.
struct MarkupPlace: Sendable, Equatable {
  let language: Language

  enum Language: Sendable, Equatable {
    case html, xml, plain, json
  }

  /// Something that has to be done at an offset of a text.
  enum Event {
    case beginAddress(Int)
    case endAddress(Int, AddressKind)
    case wrong(Range<Int>, PlaceComplaint)
  }

  init(_ language: Language) { self.language = language }

  mutating func advance(over text: [UInt8]) -> [Event] { [] }

  /// How a value is escaped that is printed here.
  mutating func escape() -> Result<Escape, PlaceComplaint> {
    switch language {
    case .html: .success(.text)
    case .xml: .success(.xml)
    case .plain: .success(.plain)
    case .json: .success(.json)
    }
  }

  /// The place after two branches, when they end in the same one.
  static func joined(_ a: MarkupPlace, _ b: MarkupPlace) -> MarkupPlace? { a == b ? a : nil }

  var isText: Bool { true }
  var description: String { "text" }
}

/// Why a value cannot be printed where it is.
struct PlaceComplaint: Error, Equatable {
  let message: String
  let hint: String?
}
