import Testing

/// What is said where a macro is wanted that a template has not, and where a word of another language stands.
@Suite struct MacroImportTests {
  /// What the template lacks when it is no part of a page is nothing that anybody has done wrong.
  @Test func aTemplateThatIsNoModule() {
    #expect(
      failure(
        """
        -- page.html
        {% from "card.html" import nope %}
        -- card.html
        <p>{{ item.title }}{{ other }}</p>
        """) == """
          Templates/page.html:1:28: error: unknown macro "nope" [template-unknown-macro]
            1 | {% from "card.html" import nope %}
              |                            ^^^^
            hint: "card.html" has no macro; {% include "card.html" %} shows what it holds

          """)
  }

  @Test func aMacroThatAModuleHasNot() {
    #expect(
      failure(
        """
        -- page.html
        {% from "forms.html" import feild, field %}{{ field() }}
        -- forms.html
        {% macro field() %}x{% endmacro %}
        """) == """
          Templates/page.html:1:29: error: unknown macro "feild" [template-unknown-macro]
            1 | {% from "forms.html" import feild, field %}{{ field() }}
              |                             ^^^^^
            hint: did you mean "field"? there is: field

          """)
  }

  /// What is wrong in a module whose macros are all there is told.
  @Test func aModuleThatIsWrong() {
    #expect(
      failure(
        """
        -- page.html
        {% from "forms.html" import field %}{{ field() }}
        -- forms.html
        {% macro field() %}x{% endmacro %}{{ item }}
        """
      ).contains("unknown variable \"item\" [template-unknown-variable]"))
  }

  @Test(arguments: ["elseif", "elsif"])
  func theElseOfOtherLanguages(word: String) {
    #expect(
      failure("{% if article.title %}{% \(word) article.views %}{% endif %}").hasSuffix(
        "  hint: did you mean \"elif\"?\n"))
  }
}
