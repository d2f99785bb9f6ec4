package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A function of the database that clients may call. */
public interface Procedure {

    /** The names of its arguments, all of them required; names are what PostgREST finds a function by. */
    Set<String> parameters();

    /** What the call answers, bare; null for a function that returns nothing. */
    JsonNode call(Caller caller, ObjectNode arguments);
}
