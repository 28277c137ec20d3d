import Diagnostics
import Testing

@testable import SiteGenerator

@Suite struct FingerprintLogTests {
  /// Has every file already.
  private final class Standing: OutputSink {
    var state: ContentHash? { ContentHash([1]) }
    var keepsFiles: Bool { true }
    private(set) var asked: [String] = []

    func keepAll(_ state: ContentHash) throws(Diagnostic) -> Bool { state == self.state }

    func keep(_ path: OutputPath, isKnown: Bool, as stage: OutputStage) throws(Diagnostic) -> Bool {
      asked.append("\(path.text) \(isKnown)")
      return true
    }

    func keep(_ path: OutputPath, fingerprint: ContentHash, as stage: OutputStage) throws(Diagnostic) -> Bool { true }

    func write(
      _ path: OutputPath, _ bytes: [UInt8], hash: ContentHash, fingerprint: ContentHash?, as stage: OutputStage
    ) throws(Diagnostic) {}

    func copy(
      _ sourceFile: String, to path: OutputPath, fingerprint: ContentHash?, as stage: OutputStage
    ) throws(Diagnostic) {}
  }

  @Test func itHandsEveryQuestionOn() throws {
    let output = Standing()
    let log = FingerprintLog(output, 3)
    #expect(log.state == ContentHash([1]))
    #expect(log.keepsFiles)
    #expect(try log.keepAll(ContentHash([1])))
    #expect(try log.keep(OutputPath("a"), isKnown: true, as: .asset))
    #expect(try log.keep(OutputPath("b"), isKnown: false, as: .asset))
    #expect(output.asked == ["a true", "b false"])
    #expect(try log.keep(OutputPath("c"), fingerprint: ContentHash([2]), as: .asset))
    #expect(log.fingerprints == ["c": ContentHash([2])])
  }
}
