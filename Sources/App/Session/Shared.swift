/// A large value on the heap, which is replaced as a whole. Copying what holds it costs one reference.
///
/// Each frame is drawn from views that hold a copy of the desk. Without this, a copy takes some hundred references.
@propertyWrapper
package indirect enum Shared<Value: Equatable & Sendable>: Equatable, Sendable {
    case value(Value)

    package init(wrappedValue: Value) { self = .value(wrappedValue) }

    package var wrappedValue: Value {
        get {
            switch self {
            case .value(let value): value
            }
        }
        set { self = .value(newValue) }
    }

    /// The value with its place on the heap, for keeping it without copying it.
    package var projectedValue: Self { self }
}
