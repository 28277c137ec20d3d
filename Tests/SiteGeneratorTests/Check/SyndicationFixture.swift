import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Files of a site of two articles that obey every rule, and what is said of them when a part is replaced.
enum SyndicationFixture {
  static let site = CheckedSite(
    base: BaseURL("https://a.example/news") ?? .preview, now: SiteFixture.noon, latest: SiteFixture.noon,
    isThere: { ["/", "/a/", "/a.jpg", "/b/", "/rss.xml", "/sitemap-2026-10.xml"].contains($0.text) },
    source: { ["/a/", "/b/"].contains($0.text) ? Place(path: "Content\($0.text.dropLast()).md") : nil },
    title: { $0.text == "/a/" ? "A & B" : nil })

  /// `id message (article)`, one a line.
  static func complaints(_ files: (path: String, text: String)...) throws -> [String] {
    var rule = SyndicationRule(site)
    for file in files { rule.take(rule.read(FinishedFile(try OutputPath(file.path), Array(file.text.utf8)))) }
    return rule.finish().map { found in
      "\(found.severity == .warning ? "warning " : "")\(found.id) \(found.message)"
        + (found.place.map { " (\($0.path))" } ?? "") + found.notes.map { " + \($0.message)" }.joined()
    }
  }

  /// What is said of a file when the first occurrence of a text is replaced.
  static func complaints(_ path: String, _ text: String, _ old: String, _ new: String) throws -> [String] {
    let range = try #require(text.range(of: old), "\(old) is not in the fixture")
    return try complaints((path, text.replacingCharacters(in: range, with: new)))
  }

  static let rss = """
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" \
    xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
    xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/">
    <channel>
    <title>A &amp; B</title>
    <link>https://a.example/news/</link>
    <description>News.</description>
    <language>en</language>
    <lastBuildDate>Sun, 22 Nov 2026 09:00:00 +0100</lastBuildDate>
    <ttl>60</ttl>
    <image><url>https://a.example/news/logo.png</url><title>A</title><link>https://a.example/news/</link><width>144</width><height>100</height></image>
    <atom:link rel="self" type="application/rss+xml" href="https://a.example/news/rss.xml"/>
    <item>
    <title>First</title>
    <link>https://a.example/news/a/</link>
    <guid isPermaLink="false">tag:a.example,2026-11-22:/news/a/</guid>
    <pubDate>Sun, 22 Nov 2026 09:00:00 +0100</pubDate>
    <dc:creator>Ana</dc:creator>
    <category domain="https://a.example/news/world/">World</category>
    <description>The first.</description>
    <content:encoded>&lt;p&gt;See &lt;a href="https://a.example/news/b/"&gt;b&lt;/a&gt;.&lt;br&gt;&lt;/p&gt;</content:encoded>
    <media:content url="https://a.example/news/a.jpg" medium="image" type="image/jpeg"/>
    <comments>https://a.example/news/a/#comments</comments>
    <slash:comments>2</slash:comments>
    <dcterms:modified>2026-11-22T10:00:00+01:00</dcterms:modified>
    </item>
    <item>
    <title>Second</title>
    <link>https://a.example/news/b/</link>
    <guid isPermaLink="false">tag:a.example,2026-11-21:/news/b/</guid>
    <pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate>
    <description>The second.</description>
    </item>
    </channel>
    </rss>

    """

  static let atom = """
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>https://a.example/news/</id>
    <title type="text">A</title>
    <updated>2026-11-22T09:00:00Z</updated>
    <link rel="self" type="application/atom+xml" href="https://a.example/news/atom.xml"/>
    <link rel="alternate" type="text/html" href="https://a.example/news/"/>
    <author><name>A</name><uri>https://a.example/news/</uri></author>
    <entry>
    <id>tag:a.example,2026-11-22:/news/a/</id>
    <title type="text">First</title>
    <published>2026-11-22T08:00:00Z</published>
    <updated>2026-11-22T09:00:00Z</updated>
    <link rel="alternate" type="text/html" href="https://a.example/news/a/"/>
    <category term="World" scheme="https://a.example/news/world/"/>
    <summary type="text">The first.</summary>
    <content type="html">&lt;p&gt;Text.&lt;/p&gt;</content>
    </entry>
    </feed>

    """

  static let json = """
    {"version":"https://jsonfeed.org/version/1.1","title":"A","home_page_url":"https://a.example/news/",\
    "feed_url":"https://a.example/news/feed.json","language":"en","hubs":[{"type":"WebSub","url":"https://hub.example/"}],\
    "items":[
    {"id":"tag:a.example,2026-11-22:/news/a/","url":"https://a.example/news/a/","title":"First",\
    "content_html":"<p>Text.</p>","date_published":"2026-11-22T08:00:00Z","date_modified":"2026-11-22T09:00:00Z",\
    "authors":[{"name":"Ana"}],"tags":["World"]}]}

    """

  static let sitemap = """
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url>
    <loc>https://a.example/news/a/</loc>
    <lastmod>2026-11-22T09:00:00Z</lastmod>
    <news:news>
    <news:publication><news:name>A</news:name><news:language>en</news:language></news:publication>
    <news:publication_date>2026-11-22T08:00:00Z</news:publication_date>
    <news:title>First</news:title>
    </news:news>
    </url>
    </urlset>

    """

  static let opml = """
    <?xml version="1.0" encoding="utf-8"?>
    <opml version="2.0">
    <head><title>A</title><dateModified>Sun, 22 Nov 2026 09:00:00 +0100</dateModified></head>
    <body><outline type="rss" text="A" xmlUrl="https://a.example/news/rss.xml" htmlUrl="https://a.example/news/"/></body>
    </opml>

    """

  static let page = """
    <!doctype html><html lang="en"><head><title>First</title>
    <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
    {"@type":"NewsArticle","headline":"First","url":"https://a.example/news/a/",\
    "mainEntityOfPage":"https://a.example/news/a/","datePublished":"2026-11-22T08:00:00Z",\
    "dateModified":"2026-11-22T09:00:00Z","author":[{"@type":"Person","name":"Ana"}],\
    "publisher":{"@type":"NewsMediaOrganization","name":"A","url":"https://a.example/news/"},\
    "image":[{"@type":"ImageObject","url":"https://a.example/news/a.jpg","width":10}]},
    {"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"A","item":"https://a.example/news/"}]}
    ]}</script></head><body></body></html>

    """
}
