/**
 * A parsed request bound to the catalog, and what it means for rows: typed predicates, relationships, order,
 * projection. Rows come from the caller; nothing here reads a store. A planner may look into every bound tree.
 */
package com.connectgain.shared.postgrest.query;
