// ncurses paints. This file controls the terminal line: its modes, its signals, and the one write(2) per frame.
//
// ncurses flushes when its buffer is full, so a large frame would reach the terminal in pieces. Here it writes into a
// memory file instead, and `commit` sends the frame in one write. As its output is not a terminal, ncurses cannot set
// terminal modes. They are set here, which signal handlers need anyway.

#if !__has_include(<ncurses.h>) || !__has_include(<term.h>)
#error "ncurses is missing: apt-get install libncurses-dev"
#else

#include "CNcurses.h"
#include "lean-entry.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

_Static_assert(CCHARW_MAX >= SCR_MARKS + 1, "a cell of ncurses must hold a cell of ours");

#define COUNT(array) (sizeof(array) / sizeof *(array))

// The state of the terminal, for the handlers of fatal signals.
enum { CLOSED, ON_SCREEN, PAUSED };

static struct {
    SCREEN *screen;
    FILE *paint_file;
    int input, output;          // the terminal
    int paint;                  // the memory file ncurses writes to
    void *mapping;              // the bytes of that file
    size_t mapping_size;
    off_t sent;                 // how many of them have been sent
    int wake;                   // eventfd: a signal came
    bool has_signal;            // scr_wait() has found a signal that has not been read yet
    struct termios shell, raw;
    bool gone, reported;        // the terminal hung up; scr_read() has returned -1
    bool has_alternate;
    bool unicode;
    bool cursor_set, cursor_on;
    bool mouse;
    int colors, features;
    int width, height;
    char modes_on[64], modes_off[96];
    const char *show_cursor, *hide_cursor;
    cchar_t styles[SCR_MAX_ROLES][8];
} scr = {.input = -1, .output = -1, .paint = -1, .wake = -1};

// The data that the handlers read. Only the atomics change while a handler may run.
static _Atomic int place = CLOSED;
static _Atomic unsigned signals_seen;
static _Atomic bool asked_to_end;
static _Atomic bool has_input;  // scr_wait() has found input that has not been read yet
static char restore[512];       // every mode off, back from the alternate screen
static size_t restore_length;
static int stderr_real = -1, stderr_parked = -1;

// --- bytes out

