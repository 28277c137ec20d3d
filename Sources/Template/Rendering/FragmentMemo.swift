import Synchronization

/// What was rendered once and is the same wherever it is shown: the foot of a site, an article's card.
///
/// It belongs to one set of templates, and is right as long as the values of the shared variables and the tracked
/// records are what they are: for one build. Several threads may render with it at once, but each is faster with its own.
public final class FragmentMemo: Sendable {
  let table: FragmentTable
  /// By the fragment's number.
  private let shelves: [Shelf]
  private let size = Atomic<Int>(0)
  private let limit: Int

  init(_ table: FragmentTable, limit: Int) {
    self.table = table
    self.limit = limit
    shelves = (0..<table.count).map { _ in Shelf() }
  }

  /// What is kept of one fragment: pages of a fixed length, by the index of its record.
  private final class Shelf: Sendable {
    let pages = Mutex<[[Fragment?]]>([])
  }

  private static let pageLength = 128

  /// What was rendered, and what was read for it.
  final class Fragment: Sendable {
    let bytes: [UInt8]
    let reads: Reads

    init(bytes: [UInt8], reads: Reads) {
      self.bytes = bytes
      self.reads = reads
    }
  }

  func fragment(_ number: Int, _ index: Int) -> Fragment? {
    shelves[number].pages.withLock { pages in
      let page = index / Self.pageLength
      return page < pages.count && !pages[page].isEmpty ? pages[page][index % Self.pageLength] : nil
    }
  }

  /// Keeps one more. When there is no room for it, everything goes: what is rendered next is like what was rendered
  /// last.
  func keep(_ fragment: Fragment, _ number: Int, _ index: Int) {
    let bytes = fragment.bytes.count + 8 * fragment.reads.keys.count + 160
    guard bytes <= limit else { return }
    if size.load(ordering: .relaxed) + bytes > limit { clear() }
    let more = shelves[number].pages.withLock { pages in
      let page = index / Self.pageLength
      let missing = max(0, page + 1 - pages.count)
      if missing > 0 { pages.append(contentsOf: repeatElement([], count: max(missing, pages.count))) }
      let isNew = pages[page].isEmpty
      if isNew { pages[page] = Array(repeating: nil, count: Self.pageLength) }
      pages[page][index % Self.pageLength] = fragment
      return 16 * missing + (isNew ? 8 * Self.pageLength : 0)
    }
    size.add(bytes + more, ordering: .relaxed)
  }

  private func clear() {
    for shelf in shelves { shelf.pages.withLock { $0 = [] } }
    size.store(0, ordering: .relaxed)
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

extension Renderer {
  mutating func fragment(_ code: FragmentCode) throws(RenderingFailure) {
    guard let memo, let index = index(of: code) else { return try run(code.body) }
    if let known = memo.fragment(code.number, index) {
      output.append(contentsOf: known.bytes)
      log?.note(known.reads)
      return
    }
    let start = output.count
    var other: ReadLog? = ReadLog()
    swap(&log, &other)
    try run(code.body)
    swap(&log, &other)
    let fragment = FragmentMemo.Fragment(bytes: Array(output[start...]), reads: other?.reads ?? Reads())
    log?.note(fragment.reads)
    memo.keep(fragment, code.number, index)
  }

  private func index(of code: FragmentCode) -> Int? {
    guard let slot = code.record else { return 0 }
    guard case .record(let record) = stack[slot], record.index >= 0 else { return nil }
    return record.index
  }
}
