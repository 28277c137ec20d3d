import CommonMark
import Testing

@testable import SiteGenerator

/// What a cache says is not believed, even where its checksum is right.
@Suite struct CoderDamageTests {
  @Test func dataThatLiesTooDeepIsDamage() {
    func nested(_ depth: Int) -> DataValue { (0..<depth).reduce(.integer(1)) { inner, _ in .list([inner]) } }
    #expect(Coder.value(DataValue.self, of: Coder.bytes(of: nested(150))) == nested(150))
    #expect(Coder.value(DataValue.self, of: Coder.bytes(of: nested(250))) == nil)
  }

  @Test(arguments: [([0, 5, 5], true), ([5, 4], false), ([-1], false)])
  func holesThatGoBackAreDamage(offsets: [Int], isRead: Bool) {
    var text = RenderedMarkdown()
    text.holes = offsets.map { Hole(offset: $0, destination: "", kind: .link, lines: 1...1) }
    #expect((Coder.value(RenderedMarkdown.self, of: Coder.bytes(of: text)) != nil) == isRead)
  }
}
