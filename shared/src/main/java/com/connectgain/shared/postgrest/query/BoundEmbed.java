package com.connectgain.shared.postgrest.query;

/**
 * Related rows within a row.
 *
 * @param name the key in the output, and what filters call it
 * @param inner rows without related ones are dropped
 * @param spread the related row's columns become the row's own
 */
public record BoundEmbed(String name, Relationship relationship, boolean inner, boolean spread, BoundLevel level) {

    public boolean isToOne() {
        return relationship.isToOne();
    }
}
