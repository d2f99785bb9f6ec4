/**
 * API Gateway's HTTP API: the template's routes, payload format 2.0, limits and CORS. It knows functions only by the
 * events they take and the answers they give.
 */
package com.connectgain.infra.local.gateway;
