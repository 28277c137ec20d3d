/// An optional value that few articles have: it stands elsewhere, so that all others need no room for it.
@propertyWrapper
indirect enum Seldom<Value: Sendable>: Sendable {
  case nothing
  case value(Value)

  init(wrappedValue: Value?) {
    if let wrappedValue { self = .value(wrappedValue) } else { self = .nothing }
  }

  var wrappedValue: Value? {
    get { if case .value(let value) = self { value } else { nil } }
    set { self = Seldom(wrappedValue: newValue) }
  }
}
