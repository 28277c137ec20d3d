import Foundation

/// Processor time and memory by number of articles, as an SVG that can be read on light and on dark pages. All axes are
/// logarithmic: what grows in proportion to the articles is as steep as the dashed line. Processor time, because it
/// hardly depends on what else a machine does while it builds the largest sites.
struct GrowthPlot {
  let report: Report
  private let size = (width: 760.0, height: 380.0)

  init(_ report: Report) { self.report = report }

  var svg: String {
    let time = GrowthPanel(
      title: "processor time", lines: lines { max($0.cpu, 0.001) }, frame: frame(0), unit: Self.seconds, names: nil)
    let memory = GrowthPanel(
      title: "memory", lines: lines { Double($0.peak) }, frame: frame(1), unit: Self.bytes,
      names: size.width - 140)
    let parts = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Int(size.width)) \#(Int(size.height))" role="img">"#,
      "<title>Processor time and memory of a build by number of articles</title>", Self.style,
      #"<rect class="paper" width="100%" height="100%"/>"#,
    ]
    return (parts + time.elements + memory.elements + ["</svg>", ""]).joined(separator: "\n")
  }

  /// Two panels of one width; the names of the lines stand to the right of both.
  private func frame(_ number: Int) -> GrowthPanel.Frame {
    let left = 62.0 + Double(number) * 288
    return GrowthPanel.Frame(left: left, right: left + 220, top: 34, bottom: size.height - 48)
  }

  private func lines(_ value: (Measurement) -> Double) -> [GrowthPanel.Line] {
    let shown: [Row] = [.hugo, .clean, .check, .added, .text, .unchanged, .floor]
    return shown.map { row in
      let points = report.parts.compactMap { part in
        part.rows[row].map { (x: Double(part.articles), y: value($0)) }
      }
      return GrowthPanel.Line(name: row.rawValue, style: "\(row)", points: points)
    }
    .filter { $0.points.count > 1 }
  }

  private static func seconds(_ exponent: Int) -> String {
    exponent >= 0 ? "\(grouped(exponent)) s" : String(format: "%.\(-exponent)f s", pow(10, Double(exponent)))
  }

  private static func bytes(_ exponent: Int) -> String {
    switch exponent {
    case 9...: "\(grouped(exponent - 9)) GB"
    case 6...: "\(grouped(exponent - 6)) MB"
    default: "\(grouped(max(0, exponent - 3))) kB"
    }
  }

  /// 1000 as `1,000`.
  static func grouped(_ exponent: Int) -> String {
    var digits = "1" + String(repeating: "0", count: exponent)
    for place in stride(from: digits.count - 3, to: 0, by: -3) {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    }
    return digits
  }

  private static let style = """
    <style>
    text { font: 12px system-ui, sans-serif; fill: #333 } .name { font-weight: 600 }
    .paper { fill: #fff } .rule { stroke: #ddd } .slope { stroke: #999; stroke-dasharray: 4 4 }
    .line { fill: none; stroke-width: 2 } .hugo { --ink: #9a6700 } .clean { --ink: #a40e26 } .check { --ink: #8250df }
    .added { --ink: #bc4c00 } .text { --ink: #0550ae } .unchanged { --ink: #116329 } .floor { --ink: #57606a }
    polyline { stroke: var(--ink) } circle, .name { fill: var(--ink) }
    @media (prefers-color-scheme: dark) {
      text { fill: #ccc } .paper { fill: #16181c } .rule { stroke: #3a3d42 } .slope { stroke: #777 }
      .hugo { --ink: #e3b341 } .clean { --ink: #ff8182 } .check { --ink: #c297ff } .added { --ink: #fb8f44 }
      .text { --ink: #6cb6ff } .unchanged { --ink: #6bc46d } .floor { --ink: #adbac7 }
      circle, .name { fill: var(--ink) }
    }
    </style>
    """
}
