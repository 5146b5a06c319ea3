package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * Requests the channels that a viewer moderates. Fails with UNAUTHENTICATED or FORBIDDEN without a
 * session or the consent, with UPSTREAM if Twitch does not answer.
 *
 * @param moderator the opaque id of the viewer's session, see {@link Session}
 * @param login the only channel of interest, in lower case; null for all
 */
public record FindModeratedChannels(Secret moderator, @OptionalField String login) {}
