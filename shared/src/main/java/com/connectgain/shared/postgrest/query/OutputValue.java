package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Type;

/**
 * One shown value.
 *
 * @param key its name in the output
 * @param cast null when it is shown as it is
 */
public record OutputValue(String key, Operand operand, Type cast) {

    public Type type() {
        return cast != null ? cast : operand.type();
    }
}
