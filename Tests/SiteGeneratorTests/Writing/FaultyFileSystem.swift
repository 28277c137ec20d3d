@testable import SiteGenerator

/// The file system of the machine, until the call that fails.
final class FaultyFileSystem: FileSystem {
  enum Fault {
    /// The call fails, and those after it do not.
    case once(Int32)
    /// The call and all after it fail, as on a disk that stays full.
    case always(Int32)
    /// The process is gone: the call and all after it do nothing. A write has taken half of its bytes.
    case killed
  }

  private let system = SystemFileSystem()
  private let fault: Fault
  private let failing: Int
  private(set) var calls = 0
  private(set) var renamed: [String] = []
  /// How many files were renamed when a file was on the disk.
  private(set) var synchronized: [Int] = []
  private(set) var isReached = false
  /// What was opened and not closed.
  private(set) var open = Set<Int32>()
  /// The most files that were open at a time.
  private(set) var mostOpen = 0
  /// As `umask` does: what is taken from the permissions of new files and folders.
  var mask: UInt32 = 0
  /// Whether names that differ in case alone are one, as on most Macs; a file keeps the name that it was made with.
  var isCaseless = false
  var readOnlyFolders = Set<String>()
  var whilePausing: () -> Void = { SystemFileSystem().pause(milliseconds: 5) }
  /// Instead of those of the machine.
  var homes: [String]?

  init(_ fault: Fault = .once(5), at failing: Int = .max) {
    self.fault = fault
    self.failing = failing
  }

  private func count(_ call: String) throws(SystemError) {
    calls += 1
    if calls == failing { isReached = true }
    switch fault {
    case .once(let code): if calls == failing { throw SystemError(call: call, code: code) }
    case .always(let code): if calls >= failing { throw SystemError(call: call, code: code) }
    case .killed: if calls >= failing { throw SystemError(call: call, code: 4) }
    }
  }

  /// The path with the names that stand on the disk.
  private func found(_ path: String, in folder: Int32) -> String {
    guard isCaseless else { return path }
    var found = ""
    for part in path.split(separator: "/") {
      let names = (try? system.list(found.isEmpty ? "." : found, in: folder).names) ?? []
      let name = names.first { $0.lowercased() == part.lowercased() } ?? String(part)
      found += found.isEmpty ? name : "/" + name
    }
    return found
  }

  private func opened(_ descriptor: Int32) -> Int32 {
    open.insert(descriptor)
    mostOpen = max(mostOpen, open.count)
    return descriptor
  }

  func realPath(_ path: String) throws(SystemError) -> String {
    try count("realpath")
    return try system.realPath(path)
  }

  func identity(_ path: String) throws(SystemError) -> FileStatus? {
    try count("stat")
    return try system.identity(path)
  }

  func homeFolders() -> [String] { homes ?? system.homeFolders() }

  func openFolder(_ path: String) throws(SystemError) -> Int32 {
    try count("open")
    return opened(try system.openFolder(path))
  }

  func makeFolder(absolute path: String) throws(SystemError) {
    try count("mkdir")
    try system.makeFolder(absolute: path)
  }

  func openSource(_ path: String) throws(SystemError) -> Int32 {
    try count("open")
    return opened(try system.openSource(path))
  }

  func status(_ path: String, in folder: Int32) throws(SystemError) -> FileStatus? {
    try count("fstatat")
    return try system.status(found(path, in: folder), in: folder)
  }

  func makeFolder(_ path: String, in folder: Int32) throws(SystemError) {
    try count("mkdirat")
    try system.makeFolder(found(path, in: folder), in: folder)
    if mask != 0 { try system.setPermissions(0o755 & ~mask, of: found(path, in: folder), in: folder) }
  }

  func isWritable(_ path: String, in folder: Int32) -> Bool {
    !readOnlyFolders.contains(path) && system.isWritable(found(path, in: folder), in: folder)
  }

  func list(_ path: String, in folder: Int32) throws(SystemError) -> FolderNames {
    try count("readdir")
    return try system.list(found(path, in: folder), in: folder)
  }

  func rename(_ path: String, to target: String, in folder: Int32) throws(SystemError) {
    try count("renameat")
    try system.rename(found(path, in: folder), to: found(target, in: folder), in: folder)
    renamed.append(target)
  }

  func removeFile(_ path: String, in folder: Int32) throws(SystemError) {
    try count("unlinkat")
    try system.removeFile(found(path, in: folder), in: folder)
  }

  func removeFolder(_ path: String, in folder: Int32) throws(SystemError) {
    try count("unlinkat")
    try system.removeFolder(found(path, in: folder), in: folder)
  }

  func setPermissions(_ permissions: UInt32, of path: String, in folder: Int32) throws(SystemError) {
    try count("fchmodat")
    try system.setPermissions(permissions, of: found(path, in: folder), in: folder)
  }

  func create(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try count("openat")
    let descriptor = opened(try system.create(found(path, in: folder), in: folder))
    if mask != 0 { try system.setPermissions(0o644 & ~mask, of: found(path, in: folder), in: folder) }
    return descriptor
  }

  func open(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try count("openat")
    return opened(try system.open(found(path, in: folder), in: folder))
  }

  func openLock(_ path: String, in folder: Int32) throws(SystemError) -> Int32 {
    try count("openat")
    return opened(try system.openLock(found(path, in: folder), in: folder))
  }

  func lock(_ descriptor: Int32) throws(SystemError) -> Bool {
    try count("flock")
    return try system.lock(descriptor)
  }

  func truncate(_ descriptor: Int32) throws(SystemError) {
    try count("ftruncate")
    try system.truncate(descriptor)
  }

  func status(of descriptor: Int32) throws(SystemError) -> FileStatus {
    try count("fstat")
    return try system.status(of: descriptor)
  }

  func rewind(_ descriptor: Int32) throws(SystemError) {
    try count("lseek")
    try system.rewind(descriptor)
  }

  func read(_ descriptor: Int32, into buffer: inout [UInt8]) throws(SystemError) -> Int {
    try count("read")
    return try system.read(descriptor, into: &buffer)
  }

  /// Takes 1,000 bytes at most, so that more calls are needed for a longer file.
  func write(_ bytes: Span<UInt8>, to descriptor: Int32) throws(SystemError) -> Int {
    do { try count("write") } catch {
      _ = try system.write(bytes.extracting(0..<(bytes.count / 2)), to: descriptor)
      throw error
    }
    return try system.write(bytes.extracting(0..<min(bytes.count, 1000)), to: descriptor)
  }

  func synchronize(_ descriptor: Int32) throws(SystemError) {
    try count("fsync")
    try system.synchronize(descriptor)
    synchronized.append(renamed.count)
  }

  /// Closed in any case: the kernel closes what a process leaves open, and a descriptor whose `close` failed.
  func close(_ descriptor: Int32) throws(SystemError) {
    open.remove(descriptor)
    try system.close(descriptor)
    try count("close")
  }

  func pause(milliseconds: Int) { whilePausing() }

  var processID: Int32 { 4711 }
}
