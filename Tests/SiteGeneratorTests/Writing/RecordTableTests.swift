import Testing

@testable import SiteGenerator

@Suite struct RecordTableTests {
  private func records(_ count: Int) throws -> [OutputRecord] {
    try (0..<count).map { .unknown(try OutputPath("folder/\($0)/index.html")) }
  }

  @Test func findsInOrder() throws {
    let records = try records(100)
    var table = RecordTable()
    for (number, record) in records.enumerated() where number % 3 > 0 {
      #expect(table.find(record.path, in: records) == number)
      #expect(table.find(record.path, in: records) == number)
    }
  }

  /// Also when so many were looked at that it makes a table.
  @Test func findsInAnyOrder() throws {
    let records = try records(100)
    let absent = try OutputPath("folder/none/index.html")
    var table = RecordTable()
    for number in [99, 0, 50, 51, 7, 98, 3, 2, 1, 0, 99, 98] {
      #expect(table.find(records[number].path, in: records) == number)
      #expect(table.find(absent, in: records) == nil)
    }
  }

  @Test func findsWhatWasAppended() throws {
    let all = try records(20)
    for var table in [RecordTable(), RecordTable(minimumCapacity: 20)] {
      var records: [OutputRecord] = []
      for (number, record) in all.enumerated() {
        #expect(table.find(record.path, in: records) == nil)
        table.append(record.path, records.count)
        records.append(record)
        #expect(table.find(all[number / 2].path, in: records) == number / 2)
      }
    }
  }
}
