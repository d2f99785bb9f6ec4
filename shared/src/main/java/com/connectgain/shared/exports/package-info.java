/**
 * Tables as files: the rows that the caller may read, in one pass and a chunk at a time, as an answer or, when there
 * are too many, as a file with a signed link. What may be read is decided by the data API alone.
 */
package com.connectgain.shared.exports;
