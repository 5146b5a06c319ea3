package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * Requests the user access token of a viewer who consented to {@code user:read:chat}.
 *
 * @param lender the opaque id of the viewer's session, see {@link Session}
 * @param rejected a token to renew, to which Twitch answered 401; null if there is none
 */
public record GetChatToken(Secret lender, @OptionalField Secret rejected) {}
