import ArgumentParser
import Diagnostics
import Foundation
import PreviewServer

/// Says what a command has to say, in the form that was asked for.
struct Console {
  let options: OutputOptions
  /// Whether the command goes on when what it says cannot be written.
  private let goesOn: Bool
  private let formatter: DiagnosticFormatter

  init(_ options: OutputOptions, goesOn: Bool = false) {
    self.options = options
    self.goesOn = goesOn
    let environment = ProcessInfo.processInfo.environment
    let isPlain = environment["NO_COLOR"].map { !$0.isEmpty } ?? false || environment["TERM"] == "dumb"
    formatter = DiagnosticFormatter(color: isatty(2) == 1 && !isPlain)
  }

  /// Errors and warnings, to standard error; those that are many must not hide the others with `ofEachKind`.
  func show(_ diagnostics: [Diagnostic], ofEachKind: Bool = false) {
    let shown = options.quiet ? diagnostics.filter { $0.severity == .error } : diagnostics
    guard !shown.isEmpty, !options.json else { return }
    writeError(formatter.format(shown, limit: options.verbose ? .max : 20, ofEachKind: ofEachKind))
  }

  /// Says what is wrong, and ends the command.
  func fail(_ failure: BuildFailure) throws -> Never {
    if options.json { printJSON(failure.diagnostics) }
    show(failure.diagnostics)
    throw ExitCode(1)
  }

  /// A line on standard error.
  ///
  /// - Parameter always: Also where the answer is JSON that has no room for it.
  func complain(_ line: String, always: Bool = false) {
    if always || !options.json { writeError(line + "\n") }
  }

  /// A line on standard output; at once, also when it is read by a program.
  func say(_ line: String) {
    if !options.quiet, !options.json { writeOutput(line + "\n") }
  }

  func count(_ diagnostics: [Diagnostic]) -> String {
    let errors = diagnostics.count { $0.severity == .error }
    return formatter.count(errors, diagnostics.count - errors)
  }

  /// `0.18 s`
  func seconds(since start: ContinuousClock.Instant) -> String {
    String(format: "%.2f s", (ContinuousClock.now - start) / .seconds(1))
  }

  func printJSON(_ value: some Encodable, isOneLine: Bool = false) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if !isOneLine { encoder.outputFormatting.insert(.prettyPrinted) }
    guard let data = try? encoder.encode(value) else { return }
    writeOutput(String(decoding: data, as: UTF8.self) + "\n")
  }

  /// An answer, to standard output. What cannot be written is no answer, and ends the command; but that who reads it has
  /// gone, as `head` does, is no error.
  static func answer(_ text: String) {
    do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch {
      guard let refused = refusal(error) else { return }
      writeError("error: standard output cannot be written: \(refused)\n")
      Foundation.exit(74)
    }
  }

  /// Why the system has refused to write; nil when there is nobody to read.
  private static func refusal(_ error: any Error) -> String? {
    let cause = ((error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError) ?? error as NSError
    guard cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
    return [EPIPE, EIO].contains(Int32(cause.code)) ? nil : systemReason(Int32(cause.code))
  }

  private func writeOutput(_ text: String) {
    // A preview that is shown all day does not end because its log is full.
    if goesOn { try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } else { Self.answer(text) }
  }
}

/// Writes to standard error, which may be closed: then nobody wants to know.
func writeError(_ text: String) {
  try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
}
