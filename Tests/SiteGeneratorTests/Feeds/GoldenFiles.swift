/// The files at the root of `FeedFixture.newsroom()`.
enum GoldenFiles {
  static let sitemap =
    #"""
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
    <url>
    <loc>https://courier.example/news/</loc>
    </url>
    <url>
    <loc>https://courier.example/news/about/</loc>
    </url>
    <url>
    <loc>https://courier.example/news/world/bridge/</loc>
    <lastmod>2026-07-15T08:20:00+01:00</lastmod>
    </url>
    <url>
    <loc>https://courier.example/news/world/clash/</loc>
    <lastmod>2026-11-20T09:29:59Z</lastmod>
    </url>
    <url>
    <loc>https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/</loc>
    <lastmod>2026-07-02T14:46:40+01:00</lastmod>
    </url>
    </urlset>

    """#

  static let news =
    #"""
    <?xml version="1.0" encoding="utf-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
    <url>
    <loc>https://courier.example/news/world/clash/</loc>
    <news:news>
    <news:publication>
    <news:name>Harbour &#x26; Courier</news:name>
    <news:language>en</news:language>
    </news:publication>
    <news:publication_date>2026-11-20T09:29:59Z</news:publication_date>
    <news:title>Mayor &#x26; council &#x3C;clash&#x3E;</news:title>
    </news:news>
    </url>
    </urlset>

    """#

  static let opml =
    #"""
    <?xml version="1.0" encoding="utf-8"?>
    <opml version="2.0">
    <head>
    <title>Harbour &#x26; Courier</title>
    <dateModified>Fri, 20 Nov 2026 09:29:59 +0000</dateModified>
    </head>
    <body>
    <outline type="rss" text="Harbour &amp; Courier" title="Harbour &amp; Courier" xmlUrl="https://courier.example/news/rss.xml" htmlUrl="https://courier.example/news/" language="en"/>
    <outline type="rss" text="A &amp; B: World" title="A &amp; B: World" xmlUrl="https://courier.example/news/world/rss.xml" htmlUrl="https://courier.example/news/world/" description="D" language="en"/>
    </body>
    </opml>

    """#

  static let redirect =
    #"""
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>Harbour &amp; Courier</title>
    <meta name="robots" content="noindex">
    <link rel="canonical" href="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/">
    <meta http-equiv="refresh" content="0; url=/news/%D8%A8%D9%86%D8%AF%D8%B1/">
    </head>
    <body>
    <p><a href="/news/%D8%A8%D9%86%D8%AF%D8%B1/">https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/</a></p>
    </body>
    </html>

    """#

  static let robots =
    #"""
    User-agent: *
    Disallow:

    Sitemap: https://courier.example/news/sitemap.xml

    """#
}
