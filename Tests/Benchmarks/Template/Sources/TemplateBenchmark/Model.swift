import Template

/// Articles as the generator holds them: values in arrays, records are positions.
final class ModelSite: Sendable {
  final class Article: Sendable {
    let title: String
    let url: String
    let description: String
    let author: String
    let section: String
    let date: String
    let minutes: Int
    let image: String?
    let content: HTML

    init(_ index: Int, content: HTML) {
      title = "Harbour bridge closed for repairs, part \(index) of a long story"
      url = "/world/harbour-bridge-\(index)/"
      description = "Inspectors found a crack in the third pier; drivers are asked to take the tunnel & the ferry."
      author = "Ana Silva"
      section = "World"
      date = "2026-11-22"
      minutes = 3 + index
      image = index % 2 == 0 ? "/world/bridge-\(index).jpg" : nil
      self.content = content
    }
  }

  let articles: [Article]

  init() {
    let paragraph = "<p>The harbour bridge was closed on Monday after inspectors found a crack in its third pier.</p>\n"
    let content = HTML(trusted: Array(String(repeating: paragraph, count: 30).utf8))
    articles = (0..<20).map { Article($0, content: content) }
  }

  static let type: RecordType = RecordType("article", "A story.", owner: ModelSite.self, tracked: 1) {
    [
      Field("title", .text, "") { .text($0.articles[$1].title) },
      Field("url", .text, "") { .text($0.articles[$1].url) },
      Field("description", .text, "") { .text($0.articles[$1].description) },
      Field("author", .text, "") { .text($0.articles[$1].author) },
      Field("section", .text, "") { .text($0.articles[$1].section) },
      Field("date", .text, "") { .text($0.articles[$1].date) },
      Field("minutes", .integer, "") { .integer($0.articles[$1].minutes) },
      Field("image", .optional(.text), "") { $0.articles[$1].image.map { .text($0) } ?? .none },
      Field("content", .html, "") { .html($0.articles[$1].content) },
    ]
  }

  static let kind = TemplateKind(
    "page", "A page.",
    variables: [
      Variable("article", .record(type), "The article."), Variable("articles", .list(.record(type)), "A list."),
      Variable("related", .list(.record(type)), "A short list."),
    ])
}

private let base = """
  <!doctype html>
  <html lang="en">
  <head>
  <meta charset="utf-8">
  <title>{% block title %}News{% endblock %}</title>
  <link rel="stylesheet" href="/assets/style.css">
  </head>
  <body>
  <header><a href="/">News</a><nav><a href="/world/">World</a> <a href="/money/">Money</a></nav></header>
  <main>{% block main %}{% endblock %}</main>
  <footer><p>Made with care. <a href="/rss.xml">RSS</a></p></footer>
  </body>
  </html>

  """

private let card = """
  <article class="card{% if item.image %} with-picture{% endif %}">
  {% if item.image %}<a href="{{ item.url }}"><img src="{{ item.image }}" alt="" width="400" height="300" loading="lazy"></a>{% endif %}
  <p class="label">{{ item.section }}</p>
  <h2><a href="{{ item.url }}">{{ item.title }}</a></h2>
  <p>{{ item.description }}</p>
  <p class="byline">{{ item.author }} <time datetime="{{ item.date }}">{{ item.date }}</time> {{ item.minutes }} min</p>
  </article>

  """

private let list = """
  {% extends "base.html" %}
  {% block title %}World{% endblock %}
  {% block main %}<h1>World</h1>
  {% for item in articles %}{% include "card.html" %}{% endfor %}{% endblock %}
  """

private let article = """
  {% extends "base.html" %}
  {% block title %}{{ article.title }}{% endblock %}
  {% block main %}<article><h1>{{ article.title }}</h1>
  <p class="standfirst">{{ article.description }}</p>
  <p class="byline">{{ article.author }} <time datetime="{{ article.date }}">{{ article.date }}</time> {{ article.minutes }} min</p>
  {% if article.image %}<img src="{{ article.image }}" alt="">{% endif %}
  {{ article.content }}
  </article>
  <aside>{% for item in related %}{% include "card.html" %}{% endfor %}</aside>{% endblock %}
  """

let modelTemplates = ["base.html": base, "card.html": card, "list.html": list, "article.html": article]
