package com.connectgain.shared.postgrest.query;

import java.util.List;

/**
 * The rows of one level after order and range.
 *
 * @param total how many satisfied the filters, before the range
 */
public record ResultPage(List<ResultRow> rows, long total) {}
