#include "base/asset.h"

#include <string.h>

str asset_find(const char *path) {
    size_t low = 0, high = asset_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int c = strcmp(asset_table[middle].path, path);
        if (c == 0)
            return (str){asset_table[middle].bytes,
                         (size_t)(asset_table[middle].end - asset_table[middle].bytes)};
        if (c < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (str){NULL, 0};
}

bool asset_at(const char *prefix, size_t i, const char **path, str *bytes) {
    size_t length = strlen(prefix), seen = 0;
    for (size_t k = 0; k < asset_count; k++) {
        if (strncmp(asset_table[k].path, prefix, length) != 0 || seen++ != i) continue;
        *path = asset_table[k].path;
        *bytes = (str){asset_table[k].bytes, (size_t)(asset_table[k].end - asset_table[k].bytes)};
        return true;
    }
    return false;
}
