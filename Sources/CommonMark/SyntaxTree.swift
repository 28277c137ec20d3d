internal import CCmark

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Glibc
#endif

/// The tree that libcmark makes of a text. It owns the memory: no `Node` may outlive it.
struct SyntaxTree: ~Copyable {
  let root: Node
  /// What the tree stands in.
  private let memory: TreeMemory

  /// Nil when there is no memory for it.
  init?(parsing source: ArraySlice<UInt8>, smart: Bool) {
    let options = smart ? CMARK_OPT_SMART : CMARK_OPT_DEFAULT
    // An empty array may have no address.
    let source = source.isEmpty ? [UInt8(ascii: "\n")] : source
    memory = TreeMemory.take()
    let document = unsafe memory.use { allocator in
      guard let parser = unsafe cmark_parser_new_with_mem(options, allocator) else {
        return unsafe nil as OpaquePointer?
      }
      unsafe source.withUnsafeBytes { bytes in
        unsafe cmark_parser_feed(parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
      }
      return unsafe cmark_parser_finish(parser)
    }
    guard let document = unsafe document else {
      memory.give()
      return nil
    }
    root = unsafe Node(document)
  }

  // Neither the tree nor the parser is taken down: all that they are made of goes at once.
  deinit { memory.give() }
}

/// One block or inline of a `SyntaxTree`.
@safe struct Node: Equatable {
  /// The kinds of libcmark, by its numbers.
  enum Kind: UInt32 {
    case none, document, blockQuote, list, item, codeBlock, htmlBlock, customBlock, paragraph, heading, thematicBreak
    case text, softBreak, lineBreak, code, htmlInline, customInline, emphasis, strong, link, image
  }

  fileprivate let pointer: OpaquePointer

  fileprivate init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

  static func == (left: Node, right: Node) -> Bool { unsafe left.pointer == right.pointer }

  var kind: Kind { Kind(rawValue: UInt32(unsafe cmark_node_get_type(pointer).rawValue)) ?? .none }
  var firstChild: Node? { unsafe Node(optional: cmark_node_first_child(pointer)) }
  var lastChild: Node? { unsafe Node(optional: cmark_node_last_child(pointer)) }
  var next: Node? { unsafe Node(optional: cmark_node_next(pointer)) }
  var previous: Node? { unsafe Node(optional: cmark_node_previous(pointer)) }
  var parent: Node? { unsafe Node(optional: cmark_node_parent(pointer)) }

  private init?(optional pointer: OpaquePointer?) {
    guard let pointer = unsafe pointer else { return nil }
    unsafe self.init(pointer)
  }

  /// Counted from 1, in the text that libcmark was given.
  var startLine: Int { Int(unsafe cmark_node_get_start_line(pointer)) }
  var endLine: Int { Int(unsafe cmark_node_get_end_line(pointer)) }
  /// Counted from 1, in bytes. Reliable for blocks only.
  var startColumn: Int { Int(unsafe cmark_node_get_start_column(pointer)) }

  var headingLevel: Int { Int(unsafe cmark_node_get_heading_level(pointer)) }
  var isBulletList: Bool { unsafe cmark_node_get_list_type(pointer) == CMARK_BULLET_LIST }
  var isTightList: Bool { unsafe cmark_node_get_list_tight(pointer) != 0 }
  var listStart: Int { Int(unsafe cmark_node_get_list_start(pointer)) }

  /// Appends the text of a text, code or HTML node.
  func appendLiteral(to bytes: inout [UInt8]) { unsafe Node.append(cmark_node_get_literal(pointer), to: &bytes) }
  /// Appends the words behind the opening fence of a code block.
  func appendFenceInfo(to bytes: inout [UInt8]) { unsafe Node.append(cmark_node_get_fence_info(pointer), to: &bytes) }
  /// Appends where a link or an image leads.
  func appendAddress(to bytes: inout [UInt8]) { unsafe Node.append(cmark_node_get_url(pointer), to: &bytes) }
  /// Appends the title of a link or an image.
  func appendTitle(to bytes: inout [UInt8]) { unsafe Node.append(cmark_node_get_title(pointer), to: &bytes) }

  private static func append(_ text: UnsafePointer<CChar>?, to bytes: inout [UInt8]) {
    guard let text = unsafe text else { return }
    let length = unsafe strlen(text)
    unsafe bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: length))
  }
}
