/**
 * Who is calling and how often they may: credentials become a {@link com.connectgain.shared.auth.Caller}, calls are
 * counted. What a caller may see or change of a table is the catalog's business.
 */
package com.connectgain.shared.auth;
