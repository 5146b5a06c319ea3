/** The hot path from the bytes of a callback to the answer for its sender. */
package dev.streamviewer.webhook.ingest;
