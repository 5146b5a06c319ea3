/** Streamers, and what viewers ask about them. */
package dev.streamviewer.platform.contract.streamer;
