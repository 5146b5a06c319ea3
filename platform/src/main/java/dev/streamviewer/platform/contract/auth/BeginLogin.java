package dev.streamviewer.platform.contract.auth;

/**
 * Starts a sign-in.
 *
 * @param browser what the browser already holds to prove that it began a sign-in, or null
 * @param streamer the streamer to open afterwards, or null
 * @param switchAccount whether Twitch is to ask again which account to use
 * @param ownChannel whether to ask for consent to the private events of the viewer's own channel
 * @param chat whether to ask for consent to read chat as the viewer
 */
public record BeginLogin(
    String browser, String streamer, boolean switchAccount, boolean ownChannel, boolean chat) {}
