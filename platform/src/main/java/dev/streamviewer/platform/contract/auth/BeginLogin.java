package dev.streamviewer.platform.contract.auth;

/**
 * Starts a sign-in.
 *
 * @param browser proof that this browser began an earlier sign-in, or null
 * @param streamer the streamer to open afterwards, or null
 * @param switchAccount whether Twitch should ask which account to use
 * @param ownChannel whether to ask for consent to the private events of the viewer's own channel
 * @param chat whether to ask for consent to read chat as the viewer
 */
public record BeginLogin(
    String browser, String streamer, boolean switchAccount, boolean ownChannel, boolean chat) {}
