/** Digests. */
package dev.streamviewer.platform.crypto;
