/** Pauses between attempts. */
package dev.streamviewer.platform.retry;
