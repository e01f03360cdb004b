/// A value that is computed from other values and cached. Two of them are always equal: a cache says nothing about
/// whether two models differ.
package struct Kept<Value: Sendable>: Equatable, Sendable {
    @Shared package internal(set) var value: Value

    init(_ value: Value) { self.value = value }

    package static func == (_: Kept, _: Kept) -> Bool { true }
}
