package com.connectgain.functions.crm.search;

import com.connectgain.shared.store.Row;
import java.util.List;

/** @param more whether there are rows behind the last one */
record Found(List<Row> rows, boolean more) {}
