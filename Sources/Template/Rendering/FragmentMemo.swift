import Synchronization

/// What was rendered once and is the same wherever it is shown: the foot of a site, an article's card.
///
/// It belongs to one set of templates, and is right as long as the values of the shared variables and the tracked
/// records are what they are: for one build. Several threads may render with it at once.
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

  /// What is kept of one fragment, by the index of its record.
  private final class Shelf: Sendable {
    let fragments = Mutex<[Fragment?]>([])
  }

  /// What was rendered, and what was read for it.
  final class Fragment: Sendable {
    let bytes: [UInt8]
    let reads: Reads

    init(bytes: [UInt8], reads: Reads) {
      self.bytes = bytes
      self.reads = reads
    }
  }

  /// Whether there is room for more.
  var hasRoom: Bool { size.load(ordering: .relaxed) < limit }

  func fragment(_ number: Int, _ index: Int) -> Fragment? {
    shelves[number].fragments.withLock { index < $0.count ? $0[index] : nil }
  }

  func keep(_ fragment: Fragment, _ number: Int, _ index: Int) {
    shelves[number].fragments.withLock { fragments in
      var bytes = fragment.bytes.count + 8 * fragment.reads.keys.count + 160
      if index >= fragments.count {
        let longer = max(index + 1, min(2 * fragments.count, index + 4096))
        bytes += 8 * (longer - fragments.count)
        fragments.append(contentsOf: repeatElement(nil, count: longer - fragments.count))
      }
      fragments[index] = fragment
      size.add(bytes, ordering: .relaxed)
    }
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
    guard memo.hasRoom else { return try run(code.body) }
    let start = output.count
    let outer = log
    let inner = ReadLog()
    log = inner
    try run(code.body)
    log = outer
    let fragment = FragmentMemo.Fragment(bytes: Array(output[start...]), reads: inner.reads)
    outer?.note(fragment.reads)
    memo.keep(fragment, code.number, index)
  }

  private func index(of code: FragmentCode) -> Int? {
    guard let slot = code.record else { return 0 }
    guard case .record(let record) = stack[slot], record.index >= 0 else { return nil }
    return record.index
  }
}
