import NIOCore
import NIOPosix
import Testing

/// A client that sends what it is told, byte for byte, as no browser would.
struct Client {
  struct Reply {
    var status: Int
    /// By lower-cased name.
    var fields: [String: String]
    var body: String
  }

  let port: Int

  private var group: MultiThreadedEventLoopGroup { .singleton }

  /// Sends bytes, and reads until the server closes the connection.
  func exchange(_ text: String) async throws -> String {
    var answer = ""
    try await connected { inbound, outbound in
      // A server that closes while something is still to be read resets the connection: what came before counts.
      do {
        try await outbound.write(ByteBuffer(string: text))
        for try await part in inbound { answer += String(buffer: part) }
      } catch {}
    }
    return answer
  }

  func request(
    _ method: String, _ target: String, host: String? = nil, _ fields: [String: String] = [:]
  ) async throws -> Reply {
    var text = "\(method) \(target) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n"
    for (name, value) in fields { text += "\(name): \(value)\r\n" }
    return Client.reply(try await exchange(text + "\r\n"))
  }

  func get(_ target: String, _ fields: [String: String] = [:]) async throws -> Reply {
    try await request("GET", target, host: nil, fields)
  }

  /// Opens a connection, and closes it when the body is done.
  func connected(
    _ body: (NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws -> Void
  ) async throws {
    let channel = try await ClientBootstrap(group: group).connect(host: "127.0.0.1", port: port) { channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    // A connection that the server has ended cannot be ended again.
    do {
      try await channel.executeThenClose { inbound, outbound in try await body(inbound, outbound) }
    } catch ChannelError.ioOnClosedChannel {}
  }

  /// Listens to the events of a page, until the body has seen enough of them and returns true.
  func events(of page: String, version: String = "", until isEnough: (String) async throws -> Bool) async throws {
    let html = try await get(page).body
    let script = try #require(html.firstMatch(of: /\/\.sitegen\/[0-9a-f]+\//))
    try await connected { inbound, outbound in
      let target = "\(script.output)events?path=\(page)&version=\(version)"
      try await outbound.write(ByteBuffer(string: "GET \(target) HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n"))
      var text = ""
      for try await part in inbound {
        text += String(buffer: part)
        if try await isEnough(text) { return }
      }
      throw ChannelError.eof
    }
  }

  static func reply(_ text: String) -> Reply {
    guard let end = text.firstRange(of: "\r\n\r\n") else { return Reply(status: 0, fields: [:], body: text) }
    let lines = text[..<end.lowerBound].split(separator: "\r\n")
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      fields[parts[0].lowercased()] = parts.count > 1 ? String(parts[1].trimmingPrefix(" ")) : ""
    }
    let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return Reply(status: status ?? 0, fields: fields, body: String(text[end.upperBound...]))
  }
}
