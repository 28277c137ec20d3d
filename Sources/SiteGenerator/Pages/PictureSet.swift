import CommonMark

/// The sizes and formats in which one picture is published besides its own.
struct PictureSet: Sendable, Hashable {
  struct File: Sendable, Hashable {
    let address: Address
    /// In pixels.
    let width: Int
  }

  /// The files of one format, ascending.
  struct Group: Sendable, Hashable {
    let format: PictureFormat
    var files: [File]
  }

  /// In order of preference.
  private(set) var groups: [Group] = []

  mutating func add(_ file: File, _ format: PictureFormat) {
    if let index = groups.firstIndex(where: { $0.format == format }) {
      groups[index].files.append(file)
    } else {
      groups.append(Group(format: format, files: [file]))
    }
  }

  /// For `source` elements: what not every browser shows.
  var sources: [Group] { groups.filter { !$0.format.isShownEverywhere } }
  /// For the `img` itself.
  var fallback: Group? { groups.first { $0.format.isShownEverywhere } }
}

extension SiteView {
  /// The sizes of a picture of this site; nil for one that has only its own.
  func variants(of target: LinkTarget) -> PictureSet? {
    guard case .site(let address, _) = target else { return nil }
    return variants[address]
  }

  /// The attribute `srcset` (HTML, 4.8.4.2.1), with addresses as pages write them.
  func srcset(_ group: PictureSet.Group) -> String {
    group.files.map { "\(base.relative($0.address)) \($0.width)w" }.joined(separator: ", ")
  }
}
