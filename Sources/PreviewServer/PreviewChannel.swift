import HummingbirdCore
import Logging
import NIOCore

/// A connection that HTTP/1.0 is spoken on as well: such a client waits for the connection to end (RFC 9112, 9.3).
struct PreviewChannel: ServerChildChannel {
  let http: HTTP1Channel

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    channel.eventLoop.makeCompletedFuture {
      try channel.pipeline.syncOperations.addHandler(OldVersionHandler())
    }.flatMap { http.setup(channel: channel, logger: logger) }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}

/// Adds `Connection: close` to a request of HTTP/1.0 that says nothing of it, since a parsed request has no version.
///
/// Only the first request of a connection is looked at: one of HTTP/1.0 has no second.
private final class OldVersionHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias InboundOut = ByteBuffer

  /// What is longer is left to the parser, which refuses it.
  private static let longest = 65_536

  private var head = ByteBuffer()
  private var isPast = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if isPast { return context.fireChannelRead(data) }
    var received = unwrapInboundIn(data)
    head.writeBuffer(&received)
    let bytes = head.readableBytesView
    guard let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      return head.readableBytes > Self.longest ? pass(context) : ()
    }
    guard bytes[..<lineEnd].suffix(9).starts(with: "HTTP/1.0".utf8) else { return pass(context) }
    guard let headEnd = bytes.firstRange(of: "\r\n\r\n".utf8) else {
      return head.readableBytes > Self.longest ? pass(context) : ()
    }
    let lines = bytes[..<headEnd.lowerBound].split(separator: UInt8(ascii: "\n"))
    let saysIt = lines.contains { String(decoding: $0.prefix(11), as: UTF8.self).lowercased() == "connection:" }
    if !saysIt, let line = head.readSlice(length: lineEnd + 1 - bytes.startIndex) {
      context.fireChannelRead(wrapInboundOut(line))
      context.fireChannelRead(wrapInboundOut(ByteBuffer(string: "Connection: close\r\n")))
    }
    pass(context)
  }

  private func pass(_ context: ChannelHandlerContext) {
    isPast = true
    context.fireChannelRead(wrapInboundOut(head))
    head = ByteBuffer()
  }
}
