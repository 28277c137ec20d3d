import ArgumentParser
import Diagnostics

extension ValidationError {
  /// A word that is none of those that a command takes: `there is no state 'draft'; did you mean 'drafts'? there is: …`
  static func unknown(_ what: String, _ word: String, _ known: [String]) -> ValidationError {
    let near = nearest(to: word, in: known).map { "did you mean '\($0)'? " } ?? ""
    return ValidationError("there is no \(what) '\(word)'; \(near)there is: \(known.joined(separator: ", "))")
  }
}
