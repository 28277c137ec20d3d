import Bytes
import Synchronization

/// What was rendered once and is the same wherever it is shown: the foot of a site, an article's card.
///
/// It belongs to one set of templates, and is right as long as the values of the shared variables and the tracked
/// records are what they are: for one build. One page at a time is rendered with it; threads have one each, and show what
/// the others have rendered (`another()`).
public final class FragmentMemo: Sendable {
  let table: FragmentTable
  let shelves: Mutex<Shelves>
  private let exchange: FragmentExchange

  private init(_ table: FragmentTable, limit: Int, _ exchange: FragmentExchange) {
    self.table = table
    self.exchange = exchange
    shelves = Mutex(Shelves(count: table.count, limit: limit))
  }

  /// - Parameter limit: Bytes that are kept before everything goes, by all threads together. What has gone stays in
  ///   memory until each thread begins its next page: then there is up to twice as much, about, and each thread has a
  ///   table of its own of what is where.
  convenience init(_ table: FragmentTable, limit: Int) { self.init(table, limit: limit, FragmentExchange()) }

  /// One for another thread.
  public func another() -> FragmentMemo {
    FragmentMemo(table, limit: shelves.withLock { $0.limit }, exchange)
  }

  /// Lends what is known for one page, and the memory that the page before it was written in: the processor has it at
  /// hand, and has to fetch memory of a page's own before the first byte can be written there.
  func lend(to page: inout Rendering, _ body: (inout Rendering) throws(RenderingFailure) -> Void)
    throws(RenderingFailure)
  {
    try shelves.withLock { shelves throws(RenderingFailure) in
      exchange.trade(&shelves)
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
    if let place = page.shelves.place(of: code.number, index) {
      page.shelves.append(place, to: &page.output)
      page.log?.note(page.shelves, place)
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
