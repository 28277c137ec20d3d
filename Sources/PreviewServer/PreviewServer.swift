import Foundation
import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import SiteGenerator

/// Serves a preview to browsers on this machine, and to nobody else.
package struct PreviewServer: Sendable {
  /// Why a server cannot listen.
  package enum ListenError: Error, Equatable {
    /// Another program listens there.
    case taken
    case refused(String)
  }

  /// How much of a file is in memory at a time, in bytes.
  private static let piece = 1 << 18
  /// How much of what a request carries is read, so that the answer arrives.
  private static let longestBody = 1 << 20

  private let site: PreviewSite
  private let responder: Responder
  /// How long a client may take to send a request, and to take a piece of the answer.
  private let patience: TimeAmount

  package init(_ site: PreviewSite, patience: Duration = .seconds(30)) {
    self.site = site
    self.patience = TimeAmount(patience)
    let words = [UInt64.random(in: 0...(.max)), UInt64.random(in: 0...(.max))].map { String($0, radix: 16) }
    responder = Responder(site: site, token: words.joined())
  }

  /// Listens on 127.0.0.1 until the process ends, or the task that is returned is cancelled.
  ///
  /// - Parameter port: 0 for any that is free.
  /// - Returns: The port, and the task that answers.
  package func listen(port: Int) async throws(ListenError) -> (port: Int, task: Task<Void, any Error>) {
    let (ready, running) = AsyncStream<Result<Int, ListenError>>.makeStream()
    let connections = max(16, min(1024, raiseDescriptorLimit() - 128))
    let configuration = ServerConfiguration(
      address: .hostname("127.0.0.1", port: port), backlog: 256,
      availableConnectionsDelegate: .maximum(connections, logger: Self.silence))
    let server = Server(
      childChannelSetup: channel, configuration: configuration,
      onServerRunning: { running.yield(.success($0.localAddress?.port ?? port)) },
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, logger: Self.silence)
    let task = Task {
      let beats = beat()
      defer {
        beats.cancel()
        running.finish()
      }
      do { try await server.run() } catch {
        running.yield(.failure(Self.listenError(error)))
        throw error
      }
    }
    for await result in ready {
      return (try result.get(), task)
    }
    throw .refused("it was stopped")
  }

  /// Nothing is logged: the command says what there is to say.
  private static let silence = Logger(label: "preview") { _ in SwiftLogNoOpLogHandler() }

  private static func listenError(_ error: any Error) -> ListenError {
    guard let error = error as? IOError else { return .refused("\(error)") }
    return error.errnoCode == addressInUse ? .taken : .refused(systemReason(error.errnoCode))
  }

  /// Browsers that went without a word are noticed when they are written to.
  private func beat() -> Task<Void, any Error> {
    let site = site
    return Task {
      while !Task.isCancelled {
        try await Task.sleep(for: .seconds(15))
        site.beat()
      }
    }
  }

  private var channel: PreviewChannel {
    PreviewChannel(
      http: HTTP1Channel(
        responder: { request, writer, channel in try await respond(to: request, writer, channel) },
        configuration: HTTP1Channel.Configuration(
          idleTimeout: patience, httpDecoderConfiguration: .init(maxHeaderFieldSize: 16_384, maxHeaderListSize: 65_536))
      ))
  }

  private func respond(
    to request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
  ) async throws {
    var answer = responder.answer(request.head, port: channel.localAddress?.port ?? 0)
    let carriesBody =
      request.headers[.transferEncoding] != nil || (request.headers[.contentLength] ?? "0") != "0"
    if carriesBody { answer.fields[.connection] = "close" }
    answer.fields[.date] = Instant(seconds: Int(Date.now.timeIntervalSince1970)).httpDate
    let head = HTTPResponse(status: answer.status, headerFields: answer.fields)
    if carriesBody { try await drain(request, channel) }
    if request.method == .head {
      try await writer.writeResponse(head)
    } else if case .events(let events) = answer.body {
      try await send(events, head, request, writer, channel)
    } else {
      var body = try await writer.writeHead(head)
      try await send(answer.body, to: &body, channel)
      try await body.finish(nil)
    }
    if carriesBody { throw CancellationError() }
  }

  /// Reads what nobody asked for, within reason.
  private func drain(_ request: Request, _ channel: any Channel) async throws {
    let timer = channel.closing(after: patience)
    defer { timer.cancel() }
    var length = 0
    for try await buffer in request.body {
      length += buffer.readableBytes
      if length > Self.longestBody { return }
    }
  }

  private func send(
    _ body: Answer.Body, to writer: inout some ResponseBodyWriter, _ channel: any Channel
  ) async throws {
    switch body {
    case .none, .events: return
    case .bytes(let bytes):
      let timer = channel.closing(after: patience)
      defer { timer.cancel() }
      try await writer.write(ByteBuffer(bytes: bytes))
    case .file(let file, let range):
      for start in stride(from: range.lowerBound, to: range.upperBound, by: Self.piece) {
        let timer = channel.closing(after: patience)
        defer { timer.cancel() }
        let end = min(start + Self.piece, range.upperBound)
        try await writer.write(ByteBuffer(bytes: file.bytes.read(start..<end)))
      }
    }
  }

  private func send(
    _ events: AsyncStream<LiveEvent>, _ head: HTTPResponse, _ request: Request, _ writer: consuming ResponseWriter,
    _ channel: any Channel
  ) async throws {
    var body = try await writer.writeHead(head)
    try await request.body.consumeWithCancellationOnInboundClose { _ in
      // Asked again soon when the server has gone and come back.
      try await body.write(ByteBuffer(string: "retry: 500\n\n"))
      for await event in events {
        let timer = channel.closing(after: patience)
        defer { timer.cancel() }
        try await body.write(ByteBuffer(string: event.text))
      }
    }
    try await body.finish(nil)
  }
}

extension Channel {
  /// Closes the connection when the client does not take what it asked for; to be cancelled when it does.
  fileprivate func closing(after patience: TimeAmount) -> Scheduled<Void> {
    eventLoop.scheduleTask(in: patience) { self.close(promise: nil) }
  }
}
