#include "cmd/command.h"

/* The command table: one row a subcommand, in the order of `depositary help`. */
extern const command command_read;
extern const command command_add;
extern const command command_drafts;
extern const command command_accept;
extern const command command_reject;
extern const command command_edit;
extern const command command_undo;
extern const command command_import;
extern const command command_export;
extern const command command_status;
extern const command command_terms;
extern const command command_due;
extern const command command_links;
extern const command command_pair;
extern const command command_search;
extern const command command_serve;
extern const command command_plan;
extern const command command_progress;
extern const command command_reports;
extern const command command_sessions;
extern const command command_get;
extern const command command_digest;
extern const command command_token;
extern const command command_hook;
extern const command command_log;
extern const command command_backup;
extern const command command_restore;
extern const command command_version;

/* clang-format off */
const command *const command_table[] = {
    &command_read,
    &command_add,
    &command_drafts,
    &command_accept,
    &command_reject,
    &command_edit,
    &command_undo,
    &command_import,
    &command_export,
    &command_status,
    &command_terms,
    &command_due,
    &command_links,
    &command_pair,
    &command_search,
    &command_serve,
    &command_progress,
    &command_plan,
    &command_reports,
    &command_sessions,
    &command_get,
    &command_digest,
    &command_token,
    &command_hook,
    &command_log,
    &command_backup,
    &command_restore,
    &command_version,
};
/* clang-format on */
const size_t command_count = sizeof command_table / sizeof *command_table;

int main(int argc, char **argv) {
    return command_main(argc, argv);
}
