/**
 * Tests of the watch of a streamer: what arrives, for which viewers, and the view of the streamer.
 */
package dev.streamviewer.demo.watch;
