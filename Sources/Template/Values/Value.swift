/// The value of an expression in a template.
public enum Value: Sendable {
  case none
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  /// Text, which is escaped wherever it is printed.
  case text(String)
  /// Markup, which is not escaped where markup of its language may stand.
  case html(HTML)
  /// Seconds since 1970-01-01T00:00:00Z.
  case instant(Int)
  case list(List)
  case record(Record)
  case mapping(Mapping)
}

/// Text that is markup already, and safe to be written as it is.
public struct HTML: Sendable {
  /// What the bytes are written in.
  enum Language: Sendable {
    case html, xml, json
  }

  /// UTF-8.
  public let bytes: [UInt8]
  let language: Language

  /// - Parameter bytes: HTML that cannot harm a reader, in UTF-8: the caller vouches for it.
  public init(trusted bytes: [UInt8]) {
    self.init(bytes, .html)
  }

  init(_ bytes: [UInt8], _ language: Language) {
    self.bytes = bytes
    self.language = language
  }
}

/// An owner and an index into it, so that a million articles need no object each.
public struct Record: Sendable {
  /// The record type. The type itself would be one more object to count references of, wherever a record is copied.
  let type: ObjectIdentifier
  /// Nil for a record of the root, or of the page.
  public let owner: (any AnyObject & Sendable)?
  /// Which one it is of its owner's records of this type; what it counts is the owner's to say.
  public let index: Int

  /// - Parameter owner: An object of the class that `type` was declared with.
  public init(_ type: RecordType, owner: any AnyObject & Sendable, index: Int) {
    self.init(ObjectIdentifier(type), owner: owner, index: index)
  }

  /// A record of the root, the object that the templates are bound to (`TemplateSet.bound(to:)`); or of the page, where
  /// its type is one of what each page has of its own. Nearly all that a page shows are such, and as they do not name
  /// their owner, no reference to it is counted wherever one is copied.
  public init(_ type: RecordType, index: Int) {
    self.init(ObjectIdentifier(type), owner: nil, index: index)
  }

  init(_ type: ObjectIdentifier, owner: (any AnyObject & Sendable)?, index: Int) {
    self.type = type
    self.owner = owner
    self.index = index
  }
}