static bool write_all(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t n = write(descriptor, bytes, count);
        if (n >= 0) {
            bytes += n;
            count -= (size_t)n;
        } else if (errno == EAGAIN) {
            // Another process may have made the shared description non-blocking.
            struct pollfd ready = {.fd = descriptor, .events = POLLOUT};
            poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

// Copies a terminfo string without padding such as `$<5>`, which only tputs() understands. Returns its length.
static size_t copy(char *out, size_t room, const char *string) {
    size_t length = 0;
    while (string && *string && length < room) {
        const char *end = string[0] == '$' && string[1] == '<' ? strchr(string, '>') : NULL;
        if (end) string = end + 1;
        else out[length++] = *string++;
    }
    return length;
}

// Adds a string to the frame. Its place among the output that ncurses still buffers does not matter.
static void add(const char *string) {
    char bytes[256];
    write_all(scr.paint, bytes, copy(bytes, sizeof bytes, string));
}

// Maps the memory file up to `end`, and beyond for the next frames.
static bool map_paint(size_t end) {
    if (end <= scr.mapping_size) return true;
    size_t size = end < 32768 ? 65536 : end * 2;
    void *mapping = scr.mapping ? mremap(scr.mapping, scr.mapping_size, size, MREMAP_MAYMOVE)
                                : mmap(NULL, size, PROT_READ, MAP_SHARED, scr.paint, 0);
    if (mapping == MAP_FAILED) return false;
    scr.mapping = mapping;
    scr.mapping_size = size;
    return true;
}

static void commit(void) {
    off_t end = lseek(scr.paint, 0, SEEK_CUR);
    if (end <= scr.sent || !map_paint((size_t)end)) return;
    const char *frame = (const char *)scr.mapping + scr.sent;
    if (!scr.gone && !write_all(scr.output, frame, (size_t)(end - scr.sent))) scr.gone = true;
    scr.sent = end;
    if (end > 4096) {
        // Start over, so that only a few pages are used.
        lseek(scr.paint, 0, SEEK_SET);
        scr.sent = 0;
    }
}

void scr_queue(const uint8_t *bytes, size_t count) {
    if (scr.screen) write_all(scr.paint, (const char *)bytes, count);
}

void scr_send(const uint8_t *bytes, size_t count) {
    if (!scr.screen) return;
    commit();                   // pending output, such as the title to restore
    if (!scr.gone && !write_all(scr.output, (const char *)bytes, count)) scr.gone = true;
}

// Whether the process is in the foreground. In the background, the shell uses the line: it must not be changed or read.
static bool in_foreground(void) {
    pid_t group = tcgetpgrp(scr.input);
    return group < 0 || group == getpgrp();
}

// Whether the line is still as we set it: a shell that does not edit lines leaves it as a stopped job had it.
static bool is_still_raw(void) {
    struct termios now;
    return tcgetattr(scr.input, &now) == 0 && now.c_iflag == scr.raw.c_iflag && now.c_oflag == scr.raw.c_oflag
        && now.c_lflag == scr.raw.c_lflag;
}

// Restores the line. Async-signal-safe. The caller blocks SIGTTOU, which would stop us in the background.
static void give_line_back(int how) {
    if (!in_foreground() && !is_still_raw()) return;
    while (tcsetattr(scr.input, how, &scr.shell) < 0 && errno == EINTR) continue;
}

// Stops the job. Returns true when it continues, and false if the kernel did not stop it, because no shell could
// continue it.
static bool stop_job(int number) {
    atomic_fetch_and(&signals_seen, ~(unsigned)SCR_GOT_CONTINUE);
    kill(0, number);
    // Another thread may handle SIGCONT, and the signals before it.
    bool goes_on = false;
    for (int i = 0; i < 100 && !goes_on; i++) {
        poll(NULL, 0, 1);
        goes_on = atomic_load(&signals_seen) & SCR_GOT_CONTINUE;
    }
    return goes_on;
}

// Sets the line to single keys. A job in the background stops here until it is in the foreground again. Returns false,
// and does not change the line, if the process is asked to end before that.
static bool take_line(void) {
    while (!in_foreground() && !atomic_load(&asked_to_end))
        if (!stop_job(SIGTTOU)) break;
    if (atomic_load(&asked_to_end)) return false;
    while (tcsetattr(scr.input, TCSADRAIN, &scr.raw) < 0 && errno == EINTR) continue;
    atomic_store(&has_input, false);    // the shell may have read it
    return true;
}

// --- stderr: no output may overwrite the screen, and the message of a crash must not be lost

static void park_stderr(void) {
    if (!isatty(STDERR_FILENO)) return;
    stderr_real = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    stderr_parked = memfd_create("stderr", MFD_CLOEXEC);
    if (stderr_real >= 0 && stderr_parked >= 0) dup2(stderr_parked, STDERR_FILENO);
}

// Async-signal-safe.
static void unpark_stderr(void) {
    if (stderr_real < 0 || stderr_parked < 0) return;
    dup2(stderr_real, STDERR_FILENO);
    char piece[1024];
    off_t at = 0;
    for (ssize_t n; (n = pread(stderr_parked, piece, sizeof piece, at)) > 0; at += n)
        if (!write_all(STDERR_FILENO, piece, (size_t)n)) break;
    close(stderr_real);
    close(stderr_parked);
    stderr_real = stderr_parked = -1;
}

// --- signals

// The signals that the program's own faults raise. They end it even if it ignores them.
static const int faults[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS, SIGABRT};
// The signals whose default action does not end the program, and the two that cannot be caught (signal(7)). All others
// end it.
static const int harmless_signals[] = {SIGCHLD, SIGURG, SIGWINCH, SIGCONT, SIGTSTP, SIGTTIN, SIGTTOU, SIGKILL, SIGSTOP};
static const struct { int number, bit; } caught_signals[] = {
    {SIGINT, SCR_GOT_INT}, {SIGTERM, SCR_GOT_TERM}, {SIGHUP, SCR_GOT_HUP},
    {SIGWINCH, SCR_GOT_RESIZE}, {SIGTSTP, SCR_GOT_STOP}, {SIGCONT, SCR_GOT_CONTINUE},
};
static struct sigaction before[COUNT(caught_signals)];

static bool is_fault(int number) {
    for (size_t i = 0; i < COUNT(faults); i++)
        if (faults[i] == number) return true;
    return false;
}

// Whether the signal ends a program by default, and no other handler here handles it.
static bool is_fatal(int number) {
    for (size_t i = 0; i < COUNT(harmless_signals); i++)
        if (harmless_signals[i] == number) return false;
    for (size_t i = 0; i < COUNT(caught_signals); i++)
        if (caught_signals[i].number == number) return false;
    return true;
}

// Restores the terminal and ends the process. Async-signal-safe calls only.
static void on_fatal(int number) {
    int was = atomic_exchange(&place, CLOSED);
    if (was != CLOSED) {
        give_line_back(TCSANOW);
        // A terminal that no longer reads must not prevent the end.
        int flags = fcntl(scr.output, F_GETFL);
        fcntl(scr.output, F_SETFL, flags | O_NONBLOCK);
        ssize_t n = was == ON_SCREEN ? write(scr.output, restore, restore_length) : write(scr.output, "\r\n", 2);
        (void)n;
        fcntl(scr.output, F_SETFL, flags);
    }
    unpark_stderr();
    scr_die(number);
}

static void on_signal(int number) {
    int saved = errno;
    unsigned bit = 0;
    for (size_t i = 0; i < COUNT(caught_signals); i++)
        if (caught_signals[i].number == number) bit = (unsigned)caught_signals[i].bit;
    // The first signal asks the program to end. If it does not, the second one ends it.
    if ((bit & (SCR_GOT_INT | SCR_GOT_TERM | SCR_GOT_HUP)) && atomic_exchange(&asked_to_end, true)) on_fatal(number);
    atomic_fetch_or(&signals_seen, bit);
    // After a stop, the shell may have read the input.
    if (number == SIGCONT) atomic_store(&has_input, false);
    uint64_t one = 1;
    ssize_t n = write(scr.wake, &one, sizeof one);
    (void)n;
    errno = saved;
}

#if defined(__x86_64__) || defined(__aarch64__)
// The kernel's own form of sigaction. The C library reserves two real-time signals and accepts no handler for them, but
// any process may send them.
static void catch_reserved(int number) {
    struct {
        void (*handler)(int);
        unsigned long flags;
        void (*restorer)(void);
        unsigned long mask;
    } action = {.handler = on_fatal}, old = {0};
    // On a stack of its own, like the others. The handler never returns, so nothing is ever restored.
    enum { RESTORER = 0x04000000 };
    action.flags = SA_ONSTACK | SA_NODEFER | (unsigned long)SA_RESETHAND | RESTORER;
    action.restorer = abort;
    if (syscall(SYS_rt_sigaction, number, NULL, &old, sizeof old.mask) < 0 || old.handler != SIG_DFL) return;
    syscall(SYS_rt_sigaction, number, &action, NULL, sizeof action.mask);
}
#else
static void catch_reserved(int number) { (void)number; }
#endif

static void catch_fatal(int number, const struct sigaction *action) {
    struct sigaction old;
    if (sigaction(number, NULL, &old) < 0) catch_reserved(number);
    // Ignored signals stay ignored, if possible.
    else if (old.sa_handler != SIG_IGN || is_fault(number)) sigaction(number, action, NULL);
}

// Called before newterm(): ncurses does not change signals that are not at their defaults.
static void catch_signals(void) {
    // A separate stack, so that the terminal is restored even after a stack overflow.
    static _Alignas(16) char stack[32768];
    sigaltstack(&(stack_t){.ss_sp = stack, .ss_size = sizeof stack}, NULL);
    struct sigaction fatal = {.sa_handler = on_fatal, .sa_flags = SA_ONSTACK | SA_NODEFER | (int)SA_RESETHAND};
    // Changing the terminal from the background would stop us while we leave.
    sigaddset(&fatal.sa_mask, SIGTTOU);
    for (int number = 1; number < NSIG; number++)
        if (is_fatal(number)) catch_fatal(number, &fatal);

    atomic_store(&asked_to_end, false);
    atomic_store(&signals_seen, 0);
    struct sigaction caught = {.sa_handler = on_signal, .sa_flags = SA_ONSTACK | SA_RESTART};
    sigaddset(&caught.sa_mask, SIGTTOU);
    for (size_t i = 0; i < COUNT(caught_signals); i++) {
        sigaction(caught_signals[i].number, NULL, &before[i]);
        // Ignored signals stay ignored: nohup, and shells without job control.
        if (before[i].sa_handler == SIG_IGN) continue;
        sigaction(caught_signals[i].number, &caught, NULL);
    }
}

// The fatal ones stay: without the screen they only end the process, without Swift's slow backtrace.
static void release_signals(void) {
    for (size_t i = 0; i < COUNT(caught_signals); i++) sigaction(caught_signals[i].number, &before[i], NULL);
}

int scr_signals(void) {
    uint64_t count;
    ssize_t n = scr.has_signal ? read(scr.wake, &count, sizeof count) : 0;
    (void)n;
    scr.has_signal = false;
    return (int)atomic_exchange(&signals_seen, 0);
}

void scr_die(int number) {
    // This fails for a signal that the C library reserves, which has its default action already.
    signal(number, SIG_DFL);
    sigset_t only;
    sigemptyset(&only);
    sigaddset(&only, number);
    sigprocmask(SIG_UNBLOCK, &only, NULL);
    kill(getpid(), number);
    // Another thread may handle it.
    poll(NULL, 0, 1000);
    _exit(128 + number);
}

// --- properties of the terminal

static void choose_locale(void) {
    if (!setlocale(LC_CTYPE, "")) {
        // The locale is not installed. If its name asks for UTF-8, the one that always exists will do.
        const char *names[] = {getenv("LC_ALL"), getenv("LC_CTYPE"), getenv("LANG")};
        for (size_t i = 0; i < COUNT(names); i++) {
            if (!names[i] || !*names[i]) continue;
            if (strcasestr(names[i], "utf-8") || strcasestr(names[i], "utf8")) setlocale(LC_CTYPE, "C.UTF-8");
            break;
        }
    }
    scr.unicode = strcmp(nl_langinfo(CODESET), "UTF-8") == 0 && wcwidth(L'\u2500') == 1;
}

static const char *capability(const char *name) {
    const char *value = tigetstr(name);
    return value == (const char *)-1 ? NULL : value;
}

// Terminals that understand more than their terminfo entry says, or that have none here.
static bool is_xterm_like(const char *name) {
    static const char *const families[] = {
        "xterm", "tmux", "rxvt", "alacritty", "foot", "kitty", "wezterm", "ghostty",
        "konsole", "vte", "gnome", "st-", "mintty", "contour", "iterm", "rio",
    };
    for (size_t i = 0; i < COUNT(families); i++)
        if (strncmp(name, families[i], strlen(families[i])) == 0) return true;
    return tigetflag("XT") == 1 || capability("BE");
}

// Presses and releases, movements with a button held down, and numbers in decimal. Terminals without the last report in
// octets (X10), which is understood too.
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";

static void choose_modes(const char *name) {
    bool xterm_like = is_xterm_like(name);
    bool screen_like = strncmp(name, "screen", 6) == 0;
    scr.features = 0;
    if (xterm_like || screen_like) scr.features |= SCR_PASTE | SCR_FOCUS;
    if (xterm_like || (screen_like && getenv("TMUX"))) scr.features |= SCR_TITLE;
    if (xterm_like || screen_like || capability("kmous")) scr.features |= SCR_MOUSE;

    scr.modes_on[0] = scr.modes_off[0] = 0;
    if (scr.features & SCR_TITLE) {
        // Saves the title on the stack of titles, and restores it.
        strcat(scr.modes_on, "\033[22;2t");
        strcat(scr.modes_off, "\033[23;2t");
    }
    if (scr.features & SCR_PASTE) {
        strcat(scr.modes_on, "\033[?2004h\033[?1004h");
        strcat(scr.modes_off, "\033[?1004l\033[?2004l");
    }
    if (scr.features & SCR_MOUSE) strcat(scr.modes_off, mouse_off);
}

static void add_modes(void) {
    add(scr.modes_on);
    if (scr.mouse) add(mouse_on);
}

static void prepare_restore(void) {
    const char *leave = capability("rmcup");
    const char *const strings[] = {
        scr.modes_off, capability("sgr0"), capability("op"), scr.show_cursor, capability("rmkx"),
        leave ? leave : capability("clear"), "\r",
    };
    restore_length = 0;
    for (size_t i = 0; i < COUNT(strings); i++)
        restore_length += copy(restore + restore_length, sizeof restore - restore_length, strings[i]);
}

static void start_colors(void) {
    scr.colors = 0;
    // Without default colours we would have to paint the background.
    if (!has_colors() || start_color() == ERR || use_default_colors() == ERR) return;
    scr.colors = COLORS;
    for (short color = 0; color < 16 && color < COLORS && color + 1 < COLOR_PAIRS; color++)
        init_pair((short)(color + 1), color, -1);
}

// --- opening and closing

static bool open_line(int descriptor) {
    if (descriptor >= 0) {
        scr.input = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
        scr.output = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
    } else if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)) {
        scr.input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
        scr.output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    } else {
        scr.input = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
        scr.output = scr.input < 0 ? -1 : fcntl(scr.input, F_DUPFD_CLOEXEC, 3);
    }
    return scr.input >= 0 && scr.output >= 0 && tcgetattr(scr.input, &scr.shell) == 0;
}

