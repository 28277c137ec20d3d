import Testing

@testable import SiteGenerator

@Suite struct ManifestTests {
  static func records() throws -> [OutputRecord] {
    [
      OutputRecord(
        path: try OutputPath("world/bridge/index.html"), stage: .article, hash: ContentHash([1]),
        stamp: FileStamp(size: 6000, modified: 1_792_000_000_123_456_789, inode: .max), fingerprint: ContentHash([2])),
      OutputRecord(
        path: try OutputPath("新聞/a b.svg"), stage: .asset, hash: ContentHash([3]),
        stamp: FileStamp(size: 0, modified: -5, inode: 1)),
      OutputRecord(path: try OutputPath("rss.xml"), stage: .feed, hash: ContentHash([4])),
    ]
  }

  @Test func isReadAsItWasWritten() throws {
    let records = try Self.records()
    let manifest = Manifest(reading: try Manifest.bytes(records, foreignFolders: ["uploads", "a/b"]))
    #expect(manifest.records == records)
    #expect(manifest.foreignFolders == ["uploads", "a/b"])
    #expect(manifest.leftovers.isEmpty)
    #expect(!manifest.isDamaged)
    let empty = Manifest(reading: try Manifest.bytes([], foreignFolders: []))
    #expect(empty.records.isEmpty)
    #expect(!empty.isDamaged)
  }

  @Test func leftoversAreNotOurs() throws {
    let leftovers = [try OutputPath("a/index.html"), try OutputPath("新聞/b.html")]
    var bytes = try Manifest.bytes(try Self.records(), foreignFolders: ["uploads"], leftovers: leftovers)
    for isDamaged in [false, true] {
      let manifest = Manifest(reading: bytes)
      #expect(manifest.isDamaged == isDamaged)
      #expect(manifest.records.map(\.path) == (try Self.records().map(\.path)))
      #expect(manifest.leftovers == leftovers)
      bytes.removeLast()
    }
  }

  @Test func aPersonCanReadIt() throws {
    let text = String(decoding: try Manifest.bytes(try Self.records(), foreignFolders: ["uploads"]), as: UTF8.self)
    #expect(
      text == """
        sitegen manifest 1
        p 7ace5c908374fe16778867e4430e6785 1770 18de768174dbcd15 ffffffffffffffff 635e0e9e37361ef2efe1be91e90a3439\tworld/bridge/index.html\te2bcaaba
        a 726ac6dd306a3e594e711127c5b5a8e4 0 fffffffffffffffb 1 -\t新聞/a b.svg\td4b36d67
        f 97a05a7a99940a2d1639550d4f7fe9cb - - - -\trss.xml\t4bc4a679
        d\tuploads\t3935b497
        end 4\t2d053abe64f5ab76ef600290ed87b1b6

        """)
  }

  @Test func everyPrefixIsDamagedAndSaysOnlyWhatIsOurs() throws {
    let records = try Self.records()
    let bytes = try Manifest.bytes(records, foreignFolders: ["uploads"])
    for count in bytes.indices {
      let manifest = Manifest(reading: Array(bytes[..<count]))
      #expect(manifest.isDamaged, "\(count) bytes")
      #expect(manifest.records == records.prefix(manifest.records.count).map { .unknown($0.path) }, "\(count) bytes")
    }
  }

  /// A flipped bit costs the line that it is in, at most; it is never believed.
  @Test func everyFlippedBitIsSeen() throws {
    let records = try Self.records()
    let known = Set(records.map { OutputRecord.unknown($0.path) })
    let bytes = try Manifest.bytes(records, foreignFolders: ["uploads"])
    for index in bytes.indices {
      for bit in 0..<8 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        let manifest = Manifest(reading: changed)
        #expect(manifest.isDamaged, "bit \(bit) of byte \(index)")
        #expect(known.isSuperset(of: manifest.records), "bit \(bit) of byte \(index)")
        #expect(manifest.records.count >= records.count - 2, "bit \(bit) of byte \(index)")
        #expect(Set(["uploads"]).isSuperset(of: manifest.foreignFolders))
      }
    }
  }

  @Test func linesThatAreMissingDoubledOrMovedAreSeen() throws {
    let lines = try Manifest.bytes(try Self.records(), foreignFolders: ["uploads"])
      .split(separator: UInt8(ascii: "\n")).map { Array($0) }
    func manifest(_ lines: [[UInt8]]) -> Manifest {
      Manifest(reading: Array((lines.joined(separator: [10]) + [10])))
    }
    for index in lines.indices {
      #expect(manifest(lines.enumerated().filter { $0.offset != index }.map(\.element)).isDamaged)
      #expect(manifest(Array(lines[...index] + lines[index...])).isDamaged)
      #expect(manifest(Array(lines[index...] + lines[..<index])).isDamaged == (index != 0))
    }
  }

  @Test func anotherVersionStillSaysWhatIsOurs() throws {
    let records = try Self.records()
    var bytes = try Manifest.bytes(records, foreignFolders: [])
    bytes.replaceSubrange(0..<19, with: "sitegen manifest 2\n".utf8)
    #expect(Manifest(reading: bytes).records == records.map { .unknown($0.path) })
    #expect(Manifest(reading: bytes).isDamaged)
  }

  @Test func noPathInItLeavesTheFolder() {
    var lines = Array("p 00000000000000000000000000000000 - - - -\t../../etc/passwd\t".utf8)
    lines.appendHexadecimal(Manifest.check(lines.span), digits: 8)
    let manifest = Manifest(reading: Array("sitegen manifest 1\n".utf8) + lines + [10])
    #expect(manifest.records.isEmpty)
    #expect(manifest.isDamaged)
  }

  @Test(arguments: ["", "\n", "\t\t", "end", "sitegen manifest 1\n", "\t\t\n\t\n", "p\t\t00000000\n", "d\t\t\nd\t\t"])
  func otherTextIsDamaged(_ text: String) {
    let manifest = Manifest(reading: Array(text.utf8))
    #expect(manifest.isDamaged)
    #expect(manifest.records.isEmpty)
  }

  @Test func noTextTraps() {
    var generator = Seeded(seed: 2026)
    let alphabet = Array("apfld \t\n0123456789abcdef-./end".utf8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
        alphabet.randomElement(using: &generator) ?? 0
      }
      #expect(Manifest(reading: bytes).isDamaged, "\(bytes)")
      #expect(Manifest(reading: Array("sitegen manifest 1\n".utf8) + bytes).isDamaged, "\(bytes)")
    }
  }
}
