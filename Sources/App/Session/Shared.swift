/// A large value that is replaced as a whole, kept on the heap: a copy of what holds it costs one reference.
///
/// Views are made of the desk for each frame. Without this, each of them would copy some hundred references.
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

    /// The value with its place on the heap, to keep as long as it is the present one or after that.
    package var projectedValue: Self { self }
}
