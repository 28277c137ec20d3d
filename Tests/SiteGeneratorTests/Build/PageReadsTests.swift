import Testing

@testable import SiteGenerator

@Suite struct PageReadsTests {
  private func reads(_ pages: [String: [UInt8]]) -> PageReads {
    var reads = PageReads()
    for (path, bytes) in pages { reads.set(path, bytes) }
    return reads
  }

  @Test func theLastIsKnown() {
    var known = reads(["a": [1, 2], "b": [3]])
    known.merge(reads(["b": [4, 5, 6], "c": []]))
    #expect(known.count == 3)
    #expect(known["a"].map(Array.init) == [1, 2])
    #expect(known["b"].map(Array.init) == [4, 5, 6])
    #expect(known["c"].map(Array.init) == [])
    #expect(known["d"] == nil)
  }

  /// A `serve` that runs all day takes what thousands of edits have read.
  @Test func whatWasKnownBeforeIsGivenBack() {
    var known = reads(["a": [1, 2, 3]])
    for edit in 0..<2_000 { known.merge(reads(["b": Array(repeating: UInt8(edit % 251), count: 1_000)])) }
    #expect(known.held < 300_000)
    #expect(known["a"].map(Array.init) == [1, 2, 3])
    #expect(known["b"].map(Array.init) == Array(repeating: UInt8(1_999 % 251), count: 1_000))
  }
}
