import Catalog
import Commands
import Options

/// A page of the manual, made from the help of the commands and the pages about file formats.
struct ManualPage {
    /// The name of its file, such as `authscope.1`.
    var fileName: String
    /// The page in the language of man(7).
    var text: String

    static var all: [ManualPage] {
        [
            CommandDescription.program.map { ManualPage(fileName: "authscope.1", text: program($0)) },
            ManualPage(fileName: "authscope-provider.5", text: providerFormat),
        ].compactMap(\.self)
    }

    private static func page(_ title: String, section: Int, book: String) -> Roff {
        Roff(
            title: title, section: section, date: AuthscopeCommand.released,
            version: AuthscopeCommand.configuration.version, book: book)
    }

    // MARK: authscope(1)

    private static func program(_ program: CommandDescription) -> String {
        var page = page("authscope", section: 1, book: "User Commands")
        let overview = ManualText(program.discussion)
        page.section("Name")
        page.paragraph("authscope \\- \(Roff.escaped(program.abstract.lowercasedFirst))")
        page.section("Synopsis")
        page.synopses(of: program)
        page.section("Description")
        page.add(overview.paragraphs)
        page.section("Options")
        page.options(program.defaultArguments + program.arguments)
        page.section("Commands")
        for command in program.subcommands where command.isShown { page.command(command) }
        for list in overview.lists {
            page.section(list.manualTitle)
            for row in list.rows { page.entry(Roff.bold(row.label), [Roff.escaped(row.text)]) }
        }
        page.section("Examples")
        page.examples(program)
        page.section("See also")
        page.paragraph("\(Roff.bold("authscope-provider"))(5)")
        return page.text
    }

    // MARK: authscope-provider(5)

    private static var providerFormat: String {
        var page = page("authscope-provider", section: 5, book: "File Formats")
        page.section("Name")
        page.paragraph("authscope\\-provider \\- provider files and own entries of authscope")
        page.section("Description")
        page.add(Markdown(ProviderFormat.markdown))
        page.section("See also")
        page.paragraph("\(Roff.bold("authscope"))(1)")
        return page.text
    }
}

extension Roff {
    fileprivate mutating func synopses(of command: CommandDescription) {
        for words in command.synopses {
            // A name and its value stay on one line.
            let arguments = words.dropFirst().map { Roff.escaped($0).replacing(" ", with: "\\ ") }
            paragraph(([Roff.bold(words[0])] + arguments).joined(separator: "\n"))
        }
    }

    fileprivate mutating func options(_ arguments: [CommandArgument]) {
        for argument in arguments { entry(Roff.bold(argument.label), [Roff.escaped(argument.description)]) }
    }

    fileprivate mutating func command(_ command: CommandDescription) {
        subsection(command.call)
        paragraph(Roff.escaped(command.abstract))
        synopses(of: command)
        let discussion = ManualText(command.discussion)
        add(discussion.paragraphs)
        for list in discussion.lists {
            paragraph(Roff.escaped("\(list.title):"))
            for row in list.rows { entry(Roff.bold(row.label), [Roff.escaped(row.text)]) }
        }
        options(command.arguments.filter { !$0.isHelp })
        examples(command)
    }

    fileprivate mutating func examples(_ command: CommandDescription) {
        for example in command.examples { entry(Roff.bold(example.call), [Roff.escaped(example.purpose)]) }
    }

    fileprivate mutating func add(_ paragraphs: [String]) {
        for text in paragraphs { paragraph(Roff.escaped(text)) }
    }

    /// Adds a page. Its title is that of the manual page, and its chapters are sections.
    fileprivate mutating func add(_ page: Markdown) {
        for block in page.blocks {
            switch block {
            case .heading(1, _): break
            case .heading(2, let title): section(title.text)
            case .heading(_, let title): subsection(title.text)
            case .paragraph(let text): paragraph(Roff.inline(text))
            case .list(let items): for item in items { entry("\\(bu", [Roff.inline(item)]) }
            case .code(let lines): literal(lines)
            case .table(let header, let rows):
                for cells in rows {
                    let row = PageRow(header: header, cells: cells)
                    let remark = row.remark.isEmpty ? "" : " (\(Roff.escaped(row.remark)))"
                    entry(Roff.bold(row.title) + remark, row.texts.map { Roff.escaped($0) })
                }
            }
        }
    }
}

extension String {
    /// The text with a lower-case first letter, as in the list of manual pages.
    fileprivate var lowercasedFirst: String {
        let text = hasSuffix(".") ? dropLast() : self[...]
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}
