import Platform

extension DocumentReader {
    /// Reads URLs too, in this process.
    package init(converter: YAMLConverter = YAMLConverter()) {
        self.init(converter: converter, downloader: Downloader())
    }

    init(converter: YAMLConverter = YAMLConverter(), downloader: Downloader) {
        @Sendable func fetch(_ url: String) async throws(DocumentProblem) -> [UInt8] {
            do {
                return try await downloader.download(url)
            } catch .connection(.cancelled) {
                throw .cancelled
            } catch {
                throw .download(url, reason: error.message)
            }
        }
        self.init(converter: converter, fetch: fetch)
    }
}
