// Measures full-screen programs side by side, each on a terminal of its own, 80x24.
//
// usage: measure [limits] PLAN
//
// A line of PLAN is a program, its fields separated by |:
//     name | file for stdin, or - | keys before measuring | keys to measure, in turn | path and arguments
// Keys are separated by spaces; \e is ESC, \d DEL, \s a space. The first program is the floor of the ratios.
//
// Start: from fork() to the last byte of the first frame, which is followed by silence. Key: from the key to the last
// byte of the answer. The programs take turns, so that whatever else the machine does hits all of them alike.
// Writes are counted by strace in a run of their own, idle work is read from /proc.

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { MAX_PROGRAMS = 16, MAX_WORDS = 32, MAX_SAMPLES = 4096 };

typedef struct {
    char *name, *input;
    char *before[MAX_WORDS], *keys[MAX_WORDS], *argv[MAX_WORDS];
    int key_count;
    pid_t pid;
    int terminal;
    double start[MAX_SAMPLES], key[MAX_SAMPLES], bytes[MAX_SAMPLES];
    int starts, answers;
    double writes;              // tty writes per key; -1: not counted
    double rss;                 // MiB
    long switches;              // while idle
    double cpu;                 // milliseconds while idle
    double key_cpu;             // milliseconds on the processor per key
    long faults;                // page faults up to the first frame
} program;

static program programs[MAX_PROGRAMS];
static int program_count;
static int start_rounds = 30, key_rounds = 200, quiet = 25, first_quiet = 80, idle_seconds = 2;

// --- the plan

static char *trim(char *text) {
    while (isspace((unsigned char)*text)) text++;
    char *end = text + strlen(text);
    while (end > text && isspace((unsigned char)end[-1])) *--end = 0;
    return text;
}

static void unescape(char *text) {
    char *out = text;
    for (; *text; text++) {
        if (*text == '\\' && text[1]) {
            text++;
            *out++ = *text == 'e' ? 27 : *text == 'd' ? 127 : *text == 's' ? ' ' : *text;
        } else *out++ = *text;
    }
    *out = 0;
}

static int split(char *text, char **words, bool keys) {
    int count = 0;
    for (char *word = strtok(text, " "); word && count < MAX_WORDS - 1; word = strtok(NULL, " ")) {
        if (keys) unescape(word);
        words[count++] = word;
    }
    words[count] = NULL;
    return count;
}

static void read_plan(const char *path) {
    FILE *file = fopen(path, "r");
    char *line = NULL;
    size_t room = 0;
    if (!file) { perror(path); exit(1); }
    while (getline(&line, &room, file) > 0 && program_count < MAX_PROGRAMS) {
        char *fields[5], *rest = strdup(line);
        int n = 0;
        for (char *field; n < 5 && (field = strsep(&rest, "|")); n++) fields[n] = trim(field);
        if (n < 5 || *fields[0] == '#') continue;
        program *p = &programs[program_count++];
        p->name = fields[0];
        p->input = fields[1];
        split(fields[2], p->before, true);
        p->key_count = split(fields[3], p->keys, true);
        split(fields[4], p->argv, false);
    }
    free(line);
    fclose(file);
}

// --- a program on a terminal

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

// Reads until there is silence. Returns the bytes; *last is when the last of them came.
// `timeout` is what the first byte may take.
static long drain(program *p, int timeout, int silence, double *last) {
    static char buffer[65536];
    struct pollfd ready = {.fd = p->terminal, .events = POLLIN};
    long total = 0;
    double limit = now() + 5000;
    int wait = timeout;
    while (now() < limit && poll(&ready, 1, wait) > 0) {
        ssize_t n = read(p->terminal, buffer, sizeof buffer);
        if (n <= 0) break;
        *last = now();
        total += n;
        wait = silence;
    }
    return total;
}

static void launch(program *p, char **argv) {
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    p->pid = forkpty(&p->terminal, NULL, NULL, &size);
    if (p->pid < 0) { perror("forkpty"); exit(1); }
    if (p->pid == 0) {
        if (strcmp(p->input, "-") != 0) {
            int file = open(p->input, O_RDONLY);
            dup2(file, 0);
            close(file);
        }
        execvp(argv[0], argv);
        _exit(127);
    }
    fcntl(p->terminal, F_SETFD, FD_CLOEXEC);
}

static double first_frame(program *p) {
    double begin = now(), last = begin;
    launch(p, p->argv);
    drain(p, 3000, first_quiet, &last);
    return last - begin;
}

static void press(program *p, const char *key) {
    if (write(p->terminal, key, strlen(key)) < 0) perror(p->name);
}

static void prepare(program *p) {
    double last;
    for (char **key = p->before; *key; key++) {
        press(p, *key);
        drain(p, 500, first_quiet, &last);
    }
}

static void end(program *p) {
    kill(-p->pid, SIGKILL);     // it leads a session of its own: strace goes with what it traces
    close(p->terminal);
    waitpid(p->pid, NULL, 0);
}

