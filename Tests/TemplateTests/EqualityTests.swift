import Testing

/// Comparisons that are never true are slips of the pen; a page that lacks something would be all that shows them.
@Suite struct EqualityTests {
  @Test func aRecordIsNoText() {
    #expect(
      failure(#"{% if article.section == "World" %}{% endif %}"#) == """
        Templates/page.html:1:7: error: comparison of section with text, which are never equal [template-wrong-type]
          1 | {% if article.section == "World" %}{% endif %}
            |       ^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: name one of its fields: title

        """)
  }

  @Test func anInstantIsNoText() {
    #expect(
      failure(#"{% if "2026-11-23" != article.date %}{% endif %}"#) == """
        Templates/page.html:1:7: error: comparison of text with instant, which are never equal [template-wrong-type]
          1 | {% if "2026-11-23" != article.date %}{% endif %}
            |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: | date("yyyy-MM-dd") makes text of it

        """)
  }

  @Test func aListIsNotOneOfItsItems() {
    #expect(
      failure(#"{% if article.tags == "sea" %}{% endif %}"#) == """
        Templates/page.html:1:7: error: comparison of list of text with text, which are never equal [template-wrong-type]
          1 | {% if article.tags == "sea" %}{% endif %}
            |       ^^^^^^^^^^^^^^^^^^^^^
          hint: "in" asks whether a list has something

        """)
  }

  @Test func aListOfRecordsHasNoText() {
    #expect(
      failure(#"{% if "Budget" in articles %}{% endif %}"#) == """
        Templates/page.html:1:7: error: text is never in a list of article [template-wrong-type]
          1 | {% if "Budget" in articles %}{% endif %}
            |       ^^^^^^^^^^^^^^^^^^^^
          hint: map(attribute="title") makes a list of one of the fields: content, subtitle, title, url, views

        """)
  }

  @Test func filtersCompareAsOperatorsDo() {
    #expect(
      failure(#"{{ articles | where("section", "World") | length }}"#) == """
        Templates/page.html:1:4: error: comparison of section with text, which are never equal [template-wrong-type]
          1 | {{ articles | where("section", "World") | length }}
            |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: name one of its fields: title

        """)
    #expect(
      failure(#"{{ articles | where("image") | length }}"#) == """
        Templates/page.html:1:4: error: comparison of picture with boolean, which are never equal [template-wrong-type]
          1 | {{ articles | where("image") | length }}
            |    ^^^^^^^^^^^^^^^^^^^^^^^^^
          hint: whether there is one is asked by {% if %}, and of the items of a list by selectattr

        """)
    for filter in [
      #"selectattr("date", "eq", "2026")"#, #"rejectattr("section", "ne", "World")"#,
      #"selectattr("section", "in", ["World"])"#, #"select("==", "World")"#,
    ] {
      #expect(failure("{{ articles | \(filter) | length }}").contains("[template-wrong-type]"), "\(filter)")
    }
    #expect(failure(#"{{ article.section is eq("World") }}"#).contains("which are never equal"))
  }

  /// What may be right is let through: values whose type shows while rendering, values that may be missing, and what
  /// Jinja compares.
  @Test(arguments: [
    #"article.section.title == "World""#, #"article.extra.mood == "calm""#, "article.date == article.date",
    "article.section == article.section", "article.image == none", "article.next != article", "article in articles",
    #""sea" in article.tags"#, "article.next == article.image", #"data.x == article.date"#, "article.views == 1",
    #"articles | where("section.title", "World") | length == 1"#, #"articles | selectattr("image") | length == 1"#,
    #"articles | selectattr("section.title", "in", ["World"]) | length == 1"#, "1 == '1'", "true == 1",
    "[article] == articles",
  ])
  func whatMayBeRightIsLetThrough(expression: String) {
    #expect(failure("{% if data.x is defined and (\(expression)) %}{% endif %}") == "rendered: ")
  }

  @Test func recordsAreJoinedByAField() {
    #expect(
      failure(#"{{ articles | join(", ") }}"#) == """
        Templates/page.html:1:4: error: the items are of type article, which has no text of its own \
        [template-not-printable]
          1 | {{ articles | join(", ") }}
            |    ^^^^^^^^^^^^^^^^^^^^^
          hint: say which field of each is meant: join(", ", attribute="title")

        """)
    #expect(
      failure(#"{{ articles | join(", ", attribute="title") }}{{ article.tags | join }}"#).hasPrefix("rendered: "))
  }
}
