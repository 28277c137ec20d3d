import Template
import Testing

/// Escaping by place: the cells of the table, and the ways out of each that were ever tried.
@Suite struct PlaceTests {
  /// What becomes of a text that is printed in a place; the error's first line when it is refused.
  private func printed(_ template: String, _ text: String, name: String = "page.html") -> String {
    let result = failure(template, name: name, data: [("x", .text(text))])
    if result.hasPrefix("rendered: ") { return String(result.dropFirst(10)) }
    return String(result.split(separator: "\n")[0])
  }

  @Test(arguments: [
    ("<p>{{ data.x }}</p>", "<p>&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;</p>"),
    ("<p title=\"{{ data.x }}\">", "<p title=\"&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;\">"),
    ("<p title='{{ data.x }}'>", "<p title='&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;'>"),
    ("<title>{{ data.x }}</title>", "<title>&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;</title>"),
    ("<textarea>{{ data.x }}</textarea>", "<textarea>&lt;b&gt; &amp; &#34;c&#34; &#39;d&#39;</textarea>"),
    (
      "<script>let a = {{ data.x }};</script>",
      "<script>let a = \"\\u003cb\\u003e \\u0026 \\\"c\\\" \\u0027d\\u0027\";</script>"
    ),
  ])
  func textInHTML(_ template: String, _ expected: String) {
    #expect(printed(template, "<b> & \"c\" 'd'") == expected)
  }

  @Test(arguments: [
    ("<p>{{ article.content }}</p>", "<p><p>Text of the “bridge”.</p></p>"),
    ("<p title=\"{{ article.content }}\">", "<p title=\"Text of the “bridge”.\">"),
    ("<title>{{ article.content }}</title>", "<title>Text of the “bridge”.</title>"),
    ("<p title=\"{{ '<i a=\">\">x</i> \" y' | safe }}\">", "<p title=\"x &#34; y\">"),
    (
      "<script>f({{ article.content }})</script>",
      "<script>f(\"\\u003cp\\u003eText of the “bridge”.\\u003c/p\\u003e\")</script>"
    ),
  ])
  func markupInHTML(_ template: String, _ expected: String) throws {
    #expect(try render(template) == expected)
  }

  @Test(arguments: [
    ("<style>p { color: {{ data.x }} }</style>", "a value inside of <style>"),
    ("<p style=\"color: {{ data.x }}\">", "a value in style=\"…\""),
    ("<p onclick=\"f({{ data.x }})\">", "a value in the script onclick=\"…\""),
    ("<p OnClick='{{ data.x }}'>", "a value in the script onclick=\"…\""),
    ("<iframe srcdoc=\"{{ data.x }}\"></iframe>", "a value in srcdoc=\"…\""),
    ("<p title={{ data.x }}>", "a value in an attribute without quotes"),
    ("<p title=a{{ data.x }}>", "a value in an attribute without quotes"),
    ("<{{ data.x }}>", "a value cannot be a tag's name"),
    ("</{{ data.x }}>", "a value cannot be a tag's name"),
    ("<h{{ data.x }}>", "a value cannot be a tag's name"),
    ("<p {{ data.x }}>", "a value cannot be an attribute's name, or stand between attributes"),
    ("<p data-{{ data.x }}=\"1\">", "a value cannot be an attribute's name, or stand between attributes"),
    ("<p title=\"a\"{{ data.x }}>", "a value cannot be an attribute's name, or stand between attributes"),
    ("<!-- {{ data.x }} -->", "a value in an HTML comment"),
    ("<!-- > {{ data.x }} -->", "a value in an HTML comment"),
    ("<!doctype {{ data.x }}>", "a value in an HTML comment"),
    ("<xmp>{{ data.x }}</xmp>", "a value inside of <xmp>"),
    ("<script>'{{ data.x }}'</script>", "a value inside of the quotes of a script"),
    ("<script>\"a\\\"{{ data.x }}\"</script>", "a value inside of the quotes of a script"),
    ("<script>`${a}{{ data.x }}`</script>", "a value inside of the quotes of a script"),
    ("<script>// {{ data.x }}\n</script>", "a value in a comment of a script"),
    ("<script>/* {{ data.x }} */</script>", "a value in a comment of a script"),
    ("<script>a = /{{ data.x }}/</script>", "a value in a regular expression of a script"),
    ("<script>a = /[/]{{ data.x }}/</script>", "a value in a regular expression of a script"),
    ("<script>return /x{{ data.x }}/</script>", "a value in a regular expression of a script"),
    ("<a href=\"javascript:f({{ data.x }})\">", "a value in an address that begins with \"javascript:\""),
    ("<a href=\" java\tscript:{{ data.x }}\">", "a value in an address that begins with \"javascript:\""),
    (
      "<a {% if article.image %}href{% else %}title{% endif %}=\"{{ data.x }}\">",
      "it depends on an {% if %} which attribute this value is in"
    ),
    (
      "<a {% if article.image %}hr{% endif %}ef=\"{{ data.x }}\">",
      "it depends on an {% if %} which attribute this value is in"
    ),
    (
      "<meta content=\"{{ data.x }}\" http-equiv=\"refresh\">",
      "\"http-equiv\" follows a \"content\" that has a value printed into it"
    ),
  ])
  func placesThatAreRefusedWhenLoaded(_ template: String, _ message: String) {
    let line = printed(template, "x")
    #expect(line.contains("error: \(message) [template-unsafe-place]"), "\(line)")
  }

