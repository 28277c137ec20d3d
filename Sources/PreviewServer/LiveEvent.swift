import Foundation

/// What a browser that shows the preview is told, as a server-sent event (HTML, 9.2).
enum LiveEvent: Sendable, Equatable {
  /// Load the page again.
  case page
  /// Load the style sheets again.
  case style
  /// Show what is wrong.
  case failed(String)
  /// Nothing is wrong, and nothing new.
  case fine
  /// Are you there?
  case beat

  var text: String {
    switch self {
    case .page: "data: {\"kind\":\"page\"}\n\n"
    case .style: "data: {\"kind\":\"style\"}\n\n"
    case .failed(let text): "data: {\"kind\":\"failed\",\"text\":\(Self.json(text))}\n\n"
    case .fine: "data: {\"kind\":\"fine\"}\n\n"
    case .beat: ": beat\n\n"
    }
  }

  /// JSON has no line ends of its own, so that the event is one line.
  private static func json(_ text: String) -> String {
    (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
  }
}
