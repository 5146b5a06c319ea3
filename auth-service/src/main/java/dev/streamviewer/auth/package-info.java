/**
 * Sign-in with Twitch, and the tokens that come of it. Owns the sign-ins under way, the sessions
 * with their user tokens, and the app access token; nobody else ever sees a user token.
 *
 * <p>Serves {@code auth.login}, {@code auth.complete}, {@code auth.logout}, {@code auth.session}
 * and {@code auth.app-token}. Asks Twitch's OAuth server and, for a viewer's name and picture,
 * Helix. Keeps its state in the maps {@code auth.logins} and {@code auth.sessions}, which a cluster
 * shares.
 */
package dev.streamviewer.auth;
