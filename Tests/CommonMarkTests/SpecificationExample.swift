import Foundation

/// An example of a specification, from the folder `../shared/spec` beside the repository, which need not be there.
struct SpecificationExample: Decodable {
  let example: Int
  let section: String
  let markdown: String
  let html: String
  let file: String?
  let `extension`: String?

  /// Nil, with a message, where the folder is not there.
  static func load(_ name: String) throws -> [SpecificationExample]? {
    let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = repository.deletingLastPathComponent().appending(path: "shared/spec")
    guard let data = try? Data(contentsOf: folder.appending(path: name)) else {
      print("skipped: ../shared/spec/\(name) is not beside the repository")
      return nil
    }
    return try JSONDecoder().decode([SpecificationExample].self, from: data)
  }
}
