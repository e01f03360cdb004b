// The part of ncurses that authscope needs, with plain C types.
//
// No ncurses header is included here: Swift would import its macros, its variadic functions and its mutable
// globals (stdscr, LINES, COLS), none of which it can use. All functions are for the main thread.
#ifndef CNCURSES_H
#define CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The results of `scr_open`.
enum { SCR_OK = 0, SCR_NOT_A_TERMINAL, SCR_UNKNOWN_TERMINAL, SCR_TOO_SIMPLE };

/// Features of the terminal beyond terminfo, for `scr_features`.
enum { SCR_PASTE = 1, SCR_FOCUS = 2, SCR_TITLE = 4, SCR_MOUSE = 8 };

/// Attributes of a style; the low bits are those of Screen's `Style.Attributes`.
enum { SCR_BOLD = 1, SCR_UNDERLINE = 2, SCR_REVERSE = 4, SCR_DIM = 8 };

/// The signals since the last `scr_signals`.
enum {
    SCR_GOT_INT = 1, SCR_GOT_TERM = 2, SCR_GOT_HUP = 4,
    SCR_GOT_RESIZE = 8, SCR_GOT_STOP = 16, SCR_GOT_CONTINUE = 32,
};

enum { SCR_MAX_ROLES = 32, SCR_MARKS = 4 };

/// The largest screen, regardless of the size that the terminal reports.
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

/// Takes control of the terminal. With `descriptor` < 0, that is stdin and stdout, or /dev/tty if one of them is not a
/// terminal. With `mouse`, the terminal reports the mouse if it can.
int scr_open(int descriptor, bool mouse);
/// Restores the terminal. Has no effect when it is not open.
void scr_close(void);

/// The number of colours of the terminal, 0 in monochrome.
int scr_colors(void);
/// Whether the locale is UTF-8 and box-drawing characters fill one column.
bool scr_is_unicode(void);
/// A set of SCR_PASTE, SCR_FOCUS, SCR_TITLE, SCR_MOUSE.
int scr_features(void);
/// The bytes that this terminal sends for a key by its terminfo name, such as `kcuu1`; NULL if terminfo has none.
const char *scr_key_sequence(const char *capability);
/// The columns of a character in this machine's C library; -1 if it cannot be printed.
int scr_width(uint32_t scalar);

void scr_size(int *width, int *height);
/// Asks the kernel for the size. The next flush repaints everything, even if the size is the same.
void scr_measure(void);

/// Defines how a role looks with these attributes of a cell. `foreground` and `background` are colour numbers, or -1 for
/// the terminal's own; `pen` is a set of SCR_BOLD and so on. Cells keep their look until they are painted again.
void scr_style(int role, int attributes, int foreground, int background, int pen);
/// Frees the pairs of colours that styles have, before all styles are defined again.
void scr_forget_pairs(void);
/// Replaces some cells of a row. Neither end may be in the middle of a wide character, before or after. If the
/// locale is not UTF-8, everything but ASCII is shown as `?`.
void scr_put(int row, int start, const scr_cell *cells, int count, const scr_marks *marks);
/// Makes the rest of a row blank.
void scr_clear(int row, int start);
/// Repaints everything at the next flush.
void scr_repaint(void);
/// Updates the terminal with one write(2), with the cursor at (x, y).
void scr_flush(int x, int y, bool visible);
/// Turns mouse reports on or off, also for when the shell has had the terminal.
void scr_mouse(bool on);
/// Adds bytes to the output of the next flush.
void scr_queue(const uint8_t *bytes, size_t count);
/// Writes bytes without ncurses, in one write(2) if the terminal accepts all of them.
void scr_send(const uint8_t *bytes, size_t count);

// scr_pause, scr_resume, scr_suspend and scr_lend return false if the terminal is not open, or the process was asked to
// end. After that they do not change the terminal, which the shell may be using, and the program must end.

/// Leaves the screen but keeps reading keys one by one.
bool scr_pause(void);
/// Returns to the screen, after `scr_pause` and SIGCONT. The next flush repaints everything.
bool scr_resume(void);
/// Leaves the screen and stops the job. Returns when it continues, still without the screen: call `scr_resume` next.
bool scr_suspend(void);
/// Leaves the screen to a program in the foreground. Ctrl-C and Ctrl-\ are that program's; Ctrl-Z stops both. `scr_reclaim`
/// follows when it has ended.
bool scr_lend(void);
/// Takes the signals back; `scr_resume` follows.
void scr_reclaim(void);

/// Reads input, without polling again if `scr_wait` has found it. Returns the number of bytes, 0 if there are none now, -1
/// if the terminal is gone.
long scr_read(uint8_t *buffer, size_t count);
/// Waits for input, a signal or `extra` (a descriptor, or -1), without a limit if `milliseconds` < 0. A signal handler
/// may end the wait early. Returns whether `extra` is readable.
bool scr_wait(int extra, int milliseconds);
/// Returns the signals since the last call, and clears them.
int scr_signals(void);
/// Milliseconds of a clock that only moves forward.
int64_t scr_clock(void);
/// Ends the process by a signal, as if it had never been caught.
_Noreturn void scr_die(int signal);

#endif