static void close_descriptors(void) {
    int *all[] = {&scr.input, &scr.output, &scr.paint, &scr.wake};
    for (size_t i = 0; i < COUNT(all); i++) {
        if (*all[i] >= 0) close(*all[i]);
        *all[i] = -1;
    }
    if (scr.mapping) munmap(scr.mapping, scr.mapping_size);
    scr.mapping = NULL;
    scr.mapping_size = 0;
    scr.sent = 0;
}

static int give_up(int status) {
    close_descriptors();
    return status;
}

static bool ask_size(int *width, int *height) {
    struct winsize size;
    if (ioctl(scr.output, TIOCGWINSZ, &size) < 0 || size.ws_col == 0 || size.ws_row == 0) return false;
    // A terminal may report 65,535 of each, which is too much for ncurses.
    *width = size.ws_col < SCR_MAX_WIDTH ? size.ws_col : SCR_MAX_WIDTH;
    *height = size.ws_row < SCR_MAX_HEIGHT ? size.ws_row : SCR_MAX_HEIGHT;
    return true;
}

// newterm() cannot ask a memory file for the size, so it takes it from the environment instead. It must know it now,
// since it sets the scrolling region. The variables go afterwards: a user's own would freeze the size.
static bool new_screen(const char *name) {
    char text[16];
    if (ask_size(&scr.width, &scr.height)) {
        snprintf(text, sizeof text, "%d", scr.height);
        setenv("LINES", text, 1);
        snprintf(text, sizeof text, "%d", scr.width);
        setenv("COLUMNS", text, 1);
    } else {
        unsetenv("LINES");
        unsetenv("COLUMNS");
    }
    char *lean = lean_entry(name);
    char *own = lean && getenv("TERMINFO") ? strdup(getenv("TERMINFO")) : NULL;
    if (lean) setenv("TERMINFO", lean, 1);
    scr.screen = newterm(name, scr.paint_file, stdin);
    if (lean) {
        if (own) setenv("TERMINFO", own, 1);
        else unsetenv("TERMINFO");
        if (!scr.screen) scr.screen = newterm(name, scr.paint_file, stdin);
        free(own);
        free(lean);
    }
    unsetenv("LINES");
    unsetenv("COLUMNS");
    return scr.screen != NULL;
}

