import CNcurses

extension Terminal {
    /// Leaves the screen, lets a program have the terminal while the closure runs, and enters again.
    package func lend(_ use: () -> Void) {
        guard scr_lend() else { return }
        use()
        scr_reclaim()
        _ = enterAgain()
    }
}
