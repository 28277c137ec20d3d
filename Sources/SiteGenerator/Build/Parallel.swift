import Synchronization

/// Makes something of each part of the items on several threads, and hands it over in their order, from one thread and
/// beside the making of what comes after it.
///
/// Each worker is used by one thread at a time. Of what was made a few parts wait at most.
func parallelParts<Worker: Sendable, Item: Sendable, Value: Sendable>(
  _ items: ArraySlice<Item>, of size: Int, by workers: [Worker],
  _ make: @escaping @Sendable (Worker, ArraySlice<Item>) -> Value, take: (ArraySlice<Item>, Value) -> Void
) async {
  let starts = Array(stride(from: items.startIndex, to: items.endIndex, by: size))
  @Sendable func part(_ number: Int) -> ArraySlice<Item> {
    items[starts[number]..<min(starts[number] + size, items.endIndex)]
  }
  let parts = PartsInOrder<Value>(count: starts.count, workers: workers.count)
  await withDiscardingTaskGroup { group in
    for number in starts.indices {
      while parts.begin() {
        group.addTask {
          while let turn = parts.next() {
            parts.end(turn, make(workers[turn.worker], part(turn.number)))
            // Whoever takes what is made comes first.
            await Task.yield()
          }
        }
      }
      take(part(number), await parts.made(number))
    }
  }
}

/// What is made of each part of the items, in their order.
func parallelParts<Worker: Sendable, Item: Sendable, Value: Sendable>(
  _ items: ArraySlice<Item>, by workers: [Worker], _ body: @escaping @Sendable (Worker, ArraySlice<Item>) -> Value
) async -> [Value] {
  guard items.count > 1, workers.count > 1 else { return [body(workers[0], items)] }
  // A few parts a thread: long enough that handing them out costs nothing, short enough that no thread waits.
  let size = max(1, min(256, items.count / (workers.count * 4)))
  var values: [Value] = []
  await parallelParts(items, of: size, by: workers, body) { values.append($1) }
  return values
}

/// The value of each item, in their order. Each worker is used by one thread at a time.
func parallelMap<Worker: Sendable, Item: Sendable, Value: Sendable>(
  _ items: ArraySlice<Item>, by workers: [Worker], _ body: @escaping @Sendable (Worker, Item) -> Value
) async -> [Value] {
  await parallelParts(items, by: workers) { worker, part in part.map { body(worker, $0) } }.flatMap { $0 }
}

/// The results of a function for each item, made on several threads, in the order of the items.
func parallelMap<Item: Sendable, Value: Sendable>(
  _ items: [Item], jobs: Int, _ body: @escaping @Sendable (Item) -> Value
) async -> [Value] {
  await parallelMap(items[...], by: Array(repeating: (), count: max(1, jobs))) { _, item in body(item) }
}

/// Which parts are being made, by whom, and which were made and wait for those before them.
private final class PartsInOrder<Value: Sendable>: Sendable {
  /// A part, and the worker that makes it.
  struct Turn: Sendable {
    let number: Int
    let worker: Int
  }

  private struct State {
    /// The worker that was used last comes first: what it holds is still near the processor.
    var idle: [Int]
    var running = 0
    var begun = 0
    var taken = 0
    var made: [Int: Value] = [:]
    var reader: CheckedContinuation<Void, Never>?
  }

  private let state: Mutex<State>
  private let count: Int
  private let workers: Int
  /// How many parts may be ahead of what was taken: on many threads too they hold little memory.
  private var lead: Int { max(16, 2 * workers) }

  init(count: Int, workers: Int) {
    self.count = count
    self.workers = workers
    state = Mutex(State(idle: Array(0..<workers)))
  }

  /// True when one more thread may ask for its `next` part.
  func begin() -> Bool {
    state.withLock { state in
      guard state.running < workers, mayBegin(state) else { return false }
      state.running += 1
      return true
    }
  }

  /// What a thread has to make; nil when it has to end.
  func next() -> Turn? {
    state.withLock { state in
      guard mayBegin(state) else {
        state.running -= 1
        return nil
      }
      defer { state.begun += 1 }
      return Turn(number: state.begun, worker: state.idle.removeLast())
    }
  }

  func end(_ turn: Turn, _ value: Value) {
    let reader = state.withLock { state in
      state.idle.append(turn.worker)
      state.made[turn.number] = value
      guard turn.number == state.taken else { return nil as CheckedContinuation<Void, Never>? }
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }

  /// The next part in order, when it was made.
  func made(_ number: Int) async -> Value {
    while true {
      if let value = take(number) { return value }
      await withCheckedContinuation { reader in
        let isThere = state.withLock { state in
          if state.made[number] != nil { return true }
          state.reader = reader
          return false
        }
        if isThere { reader.resume() }
      }
    }
  }

  private func take(_ number: Int) -> Value? {
    state.withLock { state in
      guard let value = state.made.removeValue(forKey: number) else { return nil }
      state.taken = number + 1
      return value
    }
  }

  private func mayBegin(_ state: borrowing State) -> Bool {
    state.begun < min(count, state.taken + lead)
  }
}
