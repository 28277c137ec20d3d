import Diagnostics
import Foundation

/// Prints to the terminal: the one place that does.
struct Console {
  let options: OutputOptions
  private let formatter: DiagnosticFormatter

  init(_ options: OutputOptions) {
    self.options = options
    let environment = ProcessInfo.processInfo.environment
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
    formatter = DiagnosticFormatter(color: isatty(2) == 1 && !isPlain)
  }

  /// Errors and warnings, to standard error.
  func show(_ diagnostics: [Diagnostic]) {
    let shown = options.quiet ? diagnostics.filter { $0.severity == .error } : diagnostics
    guard !shown.isEmpty, !options.json else { return }
    writeError(formatter.format(shown, limit: options.verbose ? .max : 20))
  }

  /// A line on standard error.
  func complain(_ line: String) {
    if !options.json { writeError(line + "\n") }
  }

  /// A line on standard output.
  func say(_ line: String) {
    if !options.quiet, !options.json { print(line) }
  }

  func count(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    return formatter.count(errors, diagnostics.count - errors)
  }

  func printJSON(_ value: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(value) else { return }
    print(String(decoding: data, as: UTF8.self))
  }

  private func writeError(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
