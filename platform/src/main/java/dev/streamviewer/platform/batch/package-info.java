/**
 * Requests that travel in batches. All requests from one process to another in a turn of the event
 * loop are one message; each request in it is read, served and answered on its own. A {@link
 * dev.streamviewer.platform.batch.BatchedEndpoint} ties an address to its message types; a {@link
 * dev.streamviewer.platform.batch.CallRouter} chooses the process for each request.
 */
package dev.streamviewer.platform.batch;
