#include "exchange/post.h"

#include <curl/curl.h>

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { CONNECT_MS = 5000, WHOLE_MS = 20000, ANSWER_MOST = 64 << 10, URL_MOST = 2000 };

static bool is_loopback_name(str host) {
    struct in_addr four;
    char text[64];
    if (str_eq_nocase(host, S("localhost")) || str_eq(host, S("[::1]"))) return true;
    if (host.n >= sizeof text) return false;
    memcpy(text, host.p, host.n);
    text[host.n] = '\0';
    return inet_pton(AF_INET, text, &four) == 1 && ntohl(four.s_addr) >> 24 == 127;
}

static bool is_loopback(const struct curl_sockaddr *a) {
    if (a->family == AF_INET) {
        struct sockaddr_in four;
        memcpy(&four, &a->addr, sizeof four);
        return ntohl(four.sin_addr.s_addr) >> 24 == 127;
    }
    if (a->family != AF_INET6 || a->addrlen < sizeof(struct sockaddr_in6)) return false;
    struct sockaddr_in6 six;
    memcpy(&six, &a->addr, sizeof six);
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr);
}

static curl_socket_t open_loopback(void *context, curlsocktype purpose, struct curl_sockaddr *a) {
    (void)context, (void)purpose;
    if (!is_loopback(a)) return CURL_SOCKET_BAD;
    return socket(a->family, a->socktype | SOCK_CLOEXEC, a->protocol);
}

static str part_of(CURLU *u, CURLUPart part, char **kept) {
    *kept = NULL;
    return curl_url_get(u, part, kept, 0) == CURLUE_OK ? str_of(*kept) : S("");
}

static const char *wrong_with(CURLU *u, const char *url) {
    char *scheme, *host, *kept[3];
    str s = part_of(u, CURLUPART_SCHEME, &scheme), h = part_of(u, CURLUPART_HOST, &host);
    size_t more = part_of(u, CURLUPART_USER, &kept[0]).n;
    more += part_of(u, CURLUPART_PASSWORD, &kept[1]).n;
    more += part_of(u, CURLUPART_FRAGMENT, &kept[2]).n;
    const char *wrong = NULL;
    if (!h.n || strstr(url, ":///")) wrong = "it names no host"; /* libcurl takes the path for it */
    if (more) wrong = "no user, password or fragment may stand in it";
    if (str_eq(s, S("http")) && !is_loopback_name(h))
        wrong = "http goes to this machine only; to others it must be https";
    if (!str_eq(s, S("http")) && !str_eq(s, S("https")))
        wrong = "it must begin with https:// (or http:// for this machine)";
    curl_free(scheme);
    curl_free(host);
    for (size_t i = 0; i < 3; i++) curl_free(kept[i]);
    return wrong;
}

/* The address as NUL-terminated text, where it is fit. */
static code url_take(str url, char out[URL_MOST + 1], fault *f) {
    if (!url.n || url.n > URL_MOST)
        return fault_set(f, INVALID, "address", "1 to %d characters are wanted", URL_MOST);
    for (size_t i = 0; i < url.n; i++)
        if ((unsigned char)url.p[i] <= 32 || (unsigned char)url.p[i] >= 127)
            return fault_set(f, INVALID, "address", "no spaces and no letters beyond ASCII in it");
    memcpy(out, url.p, url.n);
    out[url.n] = '\0';
    CURLU *u = curl_url();
    if (!u) return fault_set(f, NOMEM, NULL, "not enough memory");
    const char *wrong = curl_url_set(u, CURLUPART_URL, out, 0) == CURLUE_OK
                            ? wrong_with(u, out)
                            : "it must be a whole address, such as https://example.org/hook";
    curl_url_cleanup(u);
    return wrong ? fault_set(f, INVALID, "address", "%s", wrong) : OK;
}

code post_check(str url, fault *f) {
    char text[URL_MOST + 1];
    return url_take(url, text, f);
}

/* The answer's words are of no use here; one that does not end is cut off. */
static size_t discard(char *p, size_t size, size_t n, void *context) {
    size_t *seen = context;
    (void)p;
    *seen += size * n;
    return *seen > ANSWER_MOST ? 0 : size * n;
}

static bool options_set(CURL *c, const char *url, struct curl_slist *lines, str body,
                        size_t *seen) {
    bool plain = strncmp(url, "http://", 7) == 0;
    bool good = true;
    good &= curl_easy_setopt(c, CURLOPT_URL, url) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, plain ? "http" : "https") == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_PROXY, "") == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT_MS, (long)CONNECT_MS) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_TIMEOUT_MS, (long)WHOLE_MS) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_USERAGENT, "depositary/" DEPOSITARY_VERSION) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_HTTPHEADER, lines) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body.n) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_POSTFIELDS, body.p) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, discard) == CURLE_OK;
    good &= curl_easy_setopt(c, CURLOPT_WRITEDATA, seen) == CURLE_OK;
    if (plain) good &= curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_loopback) == CURLE_OK;
    return good;
}

static bool lines_make(struct curl_slist **out, const str *headers, size_t count) {
    char line[512];
    for (size_t i = 0; i < count; i++) {
        if (headers[i].n >= sizeof line) return false;
        memcpy(line, headers[i].p, headers[i].n);
        line[headers[i].n] = '\0';
        struct curl_slist *grown = curl_slist_append(*out, line);
        if (!grown) return false;
        *out = grown;
    }
    /* Else libcurl asks first whether it may send more than a megabyte. */
    struct curl_slist *grown = curl_slist_append(*out, "Expect:");
    if (grown) *out = grown;
    return grown != NULL;
}

code post_send(str url, const str *headers, size_t header_count, str body, int *status, fault *f) {
    char text[URL_MOST + 1];
    struct curl_slist *lines = NULL;
    size_t seen = 0;
    long answered = 0;
    TRY(url_take(url, text, f));
    CURL *c = curl_easy_init();
    bool ready =
        c && lines_make(&lines, headers, header_count) && options_set(c, text, lines, body, &seen);
    CURLcode sent = ready ? curl_easy_perform(c) : CURLE_OUT_OF_MEMORY;
    if (ready) curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &answered);
    curl_slist_free_all(lines);
    curl_easy_cleanup(c);
    if (!ready) return fault_set(f, NOMEM, NULL, "not enough memory");
    /* A long answer was cut off, but it was one. */
    bool cut = sent == CURLE_WRITE_ERROR && seen > ANSWER_MOST;
    if ((sent != CURLE_OK && !cut) || answered == 0)
        return fault_set(f, IO, NULL, "no answer: %s", curl_easy_strerror(sent));
    *status = (int)answered;
    return OK;
}
