import Diagnostics
import Foundation
import Testing

@testable import SiteGenerator

/// Names that are not UTF-8, which Linux allows and macOS does not.
@Suite struct FileNameTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// False where the disk refuses the name.
  private func write(_ name: [UInt8], in relative: String) throws -> Bool {
    try folder.makeFolder(relative)
    let path = Array("\(folder.path)/\(relative)/".utf8) + name + [0]
    let file = unsafe path.withUnsafeBytes { bytes in
      unsafe bytes.withMemoryRebound(to: CChar.self) { unsafe $0.baseAddress.flatMap { unsafe fopen($0, "w") } }
    }
    guard let file = unsafe file else { return false }
    return unsafe fclose(file) == 0
  }

  @Test func badBytesAreShownAsEscapes() {
    func shown(_ bytes: [UInt8]) -> [String] {
      let name = UndecodableName(bytes)
      return [name.text, name.byte]
    }
    #expect(shown(Array("bad".utf8) + [0xFF] + Array("name.md".utf8)) == ["bad\\u{FF}name.md", "FF"])
    #expect(shown([0xE9] + Array("té 新聞.md".utf8)) == ["\\u{E9}té 新聞.md", "E9"])
    // A sequence that ends too early, an overlong one, a surrogate, and one beyond U+10FFFF.
    #expect(shown([0xE2, 0x82]) == ["\\u{E2}\\u{82}", "E2"])
    #expect(shown([0xC0, 0xAF]) == ["\\u{C0}\\u{AF}", "C0"])
    #expect(shown([0xED, 0xA0, 0x80, 0x61]) == ["\\u{ED}\\u{A0}\\u{80}a", "ED"])
    #expect(shown([0xF4, 0x90, 0x80, 0x80]) == ["\\u{F4}\\u{90}\\u{80}\\u{80}", "F4"])
    #expect(shown([]) == ["", ""])
  }

  @Test func aFileOfContentIsAnErrorAndNotLeftOut() throws {
    guard try write(Array("bad".utf8) + [0xFF] + Array("name.md".utf8), in: "Content/news") else { return }
    try folder.write("x", to: "Content/news/good.md")
    let content = DiskFolder(name: "Content", path: folder.path + "/Content")
    let error = #expect(throws: BuildFailure.self) { try content.files() }
    #expect(
      shown(error?.diagnostics ?? [], folder) == """
        Content/news/bad\\u{FF}name.md: error: the name of this file or folder is not UTF-8: the byte FF [file-name-not-utf8]
          hint: rename it; a name that came from an old system may be in another encoding

        """)
  }

  @Test func leftoversOfEditorsStayUnread() throws {
    guard try write([0x2E, 0x61, 0xFF], in: "Content"), try write([0x61, 0xFF, 0x7E], in: "Content") else { return }
    try folder.write("x", to: "Content/good.md")
    let files = try DiskFolder(name: "Content", path: folder.path + "/Content").files()
    #expect(files.map(\.path) == ["good.md"])
  }

  /// The name of another file must not be taken for it.
  @Test func inOutputSuchAFileIsForeign() throws {
    guard try write([0x61, 0xFF], in: "Output") else { return }
    let site = TestSite([("b/index.html", "B\n", .article)])
    #expect(
      message(folder) { try site.build(folder) } == """
        @/Output: error: this folder holds files that sitegen did not write, such as "a\\u{FF}" [output-foreign-folder]
          hint: empty it, or name another folder with --output

        """)
    try folder.remove("Output")
    try site.build(folder)
    guard try write([0x61, 0xFF], in: "Output/b") else { return }
    let turned = TestSite([("b", "B\n", .article)])
    #expect(
      message(folder) { try turned.build(folder) } == """
        @/Output/b/a\\u{FF}: error: sitegen did not write this file, and the site has a page of the same name \
        [output-foreign-file]
          hint: move it to Content/_static, or delete it

        """)
    #expect(folder.text("Output/b/index.html") == "B\n")
  }
}
