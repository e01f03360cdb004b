/// Comparison whose duration does not reveal where two texts differ.
public enum ConstantTime {
    /// Compares octets in a time that depends only on the length of `received`.
    ///
    /// - Parameters:
    ///   - received: The octets from outside.
    ///   - expected: The expected octets.
    /// - Returns: Whether both are equal.
    @inline(never)
    public static func equal(_ received: some Collection<UInt8>, _ expected: some Collection<UInt8>) -> Bool {
        let received = Array(received)
        let expected = Array(expected)
        let hasSameLength = received.count == expected.count
        // If the lengths differ, `received` is compared with itself, and the result is false.
        let other = hasSameLength ? expected : received
        var difference: UInt8 = hasSameLength ? 0 : 1
        for index in received.indices { difference |= received[index] ^ other[index] }
        return difference == 0
    }
}
