/// A kind of thing that templates know, declared once: its name, what it is, and its fields.
///
///     static let article = RecordType("article", "A story and what is known about it.", owner: SiteView.self) {
///       [
///         Field("title", .text, "The headline, plain text.") { site, index in .text(site.articles[index].title) },
///         Field("section", .record(section), "Where it stands.") { site, index in … },
///       ]
///     }
///
/// The fields are made when a `Vocabulary` is, so that types may name each other in a circle.
public final class RecordType: Sendable {
  /// As messages and the reference page call it: `article`.
  public let name: String
  /// What it is: a line of the reference page.
  public let sentence: String
  /// The type's number in what is logged of a page (`Reads`); nil for what is logged as a field of something else.
  public let tracked: Int?
  /// Whether those of its records that name no owner are the page's own: their index does not say which they are, and
  /// what is rendered of one is right on that page alone.
  @usableFromInline let isOfPage: Bool
  @usableFromInline let declare: @Sendable () -> [AnyField]

  /// - Parameters:
  ///   - owner: The class whose objects own the records of this type; objects of classes below it do not.
  ///   - tracked: A number below 65,535 that no other type has, when it is to be logged what pages read of its records.
  ///   - isOfPage: Whether those of its records that name no owner are the page's own, and not the root's.
  @inlinable
  public init<Owner: AnyObject & Sendable>(
    _ name: String, _ sentence: String, owner: Owner.Type, tracked: Int? = nil, isOfPage: Bool = false,
    fields: @escaping @Sendable () -> [Field<Owner>]
  ) {
    self.name = name
    self.sentence = sentence
    self.tracked = tracked
    self.isOfPage = isOfPage
    declare = { fields().map { AnyField($0, type: tracked, isOfPage: isOfPage) } }
  }

  func declaredFields() -> [AnyField] { declare() }
}

/// A field of a record type: the check, the getter and a line of the reference page.
public struct Field<Owner: AnyObject & Sendable>: Sendable {
  /// What templates write behind the dot.
  public let name: String
  /// What `get` makes, by which templates are checked.
  public let type: ValueType
  /// What it is: a line of the reference page.
  public let sentence: String
  /// The part of its record that is logged when the field is read.
  private(set) var part: Int
  let read: AnyField.Getter

  /// Inlined where the field is declared: the getter is a part of the function that casts. As a closure of its own it
  /// would be one more object to count references of, at each field of each page; and what `as?` gives is counted, also
  /// where it is the object that was lent.
  /// - Parameters:
  ///   - part: Fields that change together are one part of their record.
  ///   - get: The value of the record of this owner with this index; it is of `type`.
  @inlinable @inline(__always)
  public init(
    _ name: String, _ type: ValueType, _ sentence: String, part: Int = 0,
    get: @escaping @Sendable (Owner, Int) -> Value
  ) {
    self.init(name, type, sentence, part) { owner, index in
      guard Swift.type(of: owner) == Owner.self else {
        assertionFailure("a record was made with an owner of another class than its type's")
        return .none
      }
      return get(unsafe unsafeDowncast(owner, to: Owner.self), index)
    }
  }

  @usableFromInline
  init(_ name: String, _ type: ValueType, _ sentence: String, _ part: Int, read: @escaping AnyField.Getter) {
    self.name = name
    self.type = type
    self.sentence = sentence
    self.part = part
    self.read = read
  }

  /// The same field as a part of this number.
  public func part(_ number: Int) -> Field {
    var field = self
    field.part = number
    return field
  }
}

/// A field without the class of its owner.
@usableFromInline
final class AnyField: Sendable {
  let name: String
  let type: ValueType
  let sentence: String
  /// What is logged when it is read of the record 0; nil when nothing is.
  let part: ReadKey?
  /// Whether a record that names no owner is the page's own, and not one of the root.
  let isOfPage: Bool
  let read: Getter

  /// The value of the record of this owner with this index.
  @usableFromInline typealias Getter = @Sendable (any AnyObject & Sendable, Int) -> Value

  @usableFromInline
  init(
    _ name: String, _ type: ValueType, _ sentence: String, _ part: ReadKey?, isOfPage: Bool,
    _ read: @escaping Getter
  ) {
    self.name = name
    self.type = type
    self.sentence = sentence
    self.part = part
    self.isOfPage = isOfPage
    self.read = read
  }

  func value(of record: Record, _ owners: Owners) -> Value {
    read(record.owner ?? (isOfPage ? owners.page : owners.root), record.index)
  }

  /// - Parameter type: The number of its record's type; nil when nothing is logged.
  @usableFromInline
  convenience init<Owner>(_ field: Field<Owner>, type: Int?, isOfPage: Bool) {
    let part = type.map { ReadKey(type: $0, part: field.part, index: 0) }
    self.init(field.name, field.type, field.sentence, part, isOfPage: isOfPage, field.read)
  }
}

/// Who owns the records that name no owner.
struct Owners {
  /// Of what all pages have in common.
  let root: any AnyObject & Sendable
  /// Of what the page has of its own.
  let page: any AnyObject & Sendable
}
