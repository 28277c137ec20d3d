import Testing

@testable import SiteGenerator

@Suite struct PictureMetadataTests {
  private func metadata(_ jpeg: [UInt8]) -> EXIFData? {
    guard let start = jpeg.firstRange(of: Array("Exif\0\0".utf8)) else { return nil }
    return EXIFData(jpeg[start.upperBound...])
  }

  @Test func aPhotographLosesWhereItWasTakenAndKeepsWhoTookIt() throws {
    let original = PictureFixture.bytes("camera.jpg")
    try #require(PictureFixture.contains(original, "SECRET"))
    let cleaned = withoutPrivateMetadata(original)
    #expect(!PictureFixture.contains(cleaned, "SECRET"))
    let kept = try #require(metadata(cleaned))
    #expect(kept.orientation == 6)
    #expect(String(decoding: kept.artist, as: UTF8.self) == "Ana Silva")
    #expect(String(decoding: kept.copyright, as: UTF8.self) == "(c) 2026 Harbour News")
    #expect(PictureSize(cleaned) == PictureSize(width: 420, height: 640))
    #expect(withoutPrivateMetadata(cleaned) == cleaned)
  }

  @Test func thePictureItselfIsNotTouched() throws {
    let original = PictureFixture.bytes("camera.jpg")
    let cleaned = withoutPrivateMetadata(original)
    // From the first table (DQT) on: tables, frame, scan, end.
    let table = try #require(original.firstRange(of: [0xFF, 0xDB])).lowerBound
    let end = try #require(original.firstRange(of: [0xFF, 0xD9, 0xFF, 0xD8])).lowerBound + 2
    #expect(cleaned.suffix(end - table).elementsEqual(original[table..<end]))
  }

  @Test func theNoticesOfAnAgencyAreKept() throws {
    let cleaned = withoutPrivateMetadata(PictureFixture.bytes("agency.jpg"))
    #expect(!PictureFixture.contains(cleaned, "SECRET"))
    let kept = try #require(metadata(cleaned))
    #expect(String(decoding: kept.artist, as: UTF8.self) == "Jo Pellew")
    #expect(String(decoding: kept.copyright, as: UTF8.self) == "(c) Agency")
  }

  @Test(arguments: ["alpha.png", "camera.webp"])
  func otherKindsLoseItToo(name: String) throws {
    let original = PictureFixture.bytes(name)
    try #require(PictureFixture.contains(original, "SECRET"))
    let cleaned = withoutPrivateMetadata(original)
    #expect(!PictureFixture.contains(cleaned, "SECRET"))
    #expect(PictureFixture.contains(cleaned, "Ana Silva"))
    #expect(PictureFixture.contains(cleaned, "(c) 2026 Harbour News"))
    #expect(PictureSize(cleaned) == PictureSize(original))
    #expect(PictureNature(cleaned) == PictureNature(original))
    #expect(withoutPrivateMetadata(cleaned) == cleaned)
  }

  /// A segment of JPEG has 65,535 bytes at most: a by-line that fills one would break the file.
  @Test func aNoticeWithoutEndIsNotKept() {
    let byLine = [UInt8](repeating: UInt8(ascii: "x"), count: 65_490)
    let record = [0x1C, 2, 80] + big(byLine.count, 2) + byLine
    let resource = Array("8BIM".utf8) + [4, 4, 0, 0] + big(record.count, 4) + record
    let (beginning, scan): ([UInt8], [UInt8]) = ([0xFF, 0xD8], [0xFF, 0xDA, 0, 2, 7, 0xFF, 0xD9])
    let picture = beginning + [0xFF, 0xED] + big(resource.count + 2, 2) + resource + scan
    #expect(cleaned(picture) == beginning + scan)
  }

