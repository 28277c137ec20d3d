import Testing

@testable import SiteGenerator

/// Redirects and headers in the languages of servers. That nginx and Caddy take them is tried by
/// `Tests/Validators/servers.py`, where they are installed.
@Suite struct ServerFileTests {
  private static let hostile = "/a b;{c}$uri\"'`\\#%*:!\n\té/"

  private static func told(_ base: String = "https://a.example/n%C3%A9ws/") -> ServerFiles {
    var told = ServerFiles(base: BaseURL(base) ?? .preview)
    told.redirects = [ServerFiles.Redirect(from: Address(hostile), to: Address("/to {path} $1;/"))]
    told.otherFeeds = [(Address("/partner.xml"), "application/rss+xml; charset=utf-8")]
    told.assets = [Address("/assets/style.0123.css")]
    return told
  }

  private static func text(_ path: String, _ server: Server) -> String {
    let file = told().files(for: [server]).first { $0.address.text == path }
    return String(decoding: file?.bytes ?? [], as: UTF8.self)
  }

  @Test func hostsReadOneLineARedirect() {
    let line =
      "/n%C3%A9ws/a%20b%3B%7Bc%7D%24uri%22%27%60%5C%23%25%2A%3A%21%0A%09%C3%A9/ /n%C3%A9ws/to%20%7Bpath%7D%20%241%3B/ 301"
    #expect(Self.text("/_redirects", .netlify) == line + "!\n")
    #expect(Self.text("/_redirects", .cloudflare) == line + "\n")
  }

