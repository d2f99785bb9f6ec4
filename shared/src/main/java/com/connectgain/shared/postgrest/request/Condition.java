package com.connectgain.shared.postgrest.request;

import java.util.List;

/** A tree of filters. */
public sealed interface Condition {

    /** @param inLogic whether it stood within {@code and=(...)} or {@code or=(...)} */
    record Filter(FieldRef field, boolean negated, Operation operation, boolean inLogic) implements Condition {}

    record Group(boolean negated, boolean conjunction, List<Condition> members) implements Condition {}
}
