import Foundation
import Synchronization
import Testing

@testable import SiteGenerator

struct ParallelTests {
  @Test(arguments: [1, 2, 3, 8])
  func partsComeInOrder(workers: Int) async {
    let items = Array(0..<1000)
    var taken: [Int] = []
    await parallelParts(items[...], of: 7, by: Array(repeating: (), count: workers)) { _, part in
      // The first of each few takes longest.
      if part.startIndex % 35 == 0 { Thread.sleep(forTimeInterval: 0.002) }
      return part.map { $0 * 2 }
    } take: { part, values in
      #expect(values == part.map { $0 * 2 })
      taken += part
    }
    #expect(taken == items)
  }

  @Test func noPartsAtAll() async {
    await parallelParts([Int]()[...], of: 16, by: [()]) { _, part in
      part.count
    } take: { _, _ in
      Issue.record("there is nothing to take")
    }
    #expect(await parallelMap([Int](), jobs: 4) { $0 } == [])
  }

  @Test func aWorkerIsUsedByOneThreadAtATime() async {
    final class Worker: Sendable {
      let isBusy = Atomic(false)
      let parts = Atomic(0)
    }
    let workers = [Worker(), Worker(), Worker()]
    await parallelParts(Array(0..<600)[...], of: 2, by: workers) { worker, _ in
      let wasBusy = worker.isBusy.exchange(true, ordering: .acquiring)
      #expect(!wasBusy)
      worker.parts.add(1, ordering: .relaxed)
      Thread.sleep(forTimeInterval: 0.0001)
      worker.isBusy.store(false, ordering: .releasing)
    } take: { _, _ in
    }
    #expect(workers.reduce(0) { $0 + $1.parts.load(ordering: .relaxed) } == 300)
  }

  @Test(arguments: [(2, 16), (20, 40)]) func onlyAFewPartsWait(workers: Int, limit: Int) async {
    let made = Atomic(0)
    var taken = 0
    var most = 0
    await parallelParts(Array(0..<200)[...], of: 1, by: Array(repeating: (), count: workers)) { _, _ in
      made.add(1, ordering: .relaxed)
    } take: { _, _ in
      taken += 1
      // Who takes is slow.
      Thread.sleep(forTimeInterval: 0.0005)
      most = max(most, made.load(ordering: .relaxed) - taken)
    }
    #expect(taken == 200)
    #expect(most <= limit)
  }

  @Test func aTaskThatWasCancelledTakesEveryPart() async {
    let task = Task {
      var taken = 0
      await parallelParts(Array(0..<100)[...], of: 3, by: [(), ()]) { _, part in
        part.count
      } take: {
        taken += $1; _ = $0
      }
      return taken
    }
    task.cancel()
    #expect(await task.value == 100)
  }
}