int scr_open(int descriptor, bool mouse) {
    scr.gone = scr.reported = scr.has_signal = false;
    atomic_store(&has_input, false);
    if (!open_line(descriptor)) return give_up(SCR_NOT_A_TERMINAL);
    scr.paint = memfd_create("frame", MFD_CLOEXEC);
    scr.wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (scr.paint < 0 || scr.wake < 0) return give_up(SCR_NOT_A_TERMINAL);
    choose_locale();

    // newterm() succeeds on a terminal that cannot place its cursor, so ask before. Distributions lack the entries
    // of newer terminals (kitty, foot, ghostty), all of which follow xterm.
    const char *name = getenv("TERM");
    int found = 0;
    if (!name || !*name || setupterm(name, scr.output, &found) == ERR) {
        if (found == 1) return give_up(SCR_TOO_SIMPLE);     // a hardcopy terminal
        name = "xterm-256color";
        if (setupterm(name, scr.output, &found) == ERR) return give_up(SCR_UNKNOWN_TERMINAL);
    }
    bool can_address = capability("cup") != NULL;
    if (can_address) choose_modes(name);
    del_curterm(cur_term);
    if (!can_address) return give_up(SCR_TOO_SIMPLE);

    catch_signals();
    scr.paint_file = fdopen(fcntl(scr.paint, F_DUPFD_CLOEXEC, 3), "w");
    if (!scr.paint_file || !new_screen(name)) {
        release_signals();
        if (scr.paint_file) fclose(scr.paint_file);
        return give_up(SCR_UNKNOWN_TERMINAL);
    }
    // Until it has left the screen once, ncurses flushes at each movement of the cursor. So it leaves it here, unseen, and
    // enters it again. This comes before start_color(): after it, entering would reset the palette.
    endwin();
    lseek(scr.paint, 0, SEEK_SET);
    doupdate();

    scr.show_cursor = capability("cnorm");
    scr.hide_cursor = capability("civis");
    scr.has_alternate = capability("smcup") != NULL;
    scr.cursor_set = false;
    prepare_restore();
    getmaxyx(stdscr, scr.height, scr.width);
    // If the terminal reports no size, ncurses takes the one of terminfo, which may be any.
    if (scr.width > SCR_MAX_WIDTH || scr.height > SCR_MAX_HEIGHT) {
        if (scr.width > SCR_MAX_WIDTH) scr.width = SCR_MAX_WIDTH;
        if (scr.height > SCR_MAX_HEIGHT) scr.height = SCR_MAX_HEIGHT;
        resize_term(scr.height, scr.width);
    }

    // One character at a time, no signals from keys, no XON/XOFF, no translation of line ends either way:
    // ncurses moves down with a bare line feed.
    scr.raw = scr.shell;
    scr.raw.c_iflag &= ~(tcflag_t)(IXON | IXOFF | ICRNL | INLCR | IGNCR | ISTRIP | BRKINT | PARMRK);
    scr.raw.c_oflag &= ~(tcflag_t)(ONLCR | OCRNL | ONLRET | TABDLY);
    scr.raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ECHONL | ISIG | IEXTEN);
    scr.raw.c_cc[VMIN] = 1;
    scr.raw.c_cc[VTIME] = 0;
    atomic_store(&place, ON_SCREEN);
    take_line();
    park_stderr();

    start_colors();
    typeahead(-1);              // draw each frame completely, even if keys are waiting
    keypad(stdscr, TRUE);       // the keypad mode that terminfo's key strings assume
    scrollok(stdscr, FALSE);
    // Panes are side by side, so whole lines never move. Searching for that would only take time.
    idlok(stdscr, FALSE);
    leaveok(stdscr, FALSE);     // screen readers follow the cursor
    scr.mouse = mouse && (scr.features & SCR_MOUSE);
    add_modes();
    return SCR_OK;
}

