import Foundation
import SiteGenerator
import Subprocess

/// One question to a server, by the program `curl`.
enum Curl {
  private static let tries = 3
  /// How long a server that is busy may ask to be left alone, in seconds; one that asks for more is asked again after that.
  private static let longestPause = 30

  static func isInstalled() async -> Bool {
    await (try? Executable.name("curl").resolveExecutablePath(in: .inherit)) != nil
  }

  /// HEAD, and GET where that is not understood; a busy or silent server is asked three times.
  ///
  /// - Returns: What it says, and whether it said nothing at all.
  static func ask(_ url: String) async -> (answer: OutsideLinkAnswer, isSilence: Bool) {
    var answer = Reply(status: 0, permanentTarget: nil, problem: "no answer")
    for attempt in 0..<tries {
      if attempt > 0 { try? await Task.sleep(for: .seconds(min(answer.retryAfter ?? attempt * 2, longestPause))) }
      answer = await request(url, isHead: true)
      if (answer.status >= 400 && answer.status != 429) || answer.status == 0 {
        let second = await request(url, isHead: false)
        if second.status != 0 || answer.status == 0 { answer = second }
      }
      if !answer.isWorthAnotherTry { break }
    }
    return (answer.meaning, answer.isSilence)
  }

  struct Reply {
    /// Of the last answer, after redirects; 0 for none.
    var status: Int
    /// Where it moved for good, when every redirect was for good.
    var permanentTarget: String?
    var problem: String
    /// How many seconds a busy server asks to be left alone (RFC 9110, 10.2.3); a date is not understood.
    var retryAfter: Int? = nil
    /// Whether its redirects led on until curl had enough, or out of the web.
    var leadsNowhere = false

    var isWorthAnotherTry: Bool { isSilence || status == 429 || status >= 500 }
    var isSilence: Bool { status == 0 && !leadsNowhere }

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
    let arguments =
      (isHead ? ["--head"] : ["--range", "0-1023"]) + [
        "--silent", "--show-error", "--location", "--max-redirs", "8", "--connect-timeout", "10", "--max-time", "20",
        "--proto", "=http,https", "--proto-redir", "=http,https", "--max-filesize", "50000000", "--globoff",
        "--user-agent", "sitegen/\(Version.text) (checks links)", "--output", "/dev/null", "--dump-header", "-",
        "--write-out", "\nsitegen-end %{url_effective}\n", "--", url,
      ]
    // Headers alone: a server that sends more than this of them is as good as silent.
    let ended = try? await Subprocess.run(
      .name("curl"), arguments: Arguments(arguments), output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
    guard let ended else { return Reply(status: 0, permanentTarget: nil, problem: "curl cannot be used") }
    return reply(ended.standardOutput, ended.standardError)
  }

  /// Reads the status lines of all answers, and the line that `--write-out` adds.
  static func reply(_ output: String, _ error: String) -> Reply {
    var statuses: [Int] = []
    var last: String?
    var retryAfter: Int?
    for line in output.split(whereSeparator: { $0.isNewline }) {
      if line.hasPrefix("HTTP/"), let status = line.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) {
        if status >= 200 { statuses.append(status) }
        retryAfter = nil
      } else if line.prefix(12).lowercased() == "retry-after:" {
        retryAfter = Int(line.dropFirst(12).trimmingCharacters(in: .whitespaces)).map { max(0, $0) }
      } else if line.hasPrefix("sitegen-end ") {
        last = String(line.dropFirst("sitegen-end ".count))
      }
    }
    // `curl: (6) Could not resolve host: …`
    var problem = error.split(separator: ")", maxSplits: 1).last.map {
      $0.trimmingCharacters(in: .whitespacesAndNewlines)
    }
    // In curl's words it depends on its version how it refuses `file:` and the like.
    if problem?.hasPrefix("Protocol ") == true { problem = "it redirects to what is no address of the web" }
    guard let status = statuses.last, !(300..<400).contains(status) || statuses.count < 2 && problem == nil else {
      return Reply(status: 0, permanentTarget: nil, problem: problem ?? "no answer", leadsNowhere: !statuses.isEmpty)
    }
    let redirects = statuses.dropLast()
    let isPermanent = !redirects.isEmpty && redirects.allSatisfy { $0 == 301 || $0 == 308 }
    return Reply(
      status: status, permanentTarget: isPermanent ? last : nil, problem: problem ?? "", retryAfter: retryAfter)
  }
}
