// swift-tools-version: 6.3
import PackageDescription

// `make fuzz` sets this: the targets then count their edges for libFuzzer.
let isFuzzing = Context.environment["GOUJI_FUZZING"] != nil
let coverage: [SwiftSetting] = [
  .unsafeFlags([
    "-sanitize=fuzzer", "-sanitize-coverage=edge,inline-8bit-counters,pc-table,trace-cmp",
  ])
]

// Every Swift target gets these. Each flag has its Swift Evolution proposal beside it.
let strict: [SwiftSetting] =
  (isFuzzing ? coverage : []) + [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .treatAllWarnings(as: .error),  // SE-0443
  ]
// Targets that read untrusted bytes or call C: every unsafe step is marked (SE-0458).
let guarded: [SwiftSetting] = strict + [.strictMemorySafety()]

// Targets whose own functions return spans.
let spanning: [SwiftSetting] = guarded + [.enableExperimentalFeature("Lifetimes")]

let argumentParser: Target.Dependency =
  .product(name: "ArgumentParser", package: "swift-argument-parser")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A library target and the test target beside it; `tests` are modules that only the tests need,
/// and `excluding` names what lies beside the tests and is none.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], tests: [Target.Dependency] = [],
  excluding: [String] = [], settings: [SwiftSetting] = strict
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: settings),
    .testTarget(
      name: "\(name)Tests",
      dependencies: [.target(name: name), "TestArchives", "TestKit"] + dependencies + tests,
      exclude: excluding, swiftSettings: strict),
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
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CFileExchange"),
    .systemLibrary(name: "CByteMarks"),
    .target(
      name: "TestSamples",
      dependencies: [
        "Budget", "Importing", "Profiles", "Project", "Reading", "Sheets", "YAMLReading",
      ], path: "Tests/TestSamples", swiftSettings: strict),
    .target(
      name: "TestKit", dependencies: ["TestSamples"], path: "Tests/TestKit",
      swiftSettings: strict),
    .target(name: "TestArchives", path: "Tests/TestArchives", swiftSettings: strict),
  ]
    + module("Localization")
    + module("Parallel")
    + module("Decimals")
    + module("Sheets", ["CByteMarks", "Decimals", "Localization"])
    + module("Formulas", ["Decimals", "Localization", "Sheets"])
    + module("Bytes", ["CByteMarks", "Localization", "Sheets"], settings: spanning)
    + module("Zip", ["Bytes", "CISAL", "CZlib", "Localization", "Sheets"], settings: guarded)
    + module("XMLScan", ["Bytes", "Localization", "Sheets"], settings: spanning)
    + module("NumberFormats", ["Decimals", "Sheets"])
    + module("Documents", ["Localization", "Sheets"])
    + module(
      "DOCXReader", ["Bytes", "Documents", "Localization", "Sheets", "XMLScan", "Zip"],
      settings: guarded)
    + module("DOCXWriter", ["Zip"], tests: ["Bytes", "Sheets", "XMLScan"])
    + module(
      "XLSXReader",
      ["Bytes", "Decimals", "Localization", "NumberFormats", "Sheets", "XMLScan", "Zip"],
      settings: guarded)
    + module("CSVReader", ["Bytes", "Decimals", "Localization", "Sheets"], settings: guarded)
    + module(
      "Reading",
      [
        "Bytes", "CSVReader", "DOCXReader", "Decimals", "Documents", "Localization", "Parallel",
        "Sheets", "XLSXReader", "Zip",
      ],
      settings: guarded)
    + module("Budget", ["Decimals", "Localization", "Sheets"])
    + module("YAMLReading", ["Localization", "Sheets", yams])
    + [
      .executableTarget(
        name: "embed-templates", dependencies: ["YAMLReading"], path: "Sources/EmbedTemplates"),
      .plugin(
        name: "EmbedTemplatesPlugin", capability: .buildTool(), dependencies: ["embed-templates"],
        path: "Sources/EmbedTemplatesPlugin"),
      .target(
        name: "Profiles",
        dependencies: ["Budget", "Decimals", "Localization", "Parallel", "Sheets", "YAMLReading"],
        swiftSettings: strict, plugins: ["EmbedTemplatesPlugin"]),
      .testTarget(
        name: "ProfilesTests",
        dependencies: ["Profiles", "TestKit", "Budget", "Localization", "Sheets", "YAMLReading"],
        swiftSettings: strict),
    ]
    + module(
      "Tabulation", ["Budget", "Decimals", "Localization", "Parallel", "Profiles", "Sheets"])
    + module(
      "Reconciliation", ["Budget", "Decimals", "Localization", "Parallel", "Profiles", "Sheets"],
      tests: ["Tabulation"],
      excluding: ["rule-cases.txt"])
    + module(
      "Diagnosis",
      ["Budget", "Decimals", "Localization", "Profiles", "Reconciliation", "Sheets"])
    + module(
      "Rounding", ["Budget", "Localization", "Profiles", "Reconciliation"],
      tests: ["Sheets", "Tabulation"])
    + module(
      "AssetRegister",
      [
        "Budget", "Bytes", "Decimals", "Importing", "Localization", "Parallel", "Profiles",
        "Reconciliation", "Sheets",
      ],
      settings: guarded)
    + module(
      "CardReading",
      [
        "AssetRegister", "Budget", "Decimals", "Importing", "Localization", "Profiles", "Reading",
        "Sheets",
      ], settings: guarded)
    + module(
      "YearComparison",
      ["Budget", "Localization", "Profiles", "Reconciliation", "Sheets"],
      tests: ["Tabulation"])
    + module("Project", ["Budget", "Localization", "Sheets", "YAMLReading"])
    + module(
      "Reports", ["Budget", "Decimals", "Localization", "Profiles", "Reconciliation", "Sheets"])
    + module(
      "Disclosure",
      [
        "Budget", "CFileExchange", "Decimals", "Localization", "Parallel", "Profiles",
        "Reconciliation", "Sheets", "XLSXWriter",
      ], tests: ["Formulas"])
    + module(
      "Importing", ["Budget", "Decimals", "Formulas", "Localization", "Profiles", "Sheets"],
      tests: ["Reading", "YAMLReading"], excluding: ["Golden"])
    + module(
      "Published",
      [
        "Budget", "Decimals", "Formulas", "Importing", "Localization", "Profiles", "Sheets",
      ],
      tests: [
        "Disclosure", "Project", "Reading", "Reconciliation", "Tabulation", "XLSXWriter",
        "YAMLReading",
      ], excluding: ["Golden"])
    + module(
      "Recognising",
      [
        "Budget", "Disclosure", "Documents", "Importing", "Localization", "NoteReading", "Parallel",
        "Profiles", "Published", "Sheets",
      ], tests: ["Reading"])
    + module(
      "NoteReading",
      [
        "Budget", "Decimals", "Documents", "Importing", "Localization", "Profiles", "Published",
        "Reconciliation", "Sheets",
      ],
      tests: [
        "Disclosure", "NoteWriting", "Project", "Reading", "Tabulation", "XLSXWriter",
        "YAMLReading",
      ], excluding: ["Sentences"])
    + module(
      "NoteWriting",
      ["Budget", "DOCXWriter", "Decimals", "Localization", "Profiles", "Sheets"],
      tests: [
        "Documents", "NoteReading", "Project", "Reconciliation", "Tabulation", "YAMLReading",
      ])
    + module(
      "XLSXWriter", ["Decimals", "Localization", "Parallel", "Sheets", "Zip"],
      tests: ["Bytes", "CXLSXWriter"], settings: guarded)
    + module(
      "InputForms",
      ["Budget", "Localization", "Profiles", "Project", "Sheets", "XLSXWriter", "YAMLReading"],
      tests: ["Importing", "Reading"])
    + [
      .target(
        name: "Commands",
        dependencies: [
          "AssetRegister", "Budget", "Bytes", "CSVReader", "CardReading", "DOCXWriter", "Decimals",
          "Diagnosis", "Disclosure", "Documents", "Formulas", "Importing", "InputForms",
          "Localization", "NoteReading", "NoteWriting", "Parallel", "Profiles", "Project",
          "Published", "Reading", "Recognising", "Reconciliation", "Reports", "Rounding", "Sheets",
          "Tabulation",
          "XLSXWriter",
          "YAMLReading", "YearComparison", argumentParser,
        ],
        swiftSettings: strict),
      // Benchmarks/writer/run times it against a C program that makes the same calls.
      .executableTarget(
        name: "writer-benchmark",
        dependencies: [
          "Decimals", "Disclosure", "Parallel", "Reconciliation", "Sheets", "Tabulation",
          "TestSamples", "XLSXWriter",
        ],
        path: "Benchmarks/writer", exclude: ["run", "writer.c"], swiftSettings: strict),
      .testTarget(
        name: "LayoutTests",
        dependencies: ["Commands", "Decimals", "Reading", "Sheets", "TestKit", argumentParser],
        swiftSettings: strict),
      .executableTarget(name: "gouji", dependencies: ["Commands"], swiftSettings: strict),
      .testTarget(
        name: "EndToEndTests", dependencies: ["TestArchives", "TestKit", "gouji"],
        exclude: ["Catalogue", "Golden"], swiftSettings: strict),
      .executableTarget(
        name: "accuracy",
        dependencies: [
          "Budget", "Diagnosis", "Localization", "Profiles", "Published", "Reconciliation",
          "Tabulation", "TestSamples",
        ],
        path: "Benchmarks/accuracy", exclude: ["preface.md"], swiftSettings: strict),
    ],
  swiftLanguageModes: [.v6]
)

if isFuzzing {
  package.targets += [
    .systemLibrary(
      name: "CFuzzing", path: "Tests/Fuzz/CFuzzing", providers: [.apt(["libexpat1-dev"])]),
    .executableTarget(
      name: "gouji-fuzz",
      dependencies: [
        "Bytes", "CFuzzing", "CISAL", "CSVReader", "CZlib", "Reading", "Sheets", "TestArchives",
        "XMLScan", "Zip",
      ],
      path: "Tests/Fuzz", exclude: ["CFuzzing", "xml.dict"],
      swiftSettings: coverage,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
  ]
}
