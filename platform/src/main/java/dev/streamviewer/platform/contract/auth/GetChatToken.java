package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Asks for the user access token of a viewer who consented to {@code user:read:chat}.
 *
 * @param lender what stands for the viewer's session, as {@link Session} names it
 * @param rejected a token that Twitch answered 401 to, so that it is renewed; null if none was
 */
public record GetChatToken(Secret lender, Secret rejected) {}
