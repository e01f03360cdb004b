// The least a C program with ncurses does for the same: a list, a bar, one key at a time.
//
// usage: floor FILE        j and k move the bar, q leaves

#include <locale.h>
#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char **lines;
static int count;

static void read_lines(const char *path) {
    FILE *file = fopen(path, "r");
    char buffer[512];
    int room = 0;
    if (!file) exit(1);
    while (fgets(buffer, sizeof buffer, file)) {
        buffer[strcspn(buffer, "\n")] = 0;
        if (count == room) lines = realloc(lines, (size_t)(room = room ? room * 2 : 256) * sizeof *lines);
        if (!lines || !(lines[count++] = strdup(buffer))) exit(1);
    }
    fclose(file);
}

static void draw(int top, int bar) {
    erase();
    attron(A_BOLD);
    mvprintw(0, 1, "floor   %d lines", count);
    attroff(A_BOLD);
    for (int y = 1; y < LINES - 1 && top + y - 1 < count; y++) {
        if (top + y - 1 == bar) attron(A_REVERSE);
        mvprintw(y, 0, " %-*.*s", COLS - 1, COLS - 1, lines[top + y - 1]);
        attroff(A_REVERSE);
    }
    mvaddstr(LINES - 1, 1, "j down   k up   q quit");
    move(1 + bar - top, 0);
    refresh();
}

int main(int argc, char **argv) {
    int bar = 0, top = 0;
    if (argc != 2) return 64;
    setlocale(LC_ALL, "");
    read_lines(argv[1]);
    initscr();
    raw();
    noecho();
    keypad(stdscr, TRUE);
    curs_set(0);
    start_color();
    use_default_colors();
    for (;;) {
        if (bar < top) top = bar;
        if (bar > top + LINES - 3) top = bar - LINES + 3;
        draw(top, bar);
        int key = getch();
        if (key == 'q' || key == ERR) break;
        if (key == 'j' && bar < count - 1) bar++;
        if (key == 'k' && bar > 0) bar--;
    }
    endwin();
    return 0;
}
