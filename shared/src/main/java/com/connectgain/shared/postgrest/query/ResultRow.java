package com.connectgain.shared.postgrest.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A row that is part of the result, with the related rows of each embed of its level. */
public record ResultRow(ObjectNode row, List<List<ResultRow>> embedded) {}
