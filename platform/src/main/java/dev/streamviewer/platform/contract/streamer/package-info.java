/** Messages about streamers, streams and watches. */
package dev.streamviewer.platform.contract.streamer;
