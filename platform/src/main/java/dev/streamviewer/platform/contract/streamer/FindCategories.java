package dev.streamviewer.platform.contract.streamer;

/**
 * Requests the categories with the most viewers.
 *
 * @param viewerId the requesting viewer
 */
public record FindCategories(String viewerId) {}
