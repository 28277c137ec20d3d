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
  public let name: String
  public let sentence: String
  @usableFromInline let declare: @Sendable () -> [AnyField]

  /// - Parameter owner: The class whose objects own the records of this type.
  @inlinable
  public init<Owner: AnyObject & Sendable>(
    _ name: String, _ sentence: String, owner: Owner.Type, fields: @escaping @Sendable () -> [Field<Owner>]
  ) {
    self.name = name
    self.sentence = sentence
    declare = { fields().map { AnyField($0) } }
  }

  func declaredFields() -> [AnyField] { declare() }
}

/// A field of a record type: the check, the getter and a line of the reference page.
public struct Field<Owner: AnyObject & Sendable>: Sendable {
  public let name: String
  public let type: ValueType
  public let sentence: String
  public let get: @Sendable (Owner, Int) -> Value

  /// - Parameter get: The value of the record of this owner with this index; it is of `type`.
  public init(_ name: String, _ type: ValueType, _ sentence: String, get: @escaping @Sendable (Owner, Int) -> Value) {
    self.name = name
    self.type = type
    self.sentence = sentence
    self.get = get
  }
}

/// A field without the class of its owner.
@usableFromInline
final class AnyField: Sendable {
  let name: String
  let type: ValueType
  let sentence: String
  let read: @Sendable (any AnyObject & Sendable, Int) -> Value

  @usableFromInline
  init(
    _ name: String, _ type: ValueType, _ sentence: String,
    _ read: @escaping @Sendable (any AnyObject & Sendable, Int) -> Value
  ) {
    self.name = name
    self.type = type
    self.sentence = sentence
    self.read = read
  }

  func get(_ record: Record) -> Value { read(record.owner, record.index) }

  /// Inlined where a type is declared, so that the class of the owner is known and the cast is one comparison.
  @inlinable
  convenience init<Owner>(_ field: Field<Owner>) {
    let value = field.get
    self.init(field.name, field.type, field.sentence) { owner, index in
      guard let owner = owner as? Owner else {
        assertionFailure("a record was made with an owner of another class than its type's")
        return .none
      }
      return value(owner, index)
    }
  }
}
