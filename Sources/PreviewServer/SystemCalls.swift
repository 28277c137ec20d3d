#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
import SiteGenerator

// Every call of the preview to the system: all that is `unsafe` in this target is in this file.

/// A call to the system that failed.
struct SystemCallError: Error, Hashable {
  let call: String
  /// `errno`.
  let code: Int32

  var reason: String { systemReason(code) }
}

/// What the system says of an `errno`: `No space left on device`.
package func systemReason(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }

/// The `errno` of a port where another program listens.
let addressInUse = EADDRINUSE

/// A file without a name, for reading and writing: the system takes it away when the descriptor is closed.
func openUnnamedFile(in folder: String) throws(SystemCallError) -> Int32 {
  let path = "\(folder)/preview-\(getpid())-\(UInt64.random(in: 0...(.max)))"
  let descriptor = try checked("open") { unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600) }
  do {
    try checked("unlink") { unsafe unlink(path) }
  } catch {
    closeDescriptor(descriptor)
    throw error
  }
  return descriptor
}

/// A file for reading, and its size and time; nil when it is no regular file.
func openRegularFile(_ path: String) throws(SystemCallError) -> (descriptor: Int32, stamp: SourceStamp)? {
  let descriptor = try checked("open") { unsafe open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
  var raw = stat()
  guard unsafe fstat(descriptor, &raw) == 0, raw.st_mode & S_IFMT == S_IFREG else {
    closeDescriptor(descriptor)
    return nil
  }
  return (descriptor, SourceStamp(raw))
}

extension SourceStamp {
  fileprivate init(_ raw: stat) {
    #if canImport(Darwin)
      let (modification, change) = (raw.st_mtimespec, raw.st_ctimespec)
    #else
      let (modification, change) = (raw.st_mtim, raw.st_ctim)
    #endif
    self.init(
      size: Int(raw.st_size), modified: nanoseconds(modification), changed: nanoseconds(change),
      inode: UInt64(raw.st_ino))
  }

  /// Nil when there is no file; a folder has no state but what is in it.
  init?(path: String) {
    var raw = stat()
    guard unsafe lstat(path, &raw) == 0, raw.st_mode & S_IFMT != S_IFDIR else { return nil }
    self.init(raw)
  }
}

/// Since 1970; what no clock shows is some other number.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}

func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

/// At most `count` bytes; fewer only at the end of the file.
func readBytes(_ descriptor: Int32, at offset: Int, count: Int) throws(SystemCallError) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: count)
  var length = 0
  while length < count {
    let read = try checked("pread") {
      unsafe buffer.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress?.advanced(by: length), count - length, off_t(offset + length))
      }
    }
    if read == 0 { break }
    length += read
  }
  if length < count { buffer.removeLast(count - length) }
  return buffer
}

func writeBytes(_ bytes: [UInt8], to descriptor: Int32, at offset: Int) throws(SystemCallError) {
  var length = 0
  while length < bytes.count {
    length += try checked("pwrite") {
      unsafe bytes.withUnsafeBytes {
        unsafe pwrite(descriptor, $0.baseAddress?.advanced(by: length), bytes.count - length, off_t(offset + length))
      }
    }
  }
}

/// Asks for as many descriptors as the system lets this process have; how many those are.
func raiseDescriptorLimit() -> Int {
  var limit = rlimit()
  guard unsafe getrlimit(descriptorLimit, &limit) == 0 else { return 256 }
  let wanted = min(limit.rlim_max, 4096)
  if limit.rlim_cur < wanted {
    limit.rlim_cur = wanted
    _ = unsafe setrlimit(descriptorLimit, &limit)
    guard unsafe getrlimit(descriptorLimit, &limit) == 0 else { return 256 }
  }
  return Int(clamping: limit.rlim_cur)
}

#if canImport(Darwin) || canImport(Musl)
  private let descriptorLimit = RLIMIT_NOFILE
#else
  private let descriptorLimit = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#endif

#if os(Linux)
  /// What the kernel says of one name in a watched folder.
  struct FolderEvent {
    /// The folder, as `watchFolder` named it.
    let watch: Int32
    /// `IN_CREATE` and the like.
    let mask: UInt32
    /// Empty for the folder itself.
    let name: String

    func has(_ flag: Int32) -> Bool { mask & UInt32(bitPattern: flag) != 0 }
    var isFolder: Bool { has(Int32(IN_ISDIR)) }
  }

  func openFolderEvents() throws(SystemCallError) -> Int32 {
    try checked("inotify_init1") { inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC)) }
  }

  /// Watches the names of one folder. A file that is being written counts when it is closed.
  func watchFolder(_ path: String, _ descriptor: Int32) throws(SystemCallError) -> Int32 {
    let mask =
      IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF | IN_ATTRIB
      | IN_ONLYDIR
    return try checked("inotify_add_watch") { unsafe inotify_add_watch(descriptor, path, UInt32(mask)) }
  }

  func unwatchFolder(_ watch: Int32, _ descriptor: Int32) { inotify_rm_watch(descriptor, watch) }

  /// Waits until there are events, at most so long; whether there are.
  func waitForEvents(_ descriptor: Int32, milliseconds: Int32) -> Bool {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&wanted, 1, milliseconds) > 0
  }

  /// All that wait to be read.
  func readEvents(_ descriptor: Int32) -> [FolderEvent] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let length = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    guard length > 0 else { return [] }
    var events: [FolderEvent] = []
    unsafe buffer.withUnsafeBytes { bytes in
      var offset = 0
      while offset + 16 <= length {
        let watch = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)
        let mask = unsafe bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        let room = Int(unsafe bytes.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
        let name = unsafe bytes[(offset + 16)..<min(offset + 16 + room, length)].prefix { $0 != 0 }
        events.append(FolderEvent(watch: watch, mask: mask, name: unsafe String(decoding: name, as: UTF8.self)))
        offset += 16 + room
      }
    }
    return events
  }

  /// The folders in a folder; those that cannot be read have none.
  func subfolders(of path: String) -> [String] {
    guard let stream = unsafe opendir(path) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      // A file system that does not say: asked to watch folders only, the kernel tells.
      guard unsafe [UInt8(DT_DIR), UInt8(DT_UNKNOWN)].contains(entry.pointee.d_type) else { continue }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let name = unsafe UnsafeRawPointer(entry).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      names.append(unsafe String(cString: name))
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
#endif

/// Tries again what a signal interrupted.
@discardableResult
private func checked<Number: SignedInteger>(_ call: String, _ body: () -> Number) throws(SystemCallError) -> Number {
  while true {
    let result = body()
    if result >= 0 { return result }
    let code = errno
    guard code == EINTR else { throw SystemCallError(call: call, code: code) }
  }
}
