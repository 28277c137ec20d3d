import Diagnostics
import Template
import Testing

/// Records that name no owner belong to the object that the templates are bound to.
@Suite struct RootTests {
  private static let template = """
    {{ article.title }}: {% for one in articles %}{{ one.title }}, {% endfor %}\
    {{ articles | map(attribute="title") | join("/") }}, {{ articles[1] == article }}
    """

  private func rendered(_ set: TemplateSet, _ newsroom: Newsroom) throws -> String {
    let values: [Value] = [
      .record(Record(Newsroom.article, index: 0)), .list(List(records: Newsroom.article, indices: [1, 0])),
      .mapping(Mapping([])),
    ]
    var page: [UInt8] = []
    try set.bound(to: newsroom).template("main.html")?.render(values, of: nil, subject: "a page", into: &page)
    return String(decoding: page, as: UTF8.self)
  }

  @Test func areReadFromWhatTheTemplatesAreBoundTo() throws {
    let set = try TemplateSet(
      sources: ["main.html": Source(path: "main.html", text: Self.template)], entries: ["main.html": Newsroom.kind],
      vocabulary: Newsroom.vocabulary)
    #expect(
      try rendered(set, Newsroom())
        == "Harbour &amp; bridge: Budget, Harbour &amp; bridge, Budget/Harbour &amp; bridge, True")
    #expect(
      try rendered(set, Newsroom(Newsroom.stories.reversed()))
        == "Budget: Harbour &amp; bridge, Budget, Harbour &amp; bridge/Budget, True")
  }

  @Test func ofAPageAreReadFromItsOwner() throws {
    let leaf = RecordType("leaf", "What a page has of its own.", owner: Leaf.self, isOfPage: true) {
      [Field("number", .integer, "Which it is.") { leaf, index in .integer(leaf.number + index) }]
    }
    let kind = TemplateKind("leaves", "Leaves.", variables: [Variable("leaf", .record(leaf), "A leaf.")])
    let set = try TemplateSet(
      sources: [
        "main.html": Source(path: "main.html", text: "{{ leaf.number }} {{ [leaf] | map(attribute='number') | first }}")
      ],
      entries: ["main.html": kind], vocabulary: Vocabulary(kinds: [kind], filters: []))
    for number in [1, 20] {
      var page: [UInt8] = []
      try set.bound(to: Newsroom()).template("main.html")?.render(
        [.record(Record(leaf, index: 3))], of: Leaf(number), subject: "a page", into: &page)
      #expect(String(decoding: page, as: UTF8.self) == "\(number + 3) \(number + 3)")
    }
  }

  private final class Leaf: Sendable {
    let number: Int
    init(_ number: Int) { self.number = number }
  }

  @Test func ofAnExpressionAreReadFromItsRoot() throws {
    let shown = try TemplateSet.evaluate(
      Source(path: "expression", text: "articles | map(attribute='title') | join"), kind: Newsroom.kind,
      vocabulary: Newsroom.vocabulary,
      variables: [.none, .list(List(records: Newsroom.article, indices: [1, 0])), .none], root: Newsroom())
    #expect(shown == "BudgetHarbour & bridge")
  }
}