  @Test func hostsReadHeaders() {
    #expect(
      Self.text("/_headers", .netlify) == """
        /n%C3%A9ws/*
          X-Content-Type-Options: nosniff
          Referrer-Policy: strict-origin-when-cross-origin
        /n%C3%A9ws/rss.xml
          Content-Type: application/rss+xml; charset=utf-8
        /n%C3%A9ws/*/rss.xml
          Content-Type: application/rss+xml; charset=utf-8
        /n%C3%A9ws/atom.xml
          Content-Type: application/atom+xml; charset=utf-8
        /n%C3%A9ws/*/atom.xml
          Content-Type: application/atom+xml; charset=utf-8
        /n%C3%A9ws/feed.json
          Content-Type: application/feed+json; charset=utf-8
        /n%C3%A9ws/*/feed.json
          Content-Type: application/feed+json; charset=utf-8
        /n%C3%A9ws/feeds.opml
          Content-Type: text/x-opml; charset=utf-8
        /n%C3%A9ws/*/feeds.opml
          Content-Type: text/x-opml; charset=utf-8
        /n%C3%A9ws/partner.xml
          Content-Type: application/rss+xml; charset=utf-8
        /n%C3%A9ws/assets/style.0123.css
          Cache-Control: public, max-age=31536000, immutable

        """)
  }

  @Test func nginxReadsMaps() {
    #expect(
      Self.text("/.server/nginx-http.conf", .nginx) == """
        # Written by sitegen. In the block http, above server:  include …/.server/nginx-http.conf;
        # In the block server, above every location:            include …/.server/nginx-server.conf;
        # If nginx says that one of these two lines is a duplicate, keep the larger number.
        map_hash_max_size 2048;
        map_hash_bucket_size 128;

        map $uri $sitegen_redirect {
          default "";
          "/néws/a b;{c}$uri\\"'`\\\\#%*:!\n\té/" "https://a.example/n%C3%A9ws/to%20%7Bpath%7D%20%241%3B/";
        }

        map $uri $sitegen_cache {
          default "";
          "/néws/assets/style.0123.css" "public, max-age=31536000, immutable";
        }

        """)
    #expect(
      Self.text("/.server/nginx-server.conf", .nginx) == """
        # Written by sitegen; see nginx-http.conf.
        if ($sitegen_redirect) { return 301 $sitegen_redirect; }
        location ^~ "/néws/.server/" { return 404; }
        location ~ "^/néws/(.*/)?[.](?!well-known/)" { return 404; }
        add_header X-Content-Type-Options "nosniff" always;
        add_header Referrer-Policy "strict-origin-when-cross-origin" always;
        add_header Cache-Control $sitegen_cache;
        location ~ "/rss\\\\.xml$" { types { } default_type "application/rss+xml; charset=utf-8"; }
        location ~ "/atom\\\\.xml$" { types { } default_type "application/atom+xml; charset=utf-8"; }
        location ~ "/feed\\\\.json$" { types { } default_type "application/feed+json; charset=utf-8"; }
        location ~ "/feeds\\\\.opml$" { types { } default_type "text/x-opml; charset=utf-8"; }
        location = "/néws/partner.xml" { types { } default_type "application/rss+xml; charset=utf-8"; }

        """)
  }

  @Test func thePathOfTheSiteIsNoPattern() {
    let files = Self.told("https://a.example/a.b+c/").files(for: [.nginx, .caddy])
    let text = files.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
    #expect(text.contains("location ~ \"^/a\\\\x2eb\\\\x2bc/(.*/)?[.](?!well-known/)\" { return 404; }\n"), "\(text)")
    #expect(text.contains("\tpath_regexp `^/a\\x2eb\\x2bc/(.*/)?[.]`\n"), "\(text)")
  }

  @Test func nginxHasRoomForLongAddresses() {
    var told = Self.told()
    told.redirects = (0..<3000).map { ServerFiles.Redirect(from: Address("/\($0)/"), to: .home) }
    told.redirects[0] = ServerFiles.Redirect(from: Address("/\(String(repeating: "x", count: 900))/"), to: .home)
    let lines = String(decoding: told.nginxMap(), as: UTF8.self).split(separator: "\n")
    #expect(lines[3...4] == ["map_hash_max_size 8192;", "map_hash_bucket_size 1024;"])
  }

  @Test func caddyReadsDirectives() {
    #expect(
      Self.text("/.server/caddy.conf", .caddy) == """
        # Written by sitegen. In the block of the site:  import …/.server/caddy.conf
        @sitegen_hidden {
        \tpath_regexp `^/néws/(.*/)?[.]`
        \tnot path_regexp `^/néws/[.]well-known/`
        }
        respond @sitegen_hidden 404
        header X-Content-Type-Options "nosniff"
        header Referrer-Policy "strict-origin-when-cross-origin"
        @sitegen_feed_0 path */rss.xml
        header @sitegen_feed_0 Content-Type "application/rss+xml; charset=utf-8"
        @sitegen_feed_1 path */atom.xml
        header @sitegen_feed_1 Content-Type "application/atom+xml; charset=utf-8"
        @sitegen_feed_2 path */feed.json
        header @sitegen_feed_2 Content-Type "application/feed+json; charset=utf-8"
        @sitegen_feed_3 path */feeds.opml
        header @sitegen_feed_3 Content-Type "text/x-opml; charset=utf-8"
        header /n%C3%A9ws/partner.xml Content-Type "application/rss+xml; charset=utf-8"
        header /n%C3%A9ws/assets/style.0123.css Cache-Control "public, max-age=31536000, immutable"
        redir /n%C3%A9ws/a%20b%3B%7Bc%7D%24uri%22%27%60%5C%23%25%2A%3A%21%0A%09%C3%A9/ /n%C3%A9ws/to%20%7Bpath%7D%20%241%3B/ 301

        """)
  }

  private static func site(_ servers: String) -> SiteFixture {
    SiteFixture.article(
      "title: A\ndate: 2026-11-01\naliases: [/old/, /an older/]",
      settings: "title: T\nbase-url: https://example.org/\n\(servers)")
  }

  @Test func theFilesAreWrittenWhenTheyAreAskedFor() async throws {
    let files = try await Self.site("servers: [cloudflare, caddy]\n").build().files.keys
    #expect(
      files.filter { $0.hasPrefix("_") || $0.hasPrefix(".") }.sorted() == [
        ".server/caddy.conf", "_headers", "_redirects",
      ])
    let none = try await Self.site("").build().files.keys
    #expect(none.filter { $0.hasPrefix("_") || $0.hasPrefix(".") } == [])
  }

  @Test func redirectsComeFromThePlan() async throws {
    let output = try await Self.site("servers: cloudflare\n").build()
    #expect(output.text("_redirects") == "/an%20older/ /news/a/ 301\n/old/ /news/a/ 301\n")
  }

  @Test func cloudflareTakesTwoThousand() async throws {
    func site(_ count: Int, _ server: String) -> SiteFixture {
      let aliases = (0..<count).map { "/o\($0)/" }.joined(separator: ", ")
      return SiteFixture.article(
        "title: A\ndate: 2026-11-01\naliases: [\(aliases)]",
        settings: "title: T\nbase-url: https://example.org/\nlimits: {front-matter: 100000}\nservers: \(server)\n")
    }
    #expect(
      try await site(2001, "cloudflare").warnings() == """
        Content/site.yml: warning: Cloudflare takes 2000 redirects of `_redirects`, and the site has 2001 [redirects-too-many]
          hint: the others lead on by the pages at the old addresses, as they do everywhere; for all of them make a list of Bulk Redirects at Cloudflare, or serve the site by `servers: [nginx]` or `[caddy]`

        """)
    #expect(try await site(2000, "cloudflare").warnings() == "")
    #expect(try await site(2001, "netlify").warnings() == "")
  }

  @Test func twoHostsCannotBeServedAtOnce() async {
    #expect(
      await Self.site("servers: [netlify, cloudflare]\n").errors() == """
        Content/site.yml:3:20: error: "servers" names netlify and cloudflare, which read files of one name in two ways [bad-value]
          3 | servers: [netlify, cloudflare]
            |                    ^^^^^^^^^^
          hint: keep one of the two

        """)
  }

  @Test func serversHaveNames() async {
    #expect(
      await Self.site("servers: [ngnix]\n").errors() == """
        Content/site.yml:3:11: error: "servers" cannot be "ngnix" [not-a-choice]
          3 | servers: [ngnix]
            |           ^^^^^
          hint: did you mean "nginx"? there is: netlify, cloudflare, nginx, caddy

        """)
  }
}
