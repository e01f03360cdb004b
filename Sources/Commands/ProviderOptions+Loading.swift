import Catalog
import Glibc
import OAuth
import Options
import Platform

extension ProviderOptions {
    /// Returns the named provider, or the built-in one, with the user's own entries.
    ///
    /// If the file contains something that authscope does not use, a note is written to standard error.
    ///
    /// - Parameter needsAddresses: Whether each variable of its addresses must have a value.
    package func load(needsAddresses: Bool = true) throws -> Provider {
        let name = provider ?? BuiltIn.provider.id
        let first = try provider.map { try NamedProvider.named($0, .process) }
        let provider = try (first ?? .known(name, .process)).provider
        if let remark = provider.clientIDPattern?.remark { write(.note(remark, file: name), to: STDERR_FILENO) }
        let store = OwnEntriesStore(environment: .process, provider: provider.id)
        var own = try CommandFailure.catchingFileProblems { try store.read() } ?? OwnEntries()
        for value in try values(for: provider) { own.set(variable: value.name, to: value.value) }
        let filled = own.applied(to: provider)
        guard needsAddresses, let open = filled.openVariables.first else { return filled }
        let what = open.summary.isEmpty ? "" : " (\(open.summary))"
        throw CommandFailure(
            .usage, "\(filled.name) needs a value for \(open.name)\(what): give it with --set \(open.name)=VALUE")
    }

    /// Returns the values of `--set`, checked against the provider's variables.
    package func values(for provider: Provider) throws -> [Parameter] {
        try set.map { try VariableArgument($0).value(for: provider) }
    }
}

/// A value of `--set`.
package struct VariableArgument {
    private let text: String

    package init(_ text: String) {
        self.text = text
    }

    /// Whether the provider has the variable.
    package func belongs(to provider: Provider) -> Bool {
        provider.variables.contains { text.hasPrefix($0.name + "=") }
    }

    /// Returns the value, checked against the provider's variables.
    package func value(for provider: Provider) throws -> Parameter {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else { throw CommandFailure(.usage, "--set \(text): write it as name=value") }
        guard let variable = provider.variables.first(where: { $0.name == parts[0] }) else {
            let names = provider.variables.map(\.name).joined(separator: ", ")
            let known = names.isEmpty ? "\(provider.name) has no variables" : "the variables are \(names)"
            throw CommandFailure(.usage, "--set \(parts[0]): \(known)")
        }
        if let fault = VariableCheck.fault(of: parts[1], for: variable, in: provider) {
            throw CommandFailure(.usage, "--set \(text): \(fault)")
        }
        return Parameter(parts[0], parts[1])
    }
}
