import PreviewServer
import SiteGenerator
import Synchronization
import Testing

/// When `serve` builds because of the clock, whatever the clock does.
@Suite struct BuildAlarmTests {
  /// A clock that goes on while somebody sleeps, and that jumps when told.
  private final class Clock: Sendable {
    private let state: Mutex<(now: Int, slept: [Int])>

    init(_ now: Int) { state = Mutex((now, [])) }

    var now: Int { state.withLock { $0.now } }
    var slept: [Int] { state.withLock { $0.slept } }

    /// - Parameter jumps: How far the clock goes besides, by how often was slept before.
    func sleep(_ seconds: Int, _ jumps: [Int: Int]) {
      state.withLock { state in
        state.now += seconds + (jumps[state.slept.count] ?? 0)
        state.slept.append(seconds)
      }
    }
  }

  /// The time when the alarm rings, and how long it has slept each time.
  private func ring(due: Int, at start: Int, jumps: [Int: Int] = [:]) async throws -> (now: Int, slept: [Int]) {
    let clock = Clock(start)
    let alarm = BuildAlarm(due: Instant(seconds: due)) { Instant(seconds: clock.now) }
    try await alarm.ring { clock.sleep($0, jumps) }
    return (clock.now, clock.slept)
  }

  @Test func itRingsAtTheSecond() async throws {
    let rung = try await ring(due: 1_012, at: 1_000)
    #expect(rung.now == 1_012 && rung.slept == [5, 5, 2])
  }

  @Test func itRingsAtOnceWhenItIsTimeAlready() async throws {
    #expect(try await ring(due: 1_000, at: 1_000).slept == [])
    #expect(try await ring(due: 1_000, at: 2_000).slept == [])
  }

  @Test func aMachineThatHasSleptFindsItAtTheNextLook() async throws {
    // Eight hours, in the second of the sleeps.
    let rung = try await ring(due: 10_000, at: 1_000, jumps: [1: 28_800])
    #expect(rung.now == 1_000 + 10 + 28_800 && rung.slept == [5, 5])
  }

  @Test func aClockThatIsSetBackIsWaitedFor() async throws {
    let rung = try await ring(due: 1_010, at: 1_000, jumps: [0: -7])
    #expect(rung.now == 1_010 && rung.slept == [5, 5, 5, 2])
  }

  @Test func aClockThatCannotBeReadEndsIt() async throws {
    struct Broken: Error {}
    let alarm = BuildAlarm(due: Instant(seconds: 5)) { throw Broken() }
    await #expect(throws: Broken.self) { try await alarm.ring { _ in } }
  }
}
