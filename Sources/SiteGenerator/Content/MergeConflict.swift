import Bytes
import Diagnostics

extension Source {
  /// What is wrong with a part of a file that git could not merge: what its marks have made of the lines around them
  /// says little. Nil when there is no such mark.
  func mergeConflict(in range: SourceRange) -> Diagnostic? {
    let lines = LineCursor(bytes)
    var next = range.lowerBound
    while next < range.upperBound, let line = lines.line(at: next) {
      if isConflictEdge(bytes[line.content]) { return .mergeConflict(place(line.content)) }
      next = line.next
    }
    return nil
  }

  /// The same for the whole file.
  var mergeConflict: Diagnostic? { mergeConflict(in: 0..<bytes.count) }
}

extension Diagnostic {
  static func mergeConflict(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "merge-conflict", "git could not merge this file and left its marks in it", at: place,
      hint:
        "keep of the two versions what is right, and delete the marks; shown on purpose they belong into a block of code"
    )
  }
}
