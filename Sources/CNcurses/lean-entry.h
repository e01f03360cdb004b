#ifndef LEAN_ENTRY_H
#define LEAN_ENTRY_H

/// Returns the terminfo entry of a terminal as text for TERMINFO, without the strings for most ways to move the cursor.
///
/// The caller frees the text. NULL if the entry has no file: then let ncurses find its entry.
char *lean_entry(const char *name);

#endif
