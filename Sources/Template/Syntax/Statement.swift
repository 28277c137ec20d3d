import Diagnostics

/// A part of a template as it was written.
indirect enum Statement: Sendable {
  /// Text outside of tags; the range is where it stands, before line ends were made LF.
  case text([UInt8], SourceRange)
  case print(Expression)
  case conditional([Branch], otherwise: [Statement]?, SourceRange)
  case loop(Loop)
  case set(targets: [Word], Expression, SourceRange)
  case capture(target: Word, filters: Expression?, [Statement], SourceRange)
  case with([(name: Word, value: Expression)], [Statement])
  case filter(Expression, [Statement], SourceRange)
  case block(Block)
  case extends(Expression, SourceRange)
  case include(Inclusion)
  case macro(Macro)
  case importModule(Expression, name: Word, withContext: Bool)
  case importNames(Expression, names: [(name: Word, alias: Word)], withContext: Bool)
  case call(Call)

  struct Branch: Sendable {
    let condition: Expression
    let body: [Statement]
    /// The tag that opens it.
    let tag: SourceRange
  }

  struct Loop: Sendable {
    let targets: [Word]
    let list: Expression
    let condition: Expression?
    let body: [Statement]
    let otherwise: [Statement]?
    let tag: SourceRange
  }

  struct Block: Sendable {
    let name: Word
    let isScoped: Bool
    let isRequired: Bool
    let body: [Statement]
    let tag: SourceRange
  }

  struct Inclusion: Sendable {
    let names: Expression
    let ignoresMissing: Bool
    let withContext: Bool
    let tag: SourceRange
  }

  struct Macro: Sendable {
    let name: Word
    let parameters: [(name: Word, defaultValue: Expression?)]
    let body: [Statement]
    let tag: SourceRange
  }

  struct Call: Sendable {
    let parameters: [(name: Word, defaultValue: Expression?)]
    let callee: Expression
    let body: [Statement]
    let tag: SourceRange
  }
}

/// A template as it was written.
struct SyntaxTree: Sendable {
  let source: Source
  let statements: [Statement]
}
