import Diagnostics

// Every sentence about names: variables, fields, filters, templates, blocks and arguments.
extension Diagnostic {
  static func unknownName(_ place: Place, _ kind: String, _ name: String, _ known: [String]) -> Diagnostic {
    let id = "template-unknown-" + (kind == "function or macro" ? "function" : kind)
    return Diagnostic(id: id, "unknown \(kind) \"\(name)\"", at: place, hint: nearestHint(name, known))
  }

  static func unknownMacro(_ place: Place, _ name: String, _ known: [String], template: String) -> Diagnostic {
    guard known.isEmpty else { return unknownName(place, "macro", name, known) }
    return Diagnostic(
      id: "template-unknown-macro", "unknown macro \"\(name)\"", at: place,
      hint: "\(template) has no macro; {% include \(template) %} shows what it holds")
  }

  static func unknownField(_ place: Place, _ name: String, _ type: String, _ known: [String]) -> Diagnostic {
    Diagnostic(
      id: "template-unknown-field", "\(article(type)) \(type) has no \"\(name)\"", at: place,
      hint: nearestHint(name, known))
  }

  private static func article(_ noun: String) -> String { "aeiou".contains(noun.prefix(1)) ? "an" : "a" }

  static func noMembers(_ place: Place, _ name: String, _ base: String, _ type: ValueType) -> Diagnostic {
    Diagnostic(
      id: "template-unknown-field", "\(base) is \(type) and has no \"\(name)\"", at: place, hint: listHint(type))
  }

  private static func listHint(_ type: ValueType) -> String? {
    switch type {
    case .list: "{% for %} goes over its items; | first, | last and [0] are one of them"
    case .instant: "date(\"d MMMM yyyy\") shows it"
    default: nil
    }
  }

  static func unknownMethod(_ place: Place, _ name: String, _ filters: [String]) -> Diagnostic {
    let isFilter = filters.contains(name)
    return Diagnostic(
      id: "template-unknown-function", "values have no method \"\(name)\"", at: place,
      hint: isFilter
        ? "it is a filter: | \(name)" : "mappings have items(), keys(), values() and get(); all else is a filter")
  }

  static func unknownTemplate(_ place: Place, _ name: String, _ known: [String]) -> Diagnostic {
    Diagnostic(
      id: "template-unknown-template", "there is no template \"\(name)\"", at: place, hint: nearestHint(name, known))
  }

