package dev.streamviewer.platform.contract;

/**
 * Starts a sign-in.
 *
 * @param browser what the browser already holds to prove that it began a sign-in, or null
 * @param streamer the streamer to open afterwards, or null
 * @param switchAccount whether Twitch is to ask again which account to use
 */
public record BeginLogin(String browser, String streamer, boolean switchAccount) {}
