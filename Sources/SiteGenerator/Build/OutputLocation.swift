internal import Diagnostics

/// A folder of the user's that `Output` must not be mixed up with.
public enum ProtectedFolder: Sendable, Hashable {
  /// `Content`, `Templates`: `Output` may not be it, hold it or lie in it.
  case apart(String)
  /// The folder of the site, the home folder: `Output` may not be it or hold it.
  case outside(String)
}

/// Where `Output` is, or will be, when links and `..` are resolved.
struct OutputLocation {
  /// As the user wrote it.
  let name: String
  /// The part that is there.
  let existing: String
  /// The folders to be made in it.
  let missing: [String]

  var real: String { ([existing == "/" ? "" : existing] + missing).joined(separator: "/") }

  init(_ name: String, _ fileSystem: any FileSystem) throws(Diagnostic) {
    guard !name.isEmpty, !name.utf8.contains(0) else { throw .outputRefused(name, "the name of the folder is empty") }
    var rest = name.utf8.first == UInt8(ascii: "/") ? name : "./" + name
    var missing = [String]()
    while true {
      do {
        existing = try fileSystem.realPath(rest)
        break
      } catch {
        guard error.isMissing, let cut = Self.cut(rest), cut.last != "..", missing.count < 64 else {
          throw .outputDisk(error, "find this folder", name)
        }
        rest = cut.folder
        if cut.last != ".", !cut.last.isEmpty { missing.insert(cut.last, at: 0) }
      }
    }
    self.name = name
    self.missing = missing
  }

  /// The path without its last part, and that part.
  private static func cut(_ path: String) -> (folder: String, last: String)? {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.utf8.index(after: slash)...]))
  }

  /// Refuses the root, the home folder, and whatever touches a protected folder.
  func check(_ protected: [ProtectedFolder], _ fileSystem: any FileSystem) throws(Diagnostic) {
    guard real != "", real != "/" else { throw .outputRefused(name, "it is the root of the disk") }
    for home in fileSystem.homeFolders() {
      // `HOME` may be any text: what cannot be found is nobody's home.
      guard let other = try? OutputLocation(home, fileSystem) else { continue }
      try check(other, isApart: false, "the home folder", fileSystem)
    }
    for folder in protected {
      let (path, isApart) =
        switch folder {
        case .apart(let path): (path, true)
        case .outside(let path): (path, false)
        }
      guard !path.isEmpty, !path.utf8.contains(0) else { continue }
      try check(OutputLocation(path, fileSystem), isApart: isApart, "\"\(path)\"", fileSystem)
    }
  }

  private func check(
    _ other: OutputLocation, isApart: Bool, _ shown: String, _ fileSystem: any FileSystem
  ) throws(Diagnostic) {
    // The home of a system account may be "/", or not be there: nothing of anyone's is in it.
    guard other.real != "", other.real != "/" else { return }
    if holds(self, other, fileSystem) {
      let isSame = holds(other, self, fileSystem)
      throw .outputRefused(name, isSame ? "it is \(shown)" : "it holds \(shown)")
    }
    if isApart, holds(other, self, fileSystem) { throw .outputRefused(name, "it lies in \(shown)") }
  }

  /// Whether the second is the first or lies in it: by name, and by device and inode, which see through a case that the
  /// file system ignores and through a folder that is mounted twice.
  private func holds(_ outer: OutputLocation, _ inner: OutputLocation, _ fileSystem: any FileSystem) -> Bool {
    let top = outer.missing.isEmpty ? try? fileSystem.identity(outer.existing) : nil
    var path = inner.real
    while true {
      if path == outer.real { return true }
      if let top, let here = try? fileSystem.identity(path), here.device == top.device,
        here.stamp.inode == top.stamp.inode
      {
        return true
      }
      guard let cut = Self.cut(path), path != "/" else { return false }
      path = cut.folder
    }
  }
}
