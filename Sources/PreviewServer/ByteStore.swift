import Synchronization

/// The bytes of the preview's files, one after the other, in a file without a name.
///
/// On the disk and not in memory, so that a large archive is shown with little; without a name, so that nothing else can
/// change or publish them, and nothing is left when the process ends, however it ends.
package final class ByteStore: Sendable {
  /// Some of the bytes of a store, which lives as long as anything of it is in use.
  struct Range: Sendable {
    let store: ByteStore
    let offset: Int
    let count: Int

    /// A part of it, counted from its beginning.
    func read(_ part: Swift.Range<Int>) throws(SystemCallError) -> [UInt8] {
      try readBytes(store.descriptor, at: offset + part.lowerBound, count: part.count)
    }

    func readAll() throws(SystemCallError) -> [UInt8] { try read(0..<count) }
  }

  fileprivate let descriptor: Int32
  private let end = Mutex(0)

  /// - Parameter folders: The first one in which a file can be made is taken.
  init(in folders: [String]) throws(SystemCallError) {
    var failure = SystemCallError(call: "open", code: 0)
    for folder in folders {
      do throws(SystemCallError) {
        descriptor = try openUnnamedFile(in: folder)
        return
      } catch {
        failure = error
      }
    }
    throw failure
  }

  deinit { closeDescriptor(descriptor) }

  /// How many bytes it holds, used or not.
  var count: Int { end.withLock { $0 } }

  func append(_ bytes: [UInt8]) throws(SystemCallError) -> Range {
    let offset = end.withLock { end in
      defer { end += bytes.count }
      return end
    }
    try writeBytes(bytes, to: descriptor, at: offset)
    return Range(store: self, offset: offset, count: bytes.count)
  }
}
