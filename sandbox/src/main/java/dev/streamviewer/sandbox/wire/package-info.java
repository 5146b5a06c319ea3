/**
 * What both stand-ins need to behave like servers: the HMAC they sign and check with, refusals with
 * a true status, switchable faults, bounded histories. Knows neither Twitch nor Pusher, and shares
 * nothing with the services, so that a mistake of theirs cannot be repeated here.
 */
package dev.streamviewer.sandbox.wire;
