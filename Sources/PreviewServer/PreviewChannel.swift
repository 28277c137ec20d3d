import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// A connection on which nothing that a request says is lost before it is answered.
struct PreviewChannel: ServerChildChannel {
  let http: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    http.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      try pipeline.addHandler(RequestHeadHandler(), position: .after(decoder))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}

/// Says in fields what a request says in its first line, since a request that is answered has neither a version nor the
/// host of its target.
private final class RequestHeadHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    // A client of HTTP/1.0 waits for the connection to end (RFC 9112, 9.3).
    if head.version == .http1_0, !head.headers.contains(name: "Connection") {
      head.headers.add(name: "Connection", value: "close")
    }
    // Its host is that of the `Host` field (RFC 9112, 3.2.2); where it is another, the request has two.
    if let host = Self.host(ofTarget: head.uri), head.headers.first(name: "Host")?.lowercased() != host {
      head.headers.add(name: "Host", value: host)
    }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  /// `localhost:8000` of `http://localhost:8000/a`; nil for a path alone.
  private static func host(ofTarget target: String) -> String? {
    guard target.utf8.first != UInt8(ascii: "/"), let start = target.firstRange(of: "://") else { return nil }
    return target[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }.lowercased()
  }
}
