import Testing

/// What is said about how a template is written: the whole text that a person sees.
@Suite struct SyntaxMessageTests {
  @Test func unclosedTag() {
    #expect(
      failure(
        #"""
        <p>
        {{ article.title </p>

        """#) == #"""
          Templates/page.html:2:1: error: this tag is never closed [template-tag-not-closed]
            2 | {{ article.title </p>
              | ^^
            hint: it ends with }}

          """#)
  }

  @Test func unclosedComment() {
    #expect(
      failure(
        #"""
        <p>{# what </p>
        """#) == #"""
          Templates/page.html:1:4: error: this tag is never closed [template-tag-not-closed]
            1 | <p>{# what </p>
              |    ^^
            hint: it ends with #}

          """#)
  }

  @Test func unclosedBlock() {
    #expect(
      failure(
        #"""
        {% if article.image %}
        <p>

        """#) == #"""
          Templates/page.html:1:1: error: "if" is never closed [template-block-not-closed]
            1 | {% if article.image %}
              | ^^^^^^^^^^^^^^^^^^^^^^
            hint: it ends with {% endif %}

          """#)
  }

  @Test func unclosedLoopInBlock() {
    #expect(
      failure(
        #"""
        {% if article.image %}
        {% for a in articles %}
        {% endif %}

        """#) == #"""
          Templates/page.html:3:4: error: "endif" where "endfor" is expected [template-stray-tag]
            3 | {% endif %}
              |    ^^^^^
            Templates/page.html:2:1: note: "for" was opened here
            2 | {% for a in articles %}
              | ^^^^^^^^^^^^^^^^^^^^^^^

          """#)
  }

  @Test func elseWithoutIf() {
    #expect(
      failure(
        #"""
        <p>{% else %}</p>
        """#) == #"""
          Templates/page.html:1:7: error: "else" without "if" or "for" [template-stray-tag]
            1 | <p>{% else %}</p>
              |       ^^^^

          """#)
  }

  @Test func endWithoutStart() {
    #expect(
      failure(
        #"""
        <p>{% endfor %}</p>
        """#) == #"""
          Templates/page.html:1:7: error: "endfor" without "for" [template-stray-tag]
            1 | <p>{% endfor %}</p>
              |       ^^^^^^

          """#)
  }

  @Test func unknownStatement() {
    #expect(
      failure(
        #"""
        {% fro a in articles %}{% endif %}
        """#) == #"""
          Templates/page.html:1:4: error: unknown statement "fro" [template-unknown-statement]
            1 | {% fro a in articles %}{% endif %}
              |    ^^^
            hint: did you mean "for"? there is: block, call, filter, for, from, if, macro, raw, set, with, and 3 more
          Templates/page.html:1:27: error: "endif" without "if" [template-stray-tag]
            1 | {% fro a in articles %}{% endif %}
              |                           ^^^^^

          """#)
  }

  @Test func blockTwice() {
    #expect(
      failure(
        #"""
        {% block a %}{% endblock %}
        {% block a %}{% endblock %}
        """#) == #"""
          Templates/page.html:2:10: error: the block "a" is there twice [template-block-twice]
            2 | {% block a %}{% endblock %}
              |          ^
            Templates/page.html:1:10: note: the first is here
            1 | {% block a %}{% endblock %}
              |          ^

          """#)
  }

  @Test func endOfOtherBlock() {
    #expect(
      failure(
        #"""
        {% block a %}{% endblock b %}
        """#) == #"""
          Templates/page.html:1:26: error: the end of "b" where "a" is open [template-stray-tag]
            1 | {% block a %}{% endblock b %}
              |                          ^
            Templates/page.html:1:10: note: "a" was opened here
            1 | {% block a %}{% endblock b %}
              |          ^

          """#)
  }

  @Test func equalsSign() {
    #expect(
      failure(
        #"""
        {% if article.title = 'a' %}{% endif %}
        """#) == #"""
          Templates/page.html:1:21: error: "=" does not belong here [template-syntax]
            1 | {% if article.title = 'a' %}{% endif %}
              |                     ^
            hint: to compare, write ==

          """#)
  }

  @Test func cStyle() {
    #expect(
      failure(
        #"""
        {% if article.title && article.url %}{% endif %}
        """#) == #"""
          Templates/page.html:1:21: error: "&" means nothing in a tag [template-syntax]
            1 | {% if article.title && article.url %}{% endif %}
              |                     ^
            hint: the word is "and"

          """#)
  }

  @Test func textNotClosed() {
    #expect(
      failure(
        #"""
        {{ 'a }}
        """#) == #"""
          Templates/page.html:1:4: error: this text is never closed [template-syntax]
            1 | {{ 'a }}
              |    ^
            hint: it ends with the same quote

          """#)
  }

  @Test func badEscape() {
    #expect(
      failure(
        #"""
        {{ '\xZZ' }}
        """#) == #"""
          Templates/page.html:1:4: error: this text has a malformed escape [template-syntax]
            1 | {{ '\xZZ' }}
              |    ^^^^^^
            hint: \xHH, \uHHHH and \UHHHHHHHH take hexadecimal digits; a backslash itself is \\

          """#)
  }

  @Test func reserved() {
    #expect(
      failure(
        #"""
        {% set loop = 1 %}
        """#) == #"""
          Templates/page.html:1:8: error: "loop" is a word of the language and cannot be a variable [template-reserved-name]
            1 | {% set loop = 1 %}
              |        ^^^^

          """#)
  }

  @Test func power() {
    #expect(
      failure(
        #"""
        {{ 2 ** 3 }}
        """#) == #"""
          Templates/page.html:1:6: error: "**" does not belong here [template-syntax]
            1 | {{ 2 ** 3 }}
              |      ^^
            hint: there is no power operator

          """#)
  }

  @Test func extendsInside() {
    #expect(
      failure(
        #"""
        -- page.html
        {% if article.image %}{% extends "b" %}{% endif %}
        -- b

        """#) == #"""
          Templates/page.html:1:23: error: "extends" stands at the top of a template, once, and in nothing else [template-extends]
            1 | {% if article.image %}{% extends "b" %}{% endif %}
              |                       ^^^^^^^^^^^^^^^^^

          """#)
  }

  @Test func superOutside() {
    #expect(
      failure(
        #"""
        {{ super() }}
        """#) == #"""
          Templates/page.html:1:4: error: super() outside of a block [template-super]
            1 | {{ super() }}
              |    ^^^^^^^

          """#)
  }
}
