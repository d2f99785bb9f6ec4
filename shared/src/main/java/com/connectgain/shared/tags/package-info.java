/**
 * Tags as names that rows of many tables carry: which tables those are, how often a name is used, and changing it
 * wherever it stands. What a tag sets off is not decided here.
 */
package com.connectgain.shared.tags;
