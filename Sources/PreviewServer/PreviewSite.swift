import Synchronization

/// What the preview shows now, and the browsers that look at it.
package final class PreviewSite: Sendable {
  /// What stands over the pages, or in their place when there are none yet.
  enum Notice: Sendable, Equatable {
    case building
    /// What is wrong, as the terminal says it.
    case failed(String)
  }

  /// A page that somebody has open.
  private struct Browser {
    let target: RequestTarget?
    /// What it shows, as `SiteSnapshot.version(of:_:)` tells it.
    var version: String
    let events: AsyncStream<LiveEvent>.Continuation
  }

  /// What one browser is to be told.
  private typealias News = (events: AsyncStream<LiveEvent>.Continuation, event: LiveEvent)

  private struct State {
    var snapshot: SiteSnapshot?
    var notice: Notice? = .building
    var browsers: [Int: Browser] = [:]
    var next = 0

    func all(_ event: LiveEvent) -> [News] { browsers.values.map { ($0.events, event) } }
  }

  private let state = Mutex(State())

  package init() {}

  /// The site and what is to be said of it, of one moment.
  var current: (snapshot: SiteSnapshot?, notice: Notice?) { state.withLock { ($0.snapshot, $0.notice) } }

  /// Shows a site in place of the one before: requests that come from now on are answered from it.
  ///
  /// - Parameter isStyleOnly: Whether nothing but style sheets was edited, so that pages need not be loaded again.
  package func show(_ snapshot: SiteSnapshot, isStyleOnly: Bool = false) {
    let news = state.withLock { state -> [News] in
      let isSame = state.snapshot.map { $0.isEqual(to: snapshot) } ?? false
      // A picture or a script shows on pages whose own bytes are as they were.
      let areAssetsSame = isSame || state.snapshot.map { $0.hasAssets(of: snapshot) } ?? false
      state.snapshot = snapshot
      state.notice = nil
      return state.browsers.map { id, browser in
        let isCurrent = isSame || (areAssetsSame && snapshot.shows(browser.version, at: browser.target))
        if isStyleOnly, let version = snapshot.version(at: browser.target) { state.browsers[id]?.version = version }
        return (browser.events, isCurrent ? .fine : isStyleOnly ? .style : .page)
      }
    }
    tell(news)
  }

  /// Keeps the site that is shown, and says over it what is wrong.
  package func fail(_ text: String) {
    let news = state.withLock { state in
      state.notice = .failed(text)
      return state.all(.failed(text))
    }
    tell(news)
  }

  /// What happens from now on, for a browser that shows a version of an address. It begins with how things stand.
  func events(for target: RequestTarget?, version: String) -> AsyncStream<LiveEvent> {
    AsyncStream(bufferingPolicy: .bufferingNewest(8)) { continuation in
      let id = state.withLock { state in
        // Before anything else is told; nobody waits for it yet (see `tell`).
        continuation.yield(standing(state, target, version))
        state.next += 1
        state.browsers[state.next] = Browser(target: target, version: version, events: continuation)
        return state.next
      }
      continuation.onTermination = { [weak self] _ in self?.leave(id) }
    }
  }

  /// How many browsers are listening.
  package var listeners: Int { state.withLock { $0.browsers.count } }

  /// Looks whether the browsers are still there.
  func beat() { tell(state.withLock { $0.all(.beat) }) }

  private func leave(_ id: Int) { _ = state.withLock { $0.browsers.removeValue(forKey: id) } }

  /// Never while the state is locked: to wake who waits takes a lock of its task, and a task that is cancelled holds that
  /// one while it leaves, which takes the state's. Each would wait for the other.
  private func tell(_ news: [News]) {
    for (events, event) in news { events.yield(event) }
  }

  /// A browser may have loaded a page before a build and ask after it.
  private func standing(_ state: borrowing State, _ target: RequestTarget?, _ version: String) -> LiveEvent {
    if let snapshot = state.snapshot, let shown = snapshot.version(at: target), shown != version { return .page }
    if case .failed(let text) = state.notice { return .failed(text) }
    return .fine
  }
}
