/// The rules for what machines read of a site, by the ids of their messages.
enum CheckRule: String, Sendable, CaseIterable {
  case xmlBroken = "xml-malformed"
  case jsonBroken = "json-malformed"
  case feedIncomplete = "feed-incomplete"
  case feedAddress = "feed-address"
  case feedDate = "feed-date"
  case feedValue = "feed-value"
  case feedSelf = "feed-self"
  case feedIDTwice = "feed-id-twice"
  case feedIDDiffers = "feed-id-differs"
  case feedOrder = "feed-order"
  case feedSameSecond = "feed-same-second"
  case feedDeadLink = "feed-dead-link"
  case feedContent = "feed-content"
  case feedSize = "feed-size"
  case sitemapIncomplete = "sitemap-incomplete"
  case sitemapAddress = "sitemap-address"
  case sitemapAddressTwice = "sitemap-address-twice"
  case sitemapDeadLink = "sitemap-dead-link"
  case sitemapDate = "sitemap-date"
  case sitemapValue = "sitemap-value"
  case sitemapNewsOld = "sitemap-news-old"
  case sitemapSize = "sitemap-size"
  case opmlIncomplete = "opml-incomplete"
  case opmlAddress = "opml-address"
  case opmlDate = "opml-date"
  case opmlDeadLink = "opml-dead-link"
  case structuredDataBroken = "structured-data-broken"
  case structuredDataIncomplete = "structured-data-incomplete"
  case structuredDataAddress = "structured-data-address"
  case structuredDataDate = "structured-data-date"
  case structuredDataValue = "structured-data-value"
  case structuredDataDeadLink = "structured-data-dead-link"
  case cardIncomplete = "card-incomplete"
  case cardAddress = "card-address"
  case cardDate = "card-date"
  case cardValue = "card-value"
  case cardDeadLink = "card-dead-link"
}

/// The rules of one format for what is missing and for values that have not the form they need.
struct FormRules: Sendable {
  let incomplete: CheckRule
  let address: CheckRule
  let date: CheckRule
  let value: CheckRule

  static let feed = FormRules(incomplete: .feedIncomplete, address: .feedAddress, date: .feedDate, value: .feedValue)
  static let sitemap = FormRules(
    incomplete: .sitemapIncomplete, address: .sitemapAddress, date: .sitemapDate, value: .sitemapValue)
  static let opml = FormRules(
    incomplete: .opmlIncomplete, address: .opmlAddress, date: .opmlDate, value: .opmlIncomplete)
  static let structuredData = FormRules(
    incomplete: .structuredDataIncomplete, address: .structuredDataAddress, date: .structuredDataDate,
    value: .structuredDataValue)
  static let card = FormRules(incomplete: .cardIncomplete, address: .cardAddress, date: .cardDate, value: .cardValue)

  subscript(problem: XMLValue.Problem) -> CheckRule {
    switch problem.kind {
    case .empty: incomplete
    case .address: address
    case .date: date
    case .value: value
    }
  }
}
