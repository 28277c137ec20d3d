import NIOCore
import NIOPosix
import Synchronization

/// A site elsewhere, on this machine: it answers as it is told, and remembers what it was asked.
///
/// It runs on a thread of its own: tests that wait for the command may have all of those that tasks run on.
final class LinkServer: Sendable {
  enum Answer: Sendable {
    case status(Int, [String] = [])
    /// After a while.
    case late(TimeAmount, Int)
    /// The connection ends without a word.
    case silence
  }

  /// - Parameter times: How often the path was asked for before.
  typealias Rule = @Sendable (_ method: String, _ path: String, _ times: Int) -> Answer

  fileprivate struct State {
    var requests: [String] = []
    var paths: [String: Int] = [:]
    var open = 0
    var mostOpen = 0
  }

  fileprivate let state = Mutex(State())
  fileprivate let rule: Rule
  private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
  private let channel = Mutex<(any Channel)?>(nil)

  init(_ rule: @escaping Rule) async throws {
    self.rule = rule
    let channel = try await ServerBootstrap(group: group).childChannelInitializer { [self] channel in
      channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Exchange(self)) }
    }.bind(host: "127.0.0.1", port: 0).get()
    self.channel.withLock { $0 = channel }
  }

  func stop() async throws { try await group.shutdownGracefully() }

  var address: String { "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port } ?? 0)" }

  /// `HEAD /a`, in the order in which they came, since the last call.
  func takeRequests() -> [String] {
    state.withLock { state in
      defer { state.requests = [] }
      return state.requests
    }
  }

  /// How many requests waited for an answer at the same time.
  var mostOpen: Int { state.withLock { $0.mostOpen } }
}

/// One connection: one request, one answer.
private final class Exchange: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let server: LinkServer
  private var text = ""

  init(_ server: LinkServer) { self.server = server }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    text += String(buffer: unwrapInboundIn(data))
    guard text.hasSuffix("\r\n\r\n") else { return }
    let words = text.split(separator: " ", maxSplits: 2).map(String.init)
    let (method, path) = (words[0], words[1])
    let times = server.state.withLock { state in
      state.requests.append("\(method) \(path)")
      state.open += 1
      state.mostOpen = max(state.mostOpen, state.open)
      defer { state.paths[path, default: 0] += 1 }
      return state.paths[path] ?? 0
    }
    switch server.rule(method, path, times) {
    case .status(let status, let fields): answer(status, fields, context)
    case .late(let time, let status):
      context.eventLoop.assumeIsolated().scheduleTask(in: time) { self.answer(status, [], context) }
    case .silence: end(context)
    }
  }

  private func answer(_ status: Int, _ fields: [String], _ context: ChannelHandlerContext) {
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: 0", "Connection: close"] + fields
    let buffer = ByteBuffer(string: lines.joined(separator: "\r\n") + "\r\n\r\n")
    context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
    end(context)
  }

  private func end(_ context: ChannelHandlerContext) {
    server.state.withLock { $0.open -= 1 }
    context.close(promise: nil)
  }
}
