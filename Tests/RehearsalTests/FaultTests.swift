import Rehearsal
import Testing

@Suite struct FaultTests {
    @Test func namesAreThoseOfOptions() {
        #expect(Fault.allCases.allSatisfy { $0.rawValue.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x2d } })
    }
}
