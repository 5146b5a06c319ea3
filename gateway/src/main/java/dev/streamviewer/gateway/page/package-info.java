/** The page's files: precompressed, with content hashes, and the entry page for assets at a CDN. */
package dev.streamviewer.gateway.page;