// Leaves the screen on the terminal.
static void leave_screen(void) {
    add(scr.modes_off);
    add(scr.show_cursor);
    scr.cursor_set = false;
    if (!isendwin()) endwin();
    // Without an alternate screen our rows would stay under the prompt.
    if (!scr.has_alternate) add(capability("clear"));
    commit();
}

void scr_close(void) {
    if (!scr.screen) return;
    // Changing the terminal from the background would stop us while we leave.
    sigset_t touching, mask;
    sigemptyset(&touching);
    sigaddset(&touching, SIGTTOU);
    sigprocmask(SIG_BLOCK, &touching, &mask);
    if (atomic_load(&place) == ON_SCREEN) leave_screen();
    if (atomic_load(&place) != CLOSED) give_line_back(TCSADRAIN);
    atomic_store(&place, CLOSED);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    unpark_stderr();
    release_signals();
    delscreen(scr.screen);
    scr.screen = NULL;
    fclose(scr.paint_file);
    close_descriptors();
}

// --- painting

int scr_colors(void) { return scr.colors; }
bool scr_is_unicode(void) { return scr.unicode; }
int scr_features(void) { return scr.features; }
const char *scr_key_sequence(const char *name) { return capability(name); }
int scr_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

void scr_size(int *width, int *height) {
    *width = scr.width;
    *height = scr.height;
}

