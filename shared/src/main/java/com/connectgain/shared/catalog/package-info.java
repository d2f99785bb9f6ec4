/**
 * Every table of the product, declared once: columns, types, defaults, checks, uniques, foreign keys, who may read and
 * write, and the access paths that the store keeps. Declarations are in {@code catalog.tables}, one class per domain;
 * this package is the vocabulary they are written in. No storage code and no query code belongs here.
 */
package com.connectgain.shared.catalog;