  @Test(arguments: [
    "<p>a < {{ data.x }}</p>", "<script>a = 1 / {{ data.x }} / 2</script>",
    "<script>a = b / 2; c = {{ data.x }}</script>",
    "<script>a = \"//\"; b = {{ data.x }}</script>", "<script>a = /\"/; b = {{ data.x }}</script>",
    "<script>`${ {{ data.x }} }`</script>", "<script>`${ {a: 1}.a }`; b = {{ data.x }}</script>",
    "<script>/* \" */ a = {{ data.x }}</script>", "<script>// it's\na = {{ data.x }}</script>",
    "<script type=\"application/ld+json\">{\"a\": {{ data.x }}}</script>",
    "<option{% if data.x %} selected{% endif %}>{{ data.x }}",
    "<a {% if data.x %}class=\"b\" {% endif %}title=\"{{ data.x }}\">",
    "<p{% if data.x %} class=\"b\"{% endif %} title=\"{{ data.x }}\">",
    "<input {% if data.x %}checked{% endif %} name=\"{{ data.x }}\">", "<!-- a -->{{ data.x }}", "<!-->{{ data.x }}",
    "<!--->{{ data.x }}", "<!-- a --!>{{ data.x }}",
    "<style>a</style>{{ data.x }}", "<script>\"</script>{{ data.x }}", "<script></scriptx></script>{{ data.x }}",
    "<br/>{{ data.x }}",
    "<p class=\"{% for i in [1, 2] %}{{ i }} {% endfor %}\">",
    "<p title=\"{% if data.x %}{{ data.x }}{% else %}b{% endif %}\">",
  ])
  func placesThatAreSafe(_ template: String) {
    #expect(
      failure(template, data: [("x", .text("1"))]).hasPrefix("rendered: "),
      "\(failure(template, data: [("x", .text("1"))]))")
  }

  static let addresses = ["href", "src", "action", "poster", "formaction", "cite", "data", "xlink:href", "data-src"]

  @Test(arguments: addresses) func addressesOfOtherSchemesAreRefused(_ attribute: String) {
    for text in [
      "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
      "java\nscript:alert(1)",
      "\u{1}javascript:alert(1)", "\u{0}javascript:alert(1)", "vbscript:x", "data:text/html,<script>",
      "javascript\u{301}:alert(1)", "file:///etc/passwd",
      "blob:x", "view-source:x", "java\r\nscript:x", "\u{FEFF}javascript:x", "jar:x",
    ] {
      let line = printed("<a \(attribute)=\"{{ data.x }}\">", text)
      #expect(line.contains("error: an address that begins with"), "\(attribute) \(text.debugDescription): \(line)")
    }
  }

  @Test(arguments: [
    ("/a/b?c=d&e", "/a/b?c=d&amp;e"), ("https://example.org/", "https://example.org/"), ("MAILTO:a@b", "MAILTO:a@b"),
    ("tel:+1", "tel:+1"), ("?a:b", "?a:b"), ("#a:b", "#a:b"), ("a/b:c", "a/b:c"), ("", ""), ("a&b", "a&amp;b"),
    ("&#106;avascript/x", "&amp;#106;avascript/x"), ("\" onclick=\"x", "&#34; onclick=&#34;x"),
    ("//host/x", "//host/x"),
    ("\"\u{301} onclick=x", "&#34;\u{301} onclick=x"), ("'\u{FE0F}", "&#39;\u{FE0F}"),
  ])
  func addressesThatAreWritten(_ text: String, _ expected: String) {
    #expect(printed("<a href=\"{{ data.x }}\">", text) == "<a href=\"\(expected)\">")
  }

  @Test func addressesInParts() {
    func refused(_ template: String, _ text: String) -> Bool {
      printed(template, text).contains("error: an address that begins with \"javascript:\"")
    }
    #expect(refused("<a href=\"{{ data.x }}script:alert(1)\">", "java"))
    #expect(refused("<a href=\"java{{ data.x }}\">", "script:alert(1)"))
    #expect(refused("<a href=\"{% if data.x %}java{% endif %}{{ data.x }}\">", "script:alert(1)"))
    #expect(refused("<a href=\"{% for i in [1] %}{{ data.x }}{% endfor %}\">", "javascript:alert(1)"))
    #expect(refused("<a href='{% if data.x %}{{ data.x }}{% endif %}'>", "javascript:alert(1)"))
    #expect(refused("<a {% if data.x %}href=\"{{ data.x }}\"{% endif %}>", "javascript:alert(1)"))
    #expect(refused("{% macro m() %}{{ data.x }}{% endmacro %}<a href=\"{{ m() }}\">", "javascript:alert(1)"))
    #expect(refused("{% set h %}{{ data.x }}{% endset %}<a href=\"{{ h }}\">", "javascript:alert(1)"))
    #expect(refused("<a href=\"{{ data.x | safe }}\">", "javascript:alert(1)"))
    #expect(refused("<img srcset=\"/a.jpg 1x, {{ data.x }} 2x\">", "javascript:alert(1)"))
    #expect(refused("<meta http-equiv=\"refresh\" content=\"0; url={{ data.x }}\">", "javascript:alert(1)"))
    #expect(refused("<meta http-equiv=Refresh content='0;URL=&#39;{{ data.x }}'>", "javascript:alert(1)"))
    #expect(refused("<svg><animate attributeName=\"href\" to=\"{{ data.x }}\"></svg>", "javascript:alert(1)"))
    #expect(
      printed("<a href=\"{{ data.x | safe }}\">", "java&#115;cript:alert(1)").contains(
        "error: an address that begins with"))
    #expect(
      printed("<a href=\"{{ data.x | safe }}\">", "javascript&colon;alert(1)").contains(
        "error: an address that begins with"))
    #expect(printed("<a href=\"/t/{{ data.x }}\">", "javascript:a") == "<a href=\"/t/javascript:a\">")
    #expect(printed("<a href=\"https://h/?u={{ data.x }}\">", "a:b") == "<a href=\"https://h/?u=a:b\">")
    #expect(
      printed("<img srcset=\"{{ data.x }} 1x, /b 2x\">", "https://h/a") == "<img srcset=\"https://h/a 1x, /b 2x\">")
    #expect(
      printed("<meta http-equiv=\"refresh\" content=\"0; url={{ data.x }}\">", "/new/")
        == "<meta http-equiv=\"refresh\" content=\"0; url=/new/\">")
  }

  @Test func anAddressThatIsRefusedNamesArticleAndTemplate() {
    #expect(
      failure("<p>\n  <a href=\"{{ article.extra.evil }}\">") == """
        Templates/page.html:2:15: error: an address that begins with "javascript:" is not written into a page [template-unsafe-address]
          2 |   <a href="{{ article.extra.evil }}">
            |               ^^^^^^^^^^^^^^^^^^
          hint: relative addresses, and http, https, mailto, tel, are
          note: while rendering page.html for Content/story-0.md

        """)
  }

  @Test func scripts() {
    #expect(
      printed("<script>a = {{ data.x }}</script>", "</script><!--\u{2028}\u{2029}")
        == "<script>a = \"\\u003c/script\\u003e\\u003c!--\\u2028\\u2029\"</script>")
    #expect(
      printed("<script>a = {{ {'k': [1, 2.5, true, none, data.x]} }}</script>", "x")
        == "<script>a = {\"k\": [1, 2.5, true, null, \"x\"]}</script>")
    #expect(printed("<script>a = {{ data.x | json }}</script>", "<") == "<script>a = \"\\u003c\"</script>")
    #expect(printed("<p title=\"{{ data.x | json }}\">", "<'") == "<p title=\"&#34;\\u003c\\u0027&#34;\">")
  }

  @Test func otherLanguages() {
    #expect(
      printed("<a b=\"{{ data.x }}\">{{ data.x }}</a>", "<&\"'\u{8}\u{FFFE}é", name: "feed.xml")
        == "<a b=\"&lt;&amp;&#34;&#39;é\">&lt;&amp;&#34;&#39;é</a>")
    #expect(
      printed("<a>{{ '<b>' | safe }}{{ article.content }}</a>", "", name: "feed.xml")
        == "<a>&lt;b&gt;&lt;p&gt;Text of the “bridge”.&lt;/p&gt;</a>")
    #expect(
      printed("{% macro m(x) %}<i>{{ x }}</i>{% endmacro %}{{ m(data.x) }}", "&", name: "feed.xml") == "<i>&amp;</i>")
    #expect(printed("<![CDATA[{{ data.x }}]]>", "", name: "feed.xml").contains("a value in a CDATA section"))
    #expect(printed("<![CDATA[a]]>{{ data.x }}", "b", name: "feed.xml") == "<![CDATA[a]]>b")
    #expect(
      printed("<?xml version=\"{{ data.x }}\"?>", "", name: "feed.xml").contains("a value in a processing instruction"))
    #expect(printed("<!-- {{ data.x }} -->", "", name: "feed.xml").contains("a value in a comment"))
    #expect(
      printed("{{ data.x }} {{ article.content }}", "<&", name: "robots.txt") == "<& <p>Text of the “bridge”.</p>")
    #expect(
      printed("{\"a\": {{ data.x }}, \"b\": {{ article.subtitle }}}", "<\"", name: "a.json")
        == "{\"a\": \"\\u003c\\\"\", \"b\": \"A \\u003cb\\u003ebold\\u003c/b\\u003e plan\"}")
  }

  @Test(arguments: [
    ("<p title=\"", "what begins here ends inside of the attribute title of <p…>"),
    ("<p", "what begins here ends inside of the tag <p…>"), ("<!-- a", "what begins here ends inside of a comment"),
    ("<script>", "what begins here ends inside of the content of <script>"),
    ("{% macro m() %}<p title=\"{% endmacro %}", "what begins here ends inside of the attribute title of <p…>"),
    ("{% set a %}<p {% endset %}", "what begins here ends inside of the tag <p…>"),
    (
      "{% if article.image %}<p title=\"{% endif %}\">",
      "one branch of this \"if\" ends in the attribute title of <p…>, another in text"
    ),
    (
      "{% for i in [1] %}<p title=\"{% endfor %}\">", "this loop begins in text and ends in the attribute title of <p…>"
    ),
    (
      "-- page.html\n{% include \"b.html\" %}\">\n-- b.html\n<p title=\"",
      "this include begins in text and ends in the attribute title of <p…>"
    ),
    (
      "-- page.html\n{% extends \"b.html\" %}{% block a %}<p {% endblock %}\n-- b.html\n<p>{% block a %}{% endblock %}</p>",
      "this block begins in text and ends in the tag <p…>"
    ),
  ])
  func whatStaysOpen(_ template: String, _ message: String) {
    let text = failure(template)
    #expect(text.contains("error: \(message) [template-open-tag]"), "\(text)")
  }
}
