import Diagnostics

/// The sentences about the ledger, and about what it remembers.
extension Diagnostic {
  /// What is said when an article is compared with what the ledger remembers of it: once, since the ledger then knows.
  static let saidOnceIDs: Set<String> = ["guid-changed", "text-changed", "address-reused", "perhaps-moved"]

  static func ledgerConflict(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "ledger-conflict", "git could not merge the ledger and left its marks in it", at: place,
      hint: "keep the lines of both sides and delete the marks; two lines of one article are made one by the next build"
    )
  }

  static func ledgerLine(_ problem: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      id: "ledger-line", "this line of the ledger \(problem)", at: place,
      hint: "take the line back from the last commit; a line that is deleted is forgotten, and so is its feed id")
  }

  static func textChanged(_ title: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "text-changed", "the text of \"\(title)\" has changed since it was published, and nothing says so",
      at: place,
      hint: "add `updated: …`, or an entry under `corrections`, if readers should know; this is said once")
  }

  static func addressReused(_ address: Address, _ other: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "address-reused", "\(address) was the address of \(other), and old links to it lead here now",
      at: place, hint: "give this article another `slug:`, and the old address redirects to the other article")
  }

  static func guidChanged(_ id: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "guid-changed", "this article was published with the feed id \"\(id)\"", at: place,
      hint: "readers of the feeds will see it as a new one; take `guid:` out to keep the id")
  }

  /// - Parameter places: of the articles that may be it.
  static func perhapsMoved(_ line: Ledger.Line, _ address: Address, _ places: [Place]) -> Diagnostic {
    Diagnostic(
      .warning, id: "perhaps-moved", "is this the article that stood at \(address) (\(line.source)) until now?",
      at: places.first,
      hint: "if it is, `guid: \"\(line.id)\"` keeps its feed id and its old address; otherwise it is said once",
      notes: places.dropFirst().map { Note("or is it this one?", place: $0) })
  }

  static func ledgerNotWritten(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "ledger-not-written", "the site is published, but the ledger cannot be written: \(reason)",
      at: Place(path: path), hint: "the next build adds what is missing; until then do not change addresses")
  }

  static func ledgerChangedMeanwhile(_ path: String) -> Diagnostic {
    Diagnostic(
      .warning, id: "ledger-not-written",
      "the site is published, but the ledger was changed by somebody else during the build",
      at: Place(path: path), hint: "build once more, and what is missing is added")
  }
}
