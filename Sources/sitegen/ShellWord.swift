/// A name as a shell reads it: in quotation marks, where it has something that a shell understands otherwise.
func asShellWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      || "/._-+,:@%".utf8.contains(byte)
  }
  let name = text.hasPrefix("-") ? "./\(text)" : text
  return isPlain ? name : quoted(name)
}

/// A text in quotation marks of the shell.
func quoted(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
}
