package dev.streamviewer.platform.contract.streamer;

/**
 * A viewer watches a streamer now, or did until now. All webhook services hear it, so that each of
 * them knows whose events are wanted, whichever was asked.
 *
 * @param id the streamer; empty where the login has to do, as in a renewal
 * @param login the streamer's login in lower case
 * @param viewerId who watches
 */
public record StreamerWatched(String id, String login, String viewerId) {}
