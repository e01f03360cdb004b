// The least that the core's work costs in C: getrandom, SHA-256, base64url, percent-encoding, one string.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
    0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
    0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
    0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
    0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
    0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
    0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
    0xc67178f2,
};

static uint32_t turn(uint32_t x, int n) { return x >> n | x << (32 - n); }

// SHA-256 of at most 55 bytes, which is one block (FIPS 180-4).
static void sha256(const uint8_t *bytes, size_t count, uint8_t digest[32]) {
    uint32_t h[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    uint32_t w[64], s[8];
    uint8_t block[64] = {0};
    memcpy(block, bytes, count);
    block[count] = 0x80;
    block[62] = (uint8_t)(count >> 5);
    block[63] = (uint8_t)(count << 3);
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 | (uint32_t)block[4 * i + 2] << 8
            | block[4 * i + 3];
    for (int i = 16; i < 64; i++)
        w[i] = w[i - 16] + (turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ w[i - 15] >> 3) + w[i - 7]
            + (turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ w[i - 2] >> 10);
    memcpy(s, h, sizeof s);
    for (int i = 0; i < 64; i++) {
        uint32_t a = s[7] + (turn(s[4], 6) ^ turn(s[4], 11) ^ turn(s[4], 25)) + ((s[4] & s[5]) ^ (~s[4] & s[6]))
            + constants[i] + w[i];
        uint32_t b = (turn(s[0], 2) ^ turn(s[0], 13) ^ turn(s[0], 22))
            + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        memmove(s + 1, s, 7 * sizeof *s);
        s[4] += a;
        s[0] = a + b;
    }
    for (int i = 0; i < 8; i++) {
        h[i] += s[i];
        for (int k = 0; k < 4; k++) digest[4 * i + k] = (uint8_t)(h[i] >> (24 - 8 * k));
    }
}

// 32 bytes to 43 characters (RFC 4648, 5).
static void base64url(const uint8_t bytes[32], char text[44]) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    uint8_t padded[33] = {0};
    memcpy(padded, bytes, 32);
    for (int i = 0, o = 0; i < 33; i += 3) {
        uint32_t bits = (uint32_t)padded[i] << 16 | (uint32_t)padded[i + 1] << 8 | padded[i + 2];
        for (int k = 0; k < 4 && o < 43; k++) text[o++] = digits[bits >> (18 - 6 * k) & 63];
    }
    text[43] = 0;
}

static char *encode(char *out, const char *text) {
    static const char hex[] = "0123456789ABCDEF";
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || strchr("-._~", c)) {
            *out++ = *text;
        } else {
            *out++ = '%';
            *out++ = hex[c >> 4];
            *out++ = hex[c & 15];
        }
    }
    *out = 0;
    return out;
}

static size_t build(char *out) {
    uint8_t random[64], digest[32];
    char verifier[44], state[44], challenge[44], *at = out;
    if (getrandom(random, 32, 0) != 32 || getrandom(random + 32, 32, 0) != 32) exit(1);
    base64url(random, verifier);
    base64url(random + 32, state);
    sha256((const uint8_t *)verifier, 43, digest);
    base64url(digest, challenge);
    at = stpcpy(at, "https://accounts.bakeronline.be/oauth/authorize?response_type=code&client_id=");
    at = encode(at, "264ade60a4ca76716a53056cecb171c027586dc722d6cf5ba40b1519de78170910d9ce0602c776f9");
    at = encode(stpcpy(at, "&redirect_uri="), "http://127.0.0.1:8765/callback");
    at = encode(stpcpy(at, "&scope="), "customer:read user:read");
    at = encode(stpcpy(at, "&state="), state);
    at = encode(stpcpy(at, "&code_challenge="), challenge);
    at = stpcpy(at, "&code_challenge_method=S256");
    return (size_t)(at - out);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(void) {
    const int rounds = 100000;
    char url[1024];
    double best = 1e9;
    size_t length = 0;
    for (int run = 0; run < 7; run++) {
        double begin = now();
        for (int i = 0; i < rounds; i++) length = build(url);
        if (now() - begin < best) best = now() - begin;
    }
    printf("c            %9.0f URLs/s   %zu characters\n", rounds / best, length);
    return 0;
}
