/**
 * Catalogs that are not the product's, read from JSON, so that foreign test suites can be run against the engine in
 * local mode. No declaration of the product belongs here.
 */
package com.connectgain.shared.catalog.file;
