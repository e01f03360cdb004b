import Glibc
import Text

/// Finds the parameter names that identify a request, each followed by `=`.
///
/// It looks for `=` with memchr(3), which is as fast as memory, and compares only the octets before it.
struct AnchorSearch {
    /// A name and its `=` in the octets.
    struct Anchor: Equatable {
        /// The place where the name starts.
        var start: Int
        /// The place after the `=`.
        var end: Int
    }

    private let octets: UnsafeBufferPointer<UInt8>

    init(_ octets: UnsafeBufferPointer<UInt8>) {
        self.octets = octets
    }

    /// Names that only requests have.
    private static let ofRequests = ["response_type", "client_id", "redirect_uri", "grant_type"].map { Array($0.utf8) }
    /// Names that answers have, and many other texts: one counts only as a parameter of a URL.
    private static let ofAnswers = ["access_token", "code", "error"].map { Array($0.utf8) }

    /// Returns the next anchor at or after a place; nil if there is none.
    func next(from start: Int) -> Anchor? {
        var place = start
        while place < octets.count, let base = octets.baseAddress {
            guard let found = memchr(base + place, Int32(ascii("=")), octets.count - place) else { return nil }
            let sign = UnsafeRawPointer(found) - UnsafeRawPointer(base)
            if let anchor = anchor(at: sign, from: start) { return anchor }
            place = sign + 1
        }
        return nil
    }

    private func anchor(at sign: Int, from start: Int) -> Anchor? {
        guard sign > start else { return nil }
        switch octets[sign - 1] {
        case ascii("e"), ascii("d"), ascii("i"):
            if let name = name(Self.ofRequests, before: sign, from: start) {
                return Anchor(start: sign - name, end: sign + 1)
            }
        case ascii("n"), ascii("r"): break
        default: return nil
        }
        guard let name = name(Self.ofAnswers, before: sign, from: start), sign - name > start else { return nil }
        switch octets[sign - name - 1] {
        case ascii("?"), ascii("&"), ascii("#"), ascii(";"): return Anchor(start: sign - name, end: sign + 1)
        case ascii("6") where hasEscape(before: sign - name, from: start):
            return Anchor(start: sign - name, end: sign + 1)
        default: return nil
        }
    }

    /// Returns the length of the name that ends at the place, if it is not the end of a longer one.
    private func name(_ names: [[UInt8]], before end: Int, from start: Int) -> Int? {
        for name in names where end - start >= name.count {
            let begin = end - name.count
            guard name.indices.allSatisfy({ octets[begin + $0] == name[$0] }) else { continue }
            guard begin > start else { return name.count }
            let before = octets[begin - 1]
            let isLonger =
                before.isLetter || before.isDigit || before == ascii("_") || before == ascii("-")
                || before == ascii(".")
            return isLonger && !hasEscape(before: begin, from: start) ? nil : name.count
        }
        return nil
    }

    /// Whether `\u0026`, `\u003f` or `\u0023` is before the place.
    private func hasEscape(before place: Int, from start: Int) -> Bool {
        guard place - start >= 6, octets[place - 6] == ascii("\\"), octets[place - 5].lowercased == ascii("u") else {
            return false
        }
        let digits = (octets[place - 4], octets[place - 3], octets[place - 2], octets[place - 1].lowercased)
        guard digits.0 == ascii("0"), digits.1 == ascii("0") else { return false }
        switch (digits.2, digits.3) {
        case (ascii("2"), ascii("6")), (ascii("3"), ascii("f")), (ascii("2"), ascii("3")): return true
        default: return false
        }
    }
}
