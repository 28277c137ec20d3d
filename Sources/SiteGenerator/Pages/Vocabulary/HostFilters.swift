import CommonMark
import Diagnostics
import Template

/// The filters of this program, beside those of the language.
struct HostFilters {
  let settings: Settings
  let words: Words
  /// The published address of each file of `Templates/assets`, by its name there.
  let assets: [String: Address]

  var all: [Filter] { [date, rfc3339, number, plural, word, asset, relativeURL, absoluteURL, slugify, markdown] }

  private var date: Filter {
    let (words, zone) = (words, settings.zone)
    return Filter(
      "date", input: .instant, parameters: [Parameter("pattern", .text, default: .text("d MMMM yyyy"))], result: .text,
      "A date in the site's zone and language, by a pattern of Unicode TR 35.",
      check: { _, arguments throws(Complaint) in
        if case .text(let pattern)?? = arguments.first { try checkPattern(pattern) }
      },
      apply: { input, arguments throws(Complaint) in
        guard case .instant(let seconds) = input, case .text(let pattern)? = arguments.first else { return .none }
        guard let text = words.date(Instant(seconds: seconds), in: zone, pattern) else {
          try checkPattern(pattern)
          return .none
        }
        return .text(text)
      })
  }

  private var rfc3339: Filter {
    let zone = settings.zone
    return Filter(
      "rfc3339", input: .instant, result: .text, "A date as machines read it: `2026-10-11T18:30:00+02:00`."
    ) { input, _ throws(Complaint) in
      guard case .instant(let seconds) = input else { return .none }
      return .text(Instant(seconds: seconds).rfc3339(in: zone))
    }
  }

  private var number: Filter {
    let words = words
    return Filter("number", input: .integer, result: .text, "A number as the site's language writes it: `1,204,330`.") {
      input, _ throws(Complaint) in
      guard case .integer(let value) = input else { return .none }
      return .text(words.number(value))
    }
  }

  private var plural: Filter {
    let words = words
    return Filter(
      "plural", input: .integer, parameters: [Parameter("key", .text)], result: .text,
      "A number with its word: `3 | plural(\"minutes\")` is `3 minutes`.",
      check: { _, arguments throws(Complaint) in
        if case .text(let key)?? = arguments.first { try checkWord(key, words) }
      },
      apply: { input, arguments throws(Complaint) in
        guard case .integer(let count) = input, case .text(let key)? = arguments.first else { return .none }
        guard let text = words.plural(key, count) else { throw unknownWord(key, words) }
        return .text(text)
      })
  }

  private var word: Filter {
    let words = words
    return Filter(
      "t", input: .text, result: .text, "The theme's word for a key, in the site's language (`Templates/i18n`).",
      check: { input, _ throws(Complaint) in
        if case .text(let key)? = input { try checkWord(key, words) }
      },
      apply: { input, _ throws(Complaint) in
        guard case .text(let key) = input else { return .none }
        guard let text = words.find(key) else { throw unknownWord(key, words) }
        return .text(text)
      })
  }

  private var asset: Filter {
    let (assets, base) = (assets, settings.baseURL)
    return Filter(
      "asset", input: .text, result: .text,
      "The address of a file of `Templates/assets`, with a fingerprint in its name: `\"style.css\" | asset`.",
      check: { input, _ throws(Complaint) in
        if case .text(let name)? = input, assets[name] == nil { throw unknownAsset(name, assets) }
      },
      apply: { input, _ throws(Complaint) in
        guard case .text(let name) = input else { return .none }
        guard let address = assets[name] else { throw unknownAsset(name, assets) }
        return .text(base.relative(address))
      })
  }

  private var relativeURL: Filter {
    let base = settings.baseURL
    return Filter(
      "relative_url", input: .text, result: .text, "An address from the site's root, with the path of `base-url`."
    ) { input, _ throws(Complaint) in .text(resolved(input, base.relative)) }
  }

  private var absoluteURL: Filter {
    let base = settings.baseURL
    return Filter(
      "absolute_url", input: .text, result: .text, "An address from the site's root, as an absolute URL."
    ) { input, _ throws(Complaint) in .text(resolved(input, base.absolute)) }
  }

  private var slugify: Filter {
    Filter("slugify", input: .text, result: .text, "A text as a part of an address.") { input, _ throws(Complaint) in
      guard case .text(let text) = input else { return .none }
      return .text(slug(text))
    }
  }

  private var markdown: Filter {
    let options = settings.markdownOptions
    return Filter("markdown", input: .text, result: .html, "Markdown as HTML; its links are left as they are.") {
      input, _ throws(Complaint) in
      guard case .text(let text) = input else {
        throw Complaint("this is HTML already, and \"markdown\" takes text", hint: "leave the filter out")
      }
      var html: [UInt8] = []
      renderMarkdown(Array(text.utf8), options: options).write(into: &html) { _, hole, out in
        var address: [UInt8] = []
        appendEscapedAddress(hole.destination, to: &address)
        switch hole.kind {
        case .link, .attribute: out += address
        case .picture(let picture): picture.appendElement(address: address, to: &out)
        case .embed(let embed): embed.appendLink(address: address, to: &out)
        }
      }
      return .html(HTML(trusted: html))
    }
  }
}

/// Whatever is not an address from the root stays as it is.
private func resolved(_ input: Value, _ resolve: (Address) -> String) -> String {
  guard case .text(let text) = input else { return "" }
  guard case .site(let address, let suffix)? = linkTarget(text) else { return text }
  return resolve(address) + suffix
}

private func checkPattern(_ pattern: String) throws(Complaint) {
  guard let letter = Words.problem(inPattern: pattern) else { return }
  throw Complaint("\"\(letter)\" means nothing in a date pattern", hint: Words.patternHint)
}

private func checkWord(_ key: String, _ words: Words) throws(Complaint) {
  if words.find(key) == nil { throw unknownWord(key, words) }
}

private func unknownWord(_ key: String, _ words: Words) -> Complaint {
  Complaint(
    "there is no word \"\(key)\"", hint: suggestion(for: key, in: words.keys, "Templates/i18n/en.yml has them all"))
}

private func unknownAsset(_ name: String, _ assets: [String: Address]) -> Complaint {
  let names = assets.keys.sorted()
  let there = "Templates/assets has: \(names.joined(separator: ", "))"
  return Complaint("there is no asset \"\(name)\"", hint: suggestion(for: name, in: names, there))
}

private func suggestion(for name: String, in names: [String], _ otherwise: String) -> String {
  (nearest(to: name, in: names).map { "did you mean \"\($0)\"? " } ?? "") + otherwise
}
