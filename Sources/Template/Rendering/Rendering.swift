import Diagnostics

/// One page while it is rendered: what has been written, the values of its variables, and where it is.
///
/// The program runs on it and never changes: what belongs to the program is lent, and no reference to it is counted.
struct Rendering {
  let subject: String
  /// The owner of the page's own records that name none.
  let owner: any AnyObject & Sendable
  var output: [UInt8] = []
  /// Where it is noted what is read, when someone asks.
  var log: ReadLog?
  /// What need not be rendered again.
  var shelves = FragmentMemo.Shelves(count: 0, limit: 0)
  /// The frames: that of the page first, and one for each macro that is being rendered.
  var stack: [Value]
  /// Where the frame of the macro begins that is being rendered.
  var base = 0
  /// What `caller()` calls in the macro that is being rendered: a position in `callers`.
  var caller = -1
  var callers: [CallerFrame] = []
  /// Where the address began that is being written.
  var address = 0
  var depth: Int

  struct CallerFrame {
    /// One of the program's `callers`.
    let code: Int
    let base: Int
    let caller: Int
  }

  /// - Parameter owner: Nil where no record is the page's own.
  init(
    of program: Program, _ variables: consuming [Value], owner: (any AnyObject & Sendable)?, subject: String
  ) throws(RenderingFailure) {
    let count = variables.count
    guard count == program.variables else {
      let counts = "\(program.variables) variables, and \(count) were given"
      throw RenderingFailure(Diagnostic(id: "template-value", "\(program.name) takes \(counts)"))
    }
    self.subject = subject
    self.owner = owner ?? program.root
    depth = program.depth
    stack = variables
    stack.append(contentsOf: repeatElement(.none, count: program.slots - count))
  }

  subscript(slot: Slot) -> Value {
    get { stack[slot.isLocal ? base + slot.index : slot.index] }
    set { stack[slot.isLocal ? base + slot.index : slot.index] = newValue }
  }

  /// The record in a slot; nil for anything else.
  @inline(__always)
  func record(in slot: Slot) -> Record? {
    if case .record(let record) = stack[slot.isLocal ? base + slot.index : slot.index] { record } else { nil }
  }

  /// The index of the record in a slot of the page; nil for anything else, and where the index is not one of a table.
  func index(in slot: Int) -> Int? {
    if case .record(let record) = stack[slot], record.index >= 0 { record.index } else { nil }
  }
}

extension Program {
  func owners(_ page: borrowing Rendering) -> Owners { Owners(root: root, page: page.owner) }
}

/// A diagnostic in a box: what may fail on every level of a deep recursion must not need much of the stack for it.
final class RenderingFailure: Error {
  let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }
}
