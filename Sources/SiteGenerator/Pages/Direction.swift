/// `ltr` or `rtl`, of a language tag.
func direction(of language: String) -> String { LanguageTag(language).direction }
