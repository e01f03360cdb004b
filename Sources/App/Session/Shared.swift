/// A large value on the heap, which is replaced as a whole. A copy of its owner copies only one reference.
///
/// The views of each frame hold copies of the desk. Without `Shared`, each copy would copy some hundred references.
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

    /// The value as a reference, to keep it without a copy.
    package var projectedValue: Self { self }
}
