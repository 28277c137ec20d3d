import Template
import Testing

/// Blocks, parents and macros that lead back to themselves: an error with its place, never an endless recursion.
@Suite struct CircleTests {
  @Test func aBlockInABlockOfItsName() {
    #expect(
      failure("{% block x %}{% block x %}{% endblock %}{% endblock %}") == """
        Templates/page.html:1:23: error: the block "x" is there twice [template-block-twice]
          1 | {% block x %}{% block x %}{% endblock %}{% endblock %}
            |                       ^
          Templates/page.html:1:10: note: the first is here
          1 | {% block x %}{% block x %}{% endblock %}{% endblock %}
            |          ^
        Templates/page.html:1:23: error: the block "x" stands inside of itself: x → x [template-circle]
          1 | {% block x %}{% block x %}{% endblock %}{% endblock %}
            |                       ^

        """)
  }

  @Test func blocksThatHoldEachOther() {
    let theme = """
      -- page.html
      {% extends "middle.html" %}{% block b %}{% block a %}{% endblock %}{% endblock %}
      -- middle.html
      {% extends "base.html" %}{% block a %}{% block b %}{% endblock %}{% endblock %}
      -- base.html
      {% block a %}{% endblock %}{% block b %}{% endblock %}
      """
    // The innermost `a` is the one of page.html, which is empty: there is no circle.
    #expect(failure(theme) == "rendered: ")
  }

  @Test func superOfItself() throws {
    let theme = """
      -- page.html
      {% extends "base.html" %}{% block a %}{{ super() }}{{ super() }}!{% endblock %}
      -- base.html
      {% block a %}x{% block b %}y{% endblock %}{% endblock %}
      """
    #expect(try render(theme) == "xyxy!")
    #expect(
      failure("{% block a %}{{ super() }}{% endblock %}").contains(
        "super() in the block \"a\", which no template below has [template-super]"))
  }

  @Test func aBlockOfAParentInABlockOfTheChild() {
    let theme = """
      -- page.html
      {% extends "base.html" %}{% block a %}{% block b %}B{% endblock %}{{ super() }}{% endblock %}
      -- base.html
      {% block a %}[{% block b %}b{% endblock %}]{% endblock %}
      """
    #expect(failure(theme) == "rendered: B[B]")
    let circle = """
      -- page.html
      {% extends "base.html" %}{% block b %}{% block a %}{{ super() }}{% endblock %}{% endblock %}
      -- base.html
      {% block a %}[{% block b %}b{% endblock %}]{% endblock %}
      """
    #expect(failure(circle).contains("stands inside of itself"), "\(failure(circle))")
  }

  @Test func templatesThatIncludeTheirChildren() {
    #expect(
      failure(
        "-- page.html\n{% extends \"b.html\" %}{% block a %}{% include \"page.html\" %}{% endblock %}\n-- b.html\n{% block a %}{% endblock %}"
      ).contains("templates go in a circle: page.html → b.html → page.html [template-circle]"))
    #expect(
      failure("-- page.html\n{% import \"page.html\" as p %}").contains(
        "templates go in a circle: page.html → page.html [template-circle]"))
    #expect(
      failure("-- page.html\n{% macro m() %}{% include \"page.html\" %}{% endmacro %}").contains(
        "templates go in a circle: page.html → page.html [template-circle]"))
    #expect(
      failure("{% macro m() %}{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}{% endmacro %}{{ m() }}").contains(
        "[template-too-deep]"))
    #expect(
      failure("{% macro m() %}{% call m() %}{{ caller() }}{% endcall %}{% endmacro %}{{ m() }}").contains(
        "[template-too-deep]"))
    #expect(
      failure("{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{% call m() %}x{% endcall %}{% endcall %}")
        == "rendered: x")
    #expect(failure("{% macro m(a=m()) %}{% endmacro %}{{ m() }}").contains("[template-too-deep]"))
  }
}
