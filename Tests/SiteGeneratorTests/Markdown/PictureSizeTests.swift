import Foundation
import Testing

@testable import SiteGenerator

@Suite struct PictureSizeTests {
  static let pictures: [(name: String, data: String, width: Int, height: Int)] = [
    ("png", SmallPictures.png, 8, 4), ("png turned", SmallPictures.pngTurned, 4, 8), ("gif", SmallPictures.gif, 8, 4),
    ("webp", SmallPictures.webpLossy, 8, 4), ("webp lossless", SmallPictures.webpLossless, 8, 4),
    ("webp with alpha", SmallPictures.webpAlpha, 9, 5), ("jpeg", SmallPictures.jpeg, 8, 4),
    ("jpeg progressive", SmallPictures.jpegProgressive, 8, 4), ("jpeg turned", SmallPictures.jpegTurned, 4, 8),
    ("jpeg turned, big-endian", SmallPictures.jpegTurnedBigEndian, 4, 8), ("avif", SmallPictures.avif, 8, 4),
    ("avif turned", SmallPictures.avifTurned, 4, 8), ("avif with alpha", SmallPictures.avifAlpha, 9, 5),
  ]

  static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64, options: .ignoreUnknownCharacters) ?? Data())
  }

  @Test(arguments: pictures.map(\.name))
  func aPicturesSizeIsTheOneThatBrowsersShow(name: String) throws {
    let picture = try #require(Self.pictures.first { $0.name == name })
    #expect(PictureSize(Self.bytes(picture.data)) == PictureSize(width: picture.width, height: picture.height))
  }

  /// Whatever the bytes are, there is a size or none, and no trap.
  @Test(arguments: pictures.map(\.name))
  func brokenPicturesHaveSomeSizeOrNone(name: String) throws {
    let whole = Self.bytes(try #require(Self.pictures.first { $0.name == name }).data)
    for length in 0...whole.count { _ = PictureSize(Array(whole[..<length])) }
    var generator = SeededGenerator(seed: 4711)
    for _ in 0..<4000 {
      var broken = whole
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        let value: UInt8 = [0, 1, 0x7F, 0x80, 0xFF].randomElement(using: &generator) ?? 0
        broken[Int.random(in: 0..<broken.count, using: &generator)] = value
      }
      if let size = PictureSize(broken) { #expect(size.width > 0 && size.height > 0, "seed 4711: \(broken)") }
    }
  }

  @Test(arguments: [
    ("<svg width=\"640\" height=\"480\">", 640, 480),
    (
      "<?xml version=\"1.0\"?>\n<!-- <svgx> -->\n<svg\n  xmlns=\"http://www.w3.org/2000/svg\"\n\twidth=\"12.6px\"\n\theight = '7'>",
      13, 7
    ),
    ("<svg viewBox=\"0 0 300 150\" width=\"100%\">", 300, 150), ("<svg viewBox='0,0,30,15'>", 30, 15),
    ("<svg width=\"1in\" height=\"2.54cm\">", 96, 96), ("<svg width=\"210mm\" height=\"72pt\">", 794, 96),
    ("<svg stroke-width=\"9\" data-height=\"9\" viewBox=\"0 0 2 1\">", 2, 1),
    ("<svg width=\"0.2\" height=\"0.2\">", 1, 1),
  ])
  func anSVGSaysItsSizeInItsFirstTag(text: String, width: Int, height: Int) {
    #expect(PictureSize(Array(text.utf8)) == PictureSize(width: width, height: height))
  }

  @Test(arguments: [
    "", "<svg>", "<svg width=\"10em\" height=\"2\">", "<svg width=\"-1\" height=\"2\">", "<svg viewBox=\"0 0 1\">",
    "<svg width=\"1",
    "<svg width=1 height=1>", "<svg width=\"1e99\" height=\"1\">", "<svg viewBox=\"0 0 99999999999999999999999 1\">",
    "text", "\u{89}PNG",
  ])
  func whatHasNoSizeHasNone(text: String) {
    #expect(PictureSize(Array(text.utf8)) == nil)
  }
}