  static func templateNameNotLiteral(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "template-dynamic-name", "the name of a template is a text in quotes", at: place,
      hint: "so that it is checked before the first page; {% if %} chooses between two")
  }

  static func templateCircle(_ place: Place, _ chain: [String]) -> Diagnostic {
    Diagnostic(id: "template-circle", "templates go in a circle: \(chain.joined(separator: " → "))", at: place)
  }

  static func templatesTooDeep(_ place: Place, _ limit: Int) -> Diagnostic {
    Diagnostic(id: "template-too-deep", "templates include one another more than \(limit) deep here", at: place)
  }

  static func pageTooDeep(_ place: Place, _ limit: Int) -> Diagnostic {
    Diagnostic(
      id: "template-too-deep", "what this template includes is nested more than \(limit) deep", at: place,
      hint: "statements and expressions count, in all templates that include one another")
  }

  static func tooManyParts(_ place: Place, _ name: String, _ limit: Int) -> Diagnostic {
    Diagnostic(
      id: "template-too-large", "\(name) has more than \(limit) parts with everything it includes", at: place,
      hint: "a template that includes others several times, which do the same, grows with each level")
  }

  static func blockTwice(_ place: Place, _ name: String, _ first: Place) -> Diagnostic {
    Diagnostic(
      id: "template-block-twice", "the block \"\(name)\" is there twice", at: place,
      notes: [Note("the first is here", place: first)])
  }

  static func blockInItself(_ place: Place, _ chain: [String]) -> Diagnostic {
    let name = chain.last ?? ""
    let blocks = chain.drop { $0 != name }.joined(separator: " → ")
    return Diagnostic(id: "template-circle", "the block \"\(name)\" stands inside of itself: \(blocks)", at: place)
  }

  static func unknownBlock(_ place: Place, _ name: String, _ known: [String]) -> Diagnostic {
    Diagnostic(
      id: "template-unknown-block", "the template that is extended has no block \"\(name)\"", at: place,
      hint: nearestHint(name, known))
  }

  static func blockRequired(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(id: "template-block-required", "no template fills the required block \"\(name)\"", at: place)
  }

  static func superOutside(_ place: Place) -> Diagnostic {
    Diagnostic(id: "template-super", "super() outside of a block", at: place)
  }

  static func noSuper(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      id: "template-super", "super() in the block \"\(name)\", which no template below has", at: place)
  }

  static func extendsInside(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "template-extends", "\"extends\" stands at the top of a template, once, and in nothing else", at: place)
  }

  static func variableOfOtherMacro(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      id: "template-unknown-variable", "\"\(name)\" belongs to the macro around this one", at: place,
      hint: "give it as an argument")
  }

  static func notCalled(_ place: Place, _ kind: String, _ name: String) -> Diagnostic {
    Diagnostic(
      id: "template-not-a-value", "the \(kind) \"\(name)\" is not a value", at: place, hint: "call it: \(name)(…)")
  }

  static func moduleAsValue(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(
      id: "template-not-a-value", "\"\(name)\" is an imported template and not a value", at: place,
      hint: "call one of its macros: \(name).macro(…)")
  }

  static func loopAsValue(_ place: Place) -> Diagnostic {
    Diagnostic(
      id: "template-not-a-value", "\"loop\" is not a value", at: place,
      hint: "{% set outer = loop %} gives it another name")
  }

  static func notCallable(_ place: Place, _ text: String) -> Diagnostic {
    Diagnostic(id: "template-not-callable", "\"\(text)\" cannot be called", at: place)
  }

  static func notAMacro(_ place: Place) -> Diagnostic {
    Diagnostic(id: "template-not-callable", "\"call\" takes a macro", at: place, hint: "{% call name(…) %}")
  }

  // MARK: Arguments

  static func missingArgument(
    _ place: Place, _ kind: String, _ name: String, _ parameter: String, _ parameters: [String], definition: Place?
  ) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-arguments", "the \(kind) \"\(name)\" needs \"\(parameter)\"", at: place,
      hint: signature(name, parameters), notes: definition.map { [Note("it is defined here", place: $0)] } ?? [])
  }

  static func tooManyArguments(
    _ place: Place, _ kind: String, _ name: String, _ count: Int, _ parameters: [String]
  ) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-arguments",
      "the \(kind) \"\(name)\" takes \(counted(parameters.count)), and this is number \(parameters.count + 1)",
      at: place,
      hint: signature(name, parameters))
  }

  static func unknownArgument(
    _ place: Place, _ kind: String, _ name: String, _ argument: String, _ parameters: [String]
  ) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-arguments", "the \(kind) \"\(name)\" has no parameter \"\(argument)\"", at: place,
      hint: nearestHint(argument, parameters))
  }

  static func argumentTwice(_ place: Place, _ name: String) -> Diagnostic {
    Diagnostic(id: "template-wrong-arguments", "the argument \"\(name)\" is given twice", at: place)
  }

  static func wrongCount(
    _ place: Place, _ name: String, _ wanted: String, _ count: Int, kind: String = "function"
  ) -> Diagnostic {
    Diagnostic(
      id: "template-wrong-arguments",
      "the \(kind) \"\(name)\" takes \(wanted) argument\(wanted == "1" ? "" : "s"), not \(count)", at: place)
  }

  private static func counted(_ count: Int) -> String {
    count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments"
  }

  private static func signature(_ name: String, _ parameters: [String]) -> String {
    "it is \(name)(\(parameters.joined(separator: ", ")))"
  }

  static func attributeNotLiteral(_ place: Place, _ filter: String) -> Diagnostic {
    Diagnostic(
      id: "template-dynamic-name", "\"\(filter)\" takes the name of a field as a text in quotes", at: place,
      hint: "so that it is checked before the first page")
  }

  static func innerNotLiteral(_ place: Place, _ kind: String) -> Diagnostic {
    Diagnostic(
      id: "template-dynamic-name", "the name of the \(kind) to apply is a text in quotes, and a simple \(kind)",
      at: place)
  }
}
