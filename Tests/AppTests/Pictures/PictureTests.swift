import App
import Catalog
import OAuth
import Screen
import TestSupport
import TestTraits
import Testing

/// The pictures of the documentation are golden frames: `docs/pictures/`. `make pictures` writes them.
@Suite(.onThreadsOfTheirOwn) struct PictureTests {
    /// A picture: the scene that it is of, and what it shows in words.
    struct Picture: CustomTestStringConvertible, Sendable {
        var name: String
        var scene: String
        var description: String

        var testDescription: String { name }
    }

    static let pictures = [
        Picture(
            name: "first-start", scene: "built-in",
            description: "The first start: scopes on the left, the request and its checks on the right, the URL below."),
        Picture(
            name: "fault", scene: "built-in-fault",
            description: "A redirect URI with a slash too many: the octet that differs, the fix on one key."),
        Picture(
            name: "least-scopes", scene: "built-in-operations",
            description: "Operations that are ticked, and the least scopes that allow them, with the reasons."),
        Picture(
            name: "round-trip", scene: "built-in-attempt",
            description: "An attempt of the whole flow that waits for consent, and the way of the request."),
    ]

    static let size = (width: 120, height: 36)

    @Test(arguments: pictures)
    func isTheFrameOfItsScene(picture: Picture) throws {
        #expect(ScreenTests.sizes.contains { $0 == Self.size }, "a golden frame")
        let scene = try #require(ScreenTests.scenes.first { $0.name == picture.scene })
        var model = Fixture.model(scene.provider(), width: Self.size.width, height: Self.size.height)
        scene.steps(&model)
        let svg = SVGPicture(of: model.render(), title: model.windowTitle, description: picture.description)
        #expect(
            try Recording.difference(of: svg.text, from: "../../../docs/pictures/\(picture.name).svg") == nil)
    }
}
