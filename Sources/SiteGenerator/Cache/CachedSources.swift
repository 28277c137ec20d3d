/// What is kept of the files of Content, by their paths below it.
///
/// In order of the paths, in which articles are listed as well: a path is found by halving, and no table is needed.
struct CachedSources: Sendable {
  private var paths: [String] = []
  private var values: [CachedSource] = []

  init() {}

  /// - Parameters:
  ///   - paths: In their order, each once.
  ///   - values: In the order of the paths.
  init(_ paths: [String], _ values: [CachedSource]) {
    self.paths = paths
    self.values = values
  }

  var isEmpty: Bool { values.isEmpty }
  var count: Int { values.count }

  /// - Parameter place: Where it may stand, and does when no path before it has come or gone.
  subscript(path: String, near place: Int = 0) -> CachedSource? {
    if place < paths.count, paths[place] == path { return values[place] }
    let place = self.place(of: path)
    return place < paths.count && paths[place] == path ? values[place] : nil
  }

  /// In order of their paths.
  var all: some Sequence<(path: String, source: CachedSource)> {
    paths.indices.lazy.map { (path: paths[$0], source: values[$0]) }
  }

  /// Takes a path that comes after all others.
  mutating func append(_ path: String, _ source: CachedSource) {
    paths.append(path)
    values.append(source)
  }

  mutating func replace(_ path: String, with source: CachedSource) {
    let place = place(of: path)
    if place < paths.count, paths[place] == path {
      values[place] = source
    } else {
      paths.insert(path, at: place)
      values.insert(source, at: place)
    }
  }

  /// Where a path stands, or would.
  private func place(of path: String) -> Int {
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle] < path { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Those that are others in a list of the same files; nil when it is of other files.
  func changes(to new: CachedSources) -> [(path: String, source: CachedSource)]? {
    guard new.paths == paths else { return nil }
    return values.indices.filter { values[$0] != new.values[$0] }.map { (paths[$0], new.values[$0]) }
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
    var count = paths.count
    try coder.code(count: &count)
    if coder.isWriting {
      for place in paths.indices {
        var (path, value) = (paths[place], values[place])
        try coder.code(&path)
        try value.code(&coder)
        coder.endValue()
      }
    } else {
      self = CachedSources()
      paths.reserveCapacity(count)
      values.reserveCapacity(count)
      for _ in 0..<count { append(try coder.read(String.self), try coder.read(CachedSource.self)) }
    }
  }
}
