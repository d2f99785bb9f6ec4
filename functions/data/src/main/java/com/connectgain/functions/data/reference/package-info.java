/**
 * The description of the API and its renderings: Swagger 2.0 as PostgREST prints it, OpenAPI 3.1, a Postman collection
 * and the reference page. Tables come from the catalog, all other calls from {@code reference/description.json}, whose
 * head explains its notation. No request is answered here and no row is read.
 */
package com.connectgain.functions.data.reference;
