import Diagnostics
import Testing

@Suite struct GitHubAnnotationsTests {
  @Test func propertiesAndTextAreEscapedByTheirOwnRules() {
    let place = Place(path: "Content/a,b: c.md", line: 4, column: 2, width: 5, excerpt: "x")
    let diagnostics = [
      Diagnostic(
        id: "wrong", "100% of a: b, c\r\nd", at: place, hint: "do it",
        notes: [.init("and here", place: place), .init("and all of this", place: Place(path: "a.svg"))]),
      Diagnostic(.warning, id: "odd", "no place"),
      Diagnostic(.warning, id: "file", "whole file", at: Place(path: "a.svg")),
    ]
    #expect(
      GitHubAnnotations.format(diagnostics) == """
        ::error file=Content/a%2Cb%3A c.md,line=4,col=2,endColumn=6,title=wrong::100%25 of a: b, c%0D%0Ad%0Ahint: do it%0Anote: Content/a,b: c.md:4: and here%0Anote: a.svg: and all of this
        ::warning title=odd::no place
        ::warning file=a.svg,title=file::whole file

        """)
  }

  @Test func manyOfOneKindDoNotHideTheOthers() {
    let many = (0..<30).map { Diagnostic(.warning, id: "many", "m\($0)", at: Place(path: "a\($0 + 10)")) }
    let rare = [Diagnostic(.warning, id: "rare", "r", at: Place(path: "z")), Diagnostic(id: "bad", "e")]
    #expect(
      DiagnosticFormatter().format(many + rare, limit: 4, ofEachKind: true) == """
        error: e [bad]
        a10: warning: m0 [many]
        a11: warning: m1 [many]
        z: warning: r [rare]
        … and 28 warnings more: 28 many (--verbose shows all of them)

        """)
  }
}
