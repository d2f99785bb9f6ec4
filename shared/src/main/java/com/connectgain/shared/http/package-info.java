/** HTTP as the product sees it: request, response, JSON, and the one error type with its two renderings. */
package com.connectgain.shared.http;
