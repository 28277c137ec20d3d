import Bytes

private let patternBytes = ByteSet("/-_")

/// nginx (http://nginx.org/en/docs/http/ngx_http_map_module.html).
extension ServerFiles {
  /// Two maps, for the block `http`: where old addresses lead, and what browsers may keep.
  func nginxMap() -> [UInt8] {
    var text: [UInt8] = []
    text.append(
      """
      # Written by sitegen. In the block http, above server:  include …/.server/nginx-http.conf;
      # In the block server, above every location:            include …/.server/nginx-server.conf;
      # If nginx says that one of these two lines is a duplicate, keep the larger number.
      map_hash_max_size \(size(atLeast: 2 * (redirects.count + assets.count), from: 2048));
      map_hash_bucket_size \(size(atLeast: (keys.map(\.count).max() ?? 0) + 32, from: 128));

      map $uri $sitegen_redirect {
        default "";

      """)
    for redirect in redirects { append(redirect.from, "\(base.origin)\(path(redirect.to))", to: &text) }
    text.append("}\n\nmap $uri $sitegen_cache {\n  default \"\";\n")
    for asset in assets { append(asset, ServerFiles.forever, to: &text) }
    text.append("}\n")
    return text
  }

  /// What stands in the block `server`.
  func nginxServer() -> [UInt8] {
    var text: [UInt8] = []
    text.append("# Written by sitegen; see nginx-http.conf.\n")
    text.append("if ($sitegen_redirect) { return 301 $sitegen_redirect; }\n")
    text.append("location ^~ \(nginxQuoted(decodedBase + "/.server/")) { return 404; }\n")
    text.append("location ~ \(nginxQuoted("^\(basePattern)/(.*/)?[.](?!well-known/)")) { return 404; }\n")
    for (name, value) in ServerFiles.security { text.append("add_header \(name) \"\(value)\" always;\n") }
    text.append("add_header Cache-Control $sitegen_cache;\n")
    for (name, type) in feedNames {
      let pattern = name.split(separator: ".").joined(separator: "\\\\.")
      text.append("location ~ \"/\(pattern)$\" { types { } default_type \"\(type)\"; }\n")
    }
    for feed in otherFeeds {
      text.append("location = \(nginxQuoted(decodedBase + feed.address.text)) ")
      text.append("{ types { } default_type \"\(feed.type)\"; }\n")
    }
    return text
  }

  private func append(_ address: Address, _ value: String, to text: inout [UInt8]) {
    text.append("  \(nginxQuoted(decodedBase + address.text)) \(nginxQuoted(value));\n")
  }

  /// The path of `base-url` in a regular expression: what is not plain by its number.
  private var basePattern: String {
    let bytes = decodedBase.utf8.flatMap { byte in
      byte >= 0x80 || patternBytes.contains(byte) ? [byte] : Array("\\x\(String(byte, radix: 16))".utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// nginx looks addresses up as they are after decoding.
  private var decodedBase: String { percentDecoded(base.path) ?? base.path }

  private var keys: [[UInt8]] {
    (redirects.map(\.from) + assets).map { Array((decodedBase + $0.text).utf8) }
  }

  private func size(atLeast wanted: Int, from start: Int) -> Int {
    var size = start
    while size < wanted { size *= 2 }
    return size
  }

  /// Between quotes a backslash and a quote have a meaning, and nothing else. A value would also have variables, which
  /// begin with `$`: ours are percent-encoded.
  private func nginxQuoted(_ text: String) -> String {
    var bytes: [UInt8] = [0x22]
    for byte in text.utf8 {
      if byte == 0x22 || byte == 0x5C { bytes.append(0x5C) }
      bytes.append(byte)
    }
    return String(decoding: bytes + [0x22], as: UTF8.self)
  }
}

/// Caddy (https://caddyserver.com/docs/caddyfile/directives/redir).
extension ServerFiles {
  func caddySnippet() -> [UInt8] {
    var text: [UInt8] = []
    text.append("# Written by sitegen. In the block of the site:  import …/.server/caddy.conf\n")
    // What begins with a dot is there for programs: `.server`, and `.sitegen`, which says what the program has written.
    text.append("@sitegen_hidden {\n\tpath_regexp `^\(basePattern)/(.*/)?[.]`\n")
    text.append("\tnot path_regexp `^\(basePattern)/[.]well-known/`\n}\nrespond @sitegen_hidden 404\n")
    for (name, value) in ServerFiles.security { text.append("header \(name) \"\(value)\"\n") }
    for (index, (name, type)) in feedNames.enumerated() {
      text.append("@sitegen_feed_\(index) path */\(name)\nheader @sitegen_feed_\(index) Content-Type \"\(type)\"\n")
    }
    for feed in otherFeeds { text.append("header \(path(feed.address)) Content-Type \"\(feed.type)\"\n") }
    for asset in assets { text.append("header \(path(asset)) Cache-Control \"\(ServerFiles.forever)\"\n") }
    for redirect in redirects { text.append("redir \(path(redirect.from)) \(path(redirect.to)) 301\n") }
    return text
  }
}
