# make            build/depositary
# make test       unit tests (needs libcmocka-dev)
# make SAN=1 BUILD=build/asan CC=gcc test     the same under ASan and UBSan
# make format     clang-format in place; make lint checks it, and the include arrows
# make fuzz       each test/fuzz/*_fuzz.c under clang for FUZZ_SECONDS (60); FUZZ=html for one of them
# make bench      timings, as ratios against the thing beside them

VERSION := 0.1.0
CC      ?= gcc
BUILD   ?= build
PKGS    := $(shell cat src/packages.list)

CFLAGS_COMMON := -std=c17 -D_GNU_SOURCE -Isrc -DDEPOSITARY_VERSION='"$(VERSION)"' \
  -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla -g \
  $(shell pkg-config --cflags $(PKGS))
ifeq ($(SAN),1)
  CFLAGS_MODE  := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
  LDFLAGS_MODE := -fsanitize=address,undefined
else
  CFLAGS_MODE  := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
  LDFLAGS_MODE := -pie -Wl,-z,relro,-z,now
endif
ifeq ($(FUZZING),1)
  CFLAGS_MODE  := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
  LDFLAGS_MODE := -fsanitize=address,undefined
endif
# What reads text is compiled for speed, and its objects are optimised as one (a tenth faster; LTO=0
# leaves that out, as does a compiler that cannot). The result is an ordinary object, so that nothing
# that is linked with the library pays for it again.
FAST := base text read
ifneq ($(SAN)$(FUZZING),)
  LTO := 0
else
  FAST_MODE := -O3 -fno-tree-vectorize # what is looked through is short: vectors cost a fiftieth
endif
ifneq ($(LTO),0)
  FUSE     := -flto=auto -r -flinker-output=nolto-rel
  FUSABLE  := $(shell echo 'int x;' | $(CC) $(FUSE) -o /dev/null -xc - >/dev/null 2>&1 && echo yes)
endif
ifeq ($(FUSABLE),yes)
  FAST_MODE += -flto
endif
# Structures are cleared and copied by plain stores: the string instructions that gcc takes for them
# begin slowly, and clang does not know the option.
STORES := -mmemset-strategy=unrolled_loop:512:noalign,libcall:-1:noalign \
  -mmemcpy-strategy=unrolled_loop:512:noalign,libcall:-1:noalign
ifdef FAST_MODE
  FAST_MODE += $(shell echo 'int x;' | $(CC) $(STORES) -c -o /dev/null -xc - >/dev/null 2>&1 && echo '$(STORES)')
endif
ifeq ($(WERROR),1)
  CFLAGS_COMMON += -Werror
endif
# V=1 shows whole commands.
ifneq ($(V),1)
  QUIET = @printf '  %-6s %s\n' $(1) $@;
endif
ALL_CFLAGS := $(CFLAGS_COMMON) $(CFLAGS_MODE) $(CFLAGS)
LIBS := $(shell pkg-config --libs $(PKGS)) $(shell cat src/libraries.list) -lpthread -lm

