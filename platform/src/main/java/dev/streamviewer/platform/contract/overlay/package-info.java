/** Messages about overlays: read-only access to one streamer's events without a session. */
package dev.streamviewer.platform.contract.overlay;
