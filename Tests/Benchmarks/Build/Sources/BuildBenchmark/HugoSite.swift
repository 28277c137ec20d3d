import Foundation

/// The same site for Hugo: the same articles, lists of 20, four formats of each list, neighbours and related articles.
///
/// The layouts follow Hugo's own advice on speed: what is the same on every page is a cached partial, and lists are
/// paginated once. Hugo makes no archive by month here, because it has none: the comparison leaves that work out.
struct HugoSite {
  let folder: URL
  let content: URL

  func write() throws {
    for (path, text) in files {
      let file = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  private var files: [String: String] {
    [
      "hugo.toml": settings,
      "layouts/_default/baseof.html": base,
      "layouts/_default/single.html": article,
      "layouts/_default/list.html": list,
      "layouts/_default/taxonomy.html": terms,
      "layouts/404.html": #"{{ define "main" }}<h1>Not found</h1>{{ end }}"#,
      "layouts/partials/header.html": header,
      "layouts/partials/footer.html": footer,
      "layouts/partials/card.html": card,
      "layouts/_default/list.rss.xml": rss,
      "layouts/_default/list.atom.xml": atom,
      "layouts/_default/list.feed.json": json,
      "static/style.css": "body { font: 1rem/1.5 serif; max-width: 40rem; margin: auto }\n",
    ]
  }

  private var settings: String {
    """
    title = "Benchmark"
    baseURL = "https://bench.example/"
    contentDir = "\(content.path)"
    disableHugoGeneratorInject = true
    ignoreFiles = ["site\\\\.yml$"]
    [pagination]
    pagerSize = 20
    [taxonomies]
    tag = "tags"
    author = "authors"
    [outputFormats.atom]
    mediaType = "application/atom+xml"
    baseName = "atom"
    [outputFormats.feed]
    mediaType = "application/feed+json"
    baseName = "feed"
    isPlainText = true
    [mediaTypes."application/atom+xml"]
    suffixes = ["xml"]
    [mediaTypes."application/feed+json"]
    suffixes = ["json"]
    [outputs]
    home = ["html", "rss", "atom", "feed"]
    section = ["html", "rss", "atom", "feed"]
    term = ["html", "rss", "atom", "feed"]
    taxonomy = ["html"]
    [related]
    threshold = 1
    includeNewer = true
    [[related.indices]]
    name = "tags"
    weight = 100
    """
  }

  private let base = """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width">
    <title>{{ .Title }}</title>
    <meta name="description" content="{{ .Description }}">
    <link rel="canonical" href="{{ .Permalink }}">
    <link rel="stylesheet" href="/style.css">
    {{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" type="{{ .MediaType }}" href="{{ .Permalink }}">{{ end }}
    <meta property="og:title" content="{{ .Title }}"><meta property="og:url" content="{{ .Permalink }}">
    <meta property="og:description" content="{{ .Description }}"><meta name="twitter:card" content="summary">
    {{ block "head" . }}{{ end }}
    </head>
    <body>
    {{ partialCached "header.html" . }}
    <main>{{ block "main" . }}{{ end }}</main>
    {{ partialCached "footer.html" . }}
    </body>
    </html>
    """

  private let article = #"""
    {{ define "head" }}
    <script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "NewsArticle" "headline" .Title "datePublished" (.Date.Format "2006-01-02T15:04:05Z07:00") "dateModified" (.Lastmod.Format "2006-01-02T15:04:05Z07:00") "url" .Permalink "description" .Description "keywords" .Params.tags | jsonify | safeJS }}</script>
    {{ end }}
    {{ define "main" }}
    <article>
    <h1>{{ .Title }}</h1>
    <p>{{ .Description }}</p>
    <p>{{ range .GetTerms "authors" }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}
    <time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time>
    {{ .ReadingTime }} minutes</p>
    {{ .Content }}
    <ul>{{ range .GetTerms "tags" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>
    </article>
    <nav>{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
    {{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</nav>
    <aside>{{ range first 4 (site.RegularPages.Related .) }}{{ partial "card.html" . }}{{ end }}</aside>
    {{ end }}
    """#

  private let list = #"""
    {{ define "main" }}
    <h1>{{ .Title }}</h1>
    {{ $pages := .Paginate .RegularPages }}{{ if .IsHome }}{{ $pages = .Paginate site.RegularPages }}{{ end }}
    {{ range $pages.Pages }}{{ partial "card.html" . }}{{ end }}
    <nav>{{ with $pages.Prev }}<a href="{{ .URL }}">Newer</a>{{ end }} {{ $pages.PageNumber }} / {{ $pages.TotalPages }}
    {{ with $pages.Next }}<a href="{{ .URL }}">Older</a>{{ end }}</nav>
    {{ end }}
    """#

  private let terms = #"""
    {{ define "main" }}
    <h1>{{ .Title }}</h1>
    <ul>{{ range .Data.Terms.ByCount }}<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>
    {{ end }}
    """#

  private let header = #"""
    <header><a href="/">{{ site.Title }}</a>
    <nav><ul>{{ range site.Sections }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav></header>
    """#

  private let footer = #"""
    <footer><p>{{ site.Title }}</p><a href="/index.xml">RSS</a> <a href="/atom.xml">Atom</a></footer>
    """#

  private let card = #"""
    <article><p>{{ with .CurrentSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</p>
    <h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Description }}</p>
    <p>{{ range .GetTerms "authors" }}{{ .Title }} {{ end }}
    <time datetime="{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}">{{ .Date.Format "2 January 2006" }}</time></p></article>
    """#

  private let rss = #"""
    {{ $pages := .RegularPages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end -}}
    {{ printf "<?xml version=\"1.0\" encoding=\"utf-8\"?>" | safeHTML }}
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
    {{ with .OutputFormats.Get "rss" }}<atom:link href="{{ .Permalink }}" rel="self" type="application/rss+xml"/>{{ end }}
    {{ range first 20 $pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
    <pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" | safeHTML }}</pubDate>
    <description>{{ .Description }}</description><content:encoded>{{ .Content | transform.XMLEscape | safeHTML }}</content:encoded>
    {{ range .Params.tags }}<category>{{ . }}</category>{{ end }}</item>
    {{ end }}</channel></rss>
    """#

  private let atom = #"""
    {{ $pages := .RegularPages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end -}}
    {{ printf "<?xml version=\"1.0\" encoding=\"utf-8\"?>" | safeHTML }}
    <feed xmlns="http://www.w3.org/2005/Atom"><title>{{ .Title }}</title><id>{{ .Permalink }}</id>
    <updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated><link href="{{ .Permalink }}"/>
    {{ range first 20 $pages }}<entry><title>{{ .Title }}</title><id>{{ .Permalink }}</id><link href="{{ .Permalink }}"/>
    <published>{{ .Date.Format "2006-01-02T15:04:05Z07:00" }}</published>
    <updated>{{ .Lastmod.Format "2006-01-02T15:04:05Z07:00" }}</updated>
    {{ range .Params.authors }}<author><name>{{ . }}</name></author>{{ end }}
    <summary>{{ .Description }}</summary><content type="html">{{ .Content | transform.XMLEscape | safeHTML }}</content></entry>
    {{ end }}</feed>
    """#

  private let json = #"""
    {{ $pages := .RegularPages }}{{ if .IsHome }}{{ $pages = site.RegularPages }}{{ end -}}
    {{ $items := slice }}{{ range first 20 $pages -}}
    {{ $items = $items | append (dict "id" .Permalink "url" .Permalink "title" .Title "summary" .Description "content_html" .Content "date_published" (.Date.Format "2006-01-02T15:04:05Z07:00") "tags" .Params.tags) }}
    {{- end -}}
    {{ dict "version" "https://jsonfeed.org/version/1.1" "title" .Title "home_page_url" .Permalink "items" $items | jsonify }}
    """#
}