void scr_measure(void) {
    int width, height;
    // Not resizeterm(), which also queues KEY_RESIZE for a getch() that never comes.
    if (ask_size(&width, &height) && (width != scr.width || height != scr.height)) {
        resize_term(height, width);
        scr.width = width;
        scr.height = height;
    }
    // A terminal that became smaller and then as large as before has lost a part of its contents.
    scr_repaint();
}

static cchar_t *style(int role, int attributes) { return &scr.styles[role % SCR_MAX_ROLES][attributes & 7]; }

// Pairs beyond those of the sixteen colours on the terminal's own background, made when a style asks for them.
enum { FIRST_PAIR = 17 };
static struct { int foreground, background; } pairs[SCR_MAX_ROLES];
static int pair_count;

void scr_forget_pairs(void) { pair_count = 0; }

static short pair_of(int foreground, int background) {
    if (foreground >= scr.colors) foreground = -1;
    if (background >= scr.colors) background = -1;
    if (background < 0 && foreground < 16) return foreground < 0 ? 0 : (short)(foreground + 1);
    for (int i = 0; i < pair_count; i++)
        if (pairs[i].foreground == foreground && pairs[i].background == background) return (short)(FIRST_PAIR + i);
    int number = FIRST_PAIR + pair_count;
    if (pair_count == (int)COUNT(pairs) || number >= COLOR_PAIRS) return 0;
    if (init_pair((short)number, (short)foreground, (short)background) == ERR) return 0;
    pairs[pair_count].foreground = foreground;
    pairs[pair_count].background = background;
    pair_count++;
    return (short)number;
}

