import Bytes
import Synchronization

/// Where the HTML of a body is kept.
struct BodyHandle: Sendable, Hashable {
  let index: Int32
  static let empty = BodyHandle(index: -1)
}

/// A piece of a file, and how to know that it is what was written. There are three of each article: what is counted in
/// 32 bits stays small.
struct StoredPiece: Sendable, Hashable {
  /// The file; negative while there is none.
  var descriptor: Int32 = -1
  private var size: UInt32 = 0
  var offset = 0
  var check: UInt64 = 0

  /// In bytes.
  var count: Int { Int(size) }

  init() {}

  /// - Parameter count: Of more than 32 bits can count, the piece is another than what was written, and is lost.
  init(descriptor: Int32 = -1, offset: Int = 0, count: Int, check: UInt64 = 0) {
    (self.descriptor, self.offset, self.check) = (descriptor, offset, check)
    size = UInt32(clamping: count)
  }
}

/// Keeps the rendered text of articles between the step that makes it and the step that writes pages: in a file, so that
/// the memory that a build needs does not grow with what was written.
///
/// A text that was damaged on the disk is made again from its source.
final class BodyStore: Sendable {
  private struct State {
    var bodies: [StoredPiece] = []
    /// What is gathered, and where it will begin in the file.
    var pending: [UInt8] = []
    var end = 0
    /// What a thread is writing, right before `end`: until it is in the file it is read from here.
    var leaving: [UInt8] = []
    /// Without a file: the texts by their place in `bodies`.
    var texts: [Int32: [UInt8]] = [:]
    var hasFailed = false
    var hasLost = false
    var recover: (@Sendable (BodyHandle) -> [UInt8]?)?

    /// What was gathered, to be written from the offset on; nil while another thread writes, or when nobody can.
    mutating func nextPiece() -> (bytes: [UInt8], offset: Int)? {
      guard leaving.isEmpty, !hasFailed, !pending.isEmpty else { return nil }
      let offset = end
      swap(&leaving, &pending)
      end += leaving.count
      pending.reserveCapacity(BodyStore.pieceSize * 3 / 2)
      return (leaving, offset)
    }

    /// The bytes of a piece that are not in the file yet.
    func waiting(_ piece: StoredPiece) -> [UInt8]? {
      for (bytes, offset) in [(pending, end), (leaving, end - leaving.count)] {
        let start = piece.offset - offset
        if start >= 0, start + piece.count <= bytes.count { return Array(bytes[start..<start + piece.count]) }
      }
      return nil
    }

    mutating func adopt(_ piece: StoredPiece) -> BodyHandle {
      bodies.append(piece)
      return BodyHandle(index: Int32(bodies.count - 1))
    }
  }

  /// How much is gathered before it is written, in bytes; the other threads go on meanwhile.
  private static let pieceSize = 1 << 16

  private let state: Mutex<State>
  /// Open for reading and writing; nil for a store in memory.
  let descriptor: Int32?

  /// - Parameters:
  ///   - descriptor: A file that is open for reading and writing; nil to keep everything in memory.
  ///   - end: Where new texts begin in it.
  init(descriptor: Int32? = nil, end: Int = 0) {
    self.descriptor = descriptor
    var state = State()
    state.end = end
    self.state = Mutex(state)
  }

  /// Where the file ends, with what is not written yet.
  var end: Int { state.withLock { $0.end + $0.pending.count } }

  /// Whether something could not be written: the file is of no use to the next build.
  var hasFailed: Bool { state.withLock { $0.hasFailed } }

  /// Whether a text could not be had again: what was made with it may not be published.
  var hasLost: Bool { state.withLock { $0.hasLost } }

  /// Called for a text that is not what was written; nil when there is nothing to make it from.
  func recover(with recover: @escaping @Sendable (BodyHandle) -> [UInt8]?) { state.withLock { $0.recover = recover } }

  /// Takes a text; the piece of the file that it becomes is for the next build.
  func append(_ html: [UInt8]) -> (handle: BodyHandle, piece: StoredPiece) {
    let piece = keep(html)
    guard !html.isEmpty else { return (.empty, piece) }
    return state.withLock { state in
      let handle = state.adopt(piece)
      if descriptor == nil { state.texts[handle.index] = html }
      return (handle, piece)
    }
  }

  /// Takes bytes that `bytes(of:)` gives back, if there is a file.
  func keep(_ bytes: [UInt8]) -> StoredPiece {
    guard let descriptor else { return StoredPiece(count: bytes.count) }
    let check = ContentHash(bytes).low
    let (piece, full) = state.withLock { state in
      let piece = StoredPiece(
        descriptor: descriptor, offset: state.end + state.pending.count, count: bytes.count, check: check)
      state.pending.append(bytes: bytes)
      return (piece, state.pending.count >= Self.pieceSize ? state.nextPiece() : nil)
    }
    if let full {
      let isWritten = write(full.bytes, at: full.offset, descriptor)
      state.withLock { state in
        if isWritten { state.leaving = [] } else { state.hasFailed = true }
      }
    }
    return piece
  }

  /// Takes a text that stands in a file, and what is kept with it.
  func adopt(_ html: StoredPiece, _ outline: StoredPiece) -> (html: BodyHandle, outline: BodyHandle) {
    state.withLock { state in
      (html.count == 0 ? .empty : state.adopt(html), outline.count == 0 ? .empty : state.adopt(outline))
    }
  }

  /// Writes what was gathered.
  func flush() {
    guard let descriptor else { return }
    state.withLock { state in
      guard !state.hasFailed, !state.pending.isEmpty else { return }
      state.hasFailed = !write(state.pending, at: state.end, descriptor)
      guard !state.hasFailed else { return }
      state.end += state.pending.count
      state.pending = []
    }
  }

  /// False when it could not be written, and has to stay in memory.
  private func write(_ bytes: [UInt8], at offset: Int, _ descriptor: Int32) -> Bool {
    (try? SystemFileSystem().write(bytes, to: descriptor, at: offset)) != nil
  }

  func html(_ handle: BodyHandle) -> [UInt8] {
    guard handle != .empty else { return [] }
    let (piece, text) = state.withLock { ($0.bodies[Int(handle.index)], $0.texts[handle.index]) }
    if let found = text ?? bytes(of: piece) { return found }
    let recover = state.withLock { $0.recover }
    if let made = recover?(handle), made.count == piece.count, ContentHash(made).low == piece.check { return made }
    state.withLock { $0.hasLost = true }
    // As long as the text was: offsets into it are known already.
    return [UInt8](repeating: 0x20, count: piece.count)
  }

  /// Nil when the file does not hold what was written.
  func bytes(of piece: StoredPiece) -> [UInt8]? {
    if piece.count == 0 { return [] }
    let waiting = piece.descriptor == descriptor ? state.withLock { $0.waiting(piece) } : nil
    let found = waiting ?? (try? SystemFileSystem().read(piece.descriptor, at: piece.offset, count: piece.count))
    guard let found, found.count == piece.count, ContentHash(found).low == piece.check else { return nil }
    return found
  }
}
