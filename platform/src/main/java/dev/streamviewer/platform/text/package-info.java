/** Handling of texts that people wrote. */
package dev.streamviewer.platform.text;
