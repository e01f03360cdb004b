/// A large value on the heap, which is replaced as a whole, also by a call of a mutating method. A copy of its owner copies
/// only one reference.
///
/// The views of each frame hold copies of the desk. Without `Shared`, each copy would copy some hundred references.
@propertyWrapper
package struct Shared<Value: Sendable>: Sendable {
    private final class Box: Sendable {
        let value: Value

        init(_ value: Value) { self.value = value }
    }

    private var box: Box

    package init(wrappedValue: Value) { box = Box(wrappedValue) }

    package var wrappedValue: Value {
        // Yields the value in place. `get` would copy all of it, even to read one member.
        _read { yield box.value }
        set { box = Box(newValue) }
    }

    /// The value as a reference, to keep it without a copy.
    package var projectedValue: Self { self }

    /// Whether both have the same box. If so, their values are equal; if not, they may still be.
    func isIdentical(to other: Shared) -> Bool { box === other.box }
}

extension Shared: Equatable where Value: Equatable {
    package static func == (left: Shared, right: Shared) -> Bool {
        left.isIdentical(to: right) || left.box.value == right.box.value
    }
}
