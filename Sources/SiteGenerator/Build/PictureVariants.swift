import CommonMark
import Diagnostics

/// The smaller pictures of a site: which files are published for them, and what browsers are told.
struct PictureVariants: Sendable {
  struct File: Sendable {
    let address: Address
    let original: String
    let location: String
  }

  var files: [File] = []
  /// By the address of the original.
  var sets: [Address: PictureSet] = [:]
  var warnings: [Diagnostic] = []

  /// Has them made, where the settings ask for it, for every picture that a page of the site shows.
  static func make(_ files: ContentFiles, _ site: Site, _ links: ResolvedLinks, _ inputs: BuildInputs) async
    -> PictureVariants
  {
    guard let settings = site.settings.images else { return PictureVariants() }
    let assets = files.assets
    let shown = shownPictures(site, links).sorted()
    let named = shown.compactMap { address in assets.path(at: address).map { (address, $0) } }
    var variants = await make(named, files, settings, inputs)
    variants.warnings += named.map { $0.1 }.filter(files.isNoPicture).map { path in
      Diagnostic.pictureNotMade("it is not the file of a picture", Place(path: inputs.content.display(path)))
    }
    return variants
  }

  private static func make(
    _ named: [(Address, String)], _ files: ContentFiles, _ settings: ImageSettings, _ inputs: BuildInputs
  ) async -> PictureVariants {
    guard let maker = inputs.pictureMaker else { return PictureVariants() }
    let originals = await parallelMap(named, jobs: inputs.jobs) { address, path in
      OriginalPicture(path, address, files.pictureSizes[path], settings, inputs.content)
    }.compactMap { $0 }
    let orders = originals.flatMap(\.orders)
    guard !orders.isEmpty else { return PictureVariants() }
    do throws(PictureProgramMissing) {
      let made = try await maker.make(orders, jobs: inputs.jobs)
      return PictureVariants(originals, made, settings)
    } catch {
      return PictureVariants(warnings: [.pictureProgramMissing(error, settings.place)])
    }
  }

  /// The addresses of this site's pictures in texts, and of lead pictures.
  private static func shownPictures(_ site: Site, _ links: ResolvedLinks) -> Set<Address> {
    var shown: Set<Address> = []
    func add(_ target: LinkTarget?) {
      if case .site(let address, _)? = target { shown.insert(address) }
    }
    func add(_ body: Body, _ targets: [LinkTarget]) {
      for (hole, target) in zip(body.text.holes, targets) { if case .picture = hole.kind { add(target) } }
    }
    for (article, targets) in zip(site.articles, links.articles) {
      add(article.image?.target)
      add(article.body, targets)
    }
    for (section, targets) in zip(site.sections, links.sections) { add(section.body, targets) }
    return shown
  }

  private init(
    _ originals: [OriginalPicture], _ made: [PictureResult], _ settings: ImageSettings
  ) {
    var results = made[...]
    var failures: [Failure] = []
    var possible: Set<PictureFormat> = []
    for original in originals {
      var set = PictureSet()
      for (order, result) in zip(original.orders, results) {
        switch result {
        case .success(let picture):
          possible.insert(order.format)
          let address = original.address(of: order, picture)
          files.append(File(address: address, original: original.display, location: picture.location))
          set.add(PictureSet.File(address: address, width: order.width), order.format)
        case .failure(let failure):
          failures.append(Failure(picture: original.display, format: order.format, reason: failure.reason))
        }
      }
      results = results.dropFirst(original.orders.count)
      if !set.groups.isEmpty { sets[original.address] = set }
      // Of a picture that is broken nothing can be made: that says nothing of the formats.
      if set.groups.isEmpty, let index = failures.firstIndex(where: { $0.picture == original.display }) {
        warnings.append(.pictureNotMade(failures[index].reason, Place(path: original.display)))
        failures.removeSubrange(index...)
      }
    }
    report(failures, possible, settings)
  }

