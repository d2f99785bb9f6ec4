/**
 * Writing rows with the rules of the catalog: foreign keys, uniques, cascades, secrets at rest, and the triggers of each
 * table. Whoever writes a row, the data API or a function, writes it here.
 */
package com.connectgain.shared.records;
