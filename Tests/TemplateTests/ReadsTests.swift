import Diagnostics
import Template
import Testing

/// What is logged of a page: the parts of tracked records that its template read.
@Suite struct ReadsTests {
  @Test func fieldsByTheirParts() throws {
    #expect(try reads("{{ article.title }}{{ article.url }}{{ article.title }}") == ["article 0 text"])
    #expect(try reads("{{ article.content }}{{ article.url }}") == ["article 0 text", "article 0 content"])
    #expect(
      try reads("{{ article.section.title }}") == ["article 0 relations", "section 0 text"])
    #expect(try reads("no field") == [])
  }

  @Test func takenBranchesAlone() throws {
    let text =
      "{% if article.views %}{{ article.content }}{% else %}{{ article.next.title if article.next }}{% endif %}"
    #expect(try reads(text) == ["article 0 text", "article 0 content"])
    #expect(try reads(text, article: 1) == ["article 1 text", "article 1 relations"])
    #expect(try reads("{% if article.views and article.next %}a{% endif %}", article: 1) == ["article 1 text"])
    #expect(try reads("{{ article.title or article.content }}") == ["article 0 text"])
    #expect(try reads("{{ 'a' if article.image.src else article.next.title | default('') }}") == ["article 0 text"])
  }

  @Test func loops() throws {
    #expect(
      try reads("{% for item in article.section.articles %}{{ item.title }}{% endfor %}") == [
        "article 0 text", "article 0 relations", "section 0 relations",
      ])
    #expect(
      try reads("{% for item in articles if item.views %}{{ item.next.content if item.next }}{% endfor %}") == [
        "article 0 text", "article 0 relations", "article 1 text", "article 1 content", "variable 1",
      ])
    #expect(try reads("{% for item in articles %}{{ loop.index }}{% endfor %}") == ["variable 1"])
  }

  @Test func filtersThatReadFields() throws {
    let all = ["article 0 relations", "article 1 relations", "section 0 text", "section 1 text", "variable 1"]
    for filter in [
      "sort(attribute='section.title')", "groupby('section.title')", "map(attribute='section.title')",
      "selectattr('section.title')", "rejectattr('section.title', 'eq', 'World')", "where('section.title', 'World')",
      "unique(attribute='section.title')", "max(attribute='section.title')",
    ] {
      #expect(try reads("{% if articles | \(filter) %}{% endif %}") == all, "\(filter)")
    }
    #expect(
      try reads("{% if [articles] | map('sort', false, false, 'content') %}{% endif %}") == [
        "article 0 content", "article 1 content", "variable 1",
      ])
    #expect(try reads("{{ articles | length }}") == ["variable 1"])
  }

  @Test func throughMacrosIncludesAndBlocks() throws {
    let text = """
      -- page.html
      {% extends "base.html" %}{% from "macros.html" import card %}
      {% block main %}{% with item = article.next %}{% include "item.html" %}{% endwith %}{{ card(article) }}{% endblock %}
      -- base.html
      {% block main %}{{ article.views }}{% endblock %}
      -- item.html
      {{ item.content if item }}
      -- macros.html
      {% macro card(item) %}{{ item.section.title }}{{ item["title"] }}{{ caller() if caller else "" }}{% endmacro %}
      {% macro never(item) %}{{ item.content }}{% endmacro %}
      """
    #expect(
      try reads(text) == [
        "article 0 text", "article 0 relations", "article 1 content", "section 0 text",
      ])
    #expect(
      try reads("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ articles[1].content }}{% endcall %}") == [
        "article 1 content", "variable 1",
      ])
  }

  @Test func variablesThatAreNoRecords() throws {
    #expect(try reads("{{ data.a }}") == ["variable 2"])
    #expect(try reads("{% if false %}{{ data.a }}{% endif %}") == [])
    #expect(try reads("{% macro m() %}{{ data.a }}{% endmacro %}{{ m() }}") == ["variable 2"])
  }

  @Test func whatIsNotTrackedIsNotLogged() throws {
    #expect(try reads("{{ article.image.src if article.image }}") == ["article 0 text"])
  }

  @Test func keysHoldWhatTheyWereMadeOf() {
    let key = ReadKey(type: 7, part: 3, index: 1_000_000)
    #expect([key.type, key.part, key.index] == [7, 3, 1_000_000])
    #expect(ReadKey(rawValue: key.rawValue) == key)
  }

  @Test func readsStayAsTheyWereWhenRenderingFails() throws {
    let template = try Theme("{{ article.content }}{{ data.missing }}").load()
    var output = Array("before".utf8)
    var reads = Reads()
    #expect(throws: Diagnostic.self) {
      try template.render(variables(0), of: nil, subject: "a", into: &output, reads: &reads)
    }
    #expect(reads == Reads())
    #expect(output == Array("before".utf8))
  }

  private func reads(_ text: String, article index: Int = 0) throws -> [String] {
    let template = try Theme(text).load()
    var output: [UInt8] = []
    var plain: [UInt8] = []
    var reads = Reads()
    try template.render(variables(index), of: nil, subject: "a", into: &output, reads: &reads)
    try template.render(variables(index), of: nil, subject: "a", into: &plain)
    #expect(output == plain)
    let types = [1: "article", 2: "section"]
    let parts = ["text", "relations", "content"]
    return reads.keys.map { "\(types[$0.type] ?? "?") \($0.index) \(parts[$0.part])" }.sorted(by: order)
      + (0..<3).filter { reads.variables & 1 << UInt64($0) != 0 }.map { "variable \($0)" }
  }

  /// By type, record and part, whichever order the keys have.
  private func order(_ a: String, _ b: String) -> Bool {
    func rank(_ text: String) -> String {
      text.replacing("text", with: "0").replacing("relations", with: "1").replacing("content", with: "2")
    }
    return rank(a) < rank(b)
  }

  private func variables(_ index: Int) -> [Value] {
    let newsroom = Newsroom()
    return [
      .record(Record(Newsroom.article, owner: newsroom, index: index)),
      .list(List(records: Newsroom.article, owner: newsroom, indices: [0, 1])),
      .mapping(Mapping([("a", .integer(1))])),
    ]
  }
}
