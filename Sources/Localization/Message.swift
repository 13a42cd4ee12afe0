/// A language that gouji speaks to its users; official documents are always Chinese.
public enum Language: String, Sendable, CaseIterable {
  /// 中文 (simplified).
  case chinese = "zh"
  /// English.
  case english = "en"

  /// The language of a locale name such as `zh_CN.UTF-8`; nil where it names neither.
  public init?(locale: String) {
    let name = locale.lowercased()
    if name.hasPrefix("zh") {
      self = .chinese
    } else if name.hasPrefix("en") {
      self = .english
    } else {
      return nil
    }
  }
}

/// A text for a person, written in both languages where it arises, so that neither can be
/// forgotten.
public struct Message: Sendable, Hashable {
  /// The Chinese wording.
  public var chinese: String
  /// The English wording.
  public var english: String

  /// A text in both languages; what it quotes may have quotes of its own.
  public init(zh chinese: String, en english: String) {
    self.chinese = nestedQuotes(chinese)
    self.english = nestedQuotes(english)
  }

  /// A text that is the same in both languages, such as a name or a figure.
  public init(_ verbatim: String) {
    self.init(zh: verbatim, en: verbatim)
  }

  /// The wording in `language`.
  public func text(in language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}

/// An error that can explain itself to a person in either language.
public protocol LocalizedFailure: Error {
  /// Where it is, what was found, what was expected, what to do.
  var message: Message { get }
}
