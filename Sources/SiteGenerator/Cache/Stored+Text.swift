import CommonMark
import Diagnostics

/// All but the HTML and the findings, which have become warnings.
extension RenderedMarkdown: Stored {
  static var blank: RenderedMarkdown { RenderedMarkdown() }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&holes)
    if !coder.isWriting {
      var end = 0
      for hole in holes {
        guard hole.offset >= end else { throw Coder.Damage() }
        end = hole.offset
      }
    }
    try coder.code(&summary)
    try coder.code(&summaryEnd)
    try coder.code(&summaryHoles)
    try coder.code(&words)
    try coder.code(&characters)
    try coder.code(&headings)
  }
}

extension Hole: Stored {
  static var blank: Hole { Hole(offset: 0, destination: "", kind: .link, lines: 1...1) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&offset)
    try coder.code(&destination)
    try coder.code(&kind)
    var (first, length) = (lines.lowerBound, lines.count)
    try coder.code(&first)
    try coder.code(&length)
    guard length > 0, first >= 0, length < Int.max - first else { throw Coder.Damage() }
    lines = first...(first + length - 1)
  }
}

extension Hole.Kind: Stored {
  static var blank: Hole.Kind { .link }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var (number, text) = (UInt64(0), "")
    var picture: CommonMark.Picture?
    switch self {
    case .link: number = 0
    case .picture(let value): (number, picture) = (1, value)
    case .attribute(let name): (number, text) = (2, name)
    case .embed(let embed): (number, text) = (3, embed.text)
    }
    try coder.code(&number)
    if number > 0 {
      try coder.code(&picture)
      try coder.code(&text)
    }
    switch (number, picture) {
    case (0, _): self = .link
    case (1, let picture?): self = .picture(picture)
    case (2, _): self = .attribute(text)
    case (3, _): self = .embed(Embed(text: text))
    default: throw Coder.Damage()
    }
  }
}

extension CommonMark.Picture: Stored {
  static var blank: CommonMark.Picture { CommonMark.Picture(alt: "", isFirst: false) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&alt)
    try coder.code(&title)
    try coder.code(&isFirst)
    try coder.code(&isFigure)
    try coder.code(&width)
  }
}

extension Heading: Stored {
  static var blank: Heading { Heading(level: 1, id: "", text: "", line: 1) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&level)
    try coder.code(&id)
    try coder.code(&text)
    try coder.code(&line)
  }
}

extension Diagnostic: Stored {
  static var blank: Diagnostic { Diagnostic(id: "", "") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var isError = severity == .error
    var (id, message, place, hint, notes) = (id, message, place, hint, notes)
    try coder.code(&isError)
    try coder.code(&id)
    try coder.code(&message)
    try coder.code(&place)
    try coder.code(&hint)
    try coder.code(&notes)
    self = Diagnostic(isError ? .error : .warning, id: id, message, at: place, hint: hint, notes: notes)
  }
}

extension Diagnostic.Note: Stored {
  static var blank: Diagnostic.Note { Diagnostic.Note("") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var (message, place) = (message, place)
    try coder.code(&message)
    try coder.code(&place)
    self = Diagnostic.Note(message, place: place)
  }
}

extension Place: Stored {
  static var blank: Place { Place(path: "") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var (path, line, column, width, excerpt) = (path, line, column, width, excerpt)
    try coder.code(&path)
    try coder.code(&line)
    try coder.code(&column)
    try coder.code(&width)
    try coder.code(&excerpt)
    self = Place(path: path, line: line, column: column, width: width, excerpt: excerpt)
  }
}
