import Foundation
import SiteGenerator

/// One question to a server, by the program `curl`.
enum Curl {
  private static let tries = 3

  static let isInstalled: Bool = path != nil

  private static let path: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
    return folders.map { "\($0)/curl" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// HEAD, and GET where that is not understood; a busy or silent server is asked three times.
  static func ask(_ url: String) async -> OutsideLinkAnswer {
    var answer = Reply(status: 0, permanentTarget: nil, problem: "no answer")
    for attempt in 0..<tries {
      if attempt > 0 { try? await Task.sleep(for: .seconds(attempt * 2)) }
      answer = await request(url, isHead: true)
      if answer.status >= 400 || answer.status == 0 {
        let second = await request(url, isHead: false)
        if second.status != 0 || answer.status == 0 { answer = second }
      }
      if !answer.isWorthAnotherTry { break }
    }
    return answer.meaning
  }

  struct Reply {
    /// Of the last answer, after redirects; 0 for none.
    var status: Int
    /// Where it moved for good, when every redirect was for good.
    var permanentTarget: String?
    var problem: String

    var isWorthAnotherTry: Bool { status == 0 || status == 429 || status >= 500 }

    var meaning: OutsideLinkAnswer {
      switch status {
      case 0: .unreachable(problem)
      case 401, 403, 407, 429, 451, 999: .refused(status: status)
      case 500...: .unreachable("its server says \(status)")
      case 400...: .missing(status: status)
      default: permanentTarget.map { .moved(to: $0) } ?? .there
      }
    }
  }

  private static func request(_ url: String, isHead: Bool) async -> Reply {
    guard let path else { return Reply(status: 0, permanentTarget: nil, problem: "curl is not installed") }
    let arguments =
      (isHead ? ["--head"] : ["--range", "0-1023"]) + [
        "--silent", "--show-error", "--location", "--max-redirs", "8", "--connect-timeout", "10", "--max-time", "20",
        "--proto", "=http,https", "--proto-redir", "=http,https", "--max-filesize", "50000000", "--globoff",
        "--user-agent", "sitegen/\(Version.text) (checks links)", "--output", "/dev/null", "--dump-header", "-",
        "--write-out", "\nsitegen-end %{url_effective}\n", "--", url,
      ]
    let (output, error) = await run(path, arguments)
    return reply(output, error)
  }

  /// Reads the status lines of all answers, and the line that `--write-out` adds.
  static func reply(_ output: String, _ error: String) -> Reply {
    var statuses: [Int] = []
    var last: String?
    for line in output.split(whereSeparator: { $0.isNewline }) {
      if line.hasPrefix("HTTP/"), let status = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
        if status >= 200 { statuses.append(status) }
      } else if line.hasPrefix("sitegen-end ") {
        last = String(line.dropFirst("sitegen-end ".count))
      }
    }
    // `curl: (6) Could not resolve host: …`
    let problem = error.split(separator: ")", maxSplits: 1).last.map {
      $0.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    guard let status = statuses.last, !(300..<400).contains(status) || statuses.count < 2 else {
      return Reply(status: 0, permanentTarget: nil, problem: problem ?? "no answer")
    }
    let redirects = statuses.dropLast()
    let isPermanent = !redirects.isEmpty && redirects.allSatisfy { $0 == 301 || $0 == 308 }
    return Reply(status: status, permanentTarget: isPermanent ? last : nil, problem: problem ?? "")
  }

  /// Waits on a thread of Dispatch: those of Swift's tasks are as many as cores.
  private static func run(_ path: String, _ arguments: [String]) async -> (output: String, error: String) {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let process = Process()
        let (output, error) = (Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        do { try process.run() } catch { return continuation.resume(returning: ("", "curl cannot be started")) }
        // Headers alone: less than a pipe holds on the side of errors.
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        continuation.resume(
          returning: (String(decoding: said, as: UTF8.self), String(decoding: complained, as: UTF8.self)))
      }
    }
  }
}
