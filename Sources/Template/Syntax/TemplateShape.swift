import Diagnostics

/// What a template extends, and its blocks.
extension SyntaxTree {
  /// The `extends` at its top level.
  var parent: (name: Expression, index: Int, range: SourceRange)? {
    for (index, statement) in statements.enumerated() {
      if case .extends(let name, let range) = statement { return (name, index, range) }
    }
    return nil
  }

  /// All blocks, also those inside of others.
  var blocks: [Statement.Block] { statements.flatMap { $0.blocks(nested: true) } }

  /// The blocks that stand in no other block.
  var outerBlocks: [Statement.Block] { statements.flatMap { $0.blocks(nested: false) } }
}

extension Statement {
  fileprivate func blocks(nested: Bool) -> [Block] {
    if case .block(let block) = self {
      return [block] + (nested ? block.body.flatMap { $0.blocks(nested: true) } : [])
    }
    return bodies.flatMap { $0 }.flatMap { $0.blocks(nested: nested) }
  }

  /// The statements directly inside.
  var bodies: [[Statement]] {
    switch self {
    case .text, .print, .set, .extends, .include, .importModule, .importNames: []
    case .conditional(let branches, let otherwise, _): branches.map(\.body) + [otherwise ?? []]
    case .loop(let loop): [loop.body, loop.otherwise ?? []]
    case .capture(_, _, let body, _), .with(_, let body), .filter(_, let body, _): [body]
    case .block(let block): [block.body]
    case .macro(let macro): [macro.body]
    case .call(let call): [call.body]
    }
  }
}
