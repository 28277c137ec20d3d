// The floor: read every article, libcmark on two threads, write a page an article from one thread. No program that does
// its work by this library and these calls can be faster; everything a site generator does besides is above it.
//
//   cc -O2 floor.c -o floor -lcmark -lpthread && ./floor Content Output

#define _GNU_SOURCE
#include <cmark.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *path; // below Content, without its extension
  char *html;
} Article;

static Article *articles;
static size_t count, capacity;
static const char *content;
static atomic_size_t next;

static void check(int ok, const char *what) {
  if (!ok) {
    perror(what);
    exit(1);
  }
}

static int visit(const char *path, const struct stat *status, int type, struct FTW *unused) {
  (void)status, (void)unused;
  size_t length = strlen(path);
  if (type != FTW_F || length < 3 || strcmp(path + length - 3, ".md") != 0) return 0;
  if (count == capacity) {
    capacity = capacity ? capacity * 2 : 1024;
    articles = realloc(articles, capacity * sizeof *articles);
    check(articles != NULL, "memory");
  }
  size_t start = strlen(content) + 1;
  articles[count].path = strndup(path + start, length - 3 - start);
  articles[count++].html = NULL;
  return 0;
}

static char *readFile(const char *path) {
  int file = open(path, O_RDONLY);
  check(file >= 0, path);
  struct stat status;
  check(fstat(file, &status) == 0, path);
  char *text = malloc((size_t)status.st_size + 1);
  ssize_t size = read(file, text, (size_t)status.st_size);
  check(size == status.st_size, path);
  text[size] = 0;
  close(file);
  return text;
}

static void *render(void *unused) {
  (void)unused;
  char path[4096];
  for (size_t i; (i = atomic_fetch_add(&next, 1)) < count;) {
    snprintf(path, sizeof path, "%s/%s.md", content, articles[i].path);
    char *text = readFile(path);
    char *body = strncmp(text, "---\n", 4) == 0 ? strstr(text + 4, "\n---\n") : NULL;
    body = body ? body + 5 : text;
    articles[i].html = cmark_markdown_to_html(body, strlen(body), CMARK_OPT_DEFAULT);
    free(text);
  }
  return NULL;
}

// Makes a folder and those above it that are not there yet.
static void makeFolders(char *path) {
  if (mkdir(path, 0755) == 0 || errno == EEXIST) return;
  char *slash = strrchr(path, '/');
  check(slash != NULL, path);
  *slash = 0;
  makeFolders(path);
  *slash = '/';
  check(mkdir(path, 0755) == 0 || errno == EEXIST, path);
}

int main(int argc, char **argv) {
  check(argc == 3, "floor Content Output");
  content = argv[1];
  check(nftw(content, visit, 64, FTW_PHYS) == 0, content);
  pthread_t threads[2];
  for (int i = 0; i < 2; i++) check(pthread_create(&threads[i], NULL, render, NULL) == 0, "thread");
  for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
  for (size_t i = 0; i < count; i++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[2], articles[i].path);
    makeFolders(path);
    strncat(path, "/index.html", sizeof path - strlen(path) - 1);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    check(file >= 0, path);
    size_t size = strlen(articles[i].html);
    check(write(file, articles[i].html, size) == (ssize_t)size, path);
    check(close(file) == 0, path);
  }
  return 0;
}
