import Foundation
import SiteGenerator

/// Asks links to other sites by `curl`, politely: one request at a time to a host, with a pause between two; HEAD
/// first, and GET where a server does not understand it; what answered well is not asked again for a week. A server that
/// said nothing to the first two questions is not asked the others.
///
/// A program of its own, because Foundation's client cannot be linked into an executable that needs no other file.
struct CurlProbe: OutsideLinkProbe {
  /// The file that remembers good answers.
  let cache: String
  /// Whether hosts of this machine and of private networks are asked: for tests.
  let asksPrivate: Bool
  let say: @Sendable (String) -> Void

  private static let hostsAtOnce = 8
  private static let mostSilences = 2
  private static let week: TimeInterval = 7 * 24 * 3600

  func ask(_ urls: [String]) async -> [String: OutsideLinkAnswer] {
    let now = Date.now
    var memory = OutsideLinkMemory(file: cache, now: now, lifetime: Self.week)
    var answers: [String: OutsideLinkAnswer] = [:]
    var hosts: [String: [String]] = [:]
    for url in urls {
      if let known = memory.answers[url]?.answer {
        answers[url] = known
      } else {
        hosts[URLComponents(string: url)?.host?.lowercased() ?? "", default: []].append(url)
      }
    }
    let isThere = if hosts.isEmpty { true } else { await Curl.isInstalled() }
    if !isThere { say("warning: curl is not installed, so links to other sites were not asked") }
    if isThere, !hosts.isEmpty {
      let links = hosts.values.map(\.count).reduce(0, +)
      say("asking \(links) link\(links == 1 ? "" : "s") of \(hosts.count) other site\(hosts.count == 1 ? "" : "s")")
      for (url, answer) in await ask(hosts) {
        answers[url] = answer
        memory.note(url, answer, at: now)
      }
      memory.save()
    }
    return answers
  }

  private func ask(_ hosts: [String: [String]]) async -> [(String, OutsideLinkAnswer)] {
    await withTaskGroup(of: [(String, OutsideLinkAnswer)].self) { group in
      var waiting = hosts.sorted { $0.key < $1.key }[...]
      func start(_ group: inout TaskGroup<[(String, OutsideLinkAnswer)]>) {
        guard let (host, urls) = waiting.popFirst() else { return }
        group.addTask { await ask(urls, of: host) }
      }
      for _ in 0..<Self.hostsAtOnce { start(&group) }
      var all: [(String, OutsideLinkAnswer)] = []
      for await found in group {
        all += found
        start(&group)
      }
      return all
    }
  }

  private func ask(_ urls: [String], of host: String) async -> [(String, OutsideLinkAnswer)] {
    if !asksPrivate, isPrivateHost(host) { return urls.map { ($0, .isPrivate) } }
    var found: [(String, OutsideLinkAnswer)] = []
    var silences = 0
    for (number, url) in urls.enumerated() {
      if silences == Self.mostSilences, let last = found.last?.1 {
        found.append((url, last))
        continue
      }
      if number > 0 { try? await Task.sleep(for: .milliseconds(asksPrivate ? 1 : 500)) }
      let (answer, isSilence) = await Curl.ask(url)
      // One that has answered once is there, whatever it says nothing to.
      silences = isSilence && silences == number ? silences + 1 : silences
      found.append((url, answer))
    }
    return found
  }
}

/// Good answers of the last days, in a file that may be deleted at any time.
struct OutsideLinkMemory {
  struct Entry: Codable {
    var answer: OutsideLinkAnswer
    /// Seconds since 1970.
    var asked: TimeInterval
  }

  private(set) var answers: [String: Entry] = [:]
  private let file: String

  /// A file that is damaged is an empty one.
  init(file: String, now: Date, lifetime: TimeInterval) {
    self.file = file
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: file)),
      let entries = try? JSONDecoder().decode([String: Entry].self, from: data)
    else { return }
    let seconds = now.timeIntervalSince1970
    answers = entries.filter { $0.value.asked <= seconds && seconds - $0.value.asked < lifetime }
  }

  /// Only what needs no second look is remembered.
  mutating func note(_ url: String, _ answer: OutsideLinkAnswer, at date: Date) {
    switch answer {
    case .there, .refused: answers[url] = Entry(answer: answer, asked: date.timeIntervalSince1970.rounded())
    case .moved, .missing, .unreachable, .isPrivate: answers[url] = nil
    }
  }

  /// A cache that cannot be written is asked for again next time.
  func save() {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(answers) else { return }
    let url = URL(fileURLWithPath: file)
    try? FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try? data.write(to: url, options: .atomic)
  }
}

/// Names and numbers of this machine and of private networks (RFC 1918, RFC 4193, RFC 6761).
func isPrivateHost(_ host: String) -> Bool {
  let name = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
  if name.isEmpty || name == "localhost" || name.hasSuffix(".localhost") || name.hasSuffix(".local")
    || name.hasSuffix(".internal")
  {
    return true
  }
  if name.contains(":") {
    return name == "::1" || name == "::" || ["fc", "fd", "fe8", "fe9", "fea", "feb"].contains { name.hasPrefix($0) }
      || name.hasPrefix("::ffff:")
  }
  let numbers = name.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
  guard numbers.count == 4, let a = numbers[0], let b = numbers[1], numbers[2] != nil, numbers[3] != nil else {
    return false
  }
  return a == 0 || a == 10 || a == 127 || (a == 172 && (16...31).contains(b)) || (a == 192 && b == 168)
    || (a == 169 && b == 254)
}
