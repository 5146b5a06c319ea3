/** The page's files: precompressed, with content hashes, and the entry page with its policy. */
package dev.streamviewer.gateway.page;
