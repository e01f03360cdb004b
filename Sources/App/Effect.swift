import Catalog
import Flow
import OAuth
import Screen

/// Work for the program to do outside the model.
package enum Effect: Equatable, Sendable {
    /// Draw random values and answer with `Event.valuesDrawn`.
    case drawValues(Event.Purpose)
    /// Hand the text to a clipboard program and answer with `Event.copied` or `Event.noProgramCopied`.
    case copy(String, Copied = .url)
    /// Send the text to the terminal (OSC 52) and answer with `Event.copied` or `Event.copyFailed`.
    case sendToTerminal(String, Copied = .url)
    /// Leave the screen and print the text raw, so that the terminal can select it as one line.
    case showPlain(String)
    /// Hand the URL to the browser and answer with `Event.browserAnswered`, or for an attempt with this number with
    /// `RoundTripEvent.browser`.
    case openBrowser(String, attempt: Int? = nil)
    /// Do something for the attempt with this number and answer with `Event.roundTrip`.
    case roundTrip(Int, RoundTripTask)
    case wait(Timer, milliseconds: Int)
    case save(Workspace)
    /// List the files of the catalogue and answer with `Event.providersListed`.
    case listProviders
    /// Find the API description that comes with the program, and answer with `Event.sampleLocated`.
    case locateSample
    /// Find the provider of the catalogue that a message belongs to, and answer with `Event.providerRecognised` and this
    /// number.
    case recogniseProvider(Int, ProviderRecognition)
    /// Read a provider to check a message against it, and answer with `Event.providerChecked`.
    case checkAs(ProviderListing.Source)
    /// Read a provider and the data saved for it, and answer with `Event.providerOpened` or `providerNotOpened`.
    case openProvider(ProviderListing.Source)
    /// Read a document and answer with `Event.importOffered` or `importFailed` and this number.
    case readDocument(Int, String)
    /// Give the provider at this place in the offer another id, and answer with `Event.importRenamed` and the number.
    case renameImport(Int, ImportOffer, Int, id: String)
    /// Stop reading the document with this number.
    case cancelReading(Int)
    /// Write the providers, open the first, and answer with `Event.providerOpened` or `importFailed` and this number.
    case keepProviders(Int, [Provider])
    /// Complete the path and answer with `Event.pathCompleted`.
    case completePath(String)
    /// Write the report of the attempts to a new file and answer with `Event.reportWritten` or `reportNotWritten`.
    case writeReport(String, to: String)
    /// Search the files at the path for requests and answer with `Event.scanned` and this number.
    case scan(Int, path: String)
    /// End the scan with this number, which then answers with the findings so far.
    case cancelScan(Int)
    /// Leave the screen, open the file at the line in the user's editor, and come back when it ends.
    case edit(OctetPath, line: Int, column: Int)
    /// Open this provider at the next start.
    case rememberProvider(ProviderListing.Source)
    /// Save the user's own entries. Answer with `Event.ownEntriesNotSaved` when that fails.
    case saveOwn(OwnEntries)
    /// Write a setting to `settings.json`, and answer with `Event.settingsNotSaved` when that fails.
    case saveSetting(SettingChange)
    /// Show the screen in other colours.
    case useTheme(Theme)
    /// Turn the terminal's mouse reports on or off.
    case reportMouse(Bool)
    /// Set the title of the window. The text is printable ASCII.
    case setTitle(String)
    case redraw
    case suspend
    case quit
    /// End the program with the code of an interrupt, and without a result.
    case interrupt
}
