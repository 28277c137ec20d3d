import Bytes
import Synchronization

extension FragmentMemo {
  /// What one thread knows, as parts of long arrays: a fragment that is shown again costs no reference that is counted.
  struct Shelves: Sendable {
    /// By the fragment's number and the index of its record.
    private var places: [[Place]]
    /// One of them is being filled; the others are full, and those of other threads are among them.
    private var shelves: [Shelf] = [Shelf()]
    private var filling = 0
    /// What was rendered before any page, and the number of the type of the records that stand for it: it is there
    /// again when everything else goes, or what pages were made of would depend on how much memory there was.
    private var prepared: (fragments: [SharedFragment], type: Int) = ([], 0)
    /// Of all shelves and places, in bytes, about. Keys of the fragment that comes next are not foreseen, and what another
    /// thread has rendered is added in any case.
    private var size = 0
    let limit: Int
    /// Where pages are written.
    var scratch: [UInt8] = []
    static let mostScratch = 1 << 20

    /// How far the exchange is known.
    fileprivate var seen = 0
    fileprivate var generation = 0
    /// Whether everything went since the last exchange.
    fileprivate var wasCleared = false

    /// - Parameters:
    ///   - count: How many fragments the templates have; 0 where nothing is to be kept.
    ///   - limit: Bytes that are kept at most, about.
    init(count: Int, limit: Int) {
      places = Array(repeating: [], count: count)
      self.limit = limit
    }

    var isOpen: Bool { !places.isEmpty }

    /// Bytes of one fragment.
    fileprivate var longest: Int { min(limit, Int(Int32.max) / 2) }
  }

  /// What was rendered, one behind the other. It does not change any more once it is full, and all threads read it.
  struct Shelf: Sendable {
    fileprivate(set) var text: [UInt8] = []
    fileprivate(set) var keys: [ReadKey] = []
    fileprivate(set) var fragments: [Fragment] = []

    /// Bytes of text, about; so much waits at most until other threads may show it.
    fileprivate static let room = 1 << 16

    fileprivate var isFull: Bool { text.count > Self.room / 8 * 7 }

    fileprivate var size: Int {
      text.count + MemoryLayout<ReadKey>.stride * keys.count + MemoryLayout<Fragment>.stride * fragments.count
    }
  }

  /// What was rendered, and what was read for it, as parts of a shelf.
  struct Fragment: Sendable {
    let number: Int32
    let index: Int32
    let bytes: Range<Int32>
    let keys: Range<Int32>
    let variables: UInt64
  }

  /// The position of a fragment on a shelf.
  struct Place: Sendable {
    let shelf: Int32
    let position: Int32

    fileprivate static let none = Place(shelf: -1, position: 0)
  }
}

extension FragmentMemo.Shelves {
  /// Where a fragment is; nil when it has to be rendered.
  func place(of number: Int, _ index: Int) -> FragmentMemo.Place? {
    // Spans, here and below: to take an array out of an array would be to count a reference to it.
    let places = places.span
    guard index < places[number].count else { return nil }
    let place = places[number].span[index]
    return place.shelf < 0 ? nil : place
  }

  func append(_ place: FragmentMemo.Place, to output: inout [UInt8]) {
    let shelves = shelves.span
    let bytes = shelves[Int(place.shelf)].fragments.span[Int(place.position)].bytes
    output.append(bytes: shelves[Int(place.shelf)].text, Int(bytes.lowerBound)..<Int(bytes.upperBound))
  }

  /// Calls a function with what was read for a fragment.
  func read(for place: FragmentMemo.Place, _ body: (Span<ReadKey>, _ variables: UInt64) -> Void) {
    let shelves = shelves.span
    let fragment = shelves[Int(place.shelf)].fragments.span[Int(place.position)]
    let keys = shelves[Int(place.shelf)].keys.span
    body(keys.extracting(Int(fragment.keys.lowerBound)..<Int(fragment.keys.upperBound)), fragment.variables)
  }

  /// Keeps one more: the end of what was written, and what was read for it. When there is no room for it, everything
  /// goes: what is rendered next is like what was rendered last.
  mutating func keep(_ output: [UInt8], from start: Int, _ reads: Reads, _ number: Int, _ index: Int) {
    let count = output.count - start
    guard count <= longest, index < Int32.max else { return }
    if size + count > limit { clear() }
    append(output, from: start, reads, number, index)
  }

