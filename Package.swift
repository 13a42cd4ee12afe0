// swift-tools-version: 6.3
import PackageDescription

// Every Swift target gets these. Each flag has its Swift Evolution proposal beside it.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),  // SE-0335
  .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
  .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
  .treatAllWarnings(as: .error),  // SE-0443
]
// Targets that read untrusted bytes or call C: every unsafe step is marked (SE-0458).
let guarded: [SwiftSetting] = strict + [.strictMemorySafety()]

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A library target and the test target beside it.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], settings: [SwiftSetting] = strict
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests", dependencies: [.target(name: name), "TestKit"] + dependencies,
      swiftSettings: strict),
  ]
}

let package = Package(
  name: "gouji",
  products: [.executable(name: "gouji", targets: ["gouji"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "TestKit", dependencies: [], path: "Tests/TestKit", swiftSettings: strict),
    .target(name: "Localization", swiftSettings: strict),
  ]
    + module("Decimals")
    + module("Sheets", ["Decimals", "Localization"])
    + module("Formulas", ["Decimals", "Localization", "Sheets"])
    + module(
      "XLSXWriter", ["CXLSXWriter", "Decimals", "Localization", "Sheets"], settings: guarded)
    + [
      .target(
        name: "Commands", dependencies: ["Localization", "Sheets", argumentParser],
        swiftSettings: strict),
      // Benchmarks/writer/run times it against a C program that makes the same calls.
      .executableTarget(
        name: "writer-benchmark", dependencies: ["Decimals", "Sheets", "XLSXWriter"],
        path: "Benchmarks/writer", exclude: ["run", "writer.c"], swiftSettings: strict),
      .executableTarget(name: "gouji", dependencies: ["Commands"], swiftSettings: strict),
    ],
  swiftLanguageModes: [.v6]
)