// --- what /proc and strace know

static double status_field(const char *path, const char *field) {
    char line[256];
    double value = 0;
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file))
        if (strncmp(line, field, strlen(field)) == 0) value = atof(line + strlen(field));
    fclose(file);
    return value;
}

// Voluntary context switches of all threads: each is a wake-up.
static long switches(pid_t pid) {
    char path[300];
    long total = 0;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (!tasks) return 0;
    for (struct dirent *task; (task = readdir(tasks));) {
        if (task->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", pid, task->d_name);
        total += (long)status_field(path, "voluntary_ctxt_switches:");
    }
    closedir(tasks);
    return total;
}

// Nanoseconds on the processor, of all threads.
static double processor_time(pid_t pid) {
    char path[300];
    double total = 0;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (!tasks) return 0;
    for (struct dirent *task; (task = readdir(tasks));) {
        double used = 0;
        snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, task->d_name);
        FILE *file = task->d_name[0] == '.' ? NULL : fopen(path, "r");
        if (!file) continue;
        if (fscanf(file, "%lf", &used) == 1) total += used;
        fclose(file);
    }
    closedir(tasks);
    return total;
}

// Page faults without a disk: field 10 of /proc/PID/stat. The name, field 2, is in parentheses.
static long page_faults(pid_t pid) {
    char path[64], line[1024];
    long faults = 0;
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    char *rest = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    if (rest) sscanf(rest, ") %*c %*d %*d %*d %*d %*d %*u %ld", &faults);
    fclose(file);
    return faults;
}

static int tty_writes(const char *path) {
    char line[4096];
    int count = 0;
    FILE *file = fopen(path, "r");
    if (!file) return 0;
    while (fgets(line, sizeof line, file))
        if (strstr(line, "write") && (strstr(line, "</dev/pts/") || strstr(line, "</dev/tty"))) count++;
    fclose(file);
    return count;
}

static void count_writes(program *p) {
    char path[] = "/tmp/measure-XXXXXX";
    char *argv[MAX_WORDS + 16] = {"strace", "-f", "-y", "-qq", "-e", "trace=write,writev", "-o", path};
    int file = mkstemp(path), n = 8;
    double last;
    const int keys = 20;
    p->writes = -1;
    if (file < 0 || access("/usr/bin/strace", X_OK) < 0) return;
    close(file);
    for (char **word = p->argv; *word; word++) argv[n++] = *word;
    launch(p, argv);
    drain(p, 3000, 500, &last);
    prepare(p);
    int before = tty_writes(path);
    for (int i = 0; i < keys; i++) {
        press(p, p->keys[i % p->key_count]);
        drain(p, 250, 100, &last);
    }
    p->writes = (double)(tty_writes(path) - before) / keys;
    end(p);
    unlink(path);
}

static void measure_idle(void) {
    double used[MAX_PROGRAMS];
    long before[MAX_PROGRAMS];
    for (int i = 0; i < program_count; i++) {
        char path[64];
        snprintf(path, sizeof path, "/proc/%d/status", programs[i].pid);
        programs[i].rss = status_field(path, "VmRSS:") / 1024;
    }
    struct timespec pause = {.tv_sec = idle_seconds};
    nanosleep(&(struct timespec){.tv_sec = 1}, NULL);
    for (int i = 0; i < program_count; i++) {
        used[i] = processor_time(programs[i].pid);
        before[i] = switches(programs[i].pid);
    }
    nanosleep(&pause, NULL);
    for (int i = 0; i < program_count; i++) {
        programs[i].switches = switches(programs[i].pid) - before[i];
        programs[i].cpu = (processor_time(programs[i].pid) - used[i]) / 1e6;
    }
}

// --- the result

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double part(double *samples, int count, double share) {
    if (count == 0) return 0;
    qsort(samples, (size_t)count, sizeof *samples, ascending);
    int index = (int)((double)count * share);
    return samples[index < count ? index : count - 1];
}

static void report(const char *what, double value, const char *limit, const char *unit) {
    if (!limit) return;
    printf("  %-44s %9.3f %-3s limit %s %s   %s\n", what, value, unit, limit, unit,
           value <= atof(limit) ? "met" : "MISSED");
}

