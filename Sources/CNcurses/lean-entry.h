#ifndef LEAN_ENTRY_H
#define LEAN_ENTRY_H

/// The terminfo entry of a terminal for TERMINFO, without the strings for the many ways to move the cursor.
///
/// NULL where there is no file of that entry, and then the entry that ncurses finds by itself will do. The caller
/// frees it.
char *lean_entry(const char *name);

#endif
