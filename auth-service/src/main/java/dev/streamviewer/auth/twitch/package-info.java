/**
 * Twitch's OAuth server and user endpoint: exchange, refresh, validation and revocation of tokens.
 */
package dev.streamviewer.auth.twitch;
