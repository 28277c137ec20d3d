import Synchronization

/// Where the HTML of a body is kept.
struct BodyHandle: Sendable, Hashable {
  let index: Int32
  static let empty = BodyHandle(index: -1)
}

/// Keeps the rendered text of articles between the step that makes it and the step that writes pages.
final class BodyStore: Sendable {
  private let bodies = Mutex<[[UInt8]]>([])

  func append(_ html: [UInt8]) -> BodyHandle {
    guard !html.isEmpty else { return .empty }
    return bodies.withLock { bodies in
      bodies.append(html)
      return BodyHandle(index: Int32(bodies.count - 1))
    }
  }

  func html(_ handle: BodyHandle) -> [UInt8] {
    guard handle != .empty else { return [] }
    return bodies.withLock { $0[Int(handle.index)] }
  }
}
