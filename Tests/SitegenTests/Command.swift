import Foundation

/// Runs the command in a folder, as a person does.
struct Command {
  struct Run {
    var code: Int32
    var output: String
    var error: String
  }

  let folder: URL

  /// In a folder of its own that is gone afterwards.
  static func inFolder(_ body: (Command) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(Command(folder: folder))
  }

  /// The tests' bundle and the command are built into one folder.
  static let executable: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder =
      bundle?.bundleURL.deletingLastPathComponent()
      ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "sitegen")
  }()

  func callAsFunction(_ arguments: String..., environment: [String: String] = [:]) throws -> Run {
    try self(arguments, environment: environment)
  }

  /// - Parameter output: A file that stands for standard output, which is not read then.
  func callAsFunction(
    _ arguments: [String], environment: [String: String] = [:], to output: String? = nil
  ) throws -> Run {
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files, not pipes: what is printed may be more than a pipe holds.
    let files = ["stdout", "stderr"].map { folder.appending(path: ".\($0)-\(UUID().uuidString)") }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output.map { URL(filePath: $0) } ?? files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let printed = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    for file in files { try FileManager.default.removeItem(at: file) }
    return Run(code: process.terminationStatus, output: printed[0], error: printed[1])
  }
}
