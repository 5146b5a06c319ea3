/** Session and login cookies, and the session lookup. */
package dev.streamviewer.gateway.session;
