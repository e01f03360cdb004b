// The terminal's terminfo entry without the strings that ncurses does not need, as text for TERMINFO.
//
// To move the cursor, ncurses computes every possible way with all parameters and uses the shortest. That saves one or
// two octets, but takes longer than drawing the changes. Without these strings it moves by address, by single steps,
// and by the text that it writes anyway. Before each frame ncurses looks for lines that it could scroll. With panes side
// by side that saves nothing. See terminfo(5) and term(5).

#if __has_include(<ncurses.h>) && __has_include(<term.h>)

#include "lean-entry.h"

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_ENTRY = 32768 };

// The numbers of strings in an entry (term.h): hpa, cud, cub, cuf, cuu, vpa and sgr; and for scrolling csr, dl1, il1, dl,
// indn, il, rin, ind and ri.
static const unsigned dropped[] = {8, 107, 111, 112, 114, 127, 131, 3, 22, 53, 106, 109, 110, 113, 129, 130};

static unsigned number_at(const uint8_t *octets) { return octets[0] | (unsigned)octets[1] << 8; }

// Marks the strings as absent. Returns false if the octets are not a terminfo entry.
static bool drop_strings(uint8_t *entry, size_t length) {
    enum { HEADER = 12, NUMBERS_OF_16 = 0432, NUMBERS_OF_32 = 01036 };
    if (length < HEADER) return false;
    unsigned magic = number_at(entry);
    if (magic != NUMBERS_OF_16 && magic != NUMBERS_OF_32) return false;
    size_t names = number_at(entry + 2), flags = number_at(entry + 4), numbers = number_at(entry + 6);
    size_t strings = number_at(entry + 8);
    size_t start = HEADER + names + flags;
    start += start % 2;
    start += numbers * (magic == NUMBERS_OF_32 ? 4 : 2);
    if (start + strings * 2 > length) return false;
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++)
        if (dropped[i] < strings) memset(entry + start + dropped[i] * 2, 0xff, 2);
    return true;
}

static size_t read_entry(uint8_t *entry, const char *folder, size_t folder_length, const char *name) {
    char path[PATH_MAX];
    // Directories are named after the first letter, or after its number on file systems that ignore case.
    const char *const forms[] = {"%.*s/%c/%s", "%.*s/%02x/%s"};
    for (size_t i = 0; i < 2; i++) {
        int n = snprintf(path, sizeof path, forms[i], (int)folder_length, folder, (unsigned char)name[0], name);
        if (n < 0 || (size_t)n >= sizeof path) continue;
        FILE *file = fopen(path, "re");
        if (!file) continue;
        size_t length = fread(entry, 1, LONGEST_ENTRY, file);
        fclose(file);
        return length;
    }
    return 0;
}

// Searches the places where ncurses looks, in the same order.
static size_t find_entry(uint8_t *entry, const char *name) {
    const char *home = getenv("HOME"), *folders = getenv("TERMINFO_DIRS"), *own = getenv("TERMINFO");
    char list[3 * PATH_MAX];
    int n = snprintf(
        list, sizeof list, "%s:%s%s:%s:/etc/terminfo:/lib/terminfo:/usr/share/terminfo", own ? own : "",
        home ? home : "", home ? "/.terminfo" : "", folders ? folders : "");
    if (n < 0 || (size_t)n >= sizeof list) return 0;
    for (const char *folder = list; folder; folder = strchr(folder, ':')) {
        if (*folder == ':') folder++;
        size_t length = strcspn(folder, ":");
        size_t read = length > 0 ? read_entry(entry, folder, length, name) : 0;
        if (read > 0) return read;
    }
    return 0;
}

static char *encoded(const uint8_t *octets, size_t count) {
    static const char digits[] = "0123456789ABCDEF";
    char *text = malloc(4 + count * 2 + 1);
    if (!text) return NULL;
    char *next = stpcpy(text, "hex:");
    for (size_t i = 0; i < count; i++) {
        *next++ = digits[octets[i] >> 4];
        *next++ = digits[octets[i] & 15];
    }
    *next = 0;
    return text;
}

char *lean_entry(const char *name) {
    const char *own = getenv("TERMINFO");
    // An entry in the variable itself, or a name that is a path.
    if ((own && strchr(own, ':')) || !name[0] || strchr(name, '/')) return NULL;
    uint8_t *entry = malloc(LONGEST_ENTRY);
    if (!entry) return NULL;
    size_t length = find_entry(entry, name);
    char *text = drop_strings(entry, length) ? encoded(entry, length) : NULL;
    free(entry);
    return text;
}

#endif
