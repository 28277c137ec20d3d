import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Every rule for what shows a link as a card, with a page that breaks it.
@Suite struct CardRuleTests {
  private static let page = """
    <!doctype html><html lang="en"><head><title>A & B <meta property="og:title" content="no"></title>
    <link rel="canonical" href="https://a.example/news/a/">
    <meta property="og:site_name" content="News">
    <meta property="og:type" content="article">
    <meta property="og:title" content="A &amp; B">
    <meta property="og:url" content="https://a.example/news/a/">
    <meta property="og:locale" content="en_GB">
    <meta property="og:image" content="https://pictures.example/a.jpg">
    <meta property="og:image:width" content="1200">
    <meta property="og:image:alt" content="A boat">
    <meta property="article:published_time" content="2026-11-22T08:00:00Z">
    <meta property="article:modified_time" content="2026-11-22T09:00:00Z">
    <meta property="article:author" content="https://a.example/news/b/">
    <meta name="twitter:card" content="summary_large_image">
    <meta name="fediverse:creator" content="@ana@social.example">
    </head><body><meta property="og:title" content="not in the head"></body></html>

    """

  private func complaints(_ page: String) throws -> [String] {
    try SyndicationFixture.complaints(("a/index.html", page))
  }

  @Test func whatObeysTheRulesIsNotTalkedAbout() throws {
    #expect(try complaints(Self.page) == [])
    #expect(try complaints("<html><head><title>x</title></head><body></body></html>") == [])
  }

  @Test(arguments: [
    ("og:title", "title", "warning card-incomplete /a/: has a card without `og:title`"),
    ("content=\"article\"", "content=\"\"", "warning card-incomplete /a/: has a card without `og:type`"),
    ("og:site_name", "og:title", "card-incomplete /a/: has `og:title` twice"),
    ("A &amp; B", "A &amp;amp; B", "card-value /a/: has an `og:title` that is escaped twice: A &amp; B"),
    (
      "<meta property=\"og:url\" content=\"https://a.example/news/a/\">", "<meta property=\"og:url\" content=\"/a/\">",
      "card-address /a/: has a `og:url` that is not an absolute address: /a/"
    ),
    (
      "og:url\" content=\"https://a.example/news/a/", "og:url\" content=\"https://a.example/news/b/",
      "card-address /a/: says in `og:url` that it stands at https://a.example/news/b/, and stands at https://a.example/news/a/"
    ),
    ("en_GB", "en-GB", "card-value /a/: has an `og:locale` that is no language and country: en-GB"),
    (
      "https://pictures.example/a.jpg", "https://a.example/news/gone.jpg",
      "card-dead-link /a/: has a `og:image` where nothing stands: https://a.example/news/gone.jpg"
    ),
    ("1200", "1200px", "card-value /a/: has a `og:image:width` that is not a number: 1200px"),
    ("og:image:alt", "alt", "warning card-incomplete /a/: has an `og:image` without `og:image:alt`"),
    (
      "<meta property=\"og:image\" ", "<meta ",
      "card-incomplete /a/: has a card that is a large picture, and no `og:image`"
    ),
    (
      "article:published_time", "published",
      "warning card-incomplete /a/: has a card of an article without `article:published_time`"
    ),
    (
      "2026-11-22T09:00:00Z", "2026-11-21T09:00:00Z",
      "card-date /a/: has a card of an article that was modified before it was published"
    ),
    (
      "2026-11-22T09:00:00Z", "2026-11-22",
      "card-date /a/: has a `article:modified_time` that is not a date of RFC 3339: 2026-11-22"
    ),
    ("_large_image", "_large", "card-value /a/: has a `twitter:card` of a kind that there is not: summary_large"),
    (
      "@ana@social.example", "ana@social.example",
      "card-value /a/: has a `fediverse:creator` that is no account: ana@social.example"
    ),
    (
      "<link rel=\"canonical\" href=\"https://a.example/news/a/\">", "<link rel=canonical href=\"/a/\">",
      "card-address /a/: has a canonical address that is not absolute: /a/"
    ),
    (
      "<link rel=\"canonical\" href=\"https://a.example/news/a/\">",
      "<link rel=\"canonical\" href=\"https://a.example/news/c/\">",
      "card-dead-link /a/: has a canonical address where nothing stands: https://a.example/news/c/"
    ),
    (
      "<meta property=\"og:site_name\" content=\"News\">",
      "<link rel=\"Canonical\" href=\"https://a.example/news/a/\">",
      "card-incomplete /a/: has 2 canonical addresses"
    ),
  ])
  func aRuleIsBroken(_ old: String, _ new: String, _ complaint: String) throws {
    let start = try #require(Self.page.range(of: "<link"))
    var page = Self.page
    let range = try #require(page.range(of: old, range: start.lowerBound..<page.endIndex))
    page.replaceSubrange(range, with: new)
    #expect(try complaints(page) == [complaint + " (Content/a.md)"])
  }

  /// A whole site with the built-in way of writing them.
  @Test func theProgramObeys() async throws {
    let site = SiteFixture.article(
      "title: 'Mayor & council <clash> &amp;'\ndate: 2026-11-01\ncanonical: https://other.example/",
      settings: "title: T\nbase-url: https://example.org/n\nlanguage: en-GB\n")
    let found = try await check(site.inputs).warnings.filter { $0.id.hasPrefix("card") }
    #expect(found.map(\.message) == [])
  }

  /// A template of the site's own that escapes what is escaped.
  @Test func aTemplateIsToldOf() async throws {
    var site = SiteFixture.article("title: A & B\ndate: 2026-11-01")
    site.files["Templates/base.html"] = Array(
      "<!DOCTYPE html>\n<html lang=\"en\"><head><title>{{ page.title }}</title><meta property=\"og:title\" content=\"A &amp;amp; B\"></head>\n<body>{% block main %}{% endblock %}</body></html>\n"
        .utf8)
    do throws(BuildFailure) {
      _ = try await check(site.inputs)
      Issue.record("nothing was said")
    } catch {
      let said = error.diagnostics.filter { $0.id == "card-value" }.map { "\($0.place?.path ?? "") \($0.message)" }
      #expect(said == ["Content/news/a.md /news/a/: has an `og:title` that is escaped twice: A &amp; B"])
    }
  }
}
