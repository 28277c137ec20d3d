import ArgumentParser
import Foundation

/// The manual page, in the language of `man` (man(7)), made from what the argument parser knows of the commands.
struct ManualPage {
  private struct Tool: Decodable {
    var command: Command
  }

  private struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }
    var kind: String
    var shouldDisplay: Bool
    var isOptional: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?

    /// `-s`, `--source`
    var spellings: [String] { (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name } }
    var isOption: Bool { kind == "option" }
  }

  private var lines: [String] = []

  /// The whole page.
  static func text() throws -> String {
    let tool = try JSONDecoder().decode(Tool.self, from: Data(Sitegen._dumpHelp().utf8))
    var page = ManualPage()
    page.write(tool.command)
    return page.lines.joined(separator: "\n") + "\n"
  }

  private mutating func write(_ tool: Command) {
    lines = [".TH SITEGEN 1 \"\" \"sitegen \(Version.text)\" \"User Commands\"", ".SH NAME"]
    lines.append("sitegen \\- \(roff(sentence(tool.abstract)))")
    section("SYNOPSIS")
    lines.append("\\fBsitegen\\fR \\fIcommand\\fR [\\fIoption\\fR ...]")
    section("DESCRIPTION")
    text(tool.discussion)
    section("COMMANDS")
    for command in tool.subcommands ?? [] where command.commandName != "help" { write(command, below: "sitegen") }
    section("EXIT STATUS")
    for (code, meaning) in [
      ("0", "Done."), ("1", "The site has errors, or warnings with \\fB\\-\\-strict\\fR."), ("64", "Wrong usage."),
      ("74", "The disk refused."), ("75", "Another build is running in the same folder."),
    ] { lines += [".TP", code, meaning] }
    section("ENVIRONMENT")
    for (name, meaning) in [
      ("NO_COLOR", "When it is set and not empty, messages have no colours."),
      ("SOURCE_DATE_EPOCH", "The instant of the build, in seconds since 1970, unless \\fB\\-\\-now\\fR names one."),
    ] { lines += [".TP", "\\fB\(name)\\fR", meaning] }
  }

  private mutating func write(_ command: Command, below parent: String) {
    let name = "\(parent) \(command.commandName)"
    lines += [".SS \"\(name)\(synopsis(command))\""]
    text(command.abstract)
    text(command.discussion)
    for argument in command.arguments ?? [] where argument.shouldDisplay && argument.spellings != ["-h", "--help"] {
      lines += [".TP", tag(argument), roff(description(argument))]
    }
    for inner in command.subcommands ?? [] where inner.commandName != "help" { write(inner, below: name) }
  }

  private func synopsis(_ command: Command) -> String {
    let positional = (command.arguments ?? []).filter { $0.kind == "positional" }.map { argument in
      let name = roff(argument.valueName ?? "value")
      return argument.isOptional ? " [\(name)]" : " \(name)"
    }
    return positional.joined()
  }

  private func tag(_ argument: Argument) -> String {
    let value = roff(argument.valueName ?? "value")
    if argument.spellings.isEmpty { return "\\fI\(value)\\fR" }
    let names = argument.spellings.map { "\\fB\(roff($0))\\fR" }.joined(separator: ", ")
    return argument.isOption ? "\(names) \\fI\(value)\\fR" : names
  }

  private func description(_ argument: Argument) -> String {
    let fallback = argument.defaultValue.map { " (default: \($0))" } ?? ""
    return (argument.abstract ?? "") + (argument.isOption ? fallback : "")
  }

  private mutating func section(_ name: String) { lines.append(".SH \(name)") }

  /// Paragraphs; lines that are indented stay as they are.
  private mutating func text(_ text: String?) {
    guard let text, !text.isEmpty else { return }
    lines.append(".PP")
    var isExample = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let example = line.hasPrefix("  ") || (line.hasPrefix("sitegen ") && line.contains("  "))
      if example != isExample { lines.append(example ? ".nf" : ".fi") }
      isExample = example
      lines.append(line.isEmpty ? ".PP" : roff(String(line)))
    }
    if isExample { lines.append(".fi") }
  }

  private func sentence(_ text: String?) -> String { String((text ?? "").prefix { $0 != "." }) }

  /// A hyphen that is typed, a backslash, and a point or quote that would begin a request.
  private func roff(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      default: out.append(character)
      }
    }
    return out.hasPrefix(".") || out.hasPrefix("'") ? "\\&" + out : out
  }
}
