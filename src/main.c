#include "cmd/command.h"

/* The command table: one row a subcommand, in the order of `depositary help`. */
extern const command command_read;
extern const command command_status;
extern const command command_terms;
extern const command command_version;

const command *const command_table[] = {
    &command_read,
    &command_status,
    &command_terms,
    &command_version,
};
const size_t command_count = sizeof command_table / sizeof *command_table;

int main(int argc, char **argv) {
    return command_main(argc, argv);
}
