import Bytes
import Synchronization

/// What was rendered once and is the same wherever it is shown: the foot of a site, an article's card.
///
/// It belongs to one set of templates, and is right as long as the values of the shared variables and the tracked
/// records are what they are: for one build. One page at a time is rendered with it; threads have one each.
public final class FragmentMemo: Sendable {
  let table: FragmentTable
  let shelves: Mutex<Shelves>

  init(_ table: FragmentTable, limit: Int) {
    self.table = table
    shelves = Mutex(Shelves(count: table.count, limit: limit))
  }

  /// Lends what is known for one page, and the memory that the page before it was written in: the processor has it at
  /// hand, and has to fetch memory of a page's own before the first byte can be written there.
  func lend(to page: inout Rendering, _ body: (inout Rendering) throws(RenderingFailure) -> Void)
    throws(RenderingFailure)
  {
    try shelves.withLock { shelves throws(RenderingFailure) in
      swap(&shelves, &page.shelves)
      swap(&page.shelves.scratch, &page.output)
      defer {
        page.shelves.scratch.append(bytes: page.output)
        page.output.removeAll(keepingCapacity: page.output.capacity < Shelves.mostScratch)
        swap(&page.shelves.scratch, &page.output)
        swap(&shelves, &page.shelves)
      }
      try body(&page)
    }
  }

  /// What was rendered, as parts of two long arrays: a fragment that is shown again costs no reference that is counted.
  struct Shelves: Sendable {
    /// By the fragment's number and the index of its record: a position in `fragments`, counted from 1; 0 for none.
    private var places: [[Int32]]
    private var fragments: [Fragment] = []
    /// What was rendered, one behind the other.
    private var text: [UInt8] = []
    private(set) var keys: [ReadKey] = []
    /// Of all of `places` together.
    private var placeCount = 0
    /// Where pages are written.
    fileprivate var scratch: [UInt8] = []
    /// Bytes.
    private let limit: Int
    fileprivate static let mostScratch = 1 << 20

    /// - Parameters:
    ///   - count: How many fragments the templates have; 0 where nothing is to be kept.
    ///   - limit: Bytes that are kept at most, about.
    init(count: Int, limit: Int) {
      places = Array(repeating: [], count: count)
      self.limit = limit
    }

    var isOpen: Bool { !places.isEmpty }
  }

  /// What was rendered, and what was read for it.
  struct Fragment: Sendable {
    let bytes: Range<Int>
    let keys: Range<Int>
    let variables: UInt64
  }
}

extension FragmentMemo.Shelves {
  func fragment(_ number: Int, _ index: Int) -> FragmentMemo.Fragment? {
    // Spans: to take an array out of an array would be to count a reference to it.
    let places = places.span
    guard index < places[number].count else { return nil }
    let place = Int(places[number].span[index])
    return place == 0 ? nil : fragments[place - 1]
  }

  func append(_ fragment: FragmentMemo.Fragment, to output: inout [UInt8]) {
    output.append(bytes: text, fragment.bytes)
  }

  /// Keeps one more: the end of what was written, and what was read for it. When there is no room for it, everything
  /// goes: what is rendered next is like what was rendered last.
  mutating func keep(_ output: [UInt8], from start: Int, _ reads: Reads, _ number: Int, _ index: Int) {
    let count = output.count - start
    guard count <= limit, index < Int32.max else { return }
    if size + count > limit { clear() }
    // All that there may be, so that what is kept is not copied when more comes: memory is the system's until it is
    // written to.
    text.reserveCapacity(limit)
    let first = text.count
    text.append(bytes: output, start..<output.count)
    fragments.append(
      FragmentMemo.Fragment(
        bytes: first..<text.count, keys: keys.count..<keys.count + reads.keys.count, variables: reads.variables))
    keys += reads.keys
    if index >= places[number].count {
      let more = max(index + 1 - places[number].count, places[number].count)
      places[number] += repeatElement(0, count: more)
      placeCount += more
    }
    places[number][index] = Int32(truncatingIfNeeded: fragments.count)
  }

  /// Bytes, about.
  private var size: Int {
    text.count + 4 * placeCount + 8 * keys.count + MemoryLayout<FragmentMemo.Fragment>.stride * fragments.count
  }

  private mutating func clear() {
    for number in places.indices { places[number] = [] }
    fragments = []
    text.removeAll(keepingCapacity: true)
    placeCount = 0
    keys = []
  }
}

/// A part of a template that is rendered once for each record, or once.
struct FragmentCode: Sendable {
  /// Its number in the table of the set.
  let number: Int
  /// The slot of the record it depends on.
  let record: Int?
  let body: Range<Int>
}

extension Program {
  func fragment(_ code: FragmentCode, _ page: inout Rendering) throws(RenderingFailure) {
    guard let index = index(of: code, page) else { return try run(code.body, &page) }
    if let known = page.shelves.fragment(code.number, index) {
      page.shelves.append(known, to: &page.output)
      page.log?.note(page.shelves, known)
      return
    }
    let start = page.output.count
    var other: ReadLog? = ReadLog()
    swap(&page.log, &other)
    try run(code.body, &page)
    swap(&page.log, &other)
    let reads = other?.reads ?? Reads()
    page.log?.note(reads)
    page.shelves.keep(page.output, from: start, reads, code.number, index)
  }

  /// The index of the record that a fragment depends on, or 0; nil when it is not to be kept.
  private func index(of code: FragmentCode, _ page: borrowing Rendering) -> Int? {
    guard page.shelves.isOpen else { return nil }
    guard let slot = code.record else { return 0 }
    return page.index(in: slot)
  }
}
