package com.connectgain.shared.assignment;

import java.util.List;

/**
 * Somebody for a piece of work.
 *
 * @param rotation whose turn it is is remembered under this name, so that rules do not disturb each other's order
 * @param eligible the members to choose from; empty for all
 * @param skill what {@link Strategy#SKILLS} looks for; null for none
 * @param except a member who shall not get it, such as who has it now; null for none
 * @param onlineOnly whether nobody is chosen while nobody is online; else those who are online are preferred
 */
public record Wanted(
        Work work,
        Strategy strategy,
        String rotation,
        List<String> eligible,
        String skill,
        String except,
        boolean onlineOnly) {

    public Wanted {
        eligible = List.copyOf(eligible);
    }

    public static Wanted forWork(Work work, Strategy strategy) {
        return new Wanted(work, strategy, "all", List.of(), null, null, false);
    }

    public Wanted among(List<String> members) {
        return new Wanted(work, strategy, rotation, members, skill, except, onlineOnly);
    }

    public Wanted rotatingAs(String name) {
        return new Wanted(work, strategy, name, eligible, skill, except, onlineOnly);
    }

    public Wanted skilledIn(String name) {
        return new Wanted(work, strategy, rotation, eligible, name, except, onlineOnly);
    }

    public Wanted but(String member) {
        return new Wanted(work, strategy, rotation, eligible, skill, member, onlineOnly);
    }

    public Wanted onlineOnly(boolean only) {
        return new Wanted(work, strategy, rotation, eligible, skill, except, only);
    }
}