  private mutating func append(_ output: [UInt8], from start: Int, _ reads: Reads, _ number: Int, _ index: Int) {
    let count = output.count - start
    let first = shelves[filling].text.count
    let firstKey = shelves[filling].keys.count
    if first == 0 { shelves[filling].text.reserveCapacity(FragmentMemo.Shelf.room) }
    shelves[filling].text.append(bytes: output, start..<output.count)
    shelves[filling].keys += reads.keys
    let position = shelves[filling].fragments.count
    shelves[filling].fragments.append(
      FragmentMemo.Fragment(
        number: Int32(number), index: Int32(index), bytes: Int32(first)..<Int32(first + count),
        keys: Int32(firstKey)..<Int32(firstKey + reads.keys.count), variables: reads.variables))
    size += count + MemoryLayout<ReadKey>.stride * reads.keys.count + MemoryLayout<FragmentMemo.Fragment>.stride
    put(FragmentMemo.Place(shelf: Int32(filling), position: Int32(position)), number, index)
  }

  private mutating func put(_ place: FragmentMemo.Place, _ number: Int, _ index: Int) {
    if index >= places[number].count {
      let more = max(index + 1 - places[number].count, places[number].count)
      places[number] += repeatElement(.none, count: more)
      size += MemoryLayout<FragmentMemo.Place>.stride * more
    }
    places[number][index] = place
  }

  /// Takes what another thread has rendered.
  fileprivate mutating func add(_ shelf: FragmentMemo.Shelf) {
    let number = Int32(shelves.count)
    shelves.append(shelf)
    size += shelf.size
    for (position, fragment) in shelf.fragments.enumerated() {
      let (fragment, index) = (Int(fragment.number), Int(fragment.index))
      guard place(of: fragment, index) == nil else { continue }
      put(FragmentMemo.Place(shelf: number, position: Int32(position)), fragment, index)
    }
  }

  private mutating func clear() {
    for number in places.indices { places[number] = [] }
    shelves = [FragmentMemo.Shelf()]
    filling = 0
    size = 0
    seen = 0
    wasCleared = true
    putPrepared()
  }

  /// Keeps what all pages share, for good.
  mutating func prepare(_ fragments: [SharedFragment], type: Int) {
    prepared = (fragments, type)
    putPrepared()
  }

  private mutating func putPrepared() {
    for fragment in prepared.fragments {
      guard let rendered = fragment.rendered, rendered.bytes.count <= longest else { continue }
      var reads = Reads()
      reads.keys = [ReadKey(type: prepared.type, part: 0, index: fragment.number)]
      append(rendered.bytes, from: 0, reads, fragment.number, 0)
    }
  }
}

/// Where threads leave what they have rendered, and find what others have: shelf by shelf, so that nobody waits when a
/// fragment is shown.
final class FragmentExchange: Sendable {
  private let state = Mutex((shelves: [FragmentMemo.Shelf](), generation: 0))

  /// Leaves the shelf that is being filled, if it is full, and takes those of others.
  func trade(_ own: inout FragmentMemo.Shelves) {
    guard own.isOpen else { return }
    let others = state.withLock { state in
      // Who runs out of room throws away what all have, or it would stay in memory: but not what others have left since
      // they did the same.
      if own.wasCleared, own.generation == state.generation {
        state.shelves = []
        state.generation += 1
      }
      own.takePart(in: state.generation)
      return own.trade(&state.shelves)
    }
    // Nobody waits for that.
    for shelf in others { own.add(shelf) }
  }
}

extension FragmentMemo.Shelves {
  /// Begins again with nothing when another thread has, unless that was done.
  fileprivate mutating func takePart(in generation: Int) {
    guard generation != self.generation else { return }
    if !wasCleared { clear() }
    wasCleared = false
    self.generation = generation
  }

  /// What others have left since the last time.
  fileprivate mutating func trade(_ exchange: inout [FragmentMemo.Shelf]) -> [FragmentMemo.Shelf] {
    // A copy: a part of the array would make whoever adds to it copy all of it.
    let others = seen < exchange.count ? Array(exchange[seen...]) : []
    if shelves[filling].isFull {
      exchange.append(shelves[filling])
      filling = shelves.count
      shelves.append(FragmentMemo.Shelf())
    }
    seen = exchange.count
    return others
  }
}
