/// Comparison whose duration tells nothing about where two texts differ.
public enum ConstantTime {
    /// Compares octets in a time that depends on the length of `received` alone.
    ///
    /// - Parameters:
    ///   - received: The octets from outside.
    ///   - expected: The octets that they must be.
    /// - Returns: Whether both are the same.
    @inline(never)
    public static func equal(_ received: some Collection<UInt8>, _ expected: some Collection<UInt8>) -> Bool {
        let received = Array(received)
        let expected = Array(expected)
        let hasSameLength = received.count == expected.count
        // Of different lengths: it is compared with itself, and the answer is no all the same.
        let other = hasSameLength ? expected : received
        var difference: UInt8 = hasSameLength ? 0 : 1
        for index in received.indices { difference |= received[index] ^ other[index] }
        return difference == 0
    }
}