int main(int argc, char **argv) {
    static struct { const char *name, *value; } limits[] = {
        {"--start-ratio", 0}, {"--start-ms", 0}, {"--key-ratio", 0}, {"--key-p99-ms", 0},
        {"--bytes", 0}, {"--writes", 0}, {"--rss", 0}, {"--idle", 0}, {"--key-ms", 0},
        {"--start-to-fzf", 0}, {"--rss-to-fzf", 0},
        {"--key-to-fzf", 0}, {"--key-cpu-ms", 0},
    };
    static struct { const char *name; int *value; } numbers[] = {
        {"--starts", &start_rounds}, {"--keys", &key_rounds}, {"--quiet", &quiet}, {"--first-quiet", &first_quiet},
    };
    const char *subject = "authscope", *plan = NULL;
    for (int i = 1; i < argc; i++) {
        bool known = false;
        for (size_t k = 0; k < sizeof limits / sizeof *limits && i + 1 < argc; k++)
            if (strcmp(argv[i], limits[k].name) == 0) { limits[k].value = argv[++i]; known = true; break; }
        for (size_t k = 0; !known && k < sizeof numbers / sizeof *numbers && i + 1 < argc; k++)
            if (strcmp(argv[i], numbers[k].name) == 0) { *numbers[k].value = atoi(argv[++i]); known = true; }
        if (!known) plan = argv[i];
    }
    if (!plan || start_rounds > MAX_SAMPLES || key_rounds > MAX_SAMPLES) return 64;
    read_plan(plan);

    for (int round = 0; round < start_rounds; round++)
        for (int i = 0; i < program_count; i++) {
            double time = first_frame(&programs[i]);
            end(&programs[i]);
            if (round > 0) programs[i].start[programs[i].starts++] = time;  // the first one warms the caches
        }

    for (int i = 0; i < program_count; i++) {
        first_frame(&programs[i]);
        programs[i].faults = page_faults(programs[i].pid);
        prepare(&programs[i]);
        programs[i].key_cpu = -processor_time(programs[i].pid);
    }
    for (int round = 0; round < key_rounds; round++)
        for (int i = 0; i < program_count; i++) {
            program *p = &programs[i];
            double begin = now(), last = begin;
            press(p, p->keys[round % p->key_count]);
            long bytes = drain(p, 250, quiet, &last);
            if (bytes == 0) continue;
            p->key[p->answers] = last - begin;
            p->bytes[p->answers++] = (double)bytes;
        }
    for (int i = 0; i < program_count; i++)
        programs[i].key_cpu = (programs[i].key_cpu + processor_time(programs[i].pid)) / 1e6 / key_rounds;
    measure_idle();
    for (int i = 0; i < program_count; i++) end(&programs[i]);
    for (int i = 0; i < program_count; i++) count_writes(&programs[i]);

    printf("%-12s %31s %31s %26s %8s %15s\n", "", "start, ms", "key, ms", "per key", "memory", "idle, 2 s");
    printf("%-12s %7s %7s %7s %7s %7s %7s %7s %7s %8s %8s %8s %8s %7s %7s\n", "", "median", "p99", "ratio", "faults",
           "median", "p99", "ratio", "keys", "bytes", "writes", "CPU ms", "MiB", "CPU ms", "wakes");
    double floor_start = part(programs[0].start, programs[0].starts, 0.5);
    double floor_key = part(programs[0].key, programs[0].answers, 0.5);
    for (int i = 0; i < program_count; i++) {
        program *p = &programs[i];
        printf("%-12s %7.2f %7.2f %7.2f %7ld %7.3f %7.3f %7.2f %7d %8.0f %8.1f %8.3f %8.1f %7.2f %7ld\n", p->name,
               part(p->start, p->starts, 0.5), part(p->start, p->starts, 0.99),
               part(p->start, p->starts, 0.5) / floor_start, p->faults, part(p->key, p->answers, 0.5),
               part(p->key, p->answers, 0.99), part(p->key, p->answers, 0.5) / floor_key, p->answers,
               part(p->bytes, p->answers, 0.5), p->writes, p->key_cpu, p->rss, p->cpu, p->switches);
    }
    for (int i = 0; i < program_count; i++) {
        program *p = &programs[i];
        if (strcmp(p->name, subject) != 0) continue;
        double start = part(p->start, p->starts, 0.5), key = part(p->key, p->answers, 0.5);
        puts("");
        report("start to first frame, to the first program", start / floor_start, limits[0].value, "x");
        report("start to first frame", start, limits[1].value, "ms");
        report("key to frame, median, to the first program", key / floor_key, limits[2].value, "x");
        report("key to frame, p99", part(p->key, p->answers, 0.99), limits[3].value, "ms");
        report("bytes for a cursor move, p99", part(p->bytes, p->answers, 0.99), limits[4].value, "B");
        report("writes per frame", p->writes, limits[5].value, "");
        report("key to frame, median", key, limits[8].value, "ms");
        report("processor time of a key", p->key_cpu, limits[12].value, "ms");
        report("memory", p->rss, limits[6].value, "MiB");
        report("wake-ups while idle", (double)p->switches, limits[7].value, "");
        for (int k = 0; k < program_count; k++) {
            program *rival = &programs[k];
            if (strcmp(rival->name, "fzf") != 0) continue;
            report("start to first frame, to fzf", start / part(rival->start, rival->starts, 0.5), limits[9].value, "x");
            report("key to frame, median, to fzf", key / part(rival->key, rival->answers, 0.5), limits[11].value, "x");
            report("memory, to fzf", p->rss / rival->rss, limits[10].value, "x");
        }
    }
    return 0;
}