  /// Programs append to files of the simple form what only the extended one has room for.
  @Test(arguments: ["VP8 ", "VP8L"])
  func whatFollowsThePictureOfASimpleWebPIsNotKept(form: String) {
    let chunk = Array("WEBP\(form)".utf8) + [3, 0, 0, 0, 0x2F, 1, 2, 0]
    let picture = Array("RIFF".utf8) + [16, 0, 0, 0] + chunk
    #expect(cleaned(picture) == picture)
    let secret = Array("SECRET".utf8)
    let longer = Array("RIFF".utf8) + [30, 0, 0, 0] + chunk + Array("EXIF".utf8) + [6, 0, 0, 0] + secret
    #expect(cleaned(longer) == picture)
    #expect(cleaned(picture + secret) == picture)
    #expect(cleaned(Array(picture.dropLast())) == picture)
    #expect(cleaned(Array(picture.dropLast(2))) == nil)
    #expect(cleaned(Array(picture.prefix(16))) == nil)
  }

  /// Photoshop spreads what it has to say over several segments.
  @Test func aSecondSegmentOfAnAgencyTakesNothingAway() throws {
    let record: [UInt8] = [0x1C, 2, 80, 0, 2] + Array("Jo".utf8)
    let resource = Array("8BIM".utf8) + [4, 4, 0, 0] + big(record.count, 4) + record
    let other = Array("8BIM".utf8) + [4, 5, 0, 0, 0, 0, 0, 0]
    let segments = [resource, other].flatMap { data -> [UInt8] in [0xFF, 0xED] + big(data.count + 2, 2) + data }
    let scan: [UInt8] = [0xFF, 0xDA, 0, 2, 7, 0xFF, 0xD9]
    let kept = try #require(metadata(withoutPrivateMetadata([0xFF, 0xD8] + segments + scan)))
    #expect(String(decoding: kept.artist, as: UTF8.self) == "Jo")
  }

  @Test func whatCannotBeReadIsNotTakenForClean() {
    let original = PictureFixture.bytes("camera.jpg")
    #expect(cleaned(original) == withoutPrivateMetadata(original))
    #expect(cleaned(Array(original[..<300])) == nil)
    for beginning in ["\0\0\0\u{18}ftypheic", "II*\0", "MM\0*"] { #expect(cleaned(Array(beginning.utf8)) == nil) }
    // What is no picture was not taken anywhere.
    for text in ["", "Text.", "GIF89a"] { #expect(cleaned(Array(text.utf8)) == Array(text.utf8)) }
    let simple = Array("RIFF\u{E}\0\0\0WEBPVP8L\u{2}\0\0\0\u{2F}\0".utf8)
    #expect(cleaned(simple) == simple)
  }

  /// A file that ends too soon comes back as it was, or shorter, but is never a trap.
  @Test(arguments: ["camera.jpg", "agency.jpg", "alpha.png", "camera.webp"])
  func everyPrefixIsSurvived(name: String) {
    let original = PictureFixture.bytes(name)
    for length in stride(from: 0, to: min(original.count, 1500), by: 1) {
      let prefix = Array(original[..<length])
      #expect(withoutPrivateMetadata(prefix).count <= length)
      _ = PictureNature(prefix)
    }
  }

  @Test(arguments: ["camera.jpg", "agency.jpg", "alpha.png", "camera.webp"])
  func damageIsSurvived(name: String) {
    let original = PictureFixture.bytes(name)
    let seed = UInt64.random(in: 0 ... .max)
    var random = Seeded(seed: seed)
    for _ in 0..<400 {
      var damaged = original
      for _ in 0..<8 {
        let place = Int.random(in: 0..<min(700, damaged.count), using: &random)
        damaged[place] = .random(in: 0...255, using: &random)
      }
      let cleaned = withoutPrivateMetadata(damaged)
      #expect(cleaned.count <= damaged.count + 200, "seed \(seed)")
      _ = PictureSize(damaged)
      _ = PictureNature(damaged)
    }
  }

  @Test func textIsNotTaken() {
    #expect(withoutPrivateMetadata([]) == [])
    #expect(withoutPrivateMetadata(Array("<svg/>".utf8)) == Array("<svg/>".utf8))
  }
}
