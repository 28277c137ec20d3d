extension Vocabulary {
  /// Everything that a template may say, as Markdown: what `sitegen docs templates` prints.
  public func referencePage() -> String {
    var page = "# What templates may say\n\n"
    page += "This page is made from the declarations that check and render templates.\n"
    page += "What is \"or none\" may be missing: `{% if %}` or `default(…)` says what to do then.\n"
    page += "\n## Variables\n" + kinds.map(section).joined()
    page += "\n## Types\n" + recordTypes.map(section).joined()
    page += "\n## Filters of this project\n\n" + filterTable
    if !functions.isEmpty { page += "\n## Functions\n\n" + functionTable }
    page += "\n## Filters of the language\n\n" + builtinTable
    page += "\n## Tests\n\n" + testTable
    return page
  }

  private func section(_ kind: TemplateKind) -> String {
    "\n### \(kind.name)\n\n\(kind.sentence)\n\n"
      + table(["variable", "type", ""], kind.variables.map { ["`\($0.name)`", linked($0.type), $0.sentence] })
  }

  private func section(_ type: RecordType) -> String {
    "\n### \(type.name)\n\n\(type.sentence)\n\n"
      + table(["field", "type", ""], fields(of: type).map { ["`\($0.name)`", linked($0.type), $0.sentence] })
  }

  /// A type, with links to the record types it names.
  private func linked(_ type: ValueType) -> String {
    switch type {
    case .record(let type): "[\(type.name)](#\(anchor(type.name)))"
    case .list(let element) where element != .open: "list of \(linked(element))"
    case .mapping(let value) where value != .open: "mapping to \(linked(value))"
    case .optional(let type): "\(linked(type)) or none"
    default: type.description
    }
  }

  /// The anchor that a heading gets where a variable's kind has the same name: the second one is numbered.
  private func anchor(_ name: String) -> String { kinds.contains { $0.name == name } ? "\(name)-1" : name }

  private var filterTable: String {
    let rows = filters.sorted { $0.name < $1.name }.map {
      [
        "`\($0.name)\(signature($0.parameters, $0.takesKeywords))`", "\(linked($0.input)) → \(linked($0.result))",
        $0.sentence,
      ]
    }
    return table(["filter", "takes and gives", ""], rows)
  }

  private var functionTable: String {
    let rows = functions.sorted { $0.name < $1.name }.map {
      ["`\($0.name)\(signature($0.parameters, $0.takesKeywords, always: true))`", linked($0.result), $0.sentence]
    }
    return table(["function", "gives", ""], rows)
  }

  private var builtinTable: String {
    let aliases = Dictionary(grouping: BuiltinFilter.aliases, by: \.value).mapValues { $0.map(\.key).sorted() }
    let rows = BuiltinFilter.all.sorted { $0.name < $1.name }.map { filter in
      let names = [filter.name] + (aliases[filter.name] ?? [])
      let parameters = filter.parameters.map { parameter in
        parameter.name + (parameter.defaultValue.map { "=" + shown($0) } ?? "")
      }
      let arguments = parameters.isEmpty ? "" : "(\(parameters.joined(separator: ", ")))"
      return [names.map { "`\($0)\(arguments)`" }.joined(separator: ", "), filter.input.rawValue, filter.sentence]
    }
    return table(["filter", "takes", ""], rows)
  }

  private var testTable: String {
    table(["test", ""], BuiltinTest.all.map { ["`\($0.name)\($0.arity == 0 ? "" : "(…)")`", $0.sentence] })
  }

  private func signature(_ parameters: [Parameter], _ takesKeywords: Bool, always: Bool = false) -> String {
    var parts = parameters.map { $0.name + ($0.defaultValue.map { "=" + shown($0) } ?? "") }
    if takesKeywords { parts.append("name=…") }
    return parts.isEmpty && !always ? "" : "(\(parts.joined(separator: ", ")))"
  }

  private func shown(_ value: Value) -> String {
    switch value {
    case .none: "none"
    case .text(let text): "\"\(text)\""
    case .boolean(let value): value ? "true" : "false"
    default: (try? value.asText()) ?? value.kind
    }
  }

  private func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { line in
      "| " + line.map { $0.split(separator: "|").joined(separator: "\\|") }.joined(separator: " | ") + " |\n"
    }.joined()
  }
}
