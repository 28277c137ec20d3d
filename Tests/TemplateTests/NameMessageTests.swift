import Testing

/// What is said about names that do not exist.
@Suite struct NameMessageTests {
  @Test func unknownVariable() {
    #expect(
      failure(
        #"""
        {{ artcle.title }}
        """#) == #"""
          Templates/page.html:1:4: error: unknown variable "artcle" [template-unknown-variable]
            1 | {{ artcle.title }}
              |    ^^^^^^
            hint: did you mean "article"? there is: article, articles, data

          """#)
  }

  @Test func unknownField() {
    #expect(
      failure(
        #"""
        {{ article.titel }}
        """#) == #"""
          Templates/page.html:1:12: error: an article has no "titel" [template-unknown-field]
            1 | {{ article.titel }}
              |            ^^^^^
            hint: did you mean "title"? there is: content, date, extra, image, next, section, subtitle, tags, title, url, views

          """#)
  }

  @Test func unknownFieldOnABranchThatIsNotTaken() {
    #expect(
      failure(
        #"""
        {% if false %}{{ article.section.name }}{% endif %}
        """#) == #"""
          Templates/page.html:1:34: error: a section has no "name" [template-unknown-field]
            1 | {% if false %}{{ article.section.name }}{% endif %}
              |                                  ^^^^
            hint: there is: articles, title

          """#)
  }

  @Test func unknownFieldOfItems() {
    #expect(
      failure(
        #"""
        {% for a in articles %}{{ a.sectoin.title }}{% endfor %}
        """#) == #"""
          Templates/page.html:1:29: error: an article has no "sectoin" [template-unknown-field]
            1 | {% for a in articles %}{{ a.sectoin.title }}{% endfor %}
              |                             ^^^^^^^
            hint: did you mean "section"? there is: content, date, extra, image, next, section, subtitle, tags, title, url, views

          """#)
  }

  @Test func attributeOfItems() {
    #expect(
      failure(
        #"""
        {{ articles | sort(attribute='titel') | length }}
        """#) == #"""
          Templates/page.html:1:30: error: an article has no "titel" [template-unknown-field]
            1 | {{ articles | sort(attribute='titel') | length }}
              |                              ^^^^^^^
            hint: did you mean "title"? there is: content, date, extra, image, next, section, subtitle, tags, title, url, views

          """#)
  }

  @Test func inIncluded() {
    #expect(
      failure(
        #"""
        -- page.html
        {% for item in articles %}{% include "card.html" %}{% endfor %}
        -- card.html
        <h2>{{ item.titel }}</h2>
        """#) == #"""
          Templates/card.html:1:13: error: an article has no "titel" [template-unknown-field]
            1 | <h2>{{ item.titel }}</h2>
              |             ^^^^^
            hint: did you mean "title"? there is: content, date, extra, image, next, section, subtitle, tags, title, url, views
            note: as part of page.html

          """#)
  }

  @Test func whatAnUnknownFilterIsAppliedToIsCheckedAsWell() {
    let lines = failure("{{ article.titel | uper }}").split(separator: "\n").filter { $0.contains("error:") }
    #expect(
      lines == [
        "Templates/page.html:1:12: error: an article has no \"titel\" [template-unknown-field]",
        "Templates/page.html:1:20: error: unknown filter \"uper\" [template-unknown-filter]",
      ])
  }

  @Test func unknownFilter() {
    #expect(
      failure(
        #"""
        {{ article.title | uper }}
        """#) == #"""
          Templates/page.html:1:20: error: unknown filter "uper" [template-unknown-filter]
            1 | {{ article.title | uper }}
              |                    ^^^^
            hint: did you mean "upper"? there is: abs, d, date, e, int, items, join, lower, upper, where, and 40 more

          """#)
  }

  @Test func unknownTest() {
    #expect(
      failure(
        #"""
        {{ article.title is strng }}
        """#) == #"""
          Templates/page.html:1:21: error: unknown test "strng" [template-unknown-test]
            1 | {{ article.title is strng }}
              |                     ^^^^^
            hint: did you mean "string"? there is: eq, even, false, gt, in, lt, ne, none, string, true, and 15 more

          """#)
  }

  @Test func unknownFunction() {
    #expect(
      failure(
        #"""
        {{ lnk('a') }}
        """#) == #"""
          Templates/page.html:1:4: error: unknown function or macro "lnk" [template-unknown-function]
            1 | {{ lnk('a') }}
              |    ^^^
            hint: did you mean "link"? there is: link, range, super

          """#)
  }

  @Test func unknownMethod() {
    #expect(
      failure(
        #"""
        {{ article.title.upper() }}
        """#) == #"""
          Templates/page.html:1:18: error: values have no method "upper" [template-unknown-function]
            1 | {{ article.title.upper() }}
              |                  ^^^^^
            hint: it is a filter: | upper

          """#)
  }

  @Test func unknownBlock() {
    #expect(
      failure(
        #"""
        -- page.html
        {% extends "base.html" %}{% block bdy %}{% endblock %}
        -- base.html
        {% block body %}{% endblock %}{% block title %}{% endblock %}
        """#) == #"""
          Templates/page.html:1:35: error: the template that is extended has no block "bdy" [template-unknown-block]
            1 | {% extends "base.html" %}{% block bdy %}{% endblock %}
              |                                   ^^^
            hint: did you mean "body"? there is: body, title

          """#)
  }

  @Test func unknownTemplate() {
    #expect(
      failure(
        #"""
        -- page.html
        {% include "partials/crad.html" %}
        -- partials/card.html
        x
        """#) == #"""
          Templates/page.html:1:12: error: there is no template "partials/crad.html" [template-unknown-template]
            1 | {% include "partials/crad.html" %}
              |            ^^^^^^^^^^^^^^^^^^^^
            hint: did you mean "partials/card.html"? there is: page.html, partials/card.html

          """#)
  }

  @Test func dynamicTemplate() {
    #expect(
      failure(
        #"""
        {% include article.title %}
        """#) == #"""
          Templates/page.html:1:12: error: the name of a template is a text in quotes [template-dynamic-name]
            1 | {% include article.title %}
              |            ^^^^^^^^^^^^^
            hint: so that it is checked before the first page; {% if %} chooses between two

          """#)
  }

  @Test func circleOfIncludes() {
    #expect(
      failure(
        #"""
        -- page.html
        {% include "a.html" %}
        -- a.html
        {% include "b.html" %}
        -- b.html
        <p>{% include "a.html" %}</p>
        """#) == #"""
          Templates/b.html:1:4: error: templates go in a circle: a.html → b.html → a.html [template-circle]
            1 | <p>{% include "a.html" %}</p>
              |    ^^^^^^^^^^^^^^^^^^^^^^
            note: as part of page.html

          """#)
  }

  @Test func circleOfParents() {
    #expect(
      failure(
        #"""
        -- page.html
        {% extends "base.html" %}
        -- base.html
        {% extends "page.html" %}
        """#) == #"""
          Templates/base.html:1:1: error: templates go in a circle: page.html → base.html → page.html [template-circle]
            1 | {% extends "page.html" %}
              | ^^^^^^^^^^^^^^^^^^^^^^^^^
            note: as part of page.html

          """#)
  }

  @Test func macroAsValue() {
    #expect(
      failure(
        #"""
        {% macro m() %}{% endmacro %}{{ m }}
        """#) == #"""
          Templates/page.html:1:33: error: the macro "m" is not a value [template-not-a-value]
            1 | {% macro m() %}{% endmacro %}{{ m }}
              |                                 ^
            hint: call it: m(…)

          """#)
  }

  @Test func missingNameWhileRendering() {
    #expect(
      failure(
        #"""
        <p>
        {{ article.extra.moood }}</p>
        """#) == #"""
          Templates/page.html:2:18: error: nothing is named "moood" here [template-missing-name]
            2 | {{ article.extra.moood }}</p>
              |                  ^^^^^
            hint: did you mean "mood"? there is: evil, mood; default(…) and "is defined" say that it may be missing
            note: while rendering page.html for Content/story-0.md

          """#)
  }

  @Test func missingFieldInMacro() {
    #expect(
      failure(
        #"""
        {% macro m(a) %}{{ a.titel }}{% endmacro %}{{ m(article) }}
        """#) == #"""
          Templates/page.html:1:22: error: an article has no "titel" [template-unknown-field]
            1 | {% macro m(a) %}{{ a.titel }}{% endmacro %}{{ m(article) }}
              |                      ^^^^^
            hint: did you mean "title"? there is: content, date, extra, image, next, section, subtitle, tags, title, url, views
            note: while rendering page.html for Content/story-0.md

          """#)
  }
}
