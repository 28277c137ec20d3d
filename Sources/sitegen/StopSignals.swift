import Diagnostics
import Dispatch
import Foundation
import Synchronization

/// Ends a build on Ctrl-C or `kill` with nothing half done: before the first rename by leaving everything as it was,
/// after it by going on to the end.
final class StopSignals: Sendable {
  private struct State {
    var received: Int32?
    var isWriting = false
  }

  private let state = Mutex(State())
  /// Ends what would go on without this process, and clears away what would stay.
  private let whenStopped: @Sendable () -> Void

  init(whenStopped: @escaping @Sendable () -> Void = {}) { self.whenStopped = whenStopped }

  /// SIGINT or SIGTERM, when it came.
  var received: Int32? { state.withLock { $0.received } }

  /// Set when renaming begins: from then on the build is not stopped.
  var isWriting: Bool {
    get { state.withLock { $0.isWriting } }
    set { state.withLock { $0.isWriting = newValue } }
  }

  /// Runs a step. When a signal comes meanwhile the step counts as failed, should it end before the process does.
  func stopping<Value>(_ step: () async throws(BuildFailure) -> Value) async throws -> Value {
    let sources = [SIGINT, SIGTERM].map(source)
    defer { for source in sources { source.cancel() } }
    let value = try await step()
    if received != nil { throw CancellationError() }
    return value
  }

  private func source(_ signal: Int32) -> any DispatchSourceSignal {
    // The default action would end the process before the handler runs.
    _ = Foundation.signal(signal, SIG_IGN)
    let source = DispatchSource.makeSignalSource(signal: signal, queue: signalQueue)
    source.setEventHandler { [self] in
      state.withLock { $0.received = signal }
      whenStopped()
      // Staged bytes are invisible and the next build clears them: leaving at once is safe.
      signalQueue.asyncAfter(deadline: .now() + 2) { [self] in if !isWriting { exit(128 + signal) } }
    }
    source.resume()
    return source
  }
}

/// Where signals are handled: on a thread of their own, for a build may have all others.
let signalQueue = DispatchQueue(label: "signals", qos: .userInteractive)
