/// What is kept of the files of Content, by their paths below it.
///
/// A list, and a table of the places in it: a table of all that is kept would have room for twice as much as there is.
struct CachedSources: Sendable {
  private var places: [String: Int32] = [:]
  private var values: [CachedSource] = []

  init() {}

  /// - Parameter paths: In the order of the values.
  init(_ paths: some Collection<String>, _ values: [CachedSource]) {
    self.values = values
    places.reserveCapacity(values.count)
    for (place, path) in paths.enumerated() { places[path] = Int32(place) }
  }

  var isEmpty: Bool { values.isEmpty }
  var count: Int { values.count }

  subscript(path: String) -> CachedSource? { places[path].map { values[Int($0)] } }

  /// In any order.
  var all: some Sequence<(path: String, source: CachedSource)> {
    places.lazy.map { (path: $0.key, source: values[Int($0.value)]) }
  }

  mutating func add(_ path: String, _ source: CachedSource) {
    places[path] = Int32(values.count)
    values.append(source)
  }

  mutating func replace(_ path: String, with source: CachedSource) {
    if let place = places[path] { values[Int(place)] = source } else { add(path, source) }
  }

  /// Says in which open file the texts stand.
  mutating func setDescriptor(_ descriptor: Int32) {
    for place in values.indices {
      values[place].value.descriptor = descriptor
      values[place].html.descriptor = descriptor
      values[place].outline.descriptor = descriptor
    }
  }
}

extension CachedSources: Stored {
  static var blank: CachedSources { CachedSources() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var count = places.count
    try coder.code(count: &count)
    if coder.isWriting {
      for (path, place) in places {
        var (path, value) = (path, values[Int(place)])
        try coder.code(&path)
        try value.code(&coder)
      }
    } else {
      self = CachedSources()
      places.reserveCapacity(count)
      values.reserveCapacity(count)
      for _ in 0..<count { add(try coder.read(String.self), try coder.read(CachedSource.self)) }
    }
  }
}
