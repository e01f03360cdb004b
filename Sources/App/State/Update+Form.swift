import Catalog
import OAuth
import Screen

extension Model {
    /// Opens a form, with what was typed into it before where it was left.
    mutating func open(_ blank: Form) -> [Effect] {
        notice = nil
        let kept = keptForms[blank.subject]
        form = kept ?? blank
        form?.judge(for: provider)
        return kept == nil ? [] : say("As you left it. \(KeyTable.label(.formReset)) begins anew")
    }

    /// A key while a form lies over the panes.
    mutating func fillIn(_ key: Key) -> [Effect] {
        guard var next = form else { return [] }
        // What was said of the last key does not hide what Enter does now.
        notice = nil
        let isTyped = next.line(of: next.current) != nil
        if isTyped, case .character(let scalar) = key {
            _ = next.edit { $0.insert(String(scalar)) }
            return show(next)
        }
        switch KeyTable.action(for: key, in: .form) {
        case .formSave: return saveForm(next)
        case .formClose: return closeForm(next)
        case .formNext: next.move(by: 1)
        case .formPrevious: next.move(by: -1)
        case .formReset: next.reset()
        case .formChange where !isTyped: next.changeKind()
        default:
            guard let action = KeyTable.action(for: key, in: .text), next.edit({ $0.apply(action) }) == true else {
                return []
            }
        }
        return show(next)
    }

    /// A paste goes into the current field.
    mutating func pasteIntoForm(_ text: String) -> [Effect] {
        guard var next = form else { return [] }
        guard next.line(of: next.current) != nil else { return say("Nothing to type here: Space changes it", .warning) }
        let dropped = next.paste(text)
        let effects = show(next)
        guard dropped.uris > 0 else { return effects + tell(leftOut: dropped.controls) }
        let most = EntryCheck.mostRedirectURIs
        return effects + say("A client has at most \(most) redirect URIs: \(dropped.uris) left out", .warning)
    }

    private mutating func show(_ next: Form) -> [Effect] {
        form = next
        form?.judge(for: provider)
        return []
    }

    /// Enter: takes what was typed, or goes to the first field where that cannot be.
    private mutating func saveForm(_ filled: Form) -> [Effect] {
        guard let field = filled.fieldAtFault else {
            form = nil
            keptForms[filled.subject] = nil
            return take(filled)
        }
        form?.isTried = true
        form?.current = field
        return say("Not saved: look at \(filled.label(of: field))", .problem)
    }

    /// Esc: nothing that was typed is lost, so nothing is asked.
    private mutating func closeForm(_ filled: Form) -> [Effect] {
        form = nil
        guard filled.isChanged else {
            keptForms[filled.subject] = nil
            return []
        }
        keptForms[filled.subject] = filled
        return say("Not saved. \(KeyTable.label(filled.subject.opener)) brings it back as you left it")
    }
}

extension Form.Subject {
    /// What opens the form.
    fileprivate var opener: Action {
        switch self {
        case .newClient: .addClient
        case .copy: .duplicateClient
        case .client: .editClient
        case .newScope: .addScope
        case .scope: .editScope
        }
    }
}
