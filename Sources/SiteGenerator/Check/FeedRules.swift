/// What holds for a feed in every format.
struct FeedRules {
  /// Ids by link and format, of all feeds so far: one article has one id everywhere, or readers show it twice.
  private var ids: [FeedFormat: [String: String]] = [:]
  /// Contents that have been looked at and are clean: an article is in many feeds, and its text is in each.
  private var clean: Set<ContentHash> = []

  mutating func check(_ feed: ParsedFeed, size: Int, _ findings: inout Findings) {
    if size > FeedDocument.maximumSize {
      findings.add(.feedSize, "has \(size) bytes, and readers take \(FeedDocument.maximumSize)")
    }
    checkAddress(feed, &findings)
    for other in feed.others where findings.site.isDead(other) {
      findings.add(.feedDeadLink, "leads on to a document where nothing stands: \(other)")
    }
    checkOrder(feed, &findings)
    var seen: Set<String> = []
    for entry in feed.entries {
      if let id = entry.id, !seen.insert(id).inserted {
        findings.add(.feedIDTwice, "has an id that another entry of this feed has: \(id)", of: entry)
      }
      checkIdentity(entry, feed.format, &findings)
      checkLink(entry, &findings)
      checkContent(entry, &findings)
    }
  }

  private func checkLink(_ entry: ParsedEntry, _ findings: inout Findings) {
    guard let link = entry.link else { return }
    if findings.site.isDead(link) {
      findings.add(.feedDeadLink, "leads to an address where nothing stands: \(link)", of: entry)
    }
    guard let title = entry.title, title.utf8.contains(UInt8(ascii: "&")), let address = findings.site.address(of: link)
    else { return }
    if findings.site.isEscapedTwice(Array(title.utf8)[...], at: address) {
      findings.add(.feedValue, "has a title that is escaped twice", of: entry)
    }
  }

  private func checkAddress(_ feed: ParsedFeed, _ findings: inout Findings) {
    let own = findings.site.base.absolute(findings.address)
    guard let address = feed.address else {
      return findings.add(.feedSelf, "does not say where it stands: \(own)")
    }
    if address != own { findings.add(.feedSelf, "says that it stands at \(address), and stands at \(own)") }
  }

  /// Newest first, as readers expect who read only the first ones; a feed of corrections, the latest change first.
  private func checkOrder(_ feed: ParsedFeed, _ findings: inout Findings) {
    let isByChange = findings.address.text.hasPrefix(Site.correctionsAddress.text)
    var last: Instant?
    for entry in feed.entries {
      guard let text = isByChange ? entry.updated ?? entry.published : entry.published,
        let date = FeedDate.any(text, feed.format)
      else { continue }
      if let last, date > last {
        findings.add(.feedOrder, "is newer than the entry before it", of: entry)
      }
      if let latest = findings.site.latest, date > latest {
        findings.add(.feedDate, "is of a time still to come: \(text)", of: entry)
      }
      last = date
    }
  }

  private mutating func checkIdentity(_ entry: ParsedEntry, _ format: FeedFormat, _ findings: inout Findings) {
    guard let id = entry.id, let link = entry.link else { return }
    if let other = ids[format]?[link], other != id {
      findings.add(.feedIDDiffers, "has the id \(id) here and \(other) in another feed", of: entry)
    } else {
      ids[format, default: [:]][link] = id
    }
  }

  private mutating func checkContent(_ entry: ParsedEntry, _ findings: inout Findings) {
    guard !entry.content.isEmpty else { return }
    let hash = ContentHash(entry.content)
    guard !clean.contains(hash) else { return }
    let problems = FeedContentRules.problems(of: entry.content)
    if problems.isEmpty { clean.insert(hash) }
    for problem in problems { findings.add(.feedContent, problem, of: entry) }
  }
}

extension FeedDate {
  /// A date as a format writes it.
  static func any(_ text: String, _ format: FeedFormat) -> Instant? {
    format == .rss ? rfc822(text) : rfc3339(text)
  }
}
