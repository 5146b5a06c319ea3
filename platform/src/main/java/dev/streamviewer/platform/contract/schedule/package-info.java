/** Questions about the planned streams of a streamer, and their answers. */
package dev.streamviewer.platform.contract.schedule;
