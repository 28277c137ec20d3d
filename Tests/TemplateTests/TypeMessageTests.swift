import Testing

/// What is said about values and arguments that do not fit.
@Suite struct TypeMessageTests {
  @Test func missingArgument() {
    #expect(
      failure(
        #"""
        {% macro card(a, size=1) %}{{ a }}{% endmacro %}
        {{ card() }}
        """#) == #"""
          Templates/page.html:2:4: error: the macro "card" needs "a" [template-wrong-arguments]
            2 | {{ card() }}
              |    ^^^^^^
            hint: it is card(a, size)
            Templates/page.html:1:10: note: it is defined here
            1 | {% macro card(a, size=1) %}{{ a }}{% endmacro %}
              |          ^^^^

          """#)
  }

  @Test func tooManyArguments() {
    #expect(
      failure(
        #"""
        {% macro card(a) %}{{ a }}{% endmacro %}{{ card(1, 2) }}
        """#) == #"""
          Templates/page.html:1:52: error: the macro "card" takes 1 argument, and this is number 2 [template-wrong-arguments]
            1 | {% macro card(a) %}{{ a }}{% endmacro %}{{ card(1, 2) }}
              |                                                    ^
            hint: it is card(a)

          """#)
  }

  @Test func unknownArgument() {
    #expect(
      failure(
        #"""
        {{ link('/a', txt='b') }}
        """#) == #"""
          Templates/page.html:1:15: error: the function "link" has no parameter "txt" [template-wrong-arguments]
            1 | {{ link('/a', txt='b') }}
              |               ^^^
            hint: did you mean "text"? there is: to, text

          """#)
  }

  @Test func filterArguments() {
    #expect(
      failure(
        #"""
        {{ article.title | truncate(1, 2, 3, 4, 5) }}
        """#) == #"""
          Templates/page.html:1:41: error: the filter "truncate" takes 4 arguments, and this is number 5 [template-wrong-arguments]
            1 | {{ article.title | truncate(1, 2, 3, 4, 5) }}
              |                                         ^
            hint: it is truncate(length, killwords, end, leeway)

          """#)
  }

  @Test func filterNeeds() {
    #expect(
      failure(
        #"""
        {{ article.title | replace('a') }}
        """#) == #"""
          Templates/page.html:1:4: error: the filter "replace" needs "new" [template-wrong-arguments]
            1 | {{ article.title | replace('a') }}
              |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: it is replace(old, new, count)

          """#)
  }

  @Test func testArguments() {
    #expect(
      failure(
        #"""
        {{ 1 is divisibleby }}
        """#) == #"""
          Templates/page.html:1:4: error: the test "divisibleby" takes 1 argument, not 0 [template-wrong-arguments]
            1 | {{ 1 is divisibleby }}
              |    ^^^^^^^^^^^^^^^^

          """#)
  }

  @Test func comparisonOfTextWithNumber() {
    #expect(
      failure(
        #"""
        {% if article.title > 3 %}{% endif %}
        """#) == #"""
          Templates/page.html:1:7: error: comparison of text with integer, which have no order [template-wrong-type]
            1 | {% if article.title > 3 %}{% endif %}
              |       ^^^^^^^^^^^^^^^^^
            hint: | int makes a number of text

          """#)
  }

  @Test func additionOfTextAndNumber() {
    #expect(
      failure(
        #"""
        {{ article.title + 1 }}
        """#) == #"""
          Templates/page.html:1:4: error: "+" cannot take text and integer [template-wrong-type]
            1 | {{ article.title + 1 }}
              |    ^^^^^^^^^^^^^^^^^
            hint: "~" joins anything as text

          """#)
  }

  @Test func filterOfOtherType() {
    #expect(
      failure(
        #"""
        {{ articles | upper }}
        """#) == #"""
          Templates/page.html:1:4: error: the filter "upper" takes text, and this is list of article [template-wrong-type]
            1 | {{ articles | upper }}
              |    ^^^^^^^^^^^^^^^^

          """#)
  }

  @Test func cutMarkup() {
    #expect(
      failure(
        #"""
        {{ article.content | truncate(10) }}
        """#) == #"""
          Templates/page.html:1:4: error: the filter "truncate" takes plain text, and this is HTML [template-wrong-type]
            1 | {{ article.content | truncate(10) }}
              |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: HTML that is cut is broken: | striptags first

          """#)
  }

  @Test func hostFilterOfOtherType() {
    #expect(
      failure(
        #"""
        {{ article.title | date }}
        """#) == #"""
          Templates/page.html:1:4: error: the filter "date" takes instant, and this is text [template-wrong-type]
            1 | {{ article.title | date }}
              |    ^^^^^^^^^^^^^^^^^^^^

          """#)
  }

  @Test func hostComplaintWhenLoaded() {
    #expect(
      failure(
        #"""
        {{ article.date | date('bad') }}
        """#) == #"""
          Templates/page.html:1:4: error: "bad" is no pattern [template-value]
            1 | {{ article.date | date('bad') }}
              |    ^^^^^^^^^^^^^^^^^^^^^^^^^^
            hint: "d MMMM" is one

          """#)
  }

  @Test func optionalPrinted() {
    #expect(
      failure(
        #"""
        {{ article.subtitle }}
        """#) == #"""
          Templates/page.html:1:4: error: article.subtitle may be missing [template-may-be-missing]
            1 | {{ article.subtitle }}
              |    ^^^^^^^^^^^^^^^^
            hint: {% if article.subtitle %} around it, or article.subtitle | default("")

          """#)
  }

  @Test func optionalMember() {
    #expect(
      failure(
        #"""
        <img src="{{ article.image.src }}">
        """#) == #"""
          Templates/page.html:1:14: error: article.image may be missing, and then has no "src" [template-may-be-missing]
            1 | <img src="{{ article.image.src }}">
              |              ^^^^^^^^^^^^^
            hint: {% if article.image %} around it

          """#)
  }

  @Test func optionalInFilter() {
    #expect(
      failure(
        #"""
        {{ article.subtitle | upper }}
        """#) == #"""
          Templates/page.html:1:4: error: article.subtitle may be missing [template-may-be-missing]
            1 | {{ article.subtitle | upper }}
              |    ^^^^^^^^^^^^^^^^
            hint: {% if article.subtitle %} around it, or article.subtitle | default("")

          """#)
  }

  @Test func recordPrinted() {
    #expect(
      failure(
        #"""
        {{ article.section }}
        """#) == #"""
          Templates/page.html:1:4: error: this is of type section, which has no text of its own [template-not-printable]
            1 | {{ article.section }}
              |    ^^^^^^^^^^^^^^^
            hint: name one of its fields: articles, title

          """#)
  }

  @Test func instantPrinted() {
    #expect(
      failure(
        #"""
        {{ article.date }}
        """#) == #"""
          Templates/page.html:1:4: error: an instant has no text of its own [template-not-printable]
            1 | {{ article.date }}
              |    ^^^^^^^^^^^^
            hint: date("d MMMM yyyy") shows it, rfc3339 is for machines

          """#)
  }

  @Test func listPrinted() {
    #expect(
      failure(
        #"""
        {{ articles }}
        """#) == #"""
          Templates/page.html:1:4: error: this is a list of type article, which has no text of its own [template-not-printable]
            1 | {{ articles }}
              |    ^^^^^^^^
            hint: {% for %} goes over it

          """#)
  }

  @Test func loopOverNoList() {
    #expect(
      failure(
        #"""
        {% for a in article %}{% endfor %}
        """#) == #"""
          Templates/page.html:1:13: error: article is article and not a list [template-wrong-type]
            1 | {% for a in article %}{% endfor %}
              |             ^^^^^^^
            hint: "for" takes a list, a mapping or a text

          """#)
  }

  @Test func memberOfText() {
    #expect(
      failure(
        #"""
        {{ article.title.length }}
        """#) == #"""
          Templates/page.html:1:18: error: article.title is text and has no "length" [template-unknown-field]
            1 | {{ article.title.length }}
              |                  ^^^^^^

          """#)
  }

  @Test func memberOfList() {
    #expect(
      failure(
        #"""
        {{ articles.title }}
        """#) == #"""
          Templates/page.html:1:13: error: articles is list of article and has no "title" [template-unknown-field]
            1 | {{ articles.title }}
              |             ^^^^^
            hint: {% for %} goes over its items; | first, | last and [0] are one of them

          """#)
  }

  @Test func complaintWhileRendering() {
    #expect(
      failure(
        #"""
        {{ data.x | default('missing') | t }}
        """#) == #"""
          Templates/page.html:1:4: error: no word "missing" [template-value]
            1 | {{ data.x | default('missing') | t }}
              |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            note: while rendering page.html for Content/story-0.md

          """#)
  }

  @Test func wrongTypeWhileRendering() {
    #expect(
      failure(
        #"""
        {{ article.extra.mood - 1 }}
        """#) == #"""
          Templates/page.html:1:4: error: "-" cannot take text and an integer [template-value]
            1 | {{ article.extra.mood - 1 }}
              |    ^^^^^^^^^^^^^^^^^^^^^^
            note: while rendering page.html for Content/story-0.md

          """#)
  }

  @Test func hostTypeWhileRendering() {
    #expect(
      failure(
        #"""
        {{ article.extra.mood | date }}
        """#) == #"""
          Templates/page.html:1:4: error: "date" takes instant, and this is text [template-value]
            1 | {{ article.extra.mood | date }}
              |    ^^^^^^^^^^^^^^^^^^^^^^^^^
            note: while rendering page.html for Content/story-0.md

          """#)
  }

  @Test func severalAtOnce() {
    #expect(
      failure(
        #"""
        {{ a }}
        {{ article.b }}
        {{ article.title | c }}
        """#) == #"""
          Templates/page.html:1:4: error: unknown variable "a" [template-unknown-variable]
            1 | {{ a }}
              |    ^
            hint: there is: article, articles, data
          Templates/page.html:2:12: error: an article has no "b" [template-unknown-field]
            2 | {{ article.b }}
              |            ^
            hint: there is: content, date, extra, image, next, section, subtitle, tags, title, url, views
          Templates/page.html:3:20: error: unknown filter "c" [template-unknown-filter]
            3 | {{ article.title | c }}
              |                    ^
            hint: did you mean "d"? there is: abs, batch, d, e, int, map, max, min, sum, t, and 40 more

          """#)
  }
}
