/** The declarations of every table, one class per domain. They read as the documentation of the data model. */
package com.connectgain.shared.catalog.tables;
