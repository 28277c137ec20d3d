internal import Diagnostics

/// The right to write into one `Output`: `flock` on a file that stays, so that it ends with its process, however that
/// ends.
///
/// The file is never deleted, for two builds could then each hold one of the same name.
struct OutputLock {
  private let descriptor: Int32
  private static let pause = 50

  /// Waits for `wait` seconds at most; `waiting` hears who holds the lock, once.
  init(
    _ path: String, in folder: Int32, shownAs name: String, wait: Int, waiting: (String) -> Void,
    _ fileSystem: any FileSystem
  ) throws(Diagnostic) {
    let descriptor: Int32
    do { descriptor = try fileSystem.openLock(path, in: folder) } catch {
      throw error.isLink ? .outputLink("\(name)/\(path)") : .outputDisk(error, "open the lock", "\(name)/\(path)")
    }
    let isTaken: Bool
    do {
      isTaken = try Self.take(descriptor, wait: wait, waiting: waiting, fileSystem)
      if isTaken { try Self.sign(descriptor, fileSystem) }
    } catch {
      try? fileSystem.close(descriptor)
      throw .outputDisk(error, "take the lock", "\(name)/\(path)")
    }
    guard isTaken else {
      let holder = Self.holder(descriptor, fileSystem)
      try? fileSystem.close(descriptor)
      throw .outputLocked(name, holder: holder)
    }
    self.descriptor = descriptor
  }

  func release(_ fileSystem: any FileSystem) {
    try? fileSystem.truncate(descriptor)
    try? fileSystem.close(descriptor)
  }

  private static func take(
    _ descriptor: Int32, wait: Int, waiting: (String) -> Void, _ fileSystem: any FileSystem
  ) throws(SystemError) -> Bool {
    if try fileSystem.lock(descriptor) { return true }
    guard wait > 0 else { return false }
    waiting(holder(descriptor, fileSystem))
    for _ in 0..<(wait * 1000 / pause) {
      fileSystem.pause(milliseconds: pause)
      if try fileSystem.lock(descriptor) { return true }
    }
    return false
  }

  private static func sign(_ descriptor: Int32, _ fileSystem: any FileSystem) throws(SystemError) {
    try fileSystem.truncate(descriptor)
    // Who waited has read what the other had written.
    try fileSystem.rewind(descriptor)
    try fileSystem.writeAll(Array("process \(fileSystem.processID)\n".utf8).span, to: descriptor)
  }

  /// `process 4711`, as the file says, or something that is always right.
  private static func holder(_ descriptor: Int32, _ fileSystem: any FileSystem) -> String {
    let unknown = "another process"
    var buffer = [UInt8](repeating: 0, count: 32)
    guard (try? fileSystem.rewind(descriptor)) != nil, let count = try? fileSystem.read(descriptor, into: &buffer)
    else { return unknown }
    let text = String(decoding: buffer[..<count].prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    let digits = text.dropFirst("process ".count)
    return text.hasPrefix("process ") && !digits.isEmpty && digits.allSatisfy(\.isNumber) ? text : unknown
  }
}
