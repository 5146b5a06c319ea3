/** Calls of other servers over HTTP. */
package dev.streamviewer.platform.http;
