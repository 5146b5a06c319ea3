/**
 * Sign-in with Twitch, and the resulting tokens. Owns the sign-ins under way, the sessions with
 * their user tokens, and the app access token; only consented chat tokens ever leave this service.
 *
 * <p>Serves {@code auth.login}, {@code auth.complete}, {@code auth.logout}, {@code auth.session}
 * and {@code auth.app-token}. Calls Twitch's OAuth server and, for a viewer's name and picture,
 * Helix. Keeps state in the maps {@code auth.pending-logins}, {@code auth.spent-logins} and {@code
 * auth.sessions}, which a cluster shares.
 */
package dev.streamviewer.auth;
