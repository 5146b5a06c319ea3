/**
 * Shared basics of the stand-ins: HMAC signatures, errors with an accurate status, faults, bounded
 * histories. Independent of Twitch and Pusher. Shares no code with the services, so that a mistake
 * of the services cannot be repeated here.
 */
package dev.streamviewer.sandbox.wire;
