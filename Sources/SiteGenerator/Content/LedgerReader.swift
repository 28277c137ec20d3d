import Bytes
import Diagnostics

/// Reads `Content/ledger.tsv`; every line that is wrong is told.
struct LedgerReader {
  private let source: Source
  private var ledger = Ledger()
  /// Position in the ledger by id: a merge may have left two lines of one article.
  private var positions: [String: Int] = [:]
  private var diagnostics: [Diagnostic] = []

  /// The ledger of a site; an empty one for a site that has none yet.
  static func read(_ folder: any FolderReader, _ listing: ContentListing) throws(BuildFailure) -> Ledger {
    guard listing.hasLedger else { return Ledger() }
    let source: Source
    do throws(Diagnostic) {
      source = Source(path: folder.display(Ledger.fileName), bytes: try folder.read(Ledger.fileName))
    } catch {
      throw BuildFailure(error)
    }
    if let offset = firstInvalidUTF8(source.bytes) { throw BuildFailure(.invalidUTF8(source, offset)) }
    var reader = LedgerReader(source)
    reader.readLines()
    reader.ledger.file = ContentHash(source.bytes)
    guard reader.diagnostics.isEmpty else { throw BuildFailure(reader.diagnostics) }
    return reader.ledger
  }

  private init(_ source: Source) { self.source = source }

  private mutating func readLines() {
    var start = source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let bytes = source.bytes
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      let content = end > start && bytes[end - 1] == 0x0D ? start..<(end - 1) : start..<end
      if isConflictMark(bytes[content]) {
        // Whatever else is wrong comes from it.
        diagnostics = [.ledgerConflict(source.place(content))]
        return
      }
      do throws(Diagnostic) { try read(content) } catch { diagnostics.append(error) }
      start = end + 1
    }
  }

  private mutating func read(_ range: SourceRange) throws(Diagnostic) {
    let line = source.bytes[range]
    if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
    if line.first == UInt8(ascii: "#") {
      let text = String(decoding: line, as: UTF8.self)
      if !Ledger.heading.contains(text), !ledger.comments.contains(text) { ledger.comments.append(text) }
      return
    }
    let fields = line.split(separator: 0x09, omittingEmptySubsequences: false)
    guard fields.count == Ledger.columns else {
      throw .ledgerLine("has \(fields.count) of \(Ledger.columns) columns", source.place(range))
    }
    add(
      Ledger.Line(
        id: try id(fields[0]), published: try instant(fields[1]), changed: try instant(fields[2]),
        text: try hash(fields[3]), source: try decoded(fields[4], "file"), addresses: try addresses(fields[5])))
  }

  /// Two lines with one id are what a merge makes of two changes of one line: what both know is kept.
  private mutating func add(_ line: Ledger.Line) {
    guard let position = positions[line.id] else {
      positions[line.id] = ledger.lines.count
      ledger.lines.append(line)
      return
    }
    ledger.mergedLines += 1
    let known = ledger.lines[position]
    let isNewer = known.changed < line.changed || known.addresses.count < line.addresses.count
    var merged = isNewer ? line : known
    let other = isNewer ? known : line
    merged.published = min(known.published, line.published)
    merged.addresses = other.addresses.filter { !merged.addresses.contains($0) } + merged.addresses
    ledger.lines[position] = merged
  }

  private func id(_ field: ArraySlice<UInt8>) throws(Diagnostic) -> String {
    guard !field.isEmpty else { throw .ledgerLine("has no id", place(field)) }
    return String(decoding: field, as: UTF8.self)
  }

  private func instant(_ field: ArraySlice<UInt8>) throws(Diagnostic) -> Instant {
    let text = String(decoding: field, as: UTF8.self)
    do { return try DateReader(zone: .utc).read(text).instant } catch {
      throw .ledgerLine("has \"\(text)\" where a date belongs", place(field))
    }
  }

  private func hash(_ field: ArraySlice<UInt8>) throws(Diagnostic) -> UInt64 {
    if field.elementsEqual("-".utf8) { return 0 }
    let text = String(decoding: field, as: UTF8.self)
    guard field.count == 16, field.first != UInt8(ascii: "+"), let hash = UInt64(text, radix: 16) else {
      throw .ledgerLine("has \"\(text)\" where 16 digits or `-` belong", place(field))
    }
    return hash
  }

  private func addresses(_ field: ArraySlice<UInt8>) throws(Diagnostic) -> [Address] {
    var addresses: [Address] = []
    for part in field.split(separator: 0x20) {
      let address = Address(try decoded(part, "path"))
      guard part.first == UInt8(ascii: "/"), (try? OutputPath(address.file)) != nil else {
        throw .ledgerLine("has \"\(address)\" where an address belongs", place(part))
      }
      if !addresses.contains(address) { addresses.append(address) }
    }
    guard !addresses.isEmpty else { throw .ledgerLine("has no address", place(field)) }
    return addresses
  }

  private func decoded(_ field: ArraySlice<UInt8>, _ what: String) throws(Diagnostic) -> String {
    guard let text = percentDecoded(String(decoding: field, as: UTF8.self)) else {
      throw .ledgerLine("has a \(what) whose %-escapes are not UTF-8", place(field))
    }
    return text
  }

  private func place(_ field: ArraySlice<UInt8>) -> Place { source.place(field.startIndex..<field.endIndex) }
}
