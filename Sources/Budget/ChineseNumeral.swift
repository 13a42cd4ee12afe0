/// A number from 1 to 99 as Chinese lists count: 一, 十, 二十一.
public func chineseNumeral(_ number: Int) -> String {
  let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
  let (tens, ones) = number.quotientAndRemainder(dividingBy: 10)
  let lead = tens == 0 ? "" : (tens == 1 ? "" : digits[tens % 10]) + "十"
  return lead + digits[ones]
}
