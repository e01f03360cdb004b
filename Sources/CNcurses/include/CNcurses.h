// The part of ncurses that authscope needs, behind plain C types.
//
// No ncurses header is included here: Swift would import its macros, its variadic functions and its mutable
// globals (stdscr, LINES, COLS), none of which it can use. All functions are for the main thread.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What `scr_open` can end in.
enum { SCR_OK = 0, SCR_NOT_A_TERMINAL, SCR_UNKNOWN_TERMINAL, SCR_TOO_SIMPLE };

/// What the terminal is known to understand beyond terminfo; `scr_features`.
enum { SCR_PASTE = 1, SCR_FOCUS = 2, SCR_TITLE = 4, SCR_MOUSE = 8 };

/// Attributes of a style; the low bits are those of Screen's `Style.Attributes`.
enum { SCR_BOLD = 1, SCR_UNDERLINE = 2, SCR_REVERSE = 4, SCR_DIM = 8 };

/// Signals that came since the last `scr_signals`.
enum {
    SCR_GOT_INT = 1, SCR_GOT_TERM = 2, SCR_GOT_HUP = 4,
    SCR_GOT_RESIZE = 8, SCR_GOT_STOP = 16, SCR_GOT_CONTINUE = 32,
};

/// What `scr_wait` woke up for.
enum { SCR_READY_INPUT = 1, SCR_READY_SIGNAL = 2, SCR_READY_EXTRA = 4 };

enum { SCR_MAX_ROLES = 32, SCR_MARKS = 4 };

/// The largest screen, whatever the terminal claims to be.
enum { SCR_MAX_WIDTH = 1024, SCR_MAX_HEIGHT = 1000 };

/// One cell, laid out as Screen's `Cell`. `base` 0 is the right half of the wide character before it; `marks` is the
/// number of its marks, from 1, or 0.
typedef struct {
    uint32_t base;
    uint8_t role, attributes;
    uint16_t marks;
} scr_cell;

/// The marks over a character; they end at the first 0.
typedef struct {
    uint32_t scalars[SCR_MARKS];
} scr_marks;

/// Takes the terminal over. With `descriptor` < 0 that is stdin and stdout, or /dev/tty if one of them is no terminal.
/// With `mouse` the terminal reports the mouse, where it can.
int scr_open(int descriptor, bool mouse);
/// Gives the terminal back as it was. Harmless when it is not open.
void scr_close(void);

/// Colours the terminal has, 0 in monochrome.
int scr_colors(void);
/// True where the locale is UTF-8 and box-drawing characters take one column.
bool scr_is_unicode(void);
/// A set of SCR_PASTE, SCR_FOCUS, SCR_TITLE, SCR_MOUSE.
int scr_features(void);
/// The bytes this terminal sends for a key by its terminfo name, such as `kcuu1`; NULL where it names none.
const char *scr_key_sequence(const char *capability);
/// Columns of a character in this machine's C library: -1 for what cannot be printed.
int scr_width(uint32_t scalar);

void scr_size(int *width, int *height);
/// Asks the kernel for the size. The next flush repaints everything, even if the size is the same.
void scr_measure(void);

/// Defines how a role looks with these attributes of a cell. `foreground` is a colour number, or -1 for the terminal's
/// own; `pen` is SCR_BOLD and its like.
void scr_style(int role, int attributes, int foreground, int pen);
/// Replaces some cells of a row. Neither end may be in the middle of a wide character, before or after. Where the
/// locale is not UTF-8, everything but ASCII shows as `?`.
void scr_put(int row, int start, const scr_cell *cells, int count, const scr_marks *marks);
/// Makes the rest of a row blank.
void scr_clear(int row, int start);
/// Repaints everything at the next flush.
void scr_repaint(void);
/// Brings the terminal up to date with one write(2), the cursor at (x, y).
void scr_flush(int x, int y, bool visible);
/// Has the terminal report the mouse from now on, or no longer, also after the shell had the terminal.
void scr_mouse(bool on);
/// Adds bytes to what the next flush writes.
void scr_queue(const uint8_t *bytes, size_t count);
/// Writes bytes past ncurses, in one write(2) if the terminal takes them so.
void scr_send(const uint8_t *bytes, size_t count);

// Each of these is false when the process was asked to end: it then leaves the terminal alone, which may be the
// shell's again, and the program ends.

/// Leaves the screen but keeps reading keys one by one.
bool scr_pause(void);
/// Back to the screen, from `scr_pause` and after SIGCONT; the next flush repaints everything.
bool scr_resume(void);
/// Leaves the screen and stops the job. Returns when it goes on, still off the screen: `scr_resume` follows.
bool scr_suspend(void);
/// Leaves the screen to a program in the foreground. Ctrl-C and Ctrl-\ are that program's; Ctrl-Z stops both. `scr_reclaim`
/// follows when it has ended.
bool scr_lend(void);
/// Takes the signals back; `scr_resume` follows.
void scr_reclaim(void);

/// Bytes typed: their count, 0 if there are none now, -1 if the terminal is gone.
long scr_read(uint8_t *buffer, size_t count);
/// Waits for a key, a signal or `extra` (a descriptor, or -1). `milliseconds` < 0 waits for ever.
int scr_wait(int extra, int milliseconds);
/// The signals that came, each bit once, and forgets them.
int scr_signals(void);
/// Milliseconds of a clock that only moves forward.
int64_t scr_clock(void);
/// Ends the process by a signal, as if it had never been caught.
_Noreturn void scr_die(int signal);

#endif
