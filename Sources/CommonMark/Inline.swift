/// One piece of a paragraph or a heading, in the order in which it is written: the inlines of libcmark's tree, laid out
/// flat so that extensions can look at neighbours and change them.
struct Inline {
  enum Kind: UInt8 {
    case text, softBreak, lineBreak, code
    /// A tag that the author wrote.
    case rawHTML
    /// HTML of our own.
    case markup
    case openEmphasis, closeEmphasis, openStrong, closeStrong, openLink, closeLink, openImage, closeImage
    /// HTML of our own around other pieces, which nothing may cross.
    case openSpan, closeSpan
    /// A bare address: `payload` is the index of where it leads in `Renderer.autolinks`.
    case autolink
    /// A reference to the note with the number `payload`.
    case footnote
    /// Taken away by an extension.
    case nothing
  }

  var kind: Kind
  /// Its text in `Renderer.text`; empty where it has none.
  var range: Range<Int> = 0..<0
  /// The index of the piece that closes it or that it closes.
  var mate = 0
  /// For an image, the index of its attributes in `Renderer.pictureAttributes`, from 1.
  var payload = 0
  /// What libcmark knows more of: links and images.
  var node: Node?
}

/// Something put in the place of some bytes of a text piece.
struct InlineEdit {
  var piece: Int
  /// In `Renderer.text`; empty where something is put between.
  var range: Range<Int>
  var inline: Inline
}

extension Renderer {
  /// Makes a piece of HTML of our own.
  mutating func markup(_ html: some Collection<UInt8>) -> Inline {
    let start = text.count
    text.append(contentsOf: html)
    return Inline(kind: .markup, range: start..<text.count)
  }

  /// Divides text pieces where something is put in.
  mutating func apply(_ edits: [InlineEdit]) {
    guard !edits.isEmpty else { return }
    let edits = edits.sorted {
      ($0.piece, $0.range.lowerBound, $0.range.upperBound) < ($1.piece, $1.range.lowerBound, $1.range.upperBound)
    }
    let old = inlines
    inlines.removeAll(keepingCapacity: true)
    var indices = [Int](repeating: 0, count: old.count)
    var next = 0
    for (index, piece) in old.enumerated() {
      indices[index] = inlines.count
      guard next < edits.count, edits[next].piece == index else {
        inlines.append(piece)
        continue
      }
      var position = piece.range.lowerBound
      while next < edits.count, edits[next].piece == index {
        let edit = edits[next]
        next += 1
        if position < edit.range.lowerBound {
          inlines.append(Inline(kind: .text, range: position..<edit.range.lowerBound))
        }
        inlines.append(edit.inline)
        position = max(position, edit.range.upperBound)
      }
      if position < piece.range.upperBound {
        inlines.append(Inline(kind: .text, range: position..<piece.range.upperBound))
      }
    }
    for index in inlines.indices where inlines[index].node != nil || inlines[index].isContainer {
      inlines[index].mate = indices[inlines[index].mate]
    }
  }
}

extension Inline {
  var opens: Bool {
    kind == .openEmphasis || kind == .openStrong || kind == .openLink || kind == .openImage || kind == .openSpan
  }
  var closes: Bool {
    kind == .closeEmphasis || kind == .closeStrong || kind == .closeLink || kind == .closeImage || kind == .closeSpan
  }
  var isContainer: Bool { opens || closes }
}
