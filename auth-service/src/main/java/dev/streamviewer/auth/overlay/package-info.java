/** Overlay tokens: read-only access to one streamer's events without a session. */
package dev.streamviewer.auth.overlay;
