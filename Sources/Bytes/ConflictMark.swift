/// Whether a line is one of the marks that git leaves in a file that it could not merge: `<<<<<<< HEAD`,
/// `||||||| base`, `=======`, `>>>>>>> branch`.
///
/// - Parameter line: With or without its end.
public func isConflictMark(_ line: ArraySlice<UInt8>) -> Bool {
  guard let mark = line.first, "<|=>".utf8.contains(mark), line.count >= 7 else { return false }
  guard line.prefix(7).allSatisfy({ $0 == mark }) else { return false }
  return line.dropFirst(7).first.map { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D } ?? true
}

/// Whether a line is a mark that begins or ends a conflict: the two that nothing else looks like, as `=======` looks like
/// the line below a heading.
public func isConflictEdge(_ line: ArraySlice<UInt8>) -> Bool {
  (line.first == UInt8(ascii: "<") || line.first == UInt8(ascii: ">")) && isConflictMark(line)
}
