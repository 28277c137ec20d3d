import CommonMark

/// What is kept of an article: everything but the HTML of its text, which stands beside it, and its path, by which it is
/// found. A test compares the parts named here with those that the types have.
extension ReadArticle: Stored {
  static var blank: ReadArticle { ReadArticle(fields: .blank) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&fields)
    try coder.code(&image)
    try coder.code(&categories)
    try coder.code(&warnings)
    try coder.code(&isRendered)
    try coder.code(&isUpdatedInFuture)
  }
}

extension ArticleFields: Stored {
  static var blank: ArticleFields { ArticleFields(source: "", kind: .article, title: "", address: .home, section: "") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(choice: &kind)
    try coder.code(&title)
    try coder.code(&date)
    try coder.code(&updated)
    try coder.code(&isDraft)
    try coder.code(&expires)
    try coder.code(choice: &status)
    try coder.code(&reason)
    try coder.code(&address)
    try coder.code(&aliases)
    try coder.code(&section)
    try coder.code(&tags)
    try coder.code(&authors)
    try coder.code(&standfirst)
    try codeJournalism(&coder)
    try coder.code(choice: &feed)
    try coder.code(&isNoindex)
    try coder.code(&guid)
    try coder.code(&template)
    try coder.code(&extra)
    try coder.code(&body.text)
    try coder.code(fixed: &body.wording)
  }

  private mutating func codeJournalism(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&image)
    try coder.code(choice: &label)
    try coder.code(&ai)
    try coder.code(&origin)
    try coder.code(&corrections)
    try coder.code(&story)
    try coder.code(&pin)
    try coder.code(&language)
    try coder.code(&translation)
    try coder.code(&canonical)
    try coder.code(&takesComments)
  }
}

extension FrontMatterPicture: Stored {
  static var blank: FrontMatterPicture { FrontMatterPicture(src: "") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&src)
    try coder.code(&alt)
    try coder.code(&caption)
    try coder.code(&credit)
    try coder.code(&licence)
  }
}

extension Picture: Stored {
  static var blank: Picture { Picture(target: .blank, alt: "") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&target)
    try coder.code(&alt)
    try coder.code(&caption)
    try coder.code(&credit)
    try coder.code(&licence)
    try coder.code(&width)
    try coder.code(&height)
  }
}

extension LinkTarget: Stored {
  static var blank: LinkTarget { .url("") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var address: Address?
    var text = ""
    switch self {
    case .site(let target, let suffix): (address, text) = (target, suffix)
    case .url(let url): text = url
    }
    try coder.code(&address)
    try coder.code(&text)
    self = address.map { .site($0, suffix: text) } ?? .url(text)
  }
}

extension AIUse: Stored {
  static var blank: AIUse { AIUse(degree: .assisted) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(choice: &degree)
    try coder.code(&note)
    try coder.code(&reviewer)
  }
}

extension Origin: Stored {
  static var blank: Origin { Origin(name: "") }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&name)
    try coder.code(&url)
  }
}

extension Correction: Stored {
  static var blank: Correction { Correction(date: .blank, text: "", kind: .correction) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&date)
    try coder.code(&text)
    try coder.code(choice: &kind)
  }
}

extension Article.Pin: Stored {
  static var blank: Article.Pin { .no }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var isPinned = self != .no
    var end: Instant?
    if case .until(let instant) = self { end = instant }
    try coder.code(&isPinned)
    try coder.code(&end)
    self = end.map { .until($0) } ?? (isPinned ? .yes : .no)
  }
}

extension Instant: Stored {
  static var blank: Instant { Instant(seconds: 0) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var seconds = seconds
    try coder.code(&seconds)
    self = Instant(seconds: seconds)
  }
}

extension Address: Stored {
  static var blank: Address { .home }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var text = text
    try coder.code(&text)
    self = Address(text)
  }
}

extension DataValue: Stored {
  static var blank: DataValue { .none }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var kind = kind
    try coder.code(&kind)
    try coder.beginNested()
    defer { coder.endNested() }
    switch kind {
    case 0: self = .none
    case 1: self = .boolean(try part(&coder, from: { if case .boolean(let value) = $0 { value } else { nil } }))
    case 2: self = .integer(try part(&coder, from: { if case .integer(let value) = $0 { value } else { nil } }))
    case 3: self = .number(try part(&coder, from: { if case .number(let value) = $0 { value } else { nil } }))
    case 4: self = .text(try part(&coder, from: { if case .text(let value) = $0 { value } else { nil } }))
    case 5: self = .list(try part(&coder, from: { if case .list(let value) = $0 { value } else { nil } }))
    case 6: self = .mapping(try part(&coder, from: { if case .mapping(let value) = $0 { value } else { nil } }))
    default: throw Coder.Damage()
    }
  }

  private var kind: UInt64 {
    switch self {
    case .none: 0
    case .boolean: 1
    case .integer: 2
    case .number: 3
    case .text: 4
    case .list: 5
    case .mapping: 6
    }
  }

  private func part<Value: Stored>(
    _ coder: inout Coder, from value: (DataValue) -> Value?
  ) throws(Coder.Damage) -> Value {
    var part = value(self) ?? .blank
    try part.code(&coder)
    return part
  }
}

extension DataValue.Pair: Stored {
  static var blank: DataValue.Pair { DataValue.Pair(key: "", value: .none) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    var (key, value) = (key, value)
    try coder.code(&key)
    try coder.code(&value)
    self = DataValue.Pair(key: key, value: value)
  }
}

extension Comment: Stored {
  static var blank: Comment { Comment(id: "", name: "", date: .blank, html: [], depth: 0, replies: []) }

  mutating func code(_ coder: inout Coder) throws(Coder.Damage) {
    try coder.code(&id)
    try coder.code(&name)
    try coder.code(&url)
    try coder.code(&date)
    try coder.code(&html)
    try coder.code(&depth)
    try coder.code(&replies)
  }
}
