import Foundation
import Synchronization

@testable import SiteGenerator

/// The pictures in `Fixtures`, which `pictures.py` made.
enum PictureFixture {
  static func bytes(_ name: String) -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return (try? Data(contentsOf: folder.appending(path: "Fixtures/\(name)"))).map(Array.init) ?? []
  }

  static func contains(_ bytes: [UInt8], _ text: String) -> Bool { bytes.firstRange(of: Array(text.utf8)) != nil }

  /// A site with one article that shows pictures.
  static func site(
    _ text: String, image: String? = nil, images: String = "images: {widths: [200, 400, 800]}",
    maker: any PictureMaker = PaintedPictures()
  ) -> SiteFixture {
    let front = MarkdownFixture.front + (image.map { "\nimage: {src: \($0), alt: Lead}" } ?? "")
    var fixture = MarkdownFixture.site(
      text, front: front, settings: MarkdownFixture.settings + images + "\n",
      files: [
        "Content/world/camera.jpg": bytes("camera.jpg"), "Content/world/alpha.png": bytes("alpha.png"),
        "Content/world/small.jpg": bytes("agency.jpg"),
      ])
    fixture.pictureMaker = maker
    return fixture
  }
}

/// Makes nothing, and says what it was asked for; fails for the formats that a test names.
final class PaintedPictures: PictureMaker {
  private let failing: [PictureFormat: String]
  private let asked = Mutex<[PictureOrder]>([])

  init(failing: [PictureFormat: String] = [:]) { self.failing = failing }

  var orders: [String] { asked.withLock { $0.map { "\($0.location) \($0.width) \($0.format)" } } }

  func make(_ orders: [PictureOrder], jobs: Int) -> [PictureResult] {
    asked.withLock { $0 += orders }
    return orders.map { order in
      if let reason = failing[order.format] { return .failure(PictureFailure(reason)) }
      let hash = ContentHash(high: UInt64(order.width), low: 0)
      return .success(MadePicture(location: "/cache/\(order.width).\(order.format)", hash: hash))
    }
  }

  func stop() {}
}

/// As on a machine without libvips.
struct NoPictures: PictureMaker {
  func make(_ orders: [PictureOrder], jobs: Int) throws(PictureProgramMissing) -> [PictureResult] {
    throw PictureProgramMissing(program: "vips", hint: "install it")
  }

  func stop() {}
}
