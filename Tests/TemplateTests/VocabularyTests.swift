import Diagnostics
import Template
import Testing

/// The reference page and single expressions.
@Suite struct VocabularyTests {
  @Test func referencePage() {
    let page = Newsroom.vocabulary.referencePage()
    #expect(
      page.hasPrefix(
        """
        # What templates may say

        This page is made from the declarations that check and render templates.
        What is "or none" may be missing: `{% if %}` or `default(…)` says what to do then.

        ## Variables

        ### article

        The page of an article.

        | variable | type |  |
        | --- | --- | --- |
        | `article` | [article](#article-1) | The article shown. |
        | `articles` | list of [article](#article-1) | All articles. |
        | `data` | mapping | Data of the site. |

        ## Types

        ### article

        A story and what is known about it.

        | field | type |  |
        | --- | --- | --- |
        | `title` | text | The headline. |
        | `subtitle` | text or none | A second line. |
        | `url` | text | The address. |
        | `content` | HTML | The text. |
        | `views` | integer or none | How often it was read. |
        | `date` | instant | When it was published. |
        | `section` | [section](#section) | Where it stands. |
        | `image` | [picture](#picture) or none | The lead picture. |
        | `next` | [article](#article-1) or none | The one after it. |
        | `tags` | list of text | What it is about. |
        | `extra` | mapping | Anything else. |

        ### picture

        A picture with what is said about it.

        | field | type |  |
        | --- | --- | --- |
        | `src` | text | Its address. |
        | `caption` | text or none | What it shows. |

        ### section

        A part of the site.

        | field | type |  |
        | --- | --- | --- |
        | `title` | text | Its name. |
        | `articles` | list of [article](#article-1) | What stands in it, newest first. |

        ## Filters of this project

        | filter | takes and gives |  |
        | --- | --- | --- |
        | `date(pattern="d")` | instant → text | The instant as people write it. |
        | `t(name=…)` | text → text | A word of the theme. |

        ## Functions

        | function | gives |  |
        | --- | --- | --- |
        | `link(to, text="here")` | HTML | A link. |

        ## Filters of the language

        """))
    #expect(page.contains("\n| `truncate(length=255, killwords=false, end=\"...\", leeway=5)` | plain text | Cut to "))
    #expect(
      page.contains("\n| `length`, `count` | list, mapping or text | The number of items, names or characters. |\n"))
    #expect(page.contains("\n| `divisibleby(…)` | A number that the argument divides. |\n"))
  }

  private func evaluated(_ text: String) -> String {
    let newsroom = Newsroom()
    let variables: [Value] = [
      .record(Record(Newsroom.article, owner: newsroom, index: 1)),
      .list(List(records: Newsroom.article, owner: newsroom, indices: [0, 1])), .mapping(Mapping([])),
    ]
    do {
      return try TemplateSet.evaluate(
        Source(path: "expression", text: text), kind: Newsroom.kind, vocabulary: Newsroom.vocabulary,
        variables: variables)
    } catch {
      return DiagnosticFormatter().format(error.diagnostics)
    }
  }

  @Test func singleExpressions() {
    #expect(evaluated("article.title | upper") == "BUDGET")
    #expect(evaluated("1 + 2") == "3")
    #expect(evaluated("articles | map(attribute='title')") == "- Harbour & bridge\n- Budget")
    #expect(
      evaluated("article")
        == "title: Budget\nurl: /story-1/\ncontent: <p>Numbers.</p>\ndate: instant 1700000001\nextra: {mood: calm, evil: javascript:alert(1)}"
    )
    #expect(
      evaluated("article.titel") == """
        expression:1:9: error: an article has no "titel" [template-unknown-field]
          1 | article.titel
            |         ^^^^^
          hint: did you mean "title"? there is: content, date, extra, image, next, section, subtitle, tags, title, url, views

        """)
    #expect(
      evaluated("article.extra.x") == """
        expression:1:15: error: nothing is named "x" here [template-missing-name]
          1 | article.extra.x
            |               ^
          hint: there is: evil, mood; default(…) and "is defined" say that it may be missing
          note: while rendering expression for this expression

        """)
    #expect(
      evaluated("1 }} x") == """
        expression:1:3: error: "}}" does not belong here [template-syntax]
          1 | 1 }} x
            |   ^^

        """)
    #expect(
      evaluated("")
        == "expression:1:1: error: the tag ends where an expression is expected [template-syntax]\n")
  }
}
