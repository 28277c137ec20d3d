import Diagnostics

// Every sentence about how templates are written, one function each.
extension Diagnostic {
  static func templateTooLarge(_ place: Place, _ limit: Int) -> Diagnostic {
    Diagnostic(
      id: "template-too-large", "this template is larger than \(limit) bytes", at: place,
      hint: "data belongs in Content/_data, and long texts in Content")
  }

  static func notUTF8(_ place: Place) -> Diagnostic {
    Diagnostic(id: "template-not-utf-8", "this is not UTF-8", at: place, hint: "save the file as UTF-8")
  }

  static func tagNotClosed(_ place: Place, _ closing: String) -> Diagnostic {
    Diagnostic(id: "template-tag-not-closed", "this tag is never closed", at: place, hint: "it ends with \(closing)")
  }

  static func blockNotClosed(_ place: Place, _ word: String) -> Diagnostic {
    Diagnostic(
      id: "template-block-not-closed", "\"\(word)\" is never closed", at: place, hint: "it ends with {% end\(word) %}")
  }

  static func unexpectedCharacter(_ place: Place, _ character: String) -> Diagnostic {
    Diagnostic(
      id: "template-syntax", "\"\(character)\" means nothing in a tag", at: place, hint: hint(for: "\"\(character)\""))
  }

  static func unexpectedToken(_ place: Place, _ token: String, wanted: String? = nil) -> Diagnostic {
    let expected = wanted.map { "expected \($0), found \(token)" } ?? "\(token) does not belong here"
    return Diagnostic(id: "template-syntax", expected, at: place, hint: hint(for: token))
  }

  private static func hint(for token: String) -> String? {
    switch token {
    case "\"&\"", "\"&&\"": "the word is \"and\""
    case "\"|\"": "the word for a choice is \"or\"; a filter needs a name after \"|\""
    case "\"!\"": "the word is \"not\""
    case "\"=\"": "to compare, write =="
    case "\"**\"": "there is no power operator"
    default: nil
    }
  }

  static func tagEndsEarly(_ place: Place, wanted: String?) -> Diagnostic {
    Diagnostic(id: "template-syntax", "the tag ends where \(wanted ?? "more") is expected", at: place)
  }

  static func badNumber(_ place: Place) -> Diagnostic {
    Diagnostic(id: "template-syntax", "this is not a number that can be read", at: place)
  }

  static func textNotClosed(_ place: Place) -> Diagnostic {
    Diagnostic(id: "template-syntax", "this text is never closed", at: place, hint: "it ends with the same quote")
  }

  static func badEscape(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "template-syntax", "this text has a malformed escape", at: place,
      hint: "\\xHH, \\uHHHH and \\UHHHHHHHH take hexadecimal digits; a backslash itself is \\\\")
  }

  static func positionAfterName(_ place: Place) -> Diagnostic {
    Diagnostic(id: "template-syntax", "an argument without a name follows one with a name", at: place)
  }

  static func expressionTooDeep(_ place: Place, _ limit: Int) -> Diagnostic {
    Diagnostic(
      id: "template-too-deep", "this expression is nested more than \(limit) deep", at: place,
      hint: "{% set %} gives a part of it a name")
  }

  static func blocksTooDeep(_ place: Place, _ limit: Int) -> Diagnostic {
    Diagnostic(
      id: "template-too-deep", "statements are nested more than \(limit) deep here", at: place,
      hint: "{% include %} or {% macro %} takes a part of it elsewhere")
  }

  static func unknownStatement(_ place: Place, _ word: String) -> Diagnostic {
    let names = TemplateParser.statementNames
    let isElse = ["elseif", "elsif"].contains(word)
    return Diagnostic(
      id: "template-unknown-statement", "unknown statement \"\(word)\"", at: place,
      hint: isElse ? "did you mean \"elif\"?" : nearestHint(word, names))
  }

  static func strayTag(_ place: Place, _ word: String, opening: (word: String, place: Place)?) -> Diagnostic {
    guard let opening else {
      return Diagnostic(id: "template-stray-tag", "\"\(word)\" without \(opener(of: word))", at: place)
    }
    return Diagnostic(
      id: "template-stray-tag", "\"\(word)\" where \"end\(opening.word)\" is expected", at: place,
      notes: [Note("\"\(opening.word)\" was opened here", place: opening.place)])
  }

  private static func opener(of word: String) -> String {
    switch word {
    case "else": "\"if\" or \"for\""
    case "elif": "\"if\""
    default: "\"\(word.dropFirst(3))\""
    }
  }

  static func endOfOtherBlock(_ place: Place, _ given: String, _ name: String, _ opening: Place) -> Diagnostic {
    Diagnostic(
      id: "template-stray-tag", "the end of \"\(given)\" where \"\(name)\" is open", at: place,
      notes: [Note("\"\(name)\" was opened here", place: opening)])
  }

  static func reservedName(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      id: "template-reserved-name", "\"\(name)\" is a word of the language and cannot be a variable", at: place)
  }

  static func parameterTwice(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(id: "template-syntax", "the parameter \"\(name)\" is there twice", at: place)
  }

  static func parameterWithoutDefault(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      id: "template-syntax", "the parameter \"\(name)\" has no default value but follows one that has", at: place)
  }

  /// `did you mean "title"? there is: author, date, title`. Of many names those most like it are told.
  static func nearestHint(_ name: String, _ candidates: [String]) -> String {
    guard !candidates.isEmpty else { return "there is nothing" }
    let shown = candidates.count > 12 ? nearest(10, to: name, in: candidates).sorted() : candidates
    let rest = candidates.count - shown.count
    let list = "there is: " + shown.joined(separator: ", ") + (rest > 0 ? ", and \(rest) more" : "")
    return nearest(to: name, in: candidates).map { "did you mean \"\($0)\"? \(list)" } ?? list
  }
}
