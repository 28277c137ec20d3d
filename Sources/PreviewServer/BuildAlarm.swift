package import SiteGenerator

/// Rings when the clock alone will change the site.
///
/// It looks at the clock every few seconds, and does not sleep until then: machines sleep, and clocks are set.
package struct BuildAlarm: Sendable {
  private let due: Instant
  private let now: @Sendable () throws -> Instant

  /// How long it sleeps at most before it looks again, in seconds.
  package static let longest = 5

  /// - Parameter now: Reads the clock.
  package init(due: Instant, now: @escaping @Sendable () throws -> Instant) {
    self.due = due
    self.now = now
  }

  /// Returns when it is time.
  package func ring(
    sleep: (_ seconds: Int) async throws -> Void = { try await Task.sleep(for: .seconds($0)) }
  ) async throws {
    while case let rest = due - (try now()), rest > 0 { try await sleep(min(Self.longest, rest)) }
  }
}