  private struct Failure {
    let picture: String
    let format: PictureFormat
    let reason: String
  }

  private init() {}

  private init(warnings: [Diagnostic]) { self.warnings = warnings }

  /// A format of which nothing can be made is said once, and so is a picture.
  private mutating func report(_ failures: [Failure], _ possible: Set<PictureFormat>, _ settings: ImageSettings) {
    var formats: Set<PictureFormat> = []
    var pictures: Set<String> = []
    for failure in failures {
      if possible.contains(failure.format) {
        guard pictures.insert(failure.picture).inserted else { continue }
        warnings.append(.pictureNotMade(failure.reason, Place(path: failure.picture)))
      } else if formats.insert(failure.format).inserted {
        warnings.append(.pictureFormatFails(failure.format, failure.reason, settings.place))
      }
    }
  }
}

/// A picture of Content from which others are made.
private struct OriginalPicture: Sendable {
  let address: Address
  /// As messages name it.
  let display: String
  let orders: [PictureOrder]

  /// Nil for what is left as it is: drawings, what moves, and what is as small as the smallest variant.
  init?(
    _ path: String, _ address: Address, _ size: PictureSize?, _ settings: ImageSettings, _ folder: any FolderReader
  ) {
    guard let size, let narrowest = settings.widths.first, size.width > narrowest else { return nil }
    guard let bytes = try? folder.read(path), let nature = PictureNature(bytes) else { return nil }
    self.address = address
    display = folder.display(path)
    let hash = ContentHash(bytes)
    let location = folder.location(of: path) ?? display
    let widths = settings.widths.filter { $0 < size.width }
    // Where the widest would be wider than the original, there is one as wide as the original.
    let own = widths.count < settings.widths.count ? [size.width] : []
    orders = settings.formats.compactMap(nature.format).flatMap { format in
      (widths + own).map { PictureOrder(location: location, hash: hash, width: $0, format: format) }
    }
  }

  /// Beside the original, under a name that changes with the bytes: `/images/bridge-480-1f2e3d4c5b.webp`.
  func address(of order: PictureOrder, _ made: MadePicture) -> Address {
    let name = fileStem(address.text)
    let folder = String(address.text.dropLast(fileName(address.text).count))
    let fingerprint = made.hash.hexadecimal.prefix(10)
    return Address("\(folder)\(name)-\(order.width)-\(fingerprint).\(order.format.fileExtension)")
  }
}

extension ContentFiles {
  /// Whether a file is named like a picture and holds something else. Drawings need not have a size.
  fileprivate func isNoPicture(_ path: String) -> Bool {
    let ending = fileExtension(path)
    return ending != "svg" && PictureSize.extensions.contains(ending) && pictureSizes[path] == nil
  }
}

extension BuildPlan {
  mutating func add(_ variants: PictureVariants) {
    for file in variants.files {
      add(file.address, .asset, .program("a smaller \(file.original)"), .variant(file.location))
    }
  }
}

extension Diagnostic {
  static func pictureProgramMissing(_ missing: PictureProgramMissing, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-program-missing",
      "`\(missing.program)` is not on this machine, so pictures are published in their own size alone", at: place,
      hint: missing.hint)
  }

  static func pictureFormatFails(_ format: PictureFormat, _ reason: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-format-fails", "no picture can be made as \(format.rawValue) here: \(reason)", at: place,
      hint: "install a libvips that writes it, or take it out of `formats`")
  }

  static func pictureNotMade(_ reason: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-not-made", "no smaller pictures can be made of this one: \(reason)", at: place,
      hint: "look whether the file is whole; it is published as it is")
  }

  static func pictureNotCleaned(_ place: Place) -> Diagnostic {
    Diagnostic(
      .warning, id: "picture-not-cleaned",
      "the picture is published with all that its file says, perhaps where it was taken: nothing can be taken out of it",
      at: place, hint: "it is damaged, or another format than its name says: open it, and save it again under its name")
  }
}
