/// What an address that stands alone in its paragraph leads to, as far as the address itself tells.
enum EmbeddedAddress: Sendable, Hashable {
  case sound, film
  /// On a site that people know by its name: `YouTube`.
  case video(on: String)
  case post(on: String)
  case other

  /// An address of this site or an absolute URL.
  init(_ address: String) {
    let url = WebAddress(address)
    switch fileExtension(url.path) {
    case "mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac": self = .sound
    case "mp4", "m4v", "webm", "ogv": self = .film
    default: self = EmbeddedAddress(known: url) ?? .other
    }
  }

  private init?(known url: WebAddress) {
    let parts = url.path.split(separator: "/").map(String.init)
    let first = parts.first ?? ""
    switch url.host {
    case "youtu.be" where parts.count == 1: self = .video(on: "YouTube")
    case "youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com":
      guard first == "watch" || parts.count == 2 && ["shorts", "live", "embed", "v"].contains(first) else { return nil }
      self = .video(on: "YouTube")
    case "vimeo.com", "player.vimeo.com":
      guard parts.contains(where: isNumber) else { return nil }
      self = .video(on: "Vimeo")
    case "bsky.app":
      guard parts.count == 4, first == "profile", parts[2] == "post" else { return nil }
      self = .post(on: "Bluesky")
    default:
      guard !url.host.isEmpty, isMastodonPost(parts) else { return nil }
      self = .post(on: "Mastodon")
    }
  }
}

/// `/@name/112233445566778899` or `/users/name/statuses/112233445566778899`, on any host: Mastodon runs on thousands.
private func isMastodonPost(_ parts: [String]) -> Bool {
  switch parts.count {
  case 2: parts[0].utf8.first == UInt8(ascii: "@") && parts[0].utf8.count > 1 && isStatus(parts[1])
  case 4: parts[0] == "users" && parts[2] == "statuses" && isStatus(parts[3])
  default: false
  }
}

/// Ids of posts are times in milliseconds, shifted by 16 bits: 15 digits and more.
private func isStatus(_ text: String) -> Bool { text.utf8.count >= 15 && isNumber(text) }

private func isNumber(_ text: String) -> Bool { !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) } }

/// The parts of an address that say what it leads to.
private struct WebAddress {
  /// Lower case, without `www.`, user and port; empty for an address of this site.
  var host = ""
  /// Without query and fragment.
  var path: String

  init(_ text: String) {
    var rest = Array(text.utf8)[...]
    if let end = rest.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }) { rest = rest[..<end] }
    guard let scheme = ["https://", "http://"].first(where: { rest.starts(with: $0.utf8) }) else {
      path = String(decoding: rest, as: UTF8.self)
      return
    }
    rest = rest.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { $0 != UInt8(ascii: "/") }
    path = String(decoding: rest[authority.endIndex...], as: UTF8.self)
    let user = authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? authority.startIndex
    let name = String(decoding: authority[user...].prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased()
    host = name.hasPrefix("www.") ? String(name.dropFirst(4)) : name
  }
}
