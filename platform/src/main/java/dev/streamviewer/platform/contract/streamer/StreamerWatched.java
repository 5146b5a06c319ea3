package dev.streamviewer.platform.contract.streamer;

/**
 * The start, renewal or end of a watch. Published to all webhook services, so that each knows which
 * events are wanted, whichever service received the request.
 *
 * @param id the streamer; empty where only the login is known, as in a renewal
 * @param login the streamer's login in lower case
 * @param viewerId the watching viewer
 */
public record StreamerWatched(String id, String login, String viewerId) {}
