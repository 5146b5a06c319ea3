/** JSON of other servers, which may be anything. */
package dev.streamviewer.platform.json;
