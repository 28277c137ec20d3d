/// The feeds of `FeedFixture.newsroom()`, read line by line before they were put here.
enum GoldenFeeds {
  static let rss =
    #"""
    <?xml version="1.0" encoding="utf-8"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:thr="http://purl.org/syndication/thread/1.0">
    <channel>
    <title>Harbour &#x26; Courier</title>
    <link>https://courier.example/news/</link>
    <description>News from the harbour.</description>
    <language>en</language>
    <copyright>CC0</copyright>
    <lastBuildDate>Fri, 20 Nov 2026 09:29:59 +0000</lastBuildDate>
    <ttl>60</ttl>
    <atom:icon>https://courier.example/news/favicon.svg</atom:icon>
    <image>
    <url>https://courier.example/news/logo.png</url>
    <title>Harbour &#x26; Courier</title>
    <link>https://courier.example/news/</link>
    <width>144</width>
    <height>144</height>
    </image>
    <atom:link rel="self" type="application/rss+xml" href="https://courier.example/news/rss.xml"/>
    <atom:link rel="hub" href="https://hub.example/?a=1&amp;b=2"/>
    <generator>sitegen</generator>
    <docs>https://www.rssboard.org/rss-specification</docs>
    <item>
    <title>Mayor &#x26; council &#x3C;clash&#x3E;</title>
    <link>https://courier.example/news/world/clash/</link>
    <guid isPermaLink="false">tag:courier.example,2026-11-20:/news/world/clash/</guid>
    <pubDate>Fri, 20 Nov 2026 09:29:59 +0000</pubDate>
    <dc:creator>Ana Silva</dc:creator>
    <dc:creator>Bo "Boy" Lindqvist</dc:creator>
    <category domain="https://courier.example/news/world/">World</category>
    <category>harbour</category>
    <category>R&#x26;D</category>
    <description>Nobody said &amp;quot;5 &amp;lt; 6&amp;quot; &amp;amp; meant it.</description>
    <content:encoded>&lt;p>&lt;strong>Analysis&lt;/strong>&lt;/p>
    &lt;p>&lt;em>A machine helped to write this article. It sorted the minutes. Reviewed by Ana Silva.&lt;/em>&lt;/p>
    &lt;figure>&lt;img src="https://courier.example/news/world/clash/st%C3%A4dt.jpg" alt="The hall" width="1600" height="900">&lt;figcaption>The &amp;lt;old&amp;gt; hall &lt;small>Picture: Ana&lt;/small>&lt;/figcaption>&lt;/figure>
    &lt;p>See &lt;a href="https://courier.example/news/world/clash/#fn1">1&lt;/a>.&lt;/p>
    &lt;p>First published by &lt;a href="https://bay.example/a?b=c&amp;amp;d=e">Bay Post&lt;/a>.&lt;/p>
    </content:encoded>
    <media:content url="https://courier.example/news/world/clash/st%C3%A4dt.jpg" medium="image" type="image/jpeg" width="1600" height="900">
    <media:description type="plain">The &#x3C;old&#x3E; hall</media:description>
    <media:credit>Ana</media:credit>
    </media:content>
    <comments>https://courier.example/news/world/clash/#comments</comments>
    <slash:comments>1</slash:comments>
    <thr:total>1</thr:total>
    <source url="https://bay.example/a?b=c&amp;d=e">Bay Post</source>
    </item>
    <item>
    <title>Bridge]]&#x3E; shut</title>
    <link>https://courier.example/news/world/bridge/</link>
    <guid isPermaLink="false">tag:courier.example,2026-07-14:/news/world/bridge/</guid>
    <pubDate>Tue, 14 Jul 2026 04:33:20 +0100</pubDate>
    <dc:creator>Ana Silva</dc:creator>
    <category domain="https://courier.example/news/world/">World</category>
    <description>The bridge is shut.</description>
    <content:encoded>&lt;p>&lt;strong>Correction (2026-07-15):&lt;/strong> The bridge is 40 m long.&lt;/p>
    &lt;p>The bridge is shut.&lt;/p>
    </content:encoded>
    <dcterms:modified>2026-07-15T08:20:00+01:00</dcterms:modified>
    </item>
    <item>
    <title>بندر بسته شد</title>
    <link>https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/</link>
    <guid isPermaLink="false">17</guid>
    <pubDate>Thu, 02 Jul 2026 14:46:40 +0100</pubDate>
    <description>بندر بسته شد</description>
    <content:encoded>&lt;div lang="prs" dir="rtl">
    &lt;p>See &lt;a href="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/#fn1">1&lt;/a>.&lt;/p>
    &lt;/div></content:encoded>
    </item>
    </channel>
    </rss>

    """#

  static let atom =
    #"""
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
    <id>https://courier.example/news/</id>
    <title type="text">Harbour &#x26; Courier</title>
    <subtitle type="text">News from the harbour.</subtitle>
    <updated>2026-11-20T09:29:59Z</updated>
    <link rel="self" type="application/atom+xml" href="https://courier.example/news/atom.xml"/>
    <link rel="alternate" type="text/html" href="https://courier.example/news/"/>
    <link rel="hub" href="https://hub.example/?a=1&amp;b=2"/>
    <author>
    <name>Harbour &#x26; Courier</name>
    <uri>https://courier.example/news/</uri>
    </author>
    <icon>https://courier.example/news/favicon.svg</icon>
    <logo>https://courier.example/news/logo.png</logo>
    <rights type="text">CC0</rights>
    <generator>sitegen</generator>
    <entry>
    <id>tag:courier.example,2026-11-20:/news/world/clash/</id>
    <title type="text">Mayor &#x26; council &#x3C;clash&#x3E;</title>
    <published>2026-11-20T09:29:59Z</published>
    <updated>2026-11-20T09:29:59Z</updated>
    <link rel="alternate" type="text/html" href="https://courier.example/news/world/clash/"/>
    <link rel="via" href="https://bay.example/a?b=c&amp;d=e"/>
    <author>
    <name>Ana Silva</name>
    <uri>https://courier.example/news/authors/ana-silva/</uri>
    </author>
    <author>
    <name>Bo "Boy" Lindqvist</name>
    <uri>https://courier.example/news/authors/bo/</uri>
    </author>
    <category term="World" scheme="https://courier.example/news/world/"/>
    <category term="harbour"/>
    <category term="R&amp;D"/>
    <rights type="text">CC0</rights>
    <summary type="text">Nobody said "5 &#x3C; 6" &#x26; meant it.</summary>
    <content type="html">&lt;p>&lt;strong>Analysis&lt;/strong>&lt;/p>
    &lt;p>&lt;em>A machine helped to write this article. It sorted the minutes. Reviewed by Ana Silva.&lt;/em>&lt;/p>
    &lt;figure>&lt;img src="https://courier.example/news/world/clash/st%C3%A4dt.jpg" alt="The hall" width="1600" height="900">&lt;figcaption>The &amp;lt;old&amp;gt; hall &lt;small>Picture: Ana&lt;/small>&lt;/figcaption>&lt;/figure>
    &lt;p>See &lt;a href="https://courier.example/news/world/clash/#fn1">1&lt;/a>.&lt;/p>
    &lt;p>First published by &lt;a href="https://bay.example/a?b=c&amp;amp;d=e">Bay Post&lt;/a>.&lt;/p>
    </content>
    </entry>
    <entry>
    <id>tag:courier.example,2026-07-14:/news/world/bridge/</id>
    <title type="text">Bridge]]&#x3E; shut</title>
    <published>2026-07-14T04:33:20+01:00</published>
    <updated>2026-07-15T08:20:00+01:00</updated>
    <link rel="alternate" type="text/html" href="https://courier.example/news/world/bridge/"/>
    <author>
    <name>Ana Silva</name>
    <uri>https://courier.example/news/authors/ana-silva/</uri>
    </author>
    <category term="World" scheme="https://courier.example/news/world/"/>
    <rights type="text">CC0</rights>
    <summary type="text">The bridge is shut.</summary>
    <content type="html">&lt;p>&lt;strong>Correction (2026-07-15):&lt;/strong> The bridge is 40 m long.&lt;/p>
    &lt;p>The bridge is shut.&lt;/p>
    </content>
    </entry>
    <entry xml:lang="prs">
    <id>tag:courier.example,1970-01-01:/news/guid/17</id>
    <title type="text">بندر بسته شد</title>
    <published>2026-07-02T14:46:40+01:00</published>
    <updated>2026-07-02T14:46:40+01:00</updated>
    <link rel="alternate" type="text/html" href="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/"/>
    <rights type="text">CC0</rights>
    <summary type="text">بندر بسته شد</summary>
    <content type="html">&lt;div lang="prs" dir="rtl">
    &lt;p>See &lt;a href="https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/#fn1">1&lt;/a>.&lt;/p>
    &lt;/div></content>
    </entry>
    </feed>

    """#

  static let json =
    #"""
    {"version":"https://jsonfeed.org/version/1.1","title":"Harbour & Courier","home_page_url":"https://courier.example/news/","feed_url":"https://courier.example/news/feed.json","description":"News from the harbour.","language":"en","authors":[{"name":"Harbour & Courier","url":"https://courier.example/news/"}],"icon":"https://courier.example/news/logo.png","favicon":"https://courier.example/news/favicon.svg","hubs":[{"type":"WebSub","url":"https://hub.example/?a=1&b=2"}],"items":[
    {"id":"tag:courier.example,2026-11-20:/news/world/clash/","url":"https://courier.example/news/world/clash/","external_url":"https://bay.example/a?b=c&d=e","title":"Mayor & council <clash>","content_html":"<p><strong>Analysis</strong></p>\n<p><em>A machine helped to write this article. It sorted the minutes. Reviewed by Ana Silva.</em></p>\n<figure><img src=\"https://courier.example/news/world/clash/st%C3%A4dt.jpg\" alt=\"The hall\" width=\"1600\" height=\"900\"><figcaption>The &lt;old&gt; hall <small>Picture: Ana</small></figcaption></figure>\n<p>See <a href=\"https://courier.example/news/world/clash/#fn1\">1</a>.</p>\n<p>First published by <a href=\"https://bay.example/a?b=c&amp;d=e\">Bay Post</a>.</p>\n","summary":"Nobody said \"5 < 6\" & meant it.","image":"https://courier.example/news/world/clash/st%C3%A4dt.jpg","date_published":"2026-11-20T09:29:59Z","authors":[{"name":"Ana Silva","url":"https://courier.example/news/authors/ana-silva/"},{"name":"Bo \"Boy\" Lindqvist","url":"https://courier.example/news/authors/bo/"}],"tags":["World","harbour","R&D"]},
    {"id":"tag:courier.example,2026-07-14:/news/world/bridge/","url":"https://courier.example/news/world/bridge/","title":"Bridge]]> shut","content_html":"<p><strong>Correction (2026-07-15):</strong> The bridge is 40 m long.</p>\n<p>The bridge is shut.</p>\n","summary":"The bridge is shut.","date_published":"2026-07-14T04:33:20+01:00","date_modified":"2026-07-15T08:20:00+01:00","authors":[{"name":"Ana Silva","url":"https://courier.example/news/authors/ana-silva/"}],"tags":["World"]},
    {"id":"17","url":"https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/","title":"بندر بسته شد","content_html":"<div lang=\"prs\" dir=\"rtl\">\n<p>See <a href=\"https://courier.example/news/%D8%A8%D9%86%D8%AF%D8%B1/#fn1\">1</a>.</p>\n</div>","date_published":"2026-07-02T14:46:40+01:00","language":"prs"}]}

    """#
}
