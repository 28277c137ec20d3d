import Mustache
import Stencil
import Template

/// The pages of the model in the template languages that there are for Swift.
struct OtherLanguages {
  private let mustache: MustacheLibrary
  private let stencil: Environment
  private let context: [String: Any]

  init(_ site: ModelSite) throws {
    mustache = MustacheLibrary(templates: try mustacheTemplates.mapValues { try MustacheTemplate(string: $0) })
    let templates = Dictionary(uniqueKeysWithValues: modelTemplates.map { ($0, $1) })
    stencil = Environment(loader: DictionaryLoader(templates: templates))
    let articles = site.articles.map { article -> [String: Any] in
      var fields: [String: Any] = [
        "title": article.title, "url": article.url, "description": article.description, "author": article.author,
        "section": article.section, "date": article.date, "minutes": article.minutes,
        "content": String(decoding: article.content.bytes, as: UTF8.self),
      ]
      fields["image"] = article.image
      return fields
    }
    context = ["article": articles[0], "articles": articles, "related": Array(articles[1...3])]
  }

  func renderMustache(_ name: String) -> String { mustache.render(context, withTemplate: name) ?? "" }

  func renderStencil(_ name: String) throws -> String {
    try stencil.renderTemplate(name: name + ".html", context: context)
  }
}

/// The same pages: mustache has no conditions but sections, and inherits by `<` and `$`.
private let mustacheTemplates = [
  "base": """
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <title>{{$title}}News{{/title}}</title>
  <link rel="stylesheet" href="/assets/style.css">
  </head>
  <body>
  <header><a href="/">News</a><nav><a href="/world/">World</a> <a href="/money/">Money</a></nav></header>
  <main>{{$main}}{{/main}}</main>
  <footer><p>Made with care. <a href="/rss.xml">RSS</a></p></footer>
  </body>
  </html>

  """,
  "card": """
  <article class="card{{#image}} with-picture{{/image}}">
  {{#image}}<a href="{{url}}"><img src="{{image}}" alt="" width="400" height="300" loading="lazy"></a>{{/image}}
  <p class="label">{{section}}</p>
  <h2><a href="{{url}}">{{title}}</a></h2>
  <p>{{description}}</p>
  <p class="byline">{{author}} <time datetime="{{date}}">{{date}}</time> {{minutes}} min</p>
  </article>

  """,
  "list":
    "{{<base}}{{$title}}World{{/title}}{{$main}}<h1>World</h1>{{#articles}}{{>card}}{{/articles}}{{/main}}{{/base}}",
  "article": """
  {{<base}}{{$title}}{{article.title}}{{/title}}{{$main}}<article><h1>{{article.title}}</h1>
  <p class="standfirst">{{article.description}}</p>
  <p class="byline">{{article.author}} <time datetime="{{article.date}}">{{article.date}}</time> {{article.minutes}} min</p>
  {{#article.image}}<img src="{{.}}" alt="">{{/article.image}}
  {{{article.content}}}
  </article>
  <aside>{{#related}}{{>card}}{{/related}}</aside>{{/main}}{{/base}}
  """,
]
