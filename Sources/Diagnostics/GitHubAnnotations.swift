/// Diagnostics as GitHub's runners read them from the output of a step, to show them at their lines in a pull request.
///
/// https://docs.github.com/actions/reference/workflow-commands-for-github-actions
public enum GitHubAnnotations {
  /// One line for each diagnostic.
  public static func format(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map { line($0) + "\n" }.joined()
  }

  private static func line(_ diagnostic: Diagnostic) -> String {
    var properties: [(String, String)] = []
    if let place = diagnostic.place {
      properties.append(("file", place.path))
      if place.line > 0 {
        properties += [("line", "\(place.line)"), ("col", "\(place.column)")]
        properties.append(("endColumn", "\(place.column + place.width - 1)"))
      }
    }
    properties.append(("title", diagnostic.id))
    let list = properties.map { "\($0.0)=\(escaped($0.1, isProperty: true))" }.joined(separator: ",")
    var text = diagnostic.message
    if let hint = diagnostic.hint { text += "\nhint: \(hint)" }
    for note in diagnostic.notes {
      let place = note.place.map { $0.line > 0 ? "\($0.path):\($0.line): " : "\($0.path): " } ?? ""
      text += "\nnote: \(place)\(note.message)"
    }
    return "::\(diagnostic.severity.rawValue) \(list)::\(escaped(text, isProperty: false))"
  }

  /// As actions/toolkit does it (`core/src/command.ts`): a property ends at `:` and `,`.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "\r": out += "%0D"
      case "\n": out += "%0A"
      case ":" where isProperty: out += "%3A"
      case "," where isProperty: out += "%2C"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
