import BitCollections
import Catalog
import OAuth
import Text

extension Dialogue {
    mutating func takeScopes(_ text: String) {
        let words = text.split { $0 == " " || $0 == "," }.map(String.init)
        guard let first = words.first else { return goOn() }
        let rest = Array(words.dropFirst())
        // A scope may have the name of a command; then its number means the scope.
        switch first {
        case "list": desk.provider.scopes.indices.forEach { say(scopeLine($0)) }
        case "find": list(rowsMatching(rest.joined(separator: " ")), rest.joined(separator: " "))
        case "all": set(Array(desk.provider.scopes.indices))
        case "none": set([])
        case "only": if let rows = rows(of: rest) { set(rows) }
        case "add": add(rest)
        default:
            guard let rows = rows(of: words) else { return }
            desk.edit { draft in
                for row in rows where draft.scopes.remove(row) == nil { draft.scopes.insert(row) }
            }
            sayScopes()
        }
    }

    private mutating func set(_ rows: [Int]) {
        desk.edit { $0.scopes = BitSet(rows) }
        sayScopes()
    }

    private mutating func sayScopes() { say("Scopes that are on: \(scopesThatAreOn).") }

    private mutating func add(_ words: [String]) {
        let name = words.joined(separator: " ")
        if desk.provider.scopes.contains(name) { return say("\(name) is in the list already.") }
        if let fault = EntryCheck.faultOfScopeName(name) { return say(sentence: fault) }
        guard desk.provider.scopes.count < EntryCheck.mostScopes else {
            return say("A list can have at most \(EntryCheck.mostScopes.grouped) scopes.")
        }
        desk.add(OwnEntries.OwnScope(name: name))
        desk.messages.clear()
        if let row = desk.provider.scopes.index(of: name) { desk.toggle(scope: row) }
        sayScopes()
    }

    // MARK: Rows

    /// Finds the rows of the words, each once. Returns nil, with a message, if a word has no row or several.
    private mutating func rows(of words: [String]) -> [Int]? {
        var rows: [Int] = []
        for word in words {
            guard let found = self.rows(of: word) else { return nil }
            rows += found.filter { !rows.contains($0) }
        }
        return rows
    }

    /// A name, a number, two numbers with a hyphen between them, or a part of only one name.
    private mutating func rows(of word: String) -> [Int]? {
        let scopes = desk.provider.scopes
        if let row = scopes.index(of: word) { return [row] }
        let numbers = word.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        if (1...2).contains(numbers.count), let first = numbers[0], let last = numbers[numbers.count - 1] {
            guard scopes.indices.contains(first - 1), scopes.indices.contains(last - 1), first <= last else {
                if scopes.count == 0 { say("There is no list of scopes.") } else { say(numbers: scopes.count) }
                return nil
            }
            return Array(first - 1...last - 1)
        }
        let matches = rowsMatching(word)
        if matches.count == 1 { return matches }
        if matches.isEmpty {
            say("There is no scope called \(word). Type add \(word) to add it as one of your own.")
        } else {
            list(matches, word)
            say("Several match \(word). Type a number or more of the name.")
        }
        return nil
    }

    private func rowsMatching(_ text: String) -> [Int] {
        let words = SearchWords(text)
        return desk.provider.scopes.indices.filter { words.match(desk.provider.scopes.name(at: $0)) }
    }

    private mutating func list(_ rows: [Int], _ text: String) {
        if rows.isEmpty { say("No scope matches \(text).") }
        for row in rows.prefix(Self.mostScopesShown) { say(scopeLine(row)) }
        let more = rows.count - Self.mostScopesShown
        if more > 0 { say("And \(more.grouped) more. Type more of the name.") }
    }
}