void scr_style(int role, int attributes, int foreground, int background, int pen) {
    attr_t bits = A_NORMAL;
    if (pen & SCR_BOLD) bits |= A_BOLD;
    if (pen & SCR_UNDERLINE) bits |= A_UNDERLINE;
    if (pen & SCR_REVERSE) bits |= A_REVERSE;
    if (pen & SCR_DIM) bits |= A_DIM;
    setcchar(style(role, attributes), L" ", bits, pair_of(foreground, background), NULL);
}

// A frame has few kinds of characters outside ASCII, and many of each in a row.
static int width_of(uint32_t scalar) {
    static uint32_t last;
    static int width;
    if (scalar != last) {
        last = scalar;
        width = wcwidth((wchar_t)scalar);
    }
    return width;
}

// ncurses measures with wcwidth(). If that differs from the grid, the row would shift, so each column gets a `?`.
static int put_cell(cchar_t *out, const scr_cell *cell, int width, const scr_marks *marks) {
    *out = *style(cell->role, cell->attributes);
    out->chars[0] = (wchar_t)cell->base;
    bool is_plain = cell->base >= 0x20 && cell->base < 0x7f && width == 1;
    if (!is_plain && !(scr.unicode && width_of(cell->base) == width)) {
        out->chars[0] = L'?';
        if (width == 2) out[1] = *out;
        return width;
    }
    if (cell->marks == 0 || !scr.unicode) return 1;
    const uint32_t *scalars = marks[cell->marks - 1].scalars;
    int next = 1;
    for (int i = 0; i < SCR_MARKS && scalars[i]; i++)
        if (wcwidth((wchar_t)scalars[i]) == 0) out->chars[next++] = (wchar_t)scalars[i];
    return 1;
}

static bool is_plain(const scr_cell *cell) { return cell->base >= 0x20 && cell->base < 0x7f && cell->marks == 0; }

// ncurses measures each character of wide text, but not of ASCII.
static void put_plain(int row, int start, const scr_cell *cells, int count) {
    static chtype line[SCR_MAX_WIDTH];
    for (int i = 0; i < count; i++) line[i] = style(cells[i].role, cells[i].attributes)->attr | cells[i].base;
    mvwaddchnstr(stdscr, row, start, line, count);
}

static void put_wide(int row, int start, const scr_cell *cells, int count, const scr_marks *marks) {
    static cchar_t line[SCR_MAX_WIDTH];
    int used = 0, column = 0;
    while (column < count) {
        static const scr_cell blank = {.base = ' '};
        bool wide = column + 1 < count && cells[column + 1].base == 0;
        // A right half without its left one.
        const scr_cell *cell = cells[column].base ? &cells[column] : &blank;
        used += put_cell(&line[used], cell, wide ? 2 : 1, marks);
        column += wide ? 2 : 1;
    }
    mvwadd_wchnstr(stdscr, row, start, line, used);
}

void scr_put(int row, int start, const scr_cell *cells, int count, const scr_marks *marks) {
    if (row < 0 || row >= scr.height || start < 0) return;
    if (count > scr.width - start) count = scr.width - start;
    // From right to left: if wide text begins in the right half of an old character, ncurses clears the left half of
    // that character. The new cell there must be drawn after that.
    for (int end = count, first; end > 0; end = first) {
        bool plain = is_plain(&cells[end - 1]);
        first = end - 1;
        while (first > 0 && is_plain(&cells[first - 1]) == plain) first--;
        if (plain) put_plain(row, start + first, &cells[first], end - first);
        else put_wide(row, start + first, &cells[first], end - first, marks);
    }
}

void scr_clear(int row, int start) {
    if (wmove(stdscr, row, start) == OK) wclrtoeol(stdscr);
}

void scr_mouse(bool on) {
    if (!(scr.features & SCR_MOUSE) || on == scr.mouse) return;
    scr.mouse = on;
    const char *mode = on ? mouse_on : mouse_off;
    if (atomic_load(&place) == ON_SCREEN) scr_send((const uint8_t *)mode, strlen(mode));
}

void scr_repaint(void) { clearok(curscr, TRUE); }

