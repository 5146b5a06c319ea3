/**
 * Protection of the HTTP server: limits on connections and bodies, security headers, cross-site
 * requests, and failures as problem details.
 */
package dev.streamviewer.gateway.http;