SRC    := $(filter-out src/main.c,$(wildcard src/*/*.c))
OBJ    := $(SRC:%.c=$(BUILD)/%.o)
FAST_OBJ := $(foreach folder,$(FAST),$(filter $(BUILD)/src/$(folder)/%,$(OBJ)))
ASSETS := $(shell find lang data web src/store/sql -type f ! -name '*.md' | LC_ALL=C sort)
TESTS  := $(patsubst test/unit/%.c,$(BUILD)/test/%,$(wildcard test/unit/*_test.c))

all: $(BUILD)/depositary

$(BUILD)/depositary: $(BUILD)/src/main.o $(BUILD)/libdepositary.a
	$(call QUIET,LINK)$(CC) $(LDFLAGS_MODE) -o $@ $^ $(LIBS)

ifeq ($(FUSABLE),yes)
$(BUILD)/fused.o: $(FAST_OBJ)
	$(call QUIET,FUSE)$(CC) $(ALL_CFLAGS) $(FAST_MODE) $(FUSE) -o $@ $^
LIB_OBJ := $(filter-out $(FAST_OBJ),$(OBJ)) $(BUILD)/fused.o
else
LIB_OBJ := $(OBJ)
endif
$(FAST_OBJ): MODE_CFLAGS := $(FAST_MODE)
$(BUILD)/libdepositary.a: $(LIB_OBJ) $(BUILD)/assets.o $(BUILD)/asset_table.o
	$(call QUIET,AR)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(ALL_CFLAGS) $(MODE_CFLAGS) -MMD -MP -c -o $@ $<

# The list of assets is remade when a file comes or goes; the bytes when one changes.
$(BUILD)/assets.list: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(ASSETS) | cmp -s - $@ || printf '%s\n' $(ASSETS) > $@
$(BUILD)/asset_table.c: $(BUILD)/assets.list tools/embed
	$(call QUIET,EMBED)tools/embed $(BUILD)/assets.S $@ $(ASSETS)
$(BUILD)/asset_table.o: $(BUILD)/asset_table.c
	$(call QUIET,CC)$(CC) $(ALL_CFLAGS) -c -o $@ $<
$(BUILD)/assets.o: $(BUILD)/asset_table.c $(ASSETS)
	$(call QUIET,AS)$(CC) -c -o $@ $(BUILD)/assets.S

# Long literals are laid out by clang-format, also inside lists: clang takes that for a lost comma.
TEST_CFLAGS := -Itest -Wno-string-concatenation
$(BUILD)/test/%: test/unit/%.c $(BUILD)/libdepositary.a
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(ALL_CFLAGS) $(TEST_CFLAGS) -MMD -MP -o $@ $< $(BUILD)/libdepositary.a $(LDFLAGS_MODE) $(LIBS) -lcmocka

tests: $(TESTS)
test: $(TESTS) $(BUILD)/depositary
	@set -e; for t in $(TESTS); do echo "== $$t"; $$t; done

# The golden drawings as they are drawn now; read the difference before it is committed.
accept: $(BUILD)/test/draw_golden_test
	DEPOSITARY_ACCEPT=1 $(BUILD)/test/draw_golden_test

# Fuzzing: its own build, its own corpus (kept in build/fuzz/corpus), seeds from test/fuzz/seeds.
FUZZ         ?= *
FUZZ_SECONDS ?= 60
FUZZERS := $(patsubst test/fuzz/%.c,$(BUILD)/%,$(wildcard test/fuzz/$(FUZZ)_fuzz.c))
fuzz:
	+@$(MAKE) --no-print-directory FUZZING=1 CC=clang BUILD=build/fuzz fuzz-run
fuzz-build: $(FUZZERS)
fuzz-run: $(FUZZERS)
	@set -e; for f in $(FUZZERS); do name=$$(basename $$f _fuzz); echo "== $$name for $(FUZZ_SECONDS) s"; \
	  mkdir -p $(BUILD)/corpus/$$name test/fuzz/seeds/$$name; \
	  $$f -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=4096 -verbosity=0 -print_final_stats=1 \
	    -artifact_prefix=$(BUILD)/$$name- $(BUILD)/corpus/$$name test/fuzz/seeds/$$name 2>&1 | \
	    { grep -vE '^$$|^INFO|peak_rss|slowest|new_units|dictionary|# Uses|NEW_FUNC' || true; }; \
	  ! ls $(BUILD)/$$name-crash-* $(BUILD)/$$name-timeout-* $(BUILD)/$$name-oom-* $(BUILD)/$$name-leak-* 2>/dev/null; done
ifeq ($(FUZZING),1)
$(BUILD)/%_fuzz: test/fuzz/%_fuzz.c $(BUILD)/libdepositary.a
	$(call QUIET,FUZZ)$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer -Itest -o $@ $< $(BUILD)/libdepositary.a $(LDFLAGS_MODE) $(LIBS)
endif

# A million random treaties, the engine against the slow implementation (about two minutes).
law-million: $(BUILD)/test/law_random_test
	LAW_RANDOM=1000000 LAW_SEED=1000000 $<

BENCHES := $(patsubst bench/%.c,$(BUILD)/bench/%,$(wildcard bench/*_bench.c))
$(BUILD)/bench/%: bench/%.c $(BUILD)/bench/bench.o $(BUILD)/libdepositary.a
	@mkdir -p $(@D)
	$(call QUIET,CC)$(CC) $(ALL_CFLAGS) -MMD -MP -o $@ $< $(BUILD)/bench/bench.o $(BUILD)/libdepositary.a $(LDFLAGS_MODE) $(LIBS)

# Made once (three minutes, 1 GB); newer schemas bring it up to date. Delete it after what the
# register derives has changed.
$(BUILD)/bench/register.db: | $(BUILD)/bench/register
	@rm -f $@.part*
	$(call QUIET,MAKE)$(BUILD)/bench/register $@.part && mv $@.part $@

# Each prints what it finds; the table at the end has the figures that have a target.
BENCH_TABLE := $(BUILD)/bench/table
bench: $(BENCHES) $(BUILD)/depositary $(BUILD)/bench/register.db
	@rm -f $(BENCH_TABLE)
	@set -e; export BENCH_TABLE=$(BENCH_TABLE) BUILD=$(BUILD); \
	  for b in $(BENCHES) bench/serve.sh bench/import.sh; do $$b; done; bench/table.sh $(BENCH_TABLE)

format:
	clang-format -i $$(git ls-files 'src/*.[ch]' 'test/*.[ch]' 'bench/*.[ch]')

lint:
	tools/lint

clean:
	rm -rf $(BUILD)

FORCE:
.PHONY: all tests test accept bench law-million fuzz fuzz-build fuzz-run format lint clean FORCE
-include $(OBJ:.o=.d) $(BUILD)/src/main.d $(TESTS:%=%.d) $(BENCHES:%=%.d)
