/**
 * The bucket: objects read in pieces and written in parts, so that no file has to fit into memory, and signed links to
 * them. What the files mean, and whose they are, is for the functions to know.
 */
package com.connectgain.shared.files;
