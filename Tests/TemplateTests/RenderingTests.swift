import Template
import Testing

/// What templates of the host's vocabulary give.
@Suite struct RenderingTests {
  @Test func fieldsOfRecords() throws {
    #expect(
      try render("<h1>{{ article.title }}</h1>{{ article.content }}")
        == "<h1>Harbour &amp; bridge</h1><p>Text of the “bridge”.</p>")
  }

  @Test func recordsAreReachedOverRecords() throws {
    #expect(try render("{{ article.section.articles[0].section.title | upper }}") == "WORLD")
  }

  @Test func optionalFieldsAreGuarded() throws {
    let text =
      "{% if article.image and article.views and article.views > 3 %}{{ article.image.src }}{% else %}none{% endif %}"
    #expect(try render(text) == "/bridge.jpg")
    #expect(try render(text, article: 1) == "none")
    #expect(try render("{{ article.subtitle | default('-') }}", article: 1) == "-")
    #expect(try render("{% if not article.next %}last{% else %}{{ article.next.title }}{% endif %}") == "Budget")
    #expect(try render("{{ article.next.title if article.next else 'end' }}", article: 1) == "end")
    #expect(try render("{% if article.image.src %}a{% else %}b{% endif %}", article: 1) == "b")
  }

  @Test func includesSeeTheScope() throws {
    let text = """
      -- page.html
      {% for item in articles %}{% include "card.html" %}{% endfor %}
      -- card.html
      [{{ loop.index }} {{ item.title }}]
      """
    #expect(try render(text) == "[1 Harbour &amp; bridge][2 Budget]")
  }

  @Test func inheritance() throws {
    let text = """
      -- page.html
      {% extends "base.html" %}{% set who = "me" %}
      {% block title %}{{ article.title }} - {{ super() }}{% endblock %}
      {% block body %}<p>{{ who }}</p>{% endblock %}
      -- base.html
      <title>{% block title %}Site{% endblock %}</title><body>{% block body %}{% endblock %}</body>
      """
    #expect(try render(text) == "<title>Harbour &amp; bridge - Site</title><body><p>me</p></body>")
  }

  @Test func macrosThatCallThemselves() throws {
    let text = """
      {% macro down(n) %}{{ n }}{% if n > 0 %},{{ down(n - 1) }}{% endif %}{% endmacro %}{{ down(3) }}
      """
    #expect(try render(text) == "3,2,1,0")
  }

  @Test func callBlocks() throws {
    let text = """
      {% macro box(title) %}<b>{{ title }}</b>{{ caller(2) }}{% endmacro %}{% call(n) box("A&B") %}<i>{{ n }}{{ article.title }}</i>{% endcall %}
      """
    #expect(try render(text) == "<b>A&amp;B</b><i>2Harbour &amp; bridge</i>")
  }

  @Test func importedMacros() throws {
    let text = """
      -- page.html
      {% import "m.html" as m %}{% from "m.html" import hi as hello with context %}{{ m.hi("<x>") }}{{ hello("y") }}
      -- m.html
      {% set mark = "!" %}{% macro hi(name) %}Hi {{ name }}{{ mark }}{% endmacro %}
      """
    #expect(try render(text) == "Hi &lt;x&gt;!Hi y!")
  }

  @Test func filtersOfTheHost() throws {
    #expect(try render("{{ article.date | date }} {{ article.date | date('yyyy') }}") == "d@1700000000 yyyy@1700000000")
    #expect(try render("{{ 'more' | t(count=3, b=1) }} {{ link('/a', text='A') }}") == "more/2 <a href=\"/a\">A</a>")
  }

  @Test func listsStayLazyAndTyped() throws {
    #expect(
      try render("{% for a in articles | sort(attribute='title') %}{{ a.title }};{% endfor %}")
        == "Budget;Harbour &amp; bridge;")
    #expect(try render("{{ articles | map(attribute='section.title') | join(', ') }}") == "World, Money")
    #expect(
      try render("{% for a in articles | where('section.title', 'Money') %}{{ a.title }}{% endfor %}") == "Budget")
    #expect(
      try render(
        "{% for k, l in articles | groupby('section.title') %}{{ k }}:{% for a in l %}{{ a.title }}{% endfor %} {% endfor %}"
      ) == "Money:Budget World:Harbour &amp; bridge ")
    #expect(
      try render("{{ (articles | first).title }}{{ articles[-1].title }}{{ articles | skip(1) | length }}")
        == "Harbour &amp; bridgeBudget1")
  }

  @Test func openPlaces() throws {
    #expect(
      try render("{{ article.extra.mood }}{{ article.extra.x | default('-') }}{{ article.extra.x is defined }}")
        == "calm-False")
    #expect(
      try render("{% for k, v in article.extra %}{{ k }}={{ v }};{% endfor %}") == "mood=calm;evil=javascript:alert(1);"
    )
  }

  @Test func setInBranchesAndLoops() throws {
    #expect(
      try render(
        "{% set x = 1 %}{% for i in [1,2,3] %}{% if i == 2 %}{% set x = 5 %}{% endif %}{{ x }}{% endfor %}{{ x }}")
        == "1511")
    #expect(try render("{% if article.views %}{% set x = 1 %}{% else %}{% set x = 2 %}{% endif %}{{ x + 1 }}") == "2")
    #expect(
      try render(
        "{% for a in [1,2] %}{% set outer = loop %}{% for b in [1] %}{{ outer.index }}{% endfor %}{% endfor %}") == "12"
    )
  }
}
