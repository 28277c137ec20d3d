import Foundation
import SiteGenerator

/// What the preview adds to a page on its way out; the files of the site stay as the build made them.
struct LivePage {
  /// Where the script and the events are: below a name that no file of a site can have, with a word that no other
  /// process and no other site knows.
  static func root(_ token: String) -> String { "/.sitegen/\(token)/" }

  let token: String
  /// Tells this state of the page from others.
  let version: String
  /// Why the page would not be published now.
  let mark: ListedArticle.State?
  /// Whether any page of the site is marked: then links to it are.
  let hasMarks: Bool

  /// The page with the script, and with its mark, at the end of its body.
  func added(to html: [UInt8]) -> [UInt8] {
    let place = Self.endOfBody(html) ?? html.count
    return html[..<place] + Array((badge + script).utf8) + html[place...]
  }

  private var script: String {
    let marks = hasMarks ? " data-marks" : ""
    return "<script src=\"\(Self.root(token))live.js\" data-version=\"\(version)\"\(marks)></script>\n"
  }

  private var badge: String {
    guard let words else { return "" }
    let style = """
      position:fixed;z-index:2147483000;inset:auto auto 1rem 1rem;padding:.4rem .8rem;border-radius:.3rem;\
      background:#8a4b00;color:#fff;font:600 14px/1.4 system-ui,sans-serif
      """
    return "<div id=\"sitegen-mark\" role=\"note\" style=\"\(style)\">\(words)</div>\n"
  }

  private var words: String? {
    switch mark {
    case .drafts: "Draft: not published"
    case .scheduled: "Scheduled: not published yet"
    case .expired: "Expired: not published any more"
    case .published, .retracted, nil: nil
    }
  }

  /// What links to marked pages say, by the addresses of those, as JSON.
  static func marks(_ addresses: [String: ListedArticle.State]) -> [UInt8] {
    let words = addresses.compactMapValues { state -> String? in
      switch state {
      case .drafts: "draft"
      case .scheduled: "scheduled"
      case .expired: "expired"
      case .published, .retracted: nil
      }
    }
    return (try? JSONEncoder().encode(words)).map { Array($0) } ?? Array("{}".utf8)
  }

  /// Where the last `</body` begins, in either case.
  private static func endOfBody(_ html: [UInt8]) -> Int? {
    let tag = Array("</body".utf8)
    var index = html.count - tag.count
    while index >= 0 {
      if html[index] == tag[0], html[index..<(index + tag.count)].elementsEqual(tag, by: { $0 | 0x20 == $1 | 0x20 }) {
        return index
      }
      index -= 1
    }
    return nil
  }

  /// A whole page, for when there is no site to show yet.
  static func page(title: String, token: String) -> [UInt8] {
    Array(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>\(title)</title></head>
      <body>
      <p>\(title)</p>
      <script src="\(root(token))live.js" data-version=""></script>
      </body>
      </html>

      """.utf8)
  }
}
