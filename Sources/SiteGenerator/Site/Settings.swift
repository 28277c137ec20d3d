import CommonMark
import Diagnostics

/// What `site.yml` says: the only configuration.
struct Settings: Sendable {
  enum Strictness: String, Sendable, CaseIterable { case error, warn }
  enum RawHTML: String, Sendable, CaseIterable { case refuse, allow }
  /// What the search page offers: the ways into the site, or a field that searches an index made by Pagefind.
  enum Search: String, Sendable, CaseIterable { case directory, pagefind }

  var title = ""
  var description: String?
  var baseURL = BaseURL.preview
  /// BCP 47.
  var language = "en"
  var zone = Zone.utc
  var copyright: String?
  /// Addresses of files in `_static`.
  var logo: Picture?
  var icon: Address?
  /// A CSS colour.
  var accent: String?
  var masthead = MastheadSettings()
  var home = HomeSettings()
  var search = Search.directory
  /// In the order of the menu.
  var sections: [SectionSettings] = []
  var people: [PersonSettings] = []
  var feeds = FeedSettings()
  /// Articles on one page of a list.
  var listLength = 20
  /// Nil: pictures are published as they are.
  var images: ImageSettings?
  var markdown = MarkdownSettings()
  var social: [String] = []
  var footer: [NamedLink] = []
  /// Every address of this site that the settings name.
  var addresses: [SettingsAddress] = []
  /// Pages of the site that say how the newsroom works.
  var policies: [Policy: Address] = [:]
  var unknownKeys = Strictness.error
  var links = Strictness.error
  /// Schemes of links besides http, https, mailto and tel.
  var urlSchemes: [String] = []
  /// Servers that are told of redirects and headers.
  var servers: [Server] = []
  var limits = ContentLimits()
  var extra: DataValue = .mapping([])
  /// Of the bytes of `site.yml`.
  var hash = ContentHash(high: 0, low: 0)

  enum Policy: String, Sendable, CaseIterable {
    case publishingPrinciples = "publishing-principles"
    case corrections, ethics, ownership, masthead
  }
}

/// An address of this site that stands in `site.yml`.
struct SettingsAddress: Sendable {
  var text: String
  var place: Place
}

/// What stands at the top of each page.
struct MastheadSettings: Sendable {
  /// In place of the site's title.
  var text: String?
  /// In place of the text, which is then what it says to those who cannot see it.
  var picture: Picture?
}

/// What the front page shows.
struct HomeSettings: Sendable {
  enum Lead: String, Sendable, CaseIterable {
    /// The newest that has a picture, of those that would stand at the top.
    case picture
    case newest
  }

  var lead = Lead.picture
  /// Stories beside the lead.
  var seconds = 3
  /// The sections that have a block, in order; nil for all of the menu.
  var sections: [SectionName]?
  /// Stories in a section's block; 0 for no blocks.
  var stories = 4
  /// Stories in the list of the most read; 0 for no list.
  var mostRead = 5
}

/// A section that the settings name, and where.
struct SectionName: Sendable {
  var key: String
  var place: Place
}

struct SectionSettings: Sendable {
  var key: String
  var title: String?
  var description: String?
}

struct PersonSettings: Sendable {
  var key: String
  var name: String
  var role: String?
  var bio: String?
  var portrait: Picture?
  var email: String?
  var website: String?
  /// Profiles elsewhere, for `rel="me"` and `sameAs`.
  var links: [String] = []
  /// `@name@host`
  var fediverse: String?
}

struct MarkdownSettings: Sendable {
  var smart = true
  var html = Settings.RawHTML.refuse
  var extensions = MarkdownExtensions.all
  /// Whether links to other sites open in a new tab.
  var opensNewTab = false
  /// What texts take from `_data` and from the theme.
  var house = HouseStyle()
}

struct NamedLink: Sendable, Hashable {
  var title: String
  /// An address from the site's root, or an absolute URL.
  var target: LinkTarget
}

/// How much of anything is taken from a file; see the documentation page `Safety.md`.
struct ContentLimits: Sendable {
  /// Bytes.
  var article = 1_000_000
  /// Bytes.
  var frontMatter = 65_536
  var depth = 32
  var tags = 100
  /// Bytes.
  var title = 500
  /// Bytes.
  var slug = 200
}
