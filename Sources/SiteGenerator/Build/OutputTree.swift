/// Walks over the folders below one of `Output`'s; iterative, for their depth is not ours to choose.
enum OutputTree {
  struct Entry {
    let path: String
    let kind: FileStatus.Kind
  }

  /// Everything below a folder (the empty path: all), a folder before what is in it; links are not followed.
  static func entries(
    below top: String, in output: Int32, _ fileSystem: any FileSystem
  ) throws(SystemError) -> [Entry] {
    var found = [Entry]()
    var open = [top]
    while let folder = open.popLast() {
      for name in try fileSystem.list(folder.isEmpty ? "." : folder, in: output).sorted() {
        let path = folder.isEmpty ? name : "\(folder)/\(name)"
        if path == OutputState.folder { continue }
        let kind = try fileSystem.status(path, in: output)?.kind ?? .other
        found.append(Entry(path: path, kind: kind))
        if kind == .folder { open.append(path) }
      }
    }
    return found
  }

  /// Deletes a folder with all that is in it, as far as the system allows.
  static func remove(_ top: String, in output: Int32, _ fileSystem: any FileSystem) {
    guard let entries = try? entries(below: top, in: output, fileSystem) else { return }
    for entry in entries where entry.kind != .folder { try? fileSystem.removeFile(entry.path, in: output) }
    for entry in entries.reversed() where entry.kind == .folder {
      try? fileSystem.removeFolder(entry.path, in: output)
    }
    try? fileSystem.removeFolder(top, in: output)
  }
}
