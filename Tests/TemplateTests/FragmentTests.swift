import Diagnostics
import Testing

@testable import Template

/// Parts of templates that are rendered once. To see which these are, a second page is made with other data than the
/// first, which its caller must not do: what was kept shows the data of the first.
@Suite struct FragmentTests {
  @Test func whatAllPagesShareIsRenderedOnce() throws {
    #expect(try second("<p>{{ data.a }}</p>") == "<p>1</p>")
    #expect(try second("{{ data.a }} {{ article.title }} {{ data.a + 0 }}") == "1 Budget 1")
    #expect(try second("{% for x in data.list %}{{ x }}{{ loop.index }},{% endfor %}") == "71,")
    #expect(try second("{% set x = data.a %}{{ x }}") == "1")
  }

  @Test func whatAPageBringsAlongIsNot() throws {
    #expect(try second("{{ article.title }}{{ articles | length }}") == "Budget2")
    #expect(try second("{% if article.views %}{{ data.a }}{% else %}{{ data.a + 1 }}{% endif %}") == "3")
    #expect(try second("{% if article.url == data.a %}a{% else %}{{ article.url }}{% endif %}") == "/story-1/")
    #expect(
      try second("{% with item = article %}{{ item.title }}{{ item.url }}{{ item.date | date }}{% endwith %}")
        == "Budget/story-1/d@1700000001")
  }

  @Test func aRecordOfALoopIsRenderedOnce() throws {
    let card = "{{ item.title }} {{ item.section.title }} {{ item.date | date }} {{ data.a }};"
    #expect(
      try second("{% for item in articles %}\(card){% endfor %}")
        == "Harbour &amp; bridge World d@1700000000 1;Budget Money d@1700000001 1;")
    #expect(
      try second("{% for item in articles %}\(card){{ loop.index }}{{ article.title }}{% endfor %}")
        == "Harbour &amp; bridge World d@1700000000 1;1BudgetBudget Money d@1700000001 1;2Budget")
    #expect(
      try second("{% for item in articles %}{{ loop.index }}{{ item.title if loop.first else data.a }}{% endfor %}")
        == "1Harbour &amp; bridge22")
    #expect(
      try second(
        "{% for item in articles %}{% set item = article %}{{ item.title }}{{ item.url }}{{ data.a }}{% endfor %}")
        == "Budget/story-1/1Budget/story-1/1")
    let pairs =
      "{% for a in articles %}{% for b in articles %}{{ a.url }}{{ a.views | default(0) }}-{{ b.url }}{{ b.views | default(0) }} {% endfor %}{% endfor %}"
    #expect(
      try second(pairs)
        == "/story-0/1204-/story-0/1204 /story-0/1204-/story-1/0 /story-1/0-/story-0/1204 /story-1/0-/story-1/0 ")
  }

  @Test func variablesThatAreSet() throws {
    #expect(try second("{% set x = data.a %}{{ article.title }}{{ x }}{{ data.a }}") == "Budget21")
    #expect(
      try second("{% set x = article.title %}{% if data.a %}{% set x = data.a %}{% endif %}{{ x }}") == "2")
    #expect(
      try second(
        "{% set x = 0 %}{% for i in [1, 2] %}{% if i == 2 %}{% set x = article.url %}{% endif %}{{ x }}{% endfor %}")
        == "0/story-1/")
    #expect(try second("{% set x %}{{ data.a }}{% endset %}{% if article.url %}{{ x }}{% endif %}") == "2")
  }

  @Test func macrosAreRenderedEachTime() throws {
    #expect(
      try second("{% macro m(x) %}{{ x }}{{ data.a }}{{ caller() if caller }}{% endmacro %}{{ m(data.a) }}") == "22")
  }

  @Test func variablesThatAreGivenToMacros() throws {
    let macro = "{% macro m(x) %}{{ x }}{{ caller() if caller }}{% endmacro %}"
    #expect(try second(macro + "{% set x = data.a | string | upper %}{{ m(x) }}") == "2")
    #expect(try second(macro + "{% set x = data.a | string | upper %}{% call m(0) %}{{ x }}{% endcall %}") == "02")
    #expect(
      try second("{% set x = data.a | string | upper %}{% macro n() %}{{ x }}{% endmacro %}{{ article.url }}{{ n() }}")
        == "/story-1/2")
  }

  @Test func addressesAreLookedAtEachTime() throws {
    let text = "<a href=\"{{ data.a }}{{ article.url }}\">{{ data.a }}</a><a href=\"/{{ data.a }}\">b</a>"
    #expect(try second(text) == "<a href=\"2/story-1/\">1</a><a href=\"/1\">b</a>")
    let split = "<a href=\"{% if article.views %}{{ data.a }}\">{% else %}{{ data.a }}/\">{% endif %}{{ data.a }}</a>"
    #expect(try second(split) == "<a href=\"2/\">1</a>")
  }

  @Test func theSameFragmentInSeveralTemplatesIsOne() throws {
    let card = "{% for item in articles %}{{ item.title }} {{ item.url }} {{ data.a }};{% endfor %}"
    let sources = [
      "a.html": card, "b.html": "<b>{{ article.title }}</b>" + card,
      "c.html": card.replacing("item.url", with: "item.views | default(0)"),
    ]
    let set = try TemplateSet(
      sources: Dictionary(uniqueKeysWithValues: sources.map { ($0, Source(path: $0, text: $1)) }),
      entries: ["a.html": Newsroom.kind, "b.html": Newsroom.kind, "c.html": Newsroom.kind],
      vocabulary: Newsroom.vocabulary)
    let memo = set.memo(limit: 100_000)
    #expect(try page(set.template("a.html"), 0, memo) == "Harbour &amp; bridge /story-0/ 1;Budget /story-1/ 1;")
    #expect(
      try page(set.template("b.html"), 1, memo)
        == "<b>Budget</b>Harbour &amp; bridge /story-0/ 1;Budget /story-1/ 1;")
    #expect(try page(set.template("c.html"), 1, memo) == "Harbour &amp; bridge 1204 2;Budget 0 2;")
  }

  /// A filter asks by name, and a section has a title as an article has: their first records are not the same.
  @Test func recordsOfTwoTypesAreTwo() throws {
    let title = "{{ [x] | map(attribute=\"title\") | join }}"
    let body = title + "{{ data.a }}{{ data.a }}{{ data.a }}{{ data.a }};"
    let lists = "{% for x in [article.section] %}\(body){% endfor %}{% for x in articles %}\(body){% endfor %}"
    let template = try Theme(lists).load()
    #expect(template.program.fragments.count == 2)
    let memo = template.memo(limit: 100_000)
    #expect(try page(template, 0, memo) == "World1111;Harbour &amp; bridge1111;Budget1111;")
  }

  @Test func errorsAreNotKept() throws {
    let template = try Theme("{{ data.a }}{{ data.b }}").load()
    let memo = template.memo(limit: 100_000)
    #expect(throws: Diagnostic.self) { try page(template, 0, memo) }
    #expect(throws: Diagnostic.self) { try page(template, 1, memo) }
    #expect(try page(template, 1, memo, [("b", .integer(5))]) == "25")
    #expect(try page(template, 0, memo, [("b", .integer(6))]) == "25")
  }

  @Test func noMoreIsKeptThanTheLimit() throws {
    let template = try Theme("{{ data.a }}").load()
    let memo = template.memo(limit: 0)
    #expect(try page(template, 0, memo) == "1")
    #expect(try page(template, 1, memo) == "2")
  }

  @Test func anotherThreadShowsWhatWasRendered() throws {
    let template = try Theme("{{ data.b }}").load()
    let memo = template.memo(limit: 1_000_000)
    let (first, second) = (memo.another(), memo.another())
    func text(_ number: Int) -> [(String, Value)] {
      [("b", .text(String(repeating: "b", count: 60_000) + "\(number)"))]
    }
    #expect(try page(template, 0, first, text(0)).hasSuffix("b0"))
    // It is left for others before the next page.
    #expect(try page(template, 0, first, text(1)).hasSuffix("b0"))
    #expect(try page(template, 1, second, text(2)).hasSuffix("b0"))
    #expect(try page(template, 1, memo, text(3)).hasSuffix("b0"))
  }

  @Test func whatOneThreadHasNoRoomForIsForgottenByAll() throws {
    let names = ["b", "c", "d"]
    let set = try TemplateSet(
      sources: Dictionary(uniqueKeysWithValues: names.map { ($0, Source(path: $0, text: "{{ data.\($0) }}")) }),
      entries: Dictionary(uniqueKeysWithValues: names.map { ($0, Newsroom.kind) }), vocabulary: Newsroom.vocabulary)
    let memo = set.memo(limit: 150_000)
    let other = memo.another()
    func shown(_ name: String, _ memo: FragmentMemo, _ number: Int) throws -> String {
      let text = String(repeating: name, count: 60_000) + "\(number)"
      return String(try page(set.template(name), 0, memo, [(name, .text(text))]).suffix(2))
    }
    #expect(try shown("b", memo, 0) == "b0")
    #expect(try shown("b", memo, 1) == "b0")
    #expect(try shown("b", other, 2) == "b0")
    #expect(try shown("c", memo, 3) == "c3")
    #expect(try shown("d", memo, 4) == "d4")
    #expect(try shown("d", memo, 5) == "d4")
    #expect(try shown("b", other, 6) == "b6")
    #expect(try shown("d", other, 7) == "d4")
  }

  /// A page that shows what was rendered before any page depends on that alone, however much went in the meantime.
  @Test func whatWasRenderedBeforeAnyPageStays() throws {
    let names = ["a", "b", "c", "d"]
    let set = try TemplateSet(
      sources: Dictionary(uniqueKeysWithValues: names.map { ($0, Source(path: $0, text: "{{ data.\($0) }}")) }),
      entries: Dictionary(uniqueKeysWithValues: names.map { ($0, Newsroom.kind) }), vocabulary: Newsroom.vocabulary)
    let first = set.memo(limit: 100_000)
    let memos = [first, first.another()]
    let number = try #require(set.template("a")?.program.fragments.first?.number)
    let rendered = SharedFragment.Rendered(bytes: Array("before".utf8), reads: Reads())
    for memo in memos { memo.keep([SharedFragment(number: number, rendered: rendered)], type: 7) }
    // There is no room for two of them.
    let text = Value.text(String(repeating: "b", count: 60_000))
    for name in ["b", "c", "d", "b"] {
      for memo in memos {
        try page(set.template(name), 0, memo, [(name, text)])
        var reads = Reads()
        var output: [UInt8] = []
        try set.template("a")?.render(values(0, []), of: nil, subject: "a", into: &output, reads: &reads, memo: memo)
        #expect(String(decoding: output, as: UTF8.self) == "before", "\(name)")
        #expect(reads.keys == [ReadKey(type: 7, part: 0, index: number)] && reads.variables == 0, "\(name)")
      }
    }
  }

  @Test func aMemoOfOtherTemplatesIsNotUsed() throws {
    let memo = try Theme("{{ data.a }}").load().memo(limit: 100_000)
    #expect(try page(Theme("{{ data.a }}").load(), 0, memo) == "1")
    #expect(try page(Theme("{{ data.a }}").load(), 1, memo) == "2")
  }

  @Test func whatWasReadForAFragmentIsLoggedEachTime() throws {
    let template = try Theme("{% for item in articles %}{{ item.section.title }}{{ data.a }}{% endfor %}").load()
    let memo = template.memo(limit: 100_000)
    var all: [Reads] = []
    for index in [0, 0, 1] {
      var reads = Reads()
      var output: [UInt8] = []
      try template.render(values(index, []), of: nil, subject: "a", into: &output, reads: &reads, memo: memo)
      all.append(reads)
    }
    #expect(all[0].keys.count == 4 && all[0].variables == 0b110)
    #expect(all[1] == all[0])
    #expect(all[2] == all[0])
  }

  @Test func slotsThatAreUsedAgain() throws {
    let many = (0..<400).map { "{% for x\($0) in articles %}{{ x\($0).url }}{{ data.a }}{% endfor %}" }.joined()
    #expect(try second(many) == String(repeating: "/story-0/2/story-1/2", count: 400))
  }

  /// The second page of a template, made with what is kept of the first.
  private func second(_ text: String) throws -> String {
    let template = try Theme(text).load()
    let memo = template.memo(limit: 1_000_000)
    for index in 0...1 {
      let plain = try page(template, index, nil)
      if index == 0 { #expect(try page(template, 0, memo) == plain) }
    }
    return try page(template, 1, memo)
  }

  @discardableResult
  private func page(
    _ template: Template?, _ index: Int, _ memo: FragmentMemo?, _ more: [(String, Value)] = []
  ) throws -> String {
    var output: [UInt8] = []
    try template?.render(values(index, more), of: nil, subject: "a", into: &output, memo: memo)
    return String(decoding: output, as: UTF8.self)
  }

  private func values(_ index: Int, _ more: [(String, Value)]) -> [Value] {
    let newsroom = Newsroom()
    return [
      .record(Record(Newsroom.article, owner: newsroom, index: index)),
      .list(List(records: Newsroom.article, owner: newsroom, indices: [0, 1])),
      .mapping(Mapping([("a", .integer(index + 1)), ("list", .list(List([.integer(index + 7)])))] + more)),
    ]
  }
}