void scr_flush(int x, int y, bool visible) {
    if (!scr.screen || atomic_load(&place) != ON_SCREEN) return;
    if (!scr.cursor_set || scr.cursor_on != visible) {
        // Not curs_set(), which flushes by itself.
        add(visible ? scr.show_cursor : scr.hide_cursor);
        scr.cursor_set = true;
        scr.cursor_on = visible;
    }
    wmove(stdscr, y < scr.height ? y : scr.height - 1, x < scr.width ? x : scr.width - 1);
    wnoutrefresh(stdscr);
    doupdate();
    commit();
}

// --- leaving for a while

bool scr_pause(void) {
    if (!scr.screen || !take_line()) return false;
    if (atomic_load(&place) == ON_SCREEN) leave_screen();
    atomic_store(&place, PAUSED);
    return true;
}

bool scr_resume(void) {
    if (!scr.screen || !take_line()) return false;
    // After a SIGSTOP from outside the shell has used the terminal: leave properly first, then enter again.
    if (atomic_load(&place) == ON_SCREEN) leave_screen();
    atomic_store(&place, ON_SCREEN);
    scr_measure();
    add(capability("smkx"));    // ncurses sets the keypad again only if it could set the line too
    add_modes();
    return true;
}

bool scr_suspend(void) {
    if (!scr.screen || atomic_load(&asked_to_end)) return false;
    if (atomic_load(&place) == ON_SCREEN) leave_screen();
    give_line_back(TCSADRAIN);
    atomic_store(&place, CLOSED);
    struct sigaction handler;
    sigaction(SIGTSTP, NULL, &handler);
    if (handler.sa_handler != SIG_IGN) {
        // SIGTSTP, not SIGSTOP: the kernel drops it if no shell could ever continue us.
        signal(SIGTSTP, SIG_DFL);
        stop_job(SIGTSTP);
        sigaction(SIGTSTP, &handler, NULL);
    }
    if (!take_line()) return false;
    atomic_store(&place, PAUSED);
    // The signals of the stop are handled here.
    atomic_fetch_and(&signals_seen, ~(unsigned)(SCR_GOT_CONTINUE | SCR_GOT_STOP));
    return true;
}

// The actions of the keyboard's signals before the terminal was lent.
static const int keyboard_signals[] = {SIGINT, SIGQUIT, SIGTSTP};
static struct sigaction lent[COUNT(keyboard_signals)];

bool scr_lend(void) {
    if (!scr.screen || atomic_load(&asked_to_end)) return false;
    if (atomic_load(&place) == ON_SCREEN) leave_screen();
    give_line_back(TCSADRAIN);
    atomic_store(&place, CLOSED);
    for (size_t i = 0; i < COUNT(lent); i++) {
        sigaction(keyboard_signals[i], NULL, &lent[i]);
        if (lent[i].sa_handler != SIG_IGN)
            signal(keyboard_signals[i], keyboard_signals[i] == SIGTSTP ? SIG_DFL : SIG_IGN);
    }
    return true;
}

void scr_reclaim(void) {
    for (size_t i = 0; i < COUNT(lent); i++) sigaction(keyboard_signals[i], &lent[i], NULL);
    // Signals that arrived while the terminal was lent were for the other program.
    atomic_fetch_and(&signals_seen, ~(unsigned)(SCR_GOT_CONTINUE | SCR_GOT_STOP | SCR_GOT_INT));
}

// --- bytes in

long scr_read(uint8_t *buffer, size_t count) {
    scr.reported = scr.gone;
    if (!scr.screen || scr.gone) return -1;
    // The program ends: input may now be for the shell.
    if (atomic_load(&asked_to_end)) return 0;
    struct pollfd ready = {.fd = scr.input, .events = POLLIN};
    if (!atomic_exchange(&has_input, false) && poll(&ready, 1, 0) <= 0) return 0;
    ssize_t n = read(scr.input, buffer, count);
    if (n > 0) return n;
    if (n < 0 && (errno == EINTR || errno == EAGAIN)) return 0;
    scr.gone = scr.reported = true;
    return -1;
}

bool scr_wait(int extra, int milliseconds) {
    scr.has_signal = false;
    atomic_store(&has_input, false);
    if (scr.gone && !scr.reported) return false;
    // A terminal that is gone would always be readable, so it is left out.
    struct pollfd ready[] = {
        {.fd = scr.gone ? -1 : scr.input, .events = POLLIN},
        {.fd = scr.wake, .events = POLLIN},
        {.fd = extra, .events = POLLIN},
    };
    if (poll(ready, COUNT(ready), milliseconds) <= 0) return false;
    atomic_store(&has_input, ready[0].revents != 0);
    scr.has_signal = ready[1].revents;
    return ready[2].revents;
}

int64_t scr_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

#endif
