/// Something that follows from other values and is kept so that it is made once. It never tells two models apart.
package struct Kept<Value: Sendable>: Equatable, Sendable {
    package internal(set) var value: Value

    init(_ value: Value) { self.value = value }

    package static func == (_: Kept, _: Kept) -> Bool { true }
}
