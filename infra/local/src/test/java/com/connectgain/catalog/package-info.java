/** Tables that are not the product's, loaded from a JSON catalog and served by a cloud of their own. */
package com.connectgain.catalog;
